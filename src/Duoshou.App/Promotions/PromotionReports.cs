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
    /// <summary>Where duty and import tax of the goods that the offers touch come from.</summary>
    public IReadOnlyList<DutyNote> Duties { get; init; } = [];

    /// <summary>Nothing that should keep them from going live.</summary>
    public bool MayLaunch => Findings.All(finding => finding.Weight != FindingWeight.Blocking);
}

/// <summary>From where it is known what duty and import tax a shop bears on goods.</summary>
public enum DutySource
{
    /// <summary>The goods cross no border when they are sold: there is none.</summary>
    NoBorder,

    /// <summary>The statements of the platform.</summary>
    Statements,

    /// <summary>The law of the day, by product and destination.</summary>
    TaxBook,

    /// <summary>Neither: nothing is taken off.</summary>
    Unknown,
}

/// <summary>What was taken off for duty and import tax, of so many goods, in both languages.</summary>
public sealed record DutyNote(DutySource Source, int Goods, string Zh, string En);

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

    /// <summary>Duty and import tax that the shop bears on these orders, in the margins; units of which it is not known bear none here.</summary>
    public decimal DutyBefore { get; init; }
    public decimal DutyAfter { get; init; }
    public long UnitsWithoutDuty { get; init; }
    public IReadOnlyList<DutyNote> Duties { get; init; } = [];

    /// <summary>Growth of orders at which the offers pay for themselves, as a ratio; null: more orders would lose more, or costs are not known.</summary>
    public required decimal? BreakEvenUplift { get; init; }
    public required int Unproven { get; init; }

    /// <summary>Codes that only some buyers hold: to whom the replay gave them.</summary>
    public IReadOnlyList<ChannelReach> Reached { get; init; } = [];
}

/// <summary>One promotion in a replay.</summary>
/// <param name="Sales">What the orders come to in which it applies.</param>
public sealed record ReplayOffer(string Promotion, string? Name, int Orders, int Near, decimal Cost, DateOnly? BudgetDryOn, decimal Sales = 0m);

/// <summary>For whom the codes of a channel are.</summary>
/// <param name="Channel">Its key in the plan.</param>
/// <param name="PerDay">Buyers who hold a code, over the days of the plan; null: not known.</param>
public sealed record CodeHolders(string Channel, IReadOnlyList<string> Codes, ChannelKind Kind, decimal? PerDay);

/// <summary>What a replay took for granted about a channel's codes.</summary>
/// <param name="Eligible">Past orders whose buyers could hold a code.</param>
/// <param name="Given">Those that were given one.</param>
/// <param name="Sales">What came of orders that used one, or that the partner brought.</param>
public sealed record ChannelReach(string Channel, int Eligible, int Given, decimal Sales, string Zh, string En);

/// <summary>An order that gets much for its price.</summary>
public sealed record SteepOrder(string Order, DateOnly Day, decimal Goods, decimal PaidBefore, decimal PaidAfter, decimal? Margin);
