using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Questions;

/// <summary>
/// Fourth step: the statements are run and their rows become cells, money in one currency. Days, weeks and months of an earlier range take
/// the names of those that they are held against.
/// </summary>
sealed class CellReader(IFactSession session, CheckedQuestion question, Availability availability, Period range, Alignment alignment, Exchange exchange,
    int measures, CancellationToken cancel)
{
    readonly Func<int, string> shopText = number => question.Shops.First(shop => shop.Number == number).Facts.Id.ToString();

    /// <summary>The cells by the dimensions of some rows.</summary>
    public MeasureCells Read(IReadOnlyList<MeasureGroup> groups, RowKeys keys)
    {
        MeasureCells cells = new(measures);
        groups = new OneReading(question, availability, range).Of(groups, keys.By, group => PerDay(Currencies(group)));
        // The rows of one statement differ from one another; only what comes from another has to be brought together with them.
        bool alone = groups.Count == 1 && question.Before is null;
        MeasureUse[] uncounted = [.. groups.Where(group => !Read(group, keys, cells, alone)).SelectMany(group => group.Uses)];
        if (uncounted.Length > 0) Count(uncounted, cells);
        return cells;
    }

    /// <summary>How many rows stand behind measures whose groups were not counted, over the whole.</summary>
    void Count(MeasureUse[] uses, MeasureCells cells)
    {
        CheckedQuestion whole = question with { By = [] };
        foreach (MeasureGroup group in MeasurePlan.Groups(whole, availability, uses))
        {
            MeasureStatement statement = new MeasureSql(whole, group, availability, range, [], perCurrency: false, perDay: false).Build();
            using IFactReader rows = session.Query(statement.Sql, [.. statement.Arguments], cancel);
            if (!rows.Next()) continue;
            for (int u = 0; u < group.Uses.Count; u++)
                cells.Counted(group.Uses[u].Place, Long(rows, statement.ValuesAt + 3 * u + 1, 0), Long(rows, statement.ValuesAt + 3 * u + 2, 0));
        }
    }

    /// <returns>Whether rows were counted.</returns>
    bool Read(MeasureGroup group, RowKeys keys, MeasureCells cells, bool alone)
    {
        string[] currencies = Currencies(group);
        bool perDay = PerDay(currencies);
        MeasureStatement statement = new MeasureSql(question, group, availability, range, keys.By, perCurrency: currencies.Length > 1, perDay).Build();
        using IFactReader rows = session.Query(statement.Sql, [.. statement.Arguments], cancel);
        string only = currencies.FirstOrDefault("XXX");
        Span<int> codes = stackalloc int[keys.By.Count];
        bool distinct = alone && statement is { CurrencyAt: < 0, DayAt: < 0 };
        while (rows.Next())
        {
            for (int i = 0; i < rows.Count; i++)
            {
                if (group.Window is not null && IsEmpty(rows, i, statement, group.Uses.Count)) continue;
                for (int k = 0; k < codes.Length; k++) codes[k] = Code(rows, k, i, keys.By[k], keys.Values(k));
                string currency = statement.CurrencyAt < 0 ? only : rows.IsNull(statement.CurrencyAt, i) ? "XXX" : rows.Text(statement.CurrencyAt, i);
                DateOnly day = statement.DayAt < 0 ? range.First : rows.Day(statement.DayAt, i);
                Add(rows, i, statement, group, currency, day, cells.At(distinct ? keys.Append(codes) : keys.Row(codes)), cells.Currencies);
            }
        }

        return statement.Counts;
    }

    /// <summary>Read, since it lies in the stretch, but dated into the range by none of the moments.</summary>
    static bool IsEmpty(IFactReader rows, int i, MeasureStatement statement, int uses)
    {
        int width = statement.Counts ? 3 : 1;
        for (int u = 0; u < uses; u++)
            if (!rows.IsNull(statement.ValuesAt + width * u, i) || statement.Counts && Long(rows, statement.ValuesAt + width * u + 2, i) != 0) return false;
        return true;
    }

    void Add(IFactReader rows, int i, MeasureStatement statement, MeasureGroup group, string currency, DateOnly day, Span<Cell> row, HashSet<string> currencies)
    {
        int width = statement.Counts ? 3 : 1;
        for (int u = 0; u < group.Uses.Count; u++)
        {
            Measure measure = group.Uses[u].Measure;
            int at = statement.ValuesAt + width * u;
            bool none = rows.IsNull(at, i);
            long all = statement.Counts ? Long(rows, at + 2, i) : none ? 0 : 1;
            if (all == 0 && none) continue;
            Cell cell = new() { IsThere = true, Known = statement.Counts ? Long(rows, at + 1, i) : all, Rows = all };
            decimal value = none ? 0 : measure.Aggregate is Aggregate.Sum or Aggregate.Level ? Scaled(rows.Whole(at, i)) : (decimal)rows.Whole(at, i);
            if (measure.IsMoney && cell.Known != 0)
            {
                currencies.Add(currency);
                decimal? factor = exchange.Factor(currency, day);
                (cell.Value, cell.LacksRate) = (factor is 1m ? value : value * (factor ?? 0m), factor is null);
            }
            else cell.Value = value;
            row[group.Uses[u].Place].Add(cell);
        }
    }

    static long Long(IFactReader rows, int column, int row) => rows.IsNull(column, row) ? 0 : (long)rows.Whole(column, row);

    /// <summary>Millionths as the shortest decimal that says the same.</summary>
    static decimal Scaled(Int128 millionths)
    {
        if (millionths < -long.MaxValue || millionths > long.MaxValue) return (decimal)millionths / FactChunk.Scale;
        long digits = Math.Abs((long)millionths);
        byte scale = 6;
        while (scale > 0 && digits % 10 == 0) (digits, scale) = (digits / 10, (byte)(scale - 1));
        return new decimal((int)digits, (int)(digits >> 32), 0, millionths < 0, scale);
    }

    /// <summary>Money must be turned at the rate of its day.</summary>
    bool PerDay(string[] currencies) => exchange.Target is { } target && currencies.Any(currency => currency != target.Code);

    /// <summary>The currencies that may stand in the rows, if money is asked for at all; more than there are does no harm.</summary>
    string[] Currencies(MeasureGroup group) => !group.Uses.Any(use => use.Measure.IsMoney) ? [] :
        [.. group.Shops.SelectMany(shop => availability.Feed(shop, group.Kind)?.Currencies ?? []).Distinct().Order(StringComparer.Ordinal)];

    int Code(IFactReader rows, int column, int row, Dimension dimension, KeyValues values)
    {
        if (rows.IsNull(column, row)) return values.OfUnknown();
        return dimension.Key switch
        {
            "day" or "week" or "month" => values.OfNumber(alignment.Forward(rows.Day(column, row), dimension.Key).DayNumber, DayText),
            "hour" => values.OfNumber((int)rows.Whole(column, row), HourText),
            "shop" => values.OfNumber((int)rows.Whole(column, row), shopText),
            _ => values.OfText(rows.Utf8(column, row)),
        };
    }

    static readonly Func<int, string> DayText = number => DateOnly.FromDayNumber(number).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static readonly Func<int, string> HourText = number => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How far the days of the earlier range of a comparison stand before those that they are held against; nothing for the range itself.</summary>
readonly record struct Alignment(int Days, int Months)
{
    public static Alignment Between(Period range, Period before) => new(range.First.DayNumber - before.First.DayNumber,
        (range.First.Year - before.First.Year) * 12 + range.First.Month - before.First.Month);

    /// <summary>The day, week or month that one of the earlier range is held against.</summary>
    public DateOnly Forward(DateOnly day, string unit) => Moved(day, unit, 1);

    /// <summary>The day, week or month of the earlier range itself.</summary>
    public DateOnly Back(DateOnly day, string unit) => Moved(day, unit, -1);

    DateOnly Moved(DateOnly day, string unit, int sign) => this == default ? day : unit switch
    {
        "month" => day.AddMonths(sign * Months),
        "week" => day.AddDays(sign * 7 * (int)Math.Round(Days / 7m, MidpointRounding.AwayFromZero)),
        _ => day.AddDays(sign * Days),
    };
}
