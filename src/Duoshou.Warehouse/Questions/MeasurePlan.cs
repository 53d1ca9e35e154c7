using Duoshou.Kernel;
using Duoshou.Warehouse.Ledger;
using Duoshou.Warehouse.RollUps;

namespace Duoshou.Warehouse.Questions;

/// <summary>A measure over some of the question's shops.</summary>
/// <param name="Shops">Shop numbers in order.</param>
sealed record MeasureUse(Measure Measure, int[] Shops)
{
    public string Key { get; } = $"{Measure.Signature} @ {string.Join(",", Shops)}";
}

/// <summary>Measures that one statement answers: the same source, moment and shops.</summary>
/// <param name="RollUp">The roll-up that answers, or null for the facts.</param>
sealed record MeasureGroup(FactKind Kind, RollUp? RollUp, string Moment, int[] Shops, IReadOnlyList<MeasureUse> Uses);

/// <summary>Second step: the formulas are taken apart into measures, and each goes to the cheapest source that can answer it.</summary>
static class MeasurePlan
{
    /// <summary>Every measure that the permitted metrics of a question need, each once.</summary>
    public static IReadOnlyList<MeasureUse> Uses(CheckedQuestion question, Availability there, Period range) =>
    [
        .. question.Metrics.Where(question.Permits).SelectMany(metric => Uses(metric.Computation, question.ShopNumbers, there, range)).DistinctBy(use => use.Key),
    ];

    /// <summary>The shops for which a formula by shop takes its first branch.</summary>
    public static int[] Having(Formula.ByShop formula, int[] shops, Availability there, Period range) =>
        [.. shops.Where(shop => there.Has(shop, formula.Kind, formula.Column, range))];

    public static IReadOnlyList<MeasureGroup> Groups(CheckedQuestion question, IReadOnlyList<MeasureUse> uses) =>
    [
        .. uses.Where(use => use.Shops.Length > 0).GroupBy(use =>
        {
            RollUp? rollUp = Cheapest(question, use.Measure);
            bool together = use.Measure.Aggregate is Aggregate.Sum or Aggregate.Rows;
            return (use.Measure.Kind, RollUp: rollUp, use.Measure.Moment, Shops: string.Join(",", use.Shops), Alone: together ? "" : use.Key);
        }).Select(group => new MeasureGroup(group.Key.Kind, group.Key.RollUp, group.Key.Moment, group.First().Shops, [.. group])),
    ];

    static RollUp? Cheapest(CheckedQuestion question, Measure measure)
    {
        if (measure.Aggregate is not (Aggregate.Sum or Aggregate.Rows)) return null;
        return RollUp.All.FirstOrDefault(rollUp => rollUp.Table.Facts.Kind == measure.Kind && rollUp.Moment.Name == measure.Moment
            && measure.Filters.All(filter => filter.ByValue && rollUp.Dimensions.Contains(filter.Column))
            && question.By.Select(dimension => dimension.Key).Concat(question.Where.Select(condition => condition.Dimension))
                .All(key => key is "day" or "week" or "month" or "shop" or "client" or "platform" || rollUp.Dimensions.Contains(key)));
    }

    static IEnumerable<MeasureUse> Uses(Formula formula, int[] shops, Availability there, Period range)
    {
        switch (formula)
        {
            case Formula.Of part: return [new MeasureUse(part.Measure, shops)];
            case Formula.Mean part: return [new MeasureUse(part.Measure, shops)];
            case Formula.Ratio part: return Uses(part.Over, shops, there, range).Concat(Uses(part.Under, shops, there, range));
            case Formula.Minus part: return Uses(part.From, shops, there, range).Concat(Uses(part.Less, shops, there, range));
            case Formula.Any part: return part.Parts.SelectMany(each => Uses(each, shops, there, range));
            case Formula.TimesDays part: return Uses(part.Part, shops, there, range);
            case Formula.Optional part: return Uses(part.Part, shops, there, range);
            case Formula.ByShop part:
                int[] having = Having(part, shops, there, range);
                return Uses(part.Have, having, there, range).Concat(Uses(part.Lack, [.. shops.Except(having)], there, range));
            default: return [];
        }
    }
}
