using Duoshou.Kernel;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>What a formula comes to, and how sure it is before the days themselves are looked at.</summary>
readonly record struct Worked(decimal? Value, EmptyReason Why = EmptyReason.None, bool Incomplete = false, bool Estimated = false,
    decimal? Base = null, long Known = 0, long Rows = 0)
{
    /// <summary>One measure of which fewer than nine rows in ten know the value; of several together it says nothing, since their rows are of different kinds.</summary>
    public bool IsPatchy { get; init; }

    public static Worked Unknown(EmptyReason why, long rows = 0) => new(null, why, Rows: rows);
}

/// <summary>Fifth step: formulas are computed on the sums of a row. Nothing is guessed: what lacks a part is unknown, and says why.</summary>
sealed class FormulaValue(CheckedQuestion question, Availability there, Period range, MeasureUses uses)
{
    readonly Cell[] cells = new Cell[uses.All.Count];
    RowShops rowShops = new([]);

    /// <summary>The row whose sums are worked on from now on.</summary>
    public void At(ReadOnlySpan<Cell> row, RowShops shops)
    {
        row.CopyTo(cells);
        rowShops = shops;
    }

    public Worked Of(Formula formula) => Of(formula, question.ShopNumbers);

    Worked Of(Formula formula, int[] shops) => formula switch
    {
        Formula.Of part => Plain(part.Measure, shops),
        Formula.Mean part => Mean(part.Measure, shops),
        Formula.Ratio part => Ratio(Of(part.Over, shops), Of(part.Under, shops)),
        Formula.Minus part => Minus(Of(part.From, shops), Of(part.Less, shops)),
        Formula.Any part => part.Parts.Select(each => Of(each, shops)).Aggregate((sum, next) => Either(sum, next, missed: false)),
        Formula.TimesDays part => Of(part.Part, shops) is { Value: { } value } worked ? worked with { Value = value * range.Days } : Of(part.Part, shops),
        Formula.Optional part => Optional(Of(part.Part, shops), part.Missed),
        Formula.ByShop part => ByShop(part, shops),
        _ => Worked.Unknown(EmptyReason.NoData),
    };

    Worked Plain(Measure measure, int[] shops)
    {
        Cell cell = cells[uses.Of(measure, shops).Place];
        if (!cell.IsThere && NothingSold(measure, shops)) return new Worked(0m);
        if (!cell.IsThere || cell.Rows == 0) return Worked.Unknown(WhyNone(measure, [.. shops.Where(rowShops.Numbers.Contains)]));
        if (cell.LacksRate) return Worked.Unknown(EmptyReason.NoRate, cell.Rows);
        if (cell.Known == 0)
            return measure.Sparse && Supplied(measure, shops) ? new Worked(0m, Known: cell.Rows, Rows: cell.Rows) : Worked.Unknown(EmptyReason.NotSupplied, cell.Rows);
        bool partly = cell.Known < cell.Rows && !measure.Sparse;
        return new Worked(cell.Value, Incomplete: partly, Estimated: OverCounted(measure, shops), Known: measure.Sparse ? cell.Rows : cell.Known, Rows: cell.Rows)
            { IsPatchy = partly && cell.Known * 10 < cell.Rows * 9 };
    }

    /// <summary>Visitors added over sources or items, where the shop gives no figure for the whole, are an upper bound.</summary>
    bool OverCounted(Measure measure, int[] shops) => measure is { Kind: FactKind.Traffic, Column: "visitors" or "add_to_cart" or "favourites" }
        && question.By.All(dimension => TrafficCut.Needed(dimension.Key) == 0) && question.Where.All(condition => TrafficCut.Needed(condition.Dimension) == 0)
        && shops.Any(shop => rowShops.Numbers.Contains(shop) && there.Cuts(shop) is { Count: > 0 } cuts && !cuts.Contains(0));

    /// <summary>Items that stand in stock and have no sale, in days for which there are orders, were not sold: that is known.</summary>
    bool NothingSold(Measure measure, int[] shops) => measure.Aggregate == Aggregate.SoldItems
        && shops.Any(shop => rowShops.Numbers.Contains(shop) && there.Has(shop, measure.Kind, null, range));

    bool Supplied(Measure measure, int[] shops) =>
        shops.Any(shop => rowShops.Numbers.Contains(shop) && measure.Needs.All(column => there.Has(shop, measure.Kind, column, range)));

    EmptyReason WhyNone(Measure measure, int[] shops)
    {
        if (shops.All(shop => there.Feed(shop, measure.Kind) is null)) return EmptyReason.NotConnected;
        return Supplied(measure, shops) ? EmptyReason.NoData : EmptyReason.NotSupplied;
    }

    Worked Mean(Measure measure, int[] shops)
    {
        Worked sum = Plain(measure, shops);
        return sum.Value is { } value && sum.Known > 0 ? sum with { Value = value / sum.Known, Base = sum.Known, Incomplete = false } : sum;
    }

    static Worked Ratio(Worked over, Worked under)
    {
        if (over.Value is null || under.Value is null) return over.Value is null ? over : Worked.Unknown(under.Why, Math.Max(over.Rows, under.Rows));
        if (under.Value == 0) return Worked.Unknown(EmptyReason.NoData, over.Rows);
        return Together(over, under) with { Value = over.Value / under.Value, Base = under.Value };
    }

    /// <summary>
    /// What is taken off must be known of nine rows in ten, as the cost of goods: money whose cost is missing would otherwise count as earned. With
    /// fewer missing the difference is shown and marked incomplete.
    /// </summary>
    static Worked Minus(Worked from, Worked less)
    {
        // Rows were supplied and none falls here: nothing was paid, or nothing came back. Otherwise the rows of an answer would not add up to its total.
        if (from.Value is null && less.Value is not null && from.Why == EmptyReason.NoData) from = new Worked(0m);
        else if (less.Value is null && from.Value is not null && less.Why == EmptyReason.NoData) less = new Worked(0m);
        if (from.Value is null || less.Value is null) return Worked.Unknown(from.Value is null ? from.Why : less.Why, Math.Max(from.Rows, less.Rows));
        if (less.IsPatchy) return Worked.Unknown(EmptyReason.NotSupplied, Math.Max(from.Rows, less.Rows));
        return Together(from, less) with { Value = from.Value - less.Value };
    }

    static Worked Optional(Worked part, bool missed)
    {
        if (part.Value is not null) return part;
        // Money that is there but cannot be turned into the currency is not "nothing": the whole is unknown with it.
        return part.Why == EmptyReason.NoRate ? part : new Worked(0m, Incomplete: missed || part.Why == EmptyReason.NotSupplied && part.Rows > 0);
    }

    Worked ByShop(Formula.ByShop formula, int[] shops)
    {
        (int[] having, int[] lacking) = uses.Divide(formula, shops);
        bool some = having.Any(rowShops.Numbers.Contains), others = lacking.Any(rowShops.Numbers.Contains);
        Worked have = some ? Of(formula.Have, having) : Worked.Unknown(EmptyReason.NotConnected);
        if (!others) return have;
        Worked lack = Of(formula.Lack, lacking);
        if (lack.Value is not null) lack = lack with { Estimated = lack.Estimated || formula.Estimated };
        return some ? Either(have, lack, missed: true) : lack;
    }

    static Worked Either(Worked one, Worked other, bool missed)
    {
        if (one.Why == EmptyReason.NoRate || other.Why == EmptyReason.NoRate) return Worked.Unknown(EmptyReason.NoRate);
        if (one.Value is null && other.Value is null) return one.Why == EmptyReason.NotConnected ? other : one;
        if (one.Value is not null && other.Value is not null) return Together(one, other) with { Value = one.Value + other.Value };
        Worked known = one.Value is null ? other : one, unknown = one.Value is null ? one : other;
        return known with { Incomplete = known.Incomplete || (missed && unknown.Why != EmptyReason.NoData) };
    }

    static Worked Together(Worked one, Worked other) => new(null, Incomplete: one.Incomplete || other.Incomplete, Estimated: one.Estimated || other.Estimated,
        Known: Math.Min(one.Rows == 0 ? long.MaxValue : one.Known, other.Rows == 0 ? long.MaxValue : other.Known) is var known && known == long.MaxValue ? 0 : known,
        Rows: Math.Max(one.Rows, other.Rows));
}
