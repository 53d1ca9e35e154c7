using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>What one run over one range gave: the figures of every row and of the whole.</summary>
sealed record RangeFigures(Period Range, IReadOnlyDictionary<string, (string?[] Keys, IReadOnlyList<Figure> Figures)> Rows, IReadOnlyList<Figure> Total,
    IReadOnlyList<Worked> TotalWorked, Exchange Exchange, IReadOnlySet<string> Currencies);

/// <summary>The shops on which a row rests. One object for all rows that rest on the same.</summary>
sealed class RowShops(IReadOnlyList<NumberedShop> shops)
{
    public IReadOnlyList<NumberedShop> Shops => shops;

    public IReadOnlySet<int> Numbers { get; } = shops.Select(shop => shop.Number).ToHashSet();
}

/// <summary>Runs a checked question over one range of days.</summary>
sealed class Answering(IFactSession session, CheckedQuestion question, Availability there, RateBook rates, DateTimeOffset now, CancellationToken cancel)
{
    readonly NumberStates states = new(there, now);
    readonly bool anyOfShop = question.By.Any(dimension => dimension.IsOfShop);
    readonly Dictionary<string, RowShops> rowShops = new(StringComparer.Ordinal);

    public RangeFigures Run(Period range)
    {
        Exchange exchange = new(rates, question.Question.Currency, question.Question.Rate);
        MeasureUses uses = new(question, there, range);
        IReadOnlyList<MeasureGroup> groups = MeasurePlan.Groups(question, uses.All);
        CellReader reader = new(session, question, there, range, exchange, uses.All.Count, cancel);
        MeasureCells cells = reader.Read(groups, question.By);
        Cell?[] whole = question.By.Count == 0 ? cells.Only : Whole(reader, groups, cells);
        Dictionary<string, (string?[], IReadOnlyList<Figure>)> rows = new(StringComparer.Ordinal);
        if (question.By.Count > 0)
            foreach (var row in cells.Rows) rows[row.Name] = (row.Keys, Figures(uses, row.Cells, Shops(row.Keys), RowDays(row.Keys, range), range, null));
        Worked[] worked = new Worked[question.Metrics.Count];
        IReadOnlyList<Figure> total = Figures(uses, whole, Shops([]), range, range, worked);
        return new RangeFigures(range, rows, total, worked, exchange, cells.Currencies);
    }

    /// <summary>Sums are added up from the rows; what does not add is counted again over everything.</summary>
    static Cell?[] Whole(CellReader reader, IReadOnlyList<MeasureGroup> groups, MeasureCells cells)
    {
        MeasureGroup[] again = [.. groups.Where(group => !group.Uses.All(use => use.Measure.Aggregate is Aggregate.Sum or Aggregate.Rows or Aggregate.Level))];
        Cell?[] whole = reader.Read(again, []).Only;
        foreach (MeasureUse use in groups.Except(again).SelectMany(group => group.Uses)) whole[use.Place] = cells.Sum(use.Place);
        return whole;
    }

    Figure[] Figures(MeasureUses uses, Cell?[] cells, RowShops shops, Period days, Period range, Worked[]? worked)
    {
        FormulaValue formula = new(question, there, range, uses, cells, shops);
        Figure[] figures = new Figure[question.Metrics.Count];
        for (int i = 0; i < figures.Length; i++)
        {
            Metric metric = question.Metrics[i];
            Worked value = !question.Permits(metric) || question.Shops.Count == 0 ? Worked.Unknown(EmptyReason.NotPermitted)
                : days.Days > 1 && metric.CountsPeopleOfADay ? Worked.Unknown(EmptyReason.None)
                : formula.Of(metric.Computation);
            if (worked is not null) worked[i] = value;
            figures[i] = value is { Value: null, Why: EmptyReason.None } ? new Figure(null, NumberState.Unknown) : states.Of(metric, value, shops, days);
        }

        return figures;
    }

    /// <summary>The shops that a row can rest on: all of the question's, unless the row is that of a shop, client or platform.</summary>
    RowShops Shops(string?[] keys)
    {
        string name = anyOfShop ? string.Join('\u001f', keys.Where((_, i) => question.By[i].IsOfShop)) : "";
        if (rowShops.TryGetValue(name, out RowShops? found)) return found;
        IEnumerable<NumberedShop> shops = question.Shops;
        for (int i = 0; i < keys.Length; i++)
        {
            string? key = keys[i];
            shops = question.By[i].Key switch
            {
                "shop" => shops.Where(shop => shop.Facts.Id.ToString() == key),
                "client" => shops.Where(shop => shop.Facts.Client.ToString() == key),
                "platform" => shops.Where(shop => shop.Facts.Platform == key),
                _ => shops,
            };
        }

        return rowShops[name] = new RowShops([.. shops]);
    }

    /// <summary>The days of a row, within the range: one day, or what of a week or month lies in it.</summary>
    Period RowDays(string?[] keys, Period range)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            if (!question.By[i].IsTime || question.By[i].Key == "hour" || keys[i] is not { } text) continue;
            DateOnly first = DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            DateOnly last = question.By[i].Key switch { "week" => first.AddDays(6), "month" => first.AddMonths(1).AddDays(-1), _ => first };
            DateOnly from = first < range.First ? range.First : first, to = last > range.Last ? range.Last : last;
            if (to >= from) range = new Period(from, to);
        }

        return range;
    }
}
