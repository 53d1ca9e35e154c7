using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>What one run over one range gave: the figures of every row and of the whole.</summary>
sealed record RangeFigures(Period Range, IReadOnlyDictionary<string, (string?[] Keys, IReadOnlyList<Figure> Figures)> Rows, IReadOnlyList<Figure> Total,
    IReadOnlyList<Worked> TotalWorked, Exchange Exchange, IReadOnlySet<string> Currencies);

/// <summary>Runs a checked question over one range of days.</summary>
sealed class Answering(IFactSession session, CheckedQuestion question, Availability there, RateBook rates, DateTimeOffset now, CancellationToken cancel)
{
    readonly NumberStates states = new(there, now);

    public RangeFigures Run(Period range)
    {
        Exchange exchange = new(rates, question.Question.Currency, question.Question.Rate);
        IReadOnlyList<MeasureUse> uses = MeasurePlan.Uses(question, there, range);
        IReadOnlyList<MeasureGroup> groups = MeasurePlan.Groups(question, uses);
        CellReader reader = new(session, question, there, range, exchange, cancel);
        MeasureCells cells = reader.Read(groups, question.By);
        IReadOnlyDictionary<string, Cell> whole = question.By.Count == 0 ? cells.At([]) : Whole(reader, groups, cells);
        Dictionary<string, (string?[], IReadOnlyList<Figure>)> rows = new(StringComparer.Ordinal);
        if (question.By.Count > 0)
            foreach (string?[] keys in cells.Keys) rows[MeasureCells.Name(keys)] = (keys, Figures(cells.At(keys), RowShops(keys), RowDays(keys, range), range, out _));
        IReadOnlyList<Figure> total = Figures(whole, question.Shops, range, range, out IReadOnlyList<Worked> worked);
        return new RangeFigures(range, rows, total, worked, exchange, cells.Currencies);
    }

    /// <summary>Sums are added up from the rows; what does not add is counted again over everything.</summary>
    static Dictionary<string, Cell> Whole(CellReader reader, IReadOnlyList<MeasureGroup> groups, MeasureCells cells)
    {
        MeasureGroup[] again = [.. groups.Where(group => !group.Uses.All(use => use.Measure.Aggregate is Aggregate.Sum or Aggregate.Rows or Aggregate.Level))];
        Dictionary<string, Cell> whole = new(reader.Read(again, []).At([]), StringComparer.Ordinal);
        foreach (MeasureUse use in groups.Except(again).SelectMany(group => group.Uses))
            if (cells.Sum(use.Key) is { } sum) whole[use.Key] = sum;
        return whole;
    }

    List<Figure> Figures(IReadOnlyDictionary<string, Cell> cells, IReadOnlyCollection<NumberedShop> shops, Period days, Period range, out IReadOnlyList<Worked> worked)
    {
        FormulaValue formula = new(question, there, range, cells, [.. shops.Select(shop => shop.Number)]);
        List<Worked> values = [];
        List<Figure> figures = [];
        foreach (Metric metric in question.Metrics)
        {
            Worked value = !question.Permits(metric) || question.Shops.Count == 0 ? Worked.Unknown(EmptyReason.NotPermitted)
                : days.Days > 1 && metric.Computation.Measures().Any(measure => measure.PeopleOfADay) ? Worked.Unknown(EmptyReason.None)
                : formula.Of(metric.Computation);
            values.Add(value);
            figures.Add(value is { Value: null, Why: EmptyReason.None } ? new Figure(null, NumberState.Unknown) : states.Of(metric, value, shops, days));
        }

        worked = values;
        return figures;
    }

    IReadOnlyList<NumberedShop> RowShops(string?[] keys)
    {
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

        return [.. shops];
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
