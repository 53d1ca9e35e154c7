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

    /// <summary>The metrics that the caller's role includes.</summary>
    public bool Permits(Metric metric) => metric.Right switch
    {
        FigureRight.Cost => Scope.SeesCost,
        FigureRight.Profit => Scope.SeesProfit,
        _ => true,
    };
}
