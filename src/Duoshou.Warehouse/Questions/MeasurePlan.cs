using System.Runtime.CompilerServices;
using Duoshou.Kernel;
using Duoshou.Warehouse.Ledger;
using Duoshou.Warehouse.RollUps;

namespace Duoshou.Warehouse.Questions;

/// <summary>A measure over some of the question's shops.</summary>
/// <param name="Place">Its place among the measures of the question.</param>
/// <param name="Shops">Shop numbers in order.</param>
sealed record MeasureUse(int Place, Measure Measure, int[] Shops);

/// <summary>Measures that one statement answers: the same source, moment and shops.</summary>
/// <param name="RollUp">The roll-up that answers, or null.</param>
/// <param name="ByOrderDays">The orders of days answer; with neither the facts do.</param>
sealed record MeasureGroup(FactKind Kind, RollUp? RollUp, bool ByOrderDays, string Moment, int[] Shops, IReadOnlyList<MeasureUse> Uses)
{
    /// <summary>
    /// Set when measures that are dated by different moments share one reading of the facts: the stretch of <see cref="Moment"/> in which all
    /// rows of the question lie, whichever moment dates them. Each measure then picks its rows by its own moment.
    /// </summary>
    public (DateTime From, DateTime Until)? Window { get; init; }

    public bool FromFacts => RollUp is null && !ByOrderDays;

    public bool Sums => Uses[0].Measure.Aggregate is Aggregate.Sum or Aggregate.Rows;
}

/// <summary>
/// Every measure that the permitted metrics of a question need, each once. It is asked for every figure of every row, so what a formula
/// needs is found once and remembered by the formula itself.
/// </summary>
sealed class MeasureUses
{
    readonly Dictionary<string, MeasureUse> bySignature = new(StringComparer.Ordinal);
    readonly Dictionary<(object, int[]), MeasureUse> known = new(SameObjects.Comparer);
    readonly Dictionary<(object, int[]), (int[] Having, int[] Lacking)> divided = new(SameObjects.Comparer);
    readonly Availability there;
    readonly Period range;

    public MeasureUses(CheckedQuestion question, Availability there, Period range)
    {
        (this.there, this.range) = (there, range);
        foreach (Metric metric in question.Metrics.Where(question.Permits)) Collect(metric.Computation, question.ShopNumbers);
    }

    public IReadOnlyCollection<MeasureUse> All => bySignature.Values;

    public MeasureUse Of(Measure measure, int[] shops)
    {
        if (known.TryGetValue((measure, shops), out MeasureUse? use)) return use;
        string signature = $"{measure.Signature} @ {string.Join(",", shops)}";
        if (!bySignature.TryGetValue(signature, out use)) bySignature[signature] = use = new MeasureUse(bySignature.Count, measure, shops);
        return known[(measure, shops)] = use;
    }

    /// <summary>The shops for which a formula by shop takes its first branch, and the others.</summary>
    public (int[] Having, int[] Lacking) Divide(Formula.ByShop formula, int[] shops)
    {
        if (divided.TryGetValue((formula, shops), out var parts)) return parts;
        int[] having = [.. shops.Where(shop => there.Has(shop, formula.Kind, formula.Column, range))];
        return divided[(formula, shops)] = having.Length == shops.Length ? (shops, []) : (having, [.. shops.Except(having)]);
    }

    void Collect(Formula formula, int[] shops)
    {
        switch (formula)
        {
            case Formula.Of part: Of(part.Measure, shops); break;
            case Formula.Mean part: Of(part.Measure, shops); break;
            case Formula.TimesDays part: Collect(part.Part, shops); break;
            case Formula.Optional part: Collect(part.Part, shops); break;
            case Formula.Any part: Array.ForEach(part.Parts, each => Collect(each, shops)); break;
            case Formula.Ratio part: Both(part.Over, part.Under, shops, shops); break;
            case Formula.Minus part: Both(part.From, part.Less, shops, shops); break;
            case Formula.ByShop part:
                (int[] having, int[] lacking) = Divide(part, shops);
                Both(part.Have, part.Lack, having, lacking);
                break;
        }
    }

    void Both(Formula one, Formula other, int[] ofOne, int[] ofOther)
    {
        Collect(one, ofOne);
        Collect(other, ofOther);
    }
}

/// <summary>Formulas are objects of the catalogue, and the arrays of shops those of one question: the same object says the same, without looking into it.</summary>
sealed class SameObjects : IEqualityComparer<(object Part, int[] Shops)>
{
    public static SameObjects Comparer { get; } = new();

    public bool Equals((object Part, int[] Shops) one, (object Part, int[] Shops) other) => ReferenceEquals(one.Part, other.Part) && ReferenceEquals(one.Shops, other.Shops);

    public int GetHashCode((object Part, int[] Shops) of) => HashCode.Combine(RuntimeHelpers.GetHashCode(of.Part), RuntimeHelpers.GetHashCode(of.Shops));
}

/// <summary>Second step: each measure goes to the cheapest source that can answer it.</summary>
static class MeasurePlan
{
    public static IReadOnlyList<MeasureGroup> Groups(CheckedQuestion question, Availability there, IEnumerable<MeasureUse> uses) =>
    [
        .. uses.Where(use => use.Shops.Length > 0).GroupBy(use =>
        {
            RollUp? rollUp = Cheapest(question, use.Measure);
            bool byOrderDays = OrderDays.Counts(use.Measure) && ByDays(question, []) && (InDays(question) || !use.Shops.Any(there.SpreadsOrders));
            bool together = use.Measure.Aggregate is Aggregate.Sum or Aggregate.Rows;
            return (use.Measure.Kind, RollUp: rollUp, ByOrderDays: byOrderDays, use.Measure.Moment, Shops: string.Join(",", use.Shops), Alone: together ? -1 : use.Place);
        }).Select(group => new MeasureGroup(group.Key.Kind, group.Key.RollUp, group.Key.ByOrderDays, group.Key.Moment, group.First().Shops, [.. group])),
    ];

    static RollUp? Cheapest(CheckedQuestion question, Measure measure)
    {
        if (measure.Aggregate is not (Aggregate.Sum or Aggregate.Rows)) return null;
        return RollUp.All.FirstOrDefault(rollUp => rollUp.Table.Facts.Kind == measure.Kind && rollUp.Moment.Name == measure.Moment
            && measure.Filters.All(filter => filter.ByValue && rollUp.Dimensions.Contains(filter.Column))
            && ByDays(question, rollUp.Dimensions));
    }

    /// <summary>Sums of shops and days, and of what else is kept apart, can answer the question.</summary>
    static bool ByDays(CheckedQuestion question, IReadOnlyList<string> others) =>
        question.By.Select(dimension => dimension.Key).Concat(question.Where.Select(condition => condition.Dimension))
            .All(key => key is "day" or "week" or "month" or "shop" or "client" or "platform" || others.Contains(key));

    static bool InDays(CheckedQuestion question) => question.By.Any(dimension => dimension.Key == "day");
}
