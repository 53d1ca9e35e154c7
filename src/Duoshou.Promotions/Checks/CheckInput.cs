using Duoshou.Kernel;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Refunds;

namespace Duoshou.Promotions.Checks;

/// <summary>All that the checks before launch look at. Nothing is fetched: what is not given is not checked.</summary>
public sealed record CheckInput
{
    /// <summary>The promotions that are to go live.</summary>
    public required IReadOnlyList<Promotion> Planned { get; init; }

    /// <summary>Those that run or are planned already.</summary>
    public IReadOnlyList<Promotion> Others { get; init; } = [];

    /// <summary>The goods of the shop.</summary>
    public required IReadOnlyList<CheckedItem> Items { get; init; }

    /// <summary>The currency in which the shop sells.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The instant of the check.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How carts are priced.</summary>
    public PricingPolicy Policy { get; init; } = PricingPolicy.Default;

    /// <summary>How returns are refunded.</summary>
    public RefundTerms Refunds { get; init; } = new();

    /// <summary>What the law of the country says about reference prices; null: not checked.</summary>
    public ReferencePriceRule? ReferencePrices { get; init; }

    /// <summary>Dates that matter: events that may be wanted, and days on which nothing may start.</summary>
    public IReadOnlyList<CalendarEntry> Calendar { get; init; } = [];

    /// <summary>Customer groups with their sizes; empty: not known, not checked.</summary>
    public IReadOnlyDictionary<string, int> Groups { get; init; } = new Dictionary<string, int>();

    /// <summary>Channels of the shop; empty: not known, not checked.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Expected discount money by promotion, from a replay; a promotion that is not named is not checked.</summary>
    public IReadOnlyDictionary<string, long> ExpectedSpend { get; init; } = new Dictionary<string, long>();

    /// <summary>Pairs of coupons whose combination a person has approved.</summary>
    public IReadOnlyList<(string First, string Second)> ApprovedCouponPairs { get; init; } = [];
}

/// <summary>A product as the checks see it. The line holds price, cost and margin floor of one unit.</summary>
/// <param name="Line">The goods; its quantity is ignored.</param>
public sealed record CheckedItem(CartLine Line)
{
    /// <summary>Commission and payment fees, in basis points of the price paid.</summary>
    public int FeesBasisPoints { get; init; }

    /// <summary>Duty and import tax that the seller bears on a unit at a price, in minor units; null: not known, nothing is taken off.</summary>
    public Func<long, long?>? TaxesAt { get; init; }

    /// <summary>What a unit costs to send when shipping is free, in minor units.</summary>
    public long ShippingCost { get; init; }

    /// <summary>Units at hand; null: not known.</summary>
    public int? Stock { get; init; }

    /// <summary>Prices that were really charged, by the day from which they held.</summary>
    public IReadOnlyList<(DateOnly From, long UnitPrice)> PriceHistory { get; init; } = [];
}

/// <summary>
/// What a country says about a price that is shown as reduced. In the EU the price shown before a reduction is the lowest of the
/// 30 days before it (Directive 98/6/EC article 6a, inserted by Directive (EU) 2019/2161, in force since 28 May 2022).
/// </summary>
/// <param name="Days">Days before the start whose lowest price is the reference.</param>
/// <param name="RaiseDays">Days before the start in which a raised price is suspicious.</param>
public sealed record ReferencePriceRule(int Days, int RaiseDays)
{
    /// <summary>The rule of the European Union.</summary>
    public static ReferencePriceRule EuropeanUnion { get; } = new(30, 30);
}

/// <summary>A dated entry of the shop's or a platform's calendar.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Starts">The first instant.</param>
/// <param name="Ends">The first instant after it.</param>
/// <param name="Closed">True: no promotion may run in it, such as a platform's freeze of prices before its event.</param>
public sealed record CalendarEntry(Words Name, DateTimeOffset Starts, DateTimeOffset Ends, bool Closed);

/// <summary>How much a finding matters.</summary>
public enum FindingWeight
{
    /// <summary>Often intended; worth knowing.</summary>
    Note,

    /// <summary>A person should look.</summary>
    Warning,

    /// <summary>It should not go live like this.</summary>
    Blocking,
}

/// <summary>Something a person should know before promotions go live.</summary>
/// <param name="Code">The stable code, such as below_cost.</param>
/// <param name="Weight">How much it matters.</param>
/// <param name="Promotions">Ids of the promotions involved.</param>
/// <param name="Item">The SKU involved, if it is one.</param>
/// <param name="Found">The figure found, in minor units or units.</param>
/// <param name="Limit">The figure it should keep to.</param>
/// <param name="Text">A sentence.</param>
public sealed record Finding(
    string Code, FindingWeight Weight, IReadOnlyList<string> Promotions, string? Item, long? Found, long? Limit, Words Text);
