using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>The shops on which a row rests. One object for all rows that rest on the same.</summary>
sealed class RowShops(IReadOnlyList<NumberedShop> shops)
{
    public IReadOnlyList<NumberedShop> Shops => shops;

    public HashSet<int> Numbers { get; } = [.. shops.Select(shop => shop.Number)];
}

/// <summary>Runs a checked question over its ranges of days. The rows of both ranges are numbered together.</summary>
sealed class Answering(IFactSession session, CheckedQuestion question, Availability there, RateBook rates, DateTimeOffset now, CancellationToken cancel)
{
    readonly NumberStates states = new(there, now);
    readonly RowKeys keys = new(question.By);
    readonly RowKeys whole = new([]);

    public RowKeys Keys => keys;

    public RangeFigures Run(Period range)
    {
        Exchange exchange = new(rates, question.Question.Currency, question.Question.Rate);
        MeasureUses uses = new(question, there, range);
        IReadOnlyList<MeasureGroup> groups = MeasurePlan.Groups(question, there, uses.All);
        Alignment alignment = range == question.Question.Range ? default : Alignment.Between(question.Question.Range, range);
        CellReader reader = new(session, question, there, range, alignment, exchange, uses.All.Count, cancel);
        MeasureCells cells = reader.Read(groups, keys);
        MeasureCells total = question.By.Count == 0 ? cells : Whole(reader, groups, cells);
        return new RangeFigures(question, there, range, alignment, uses, states, keys, cells, total, exchange);
    }

    /// <summary>Sums are added up from the rows; what does not add is counted again over everything, if that is asked for.</summary>
    MeasureCells Whole(CellReader reader, IReadOnlyList<MeasureGroup> groups, MeasureCells cells)
    {
        MeasureGroup[] again = [.. groups.Where(group => !group.Uses.All(use => question.Adds(use.Measure)))];
        MeasureCells total = reader.Read(question.Question.CountsTotal ? again : [], whole);
        Span<Cell> sums = total.At(0);
        foreach (MeasureUse use in groups.Except(again).SelectMany(group => group.Uses)) sums[use.Place] = cells.Sum(use.Place);
        return total;
    }
}

/// <summary>What one run over one range gave: the figures of the whole, and of every row when they are asked for.</summary>
sealed class RangeFigures
{
    readonly CheckedQuestion question;
    readonly NumberStates states;
    readonly RowKeys keys;
    readonly MeasureCells cells;
    readonly Alignment alignment;
    readonly FormulaValue formula;
    readonly RowShops all;
    readonly int[] shopPlaces, timePlaces;
    readonly Dictionary<ulong, RowShops> rowShops = [];
    readonly Dictionary<int, ILookup<string, NumberedShop>> named = [];
    readonly Dictionary<(int Place, int Code), Period> rowDays = [];

    public RangeFigures(CheckedQuestion question, Availability there, Period range, Alignment alignment, MeasureUses uses, NumberStates states, RowKeys keys,
        MeasureCells cells, MeasureCells total, Exchange exchange)
    {
        (this.question, this.alignment, this.states, this.keys, this.cells) = (question, alignment, states, keys, cells);
        (Range, Exchange, Currencies) = (range, exchange, cells.Currencies);
        formula = new FormulaValue(question, there, range, uses);
        all = new RowShops(question.Shops);
        shopPlaces = [.. Enumerable.Range(0, question.By.Count).Where(i => question.By[i].IsOfShop)];
        timePlaces = [.. Enumerable.Range(0, question.By.Count).Where(i => question.By[i] is { IsTime: true, Key: not "hour" })];
        TotalWorked = new Worked[question.Metrics.Count];
        Figure[] figures = new Figure[question.Metrics.Count];
        Figures(total.Of(0), all, range, TotalWorked, figures);
        Total = [.. figures.Select((figure, i) => question.HasTotal(question.Metrics[i]) ? figure : Figure.None(EmptyReason.NotAsked))];
    }

    public Period Range { get; }

    public Exchange Exchange { get; }

    public IReadOnlySet<string> Currencies { get; }

    public IReadOnlyList<Figure> Total { get; }

    public Worked[] TotalWorked { get; }

    /// <summary>The row occurs in this range.</summary>
    public bool Has(int row) => cells.Has(row);

    /// <summary>The figures of a row, in the order of the metrics.</summary>
    public void Of(int row, Span<Figure> figures) => Figures(cells.Of(row), Shops(row), Days(row), null, figures);

    /// <summary>The value of one metric of a row, by which rows are put in order.</summary>
    public decimal? Value(int row, int metric)
    {
        formula.At(cells.Of(row), Shops(row));
        return Work(question.Metrics[metric], Days(row)).Value;
    }

    void Figures(ReadOnlySpan<Cell> row, RowShops shops, Period days, Worked[]? worked, Span<Figure> figures)
    {
        formula.At(row, shops);
        for (int i = 0; i < figures.Length; i++)
        {
            Worked value = Work(question.Metrics[i], days);
            if (worked is not null) worked[i] = value;
            figures[i] = value is { Value: null, Why: EmptyReason.None } ? new Figure(null, NumberState.Unknown) : states.Of(question.Metrics[i], i, value, shops, days);
        }
    }

    Worked Work(Metric metric, Period days) => !question.Permits(metric) || question.Shops.Count == 0 ? Worked.Unknown(EmptyReason.NotPermitted)
        : days.Days > 1 && metric.CountsPeopleOfADay ? Worked.Unknown(EmptyReason.None)
        : formula.Of(metric.Computation);

    /// <summary>The shops that a row can rest on: all of the question's, unless the row is that of a shop, client or platform.</summary>
    RowShops Shops(int row)
    {
        if (shopPlaces.Length == 0) return all;
        ulong name = 0;
        foreach (int place in shopPlaces) name = name << 21 | (uint)keys.Code(row, place);
        if (rowShops.TryGetValue(name, out RowShops? found)) return found;
        IEnumerable<NumberedShop>? shops = null;
        foreach (int place in shopPlaces)
        {
            IEnumerable<NumberedShop> own = Named(place)[keys.Values(place)[keys.Code(row, place)] ?? ""];
            shops = shops is null ? own : own.Where(shops.ToHashSet().Contains);
        }

        return rowShops[name] = new RowShops([.. shops!]);
    }

    /// <summary>The question's shops by the values of a dimension of shops.</summary>
    ILookup<string, NumberedShop> Named(int place)
    {
        if (!named.TryGetValue(place, out ILookup<string, NumberedShop>? known))
            named[place] = known = question.Shops.ToLookup(shop => question.By[place].Key switch
            {
                "shop" => shop.Facts.Id.ToString(),
                "client" => shop.Facts.Client.ToString(),
                _ => shop.Facts.Platform,
            }, StringComparer.Ordinal);
        return known;
    }

    /// <summary>The days of a row, within the range: one day, or what of a week or month lies in it.</summary>
    Period Days(int row)
    {
        Period days = Range;
        foreach (int place in timePlaces)
        {
            int code = keys.Code(row, place);
            if (!rowDays.TryGetValue((place, code), out Period own)) rowDays[(place, code)] = own = DaysOf(question.By[place].Key, keys.Values(place)[code]);
            DateOnly from = own.First < days.First ? days.First : own.First, to = own.Last > days.Last ? days.Last : own.Last;
            if (to >= from) days = new Period(from, to);
        }

        return days;
    }

    Period DaysOf(string unit, string? text)
    {
        if (text is null) return Range;
        DateOnly first = alignment.Back(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture), unit);
        return new Period(first, unit switch { "week" => first.AddDays(6), "month" => first.AddMonths(1).AddDays(-1), _ => first });
    }
}
