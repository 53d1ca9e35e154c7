using Duoshou.Kernel;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>A question that passed the check: its words looked up, its shops fixed.</summary>
sealed record CheckedQuestion
{
    public required MetricQuestion Question { get; init; }

    public required Scope Scope { get; init; }

    /// <summary>The shops that the caller may see and that the filters leave. Every statement is built from these and nothing else.</summary>
    public required IReadOnlyList<NumberedShop> Shops { get; init; }

    public required IReadOnlyList<Metric> Metrics { get; init; }

    public required IReadOnlyList<Dimension> By { get; init; }

    /// <summary>The filters besides those on shop, client and platform.</summary>
    public required IReadOnlyList<Condition> Where { get; init; }

    public Period? Before { get; init; }

    public int[] ShopNumbers => field ??= [.. Shops.Select(shop => shop.Number)];

    /// <summary>Rows add up to the whole. A thing of one shop stands in one row when rows are told apart by the shop alone, so that counts of them add up too.</summary>
    public bool Adds(Measure measure) => measure.Aggregate is Aggregate.Sum or Aggregate.Rows or Aggregate.Level
        || measure is { Aggregate: Aggregate.Distinct, WithinShop: true } && By.All(dimension => dimension.IsOfShop);

    /// <summary>The whole of the metric is worked out: it is the only row, or rows add up to it, or it was asked for.</summary>
    public bool HasTotal(Metric metric) => By.Count == 0 || Question.CountsTotal || !Permits(metric) || metric.Computation.Measures().All(Adds);

    /// <summary>The metrics that the caller's role includes.</summary>
    public bool Permits(Metric metric) => metric.Right switch
    {
        FigureRight.Cost => Scope.SeesCost,
        FigureRight.Profit => Scope.SeesProfit,
        _ => true,
    };
}
