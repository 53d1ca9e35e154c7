using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Results;

/// <summary>What a cart costs. Amounts are minor units of its currency. The parts sum to the whole, exactly.</summary>
public sealed record CartPrice
{
    /// <summary>The cart that was priced.</summary>
    public required Cart Cart { get; init; }

    /// <summary>The lines of the order, without those not ticked.</summary>
    public required IReadOnlyList<LinePrice> Lines { get; init; }

    /// <summary>The ways of shipping.</summary>
    public required IReadOnlyList<ShippingPrice> Shipping { get; init; }

    /// <summary>The promotions that apply, in the order in which they were calculated.</summary>
    public required IReadOnlyList<AppliedPromotion> Applied { get; init; }

    /// <summary>Every part of the discount: from which promotion, on which units or which way of shipping.</summary>
    public required IReadOnlyList<LedgerEntry> Ledger { get; init; }

    /// <summary>Units given for nothing.</summary>
    public required IReadOnlyList<GiftGiven> Gifts { get; init; }

    /// <summary>How sure it is that no other set of promotions saves more.</summary>
    public required Optimality Optimality { get; init; }

    /// <summary>Deposits that are paid already.</summary>
    public required long DepositPaid { get; init; }

    /// <summary>Goods after discounts.</summary>
    public required long GoodsTotal { get; init; }

    /// <summary>Discounts on goods.</summary>
    public required long GoodsDiscount { get; init; }

    /// <summary>Shipping after discounts.</summary>
    public required long ShippingTotal { get; init; }

    /// <summary>Discounts on shipping.</summary>
    public required long ShippingDiscount { get; init; }

    /// <summary>Goods and shipping after discounts.</summary>
    public long Total => GoodsTotal + ShippingTotal;

    /// <summary>尾款: the total less deposits.</summary>
    public long DueLater => Total - DepositPaid;
}

/// <summary>What a line costs.</summary>
/// <param name="Line">The line.</param>
/// <param name="Discount">All promotions together.</param>
/// <param name="Runs">What units still cost: neighbours of the same price, in unit order.</param>
public sealed record LinePrice(CartLine Line, long Discount, IReadOnlyList<UnitPriceRun> Runs)
{
    /// <summary>What is paid for the line.</summary>
    public long Paid => Line.UnitPrice * Line.Quantity - Discount;

    /// <summary>What is paid for a number of units from an index on, in unit order.</summary>
    public long PaidFor(int firstUnit, int count)
    {
        long sum = 0;
        int unit = 0;
        foreach (UnitPriceRun run in Runs)
        {
            int overlap = Math.Min(unit + run.Count, firstUnit + count) - Math.Max(unit, firstUnit);
            if (overlap > 0) sum += overlap * run.Paid;
            unit += run.Count;
        }

        return sum;
    }

    /// <summary>The discount of each unit, in unit order.</summary>
    public IEnumerable<long> UnitDiscounts() => Runs.SelectMany(r => Enumerable.Repeat(Line.UnitPrice - r.Paid, r.Count));
}

/// <summary>Neighbouring units of a line that cost the same.</summary>
/// <param name="Count">How many.</param>
/// <param name="Paid">What each costs after promotions.</param>
public readonly record struct UnitPriceRun(int Count, long Paid);

/// <summary>What a way of shipping costs.</summary>
/// <param name="Choice">The way of shipping with its fee.</param>
/// <param name="Discount">All promotions together.</param>
public sealed record ShippingPrice(ShippingChoice Choice, long Discount)
{
    /// <summary>What is paid for it.</summary>
    public long Paid => Choice.Fee - Discount;
}

/// <summary>A promotion that applies.</summary>
/// <param name="Promotion">The promotion, in the version that was used.</param>
/// <param name="Discount">What it takes off goods and shipping.</param>
public sealed record AppliedPromotion(Promotion Promotion, long Discount);

/// <summary>
/// A part of the discount: what one promotion takes off neighbouring units of a line, or off a way of shipping.
/// </summary>
/// <param name="Promotion">The promotion's id.</param>
/// <param name="Version">The promotion's version.</param>
/// <param name="Target">The id of the line or of the way of shipping.</param>
/// <param name="OnShipping">True if the target is a way of shipping.</param>
/// <param name="FirstUnit">The index of the first unit.</param>
/// <param name="Units">How many units.</param>
/// <param name="Each">What each of them gets off.</param>
public readonly record struct LedgerEntry(string Promotion, int Version, string Target, bool OnShipping, int FirstUnit,
    int Units, long Each)
{
    /// <summary>The whole part.</summary>
    public long Amount => Each * Units;
}

/// <summary>Units given for nothing.</summary>
/// <param name="Promotion">The promotion's id.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Insert">True for a parcel insert.</param>
public sealed record GiftGiven(string Promotion, string Sku, int Quantity, bool Insert);

/// <summary>How sure it is that no other set of promotions saves more.</summary>
/// <param name="Proven">True: none does. False: the search ended first, and this is the best it found.</param>
/// <param name="Gap">The most by which another set could save more, in minor units; zero if proven.</param>
/// <param name="Steps">Steps the search took.</param>
public readonly record struct Optimality(bool Proven, long Gap, int Steps);
