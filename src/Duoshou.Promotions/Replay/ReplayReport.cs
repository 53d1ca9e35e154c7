using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Replay;

/// <summary>An order of the past, as it was: prices, costs and the instant stand in its cart.</summary>
/// <param name="Cart">What was bought. The cost of a line is what a unit cost then.</param>
/// <param name="Day">The business day of the shop.</param>
/// <param name="Segment">The kind of customer, such as new; null: none.</param>
public sealed record PastOrder(Cart Cart, DateOnly Day, string? Segment = null)
{
    /// <summary>The number by which a person finds the order.</summary>
    public string? Id { get; init; }
}

/// <summary>What a replay asks.</summary>
public sealed record ReplayQuestion
{
    /// <summary>The promotions as they were.</summary>
    public required PromotionBook Before { get; init; }

    /// <summary>The promotions with the change in them.</summary>
    public required PromotionBook After { get; init; }

    /// <summary>How carts are priced.</summary>
    public PricingPolicy Policy { get; init; } = PricingPolicy.Default;

    /// <summary>Ids of the promotions that are the change: thresholds and budget are reported for them.</summary>
    public required IReadOnlyList<string> Strategy { get; init; }

    /// <summary>
    /// Assumed growth of orders, in basis points: low, mid, high. An assumption that is seen, not a prediction.
    /// </summary>
    public IReadOnlyList<int> UpliftsBasisPoints { get; init; } = [];

    /// <summary>
    /// Duty and import tax that the shop bears on a unit of a line at a price paid, in minor units; null: not known. Asked one order after the
    /// other.
    /// </summary>
    public Func<PastOrder, CartLine, long, long?>? TaxesAt { get; init; }

    /// <summary>An order so many basis points below a threshold counts as near it.</summary>
    public int NearBasisPoints { get; init; } = 2_000;
}

/// <summary>
/// What a change would have done to the orders of the past, if nobody had behaved otherwise. Amounts are minor units.
/// </summary>
public sealed record ReplayReport
{
    /// <summary>All orders together.</summary>
    public required ReplaySums Total { get; init; }

    /// <summary>By business day, in order.</summary>
    public required IReadOnlyList<ReplayRow<DateOnly>> Days { get; init; }

    /// <summary>By SKU; shipping is in none of them, so they sum to the goods only.</summary>
    public required IReadOnlyList<ReplayRow<string>> Skus { get; init; }

    /// <summary>By kind of customer.</summary>
    public required IReadOnlyList<ReplayRow<string>> Segments { get; init; }

    /// <summary>For each promotion of the strategy how orders stand to its threshold, and how its money runs.</summary>
    public required IReadOnlyList<ReplayStrategy> Strategy { get; init; }

    /// <summary>Discount by payer, with the change.</summary>
    public required IReadOnlyDictionary<string, long> Funding { get; init; }

    /// <summary>Gift units by SKU, with the change.</summary>
    public required IReadOnlyDictionary<string, int> Gifts { get; init; }

    /// <summary>
    /// Growth of orders, as a ratio, at which the change pays for itself; null: more orders would only lose more.
    /// </summary>
    public required decimal? BreakEvenUplift { get; init; }

    /// <summary>Change of the margin under each assumed growth.</summary>
    public required IReadOnlyList<(int UpliftBasisPoints, long MarginChange)> Uplifts { get; init; }

    /// <summary>Orders that had no discount before and have one with the change: full-price sales that it eats.</summary>
    public required ReplaySums FullPrice { get; init; }

    /// <summary>The orders that get most for their price with the change: the largest discount as a share of the goods.</summary>
    public required IReadOnlyList<ReplayedOrder> Steepest { get; init; }

    /// <summary>Units whose cost is not known; margins count them as if they cost nothing.</summary>
    public required long UnitsWithoutCost { get; init; }

    /// <summary>Units whose duty and import tax are not known; margins count them as if they bore none.</summary>
    public required long UnitsWithoutTaxes { get; init; }

    /// <summary>Orders whose best set was not proven.</summary>
    public required int Unproven { get; init; }
}

/// <summary>One order with and without the change, in minor units.</summary>
/// <param name="Order">Its number.</param>
/// <param name="Day">Its business day.</param>
/// <param name="Goods">Its goods before discounts.</param>
/// <param name="PaidBefore">Paid as it was.</param>
/// <param name="PaidAfter">Paid with the change.</param>
/// <param name="Margin">The shop's margin with the change, where all costs are known.</param>
public sealed record ReplayedOrder(string Order, DateOnly Day, long Goods, long PaidBefore, long PaidAfter, long? Margin);

/// <summary>Sums over orders, before and with the change.</summary>
public sealed record ReplaySums
{
    /// <summary>Orders.</summary>
    public int Orders { get; internal set; }

    /// <summary>Orders whose total changes.</summary>
    public int Touched { get; internal set; }

    /// <summary>Units sold.</summary>
    public long Units { get; internal set; }

    /// <summary>Discount as it was.</summary>
    public long DiscountBefore { get; internal set; }

    /// <summary>Discount with the change.</summary>
    public long DiscountAfter { get; internal set; }

    /// <summary>Paid as it was.</summary>
    public long PaidBefore { get; internal set; }

    /// <summary>Paid with the change.</summary>
    public long PaidAfter { get; internal set; }

    /// <summary>Duty and import tax that the shop bears, as it was.</summary>
    public long TaxesBefore { get; internal set; }

    /// <summary>The same with the change.</summary>
    public long TaxesAfter { get; internal set; }

    /// <summary>The shop's margin as it was: paid, and discounts that others fund, less costs, duty and import tax.</summary>
    public long MarginBefore { get; internal set; }

    /// <summary>The shop's margin with the change.</summary>
    public long MarginAfter { get; internal set; }
}

/// <summary>Sums for one day, SKU or segment.</summary>
/// <param name="Key">Which.</param>
/// <param name="Sums">Its sums.</param>
public sealed record ReplayRow<TKey>(TKey Key, ReplaySums Sums);

/// <summary>A promotion of the strategy over the orders of the past.</summary>
public sealed record ReplayStrategy
{
    /// <summary>The promotion's id.</summary>
    public required string Promotion { get; init; }

    /// <summary>Orders in which it applies: they reached its threshold without it, so the discount is given away.</summary>
    public required int Applies { get; init; }

    /// <summary>Orders a little below its threshold: room to sell more.</summary>
    public required int Near { get; init; }

    /// <summary>What it costs.</summary>
    public required long Discount { get; init; }

    /// <summary>What the orders come to in which it applies, after every discount.</summary>
    public required long Paid { get; init; }

    /// <summary>预算曲线: what it has cost in all by the end of each day.</summary>
    public required IReadOnlyList<(DateOnly Day, long Spent)> Curve { get; init; }

    /// <summary>The day on which its budget runs dry, if it does.</summary>
    public required DateOnly? DryOn { get; init; }
}
