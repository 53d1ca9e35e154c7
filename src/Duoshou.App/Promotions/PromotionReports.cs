using Duoshou.Kernel;
using Duoshou.Promotions.Checks;

namespace Duoshou.App.Promotions;

/// <summary>What speaks against offers before they go live.</summary>
/// <param name="Findings">The gravest first.</param>
/// <param name="Items">Goods looked at.</param>
/// <param name="ItemsWithoutCost">Goods whose cost is not known: nothing can be said about losses on them.</param>
/// <param name="Against">Promotions that run or are planned already and were stacked with these.</param>
public sealed record CheckReport(
    IReadOnlyList<CheckFinding> Findings, int Items, int ItemsWithoutCost, IReadOnlyList<string> Against, DateOnly CheckedFor)
{
    /// <summary>Nothing that should keep them from going live.</summary>
    public bool MayLaunch => Findings.All(finding => finding.Weight != FindingWeight.Blocking);
}

/// <summary>One thing to know, in both languages.</summary>
public sealed record CheckFinding(string Code, FindingWeight Weight, IReadOnlyList<string> Promotions, string? Item, decimal? Found, decimal? Limit, string Zh, string En);

/// <summary>Offers over the orders of the past, and what that leads one to expect. Money in the shop's currency.</summary>
public sealed record ReplayAnswer
{
    public required string Currency { get; init; }
    public required Period Past { get; init; }
    public required int Orders { get; init; }

    /// <summary>Orders of the days that cannot be replayed: money in another currency, or finer than the smallest unit.</summary>
    public required int LeftOut { get; init; }
    public required int Touched { get; init; }
    public required decimal PaidBefore { get; init; }
    public required decimal PaidAfter { get; init; }

    /// <summary>Null where costs are not known or not to be seen.</summary>
    public required decimal? MarginBefore { get; init; }
    public required decimal? MarginAfter { get; init; }

    /// <summary>What the offers cost on these orders: given to buyers who bought without them.</summary>
    public required decimal Cost { get; init; }

    /// <summary>Cost by promotion, with the orders it applies to and those a little below its threshold.</summary>
    public required IReadOnlyList<ReplayOffer> Offers { get; init; }

    /// <summary>Orders that had no discount and would have one: full-price sales that the offers eat.</summary>
    public required int FullPriceOrders { get; init; }
    public required decimal FullPriceSales { get; init; }
    public required IReadOnlyList<SteepOrder> Steepest { get; init; }

    /// <summary>Discount of these orders by the promotions that stood then, beside what the facts say was given: how far the replay may be trusted.</summary>
    public required decimal ReplayedDiscount { get; init; }
    public required decimal BookedDiscount { get; init; }

    /// <summary>Estimated fees as a share of what is paid.</summary>
    public required decimal FeeRate { get; init; }

    /// <summary>Growth of orders at which the offers pay for themselves, as a ratio; null: more orders would lose more, or costs are not known.</summary>
    public required decimal? BreakEvenUplift { get; init; }
    public required int Unproven { get; init; }
}

/// <summary>One promotion in a replay.</summary>
public sealed record ReplayOffer(string Promotion, string? Name, int Orders, int Near, decimal Cost, DateOnly? BudgetDryOn);

/// <summary>An order that gets much for its price.</summary>
public sealed record SteepOrder(string Order, DateOnly Day, decimal Goods, decimal PaidBefore, decimal PaidAfter, decimal? Margin);
