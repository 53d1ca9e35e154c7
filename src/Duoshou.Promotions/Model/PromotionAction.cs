namespace Duoshou.Promotions.Model;

/// <summary>On what an action works.</summary>
public enum ActionScope
{
    /// <summary>Each unit.</summary>
    Unit,

    /// <summary>Each line.</summary>
    Line,

    /// <summary>A number of units picked from all matching lines.</summary>
    Units,

    /// <summary>The matching lines together: one amount, then divided over them.</summary>
    Order,

    /// <summary>The shipping fees.</summary>
    Shipping,
}

/// <summary>Which units are taken first.</summary>
public enum UnitPick
{
    /// <summary>The cheapest at that moment.</summary>
    Cheapest,

    /// <summary>The dearest at that moment.</summary>
    Dearest,
}

/// <summary>What a threshold counts.</summary>
public enum Measure
{
    /// <summary>The amount of the matching lines.</summary>
    Subtotal,

    /// <summary>Their units.</summary>
    Quantity,
}

/// <summary>What a promotion does. Amounts are minor units, rates are basis points saved (1500 is 8.5折).</summary>
public abstract record PromotionAction
{
    PromotionAction()
    {
    }

    /// <summary>The lines it works on; not given: those of the tiers around it, else every line.</summary>
    public ItemSelector? Of { get; init; }

    /// <summary>封顶: the most the whole action gives.</summary>
    public PromotionAmount? MaxAmount { get; init; }

    /// <summary>The most units of each line.</summary>
    public int? MaxUnits { get; init; }

    /// <summary>The most units of all lines together.</summary>
    public int? MaxUnitsTotal { get; init; }

    /// <summary>
    /// Which units come first where not all are taken; not given: the cheapest over lines, in their order inside a line.
    /// </summary>
    public UnitPick? Pick { get; init; }

    /// <summary>For shipping: the methods meant; not given: all.</summary>
    public IReadOnlyList<string>? Methods { get; init; }

    /// <summary>
    /// A percentage. With <paramref name="OfUnitPrice"/> it is taken of the unit price before promotions, else of what is left
    /// to pay.
    /// </summary>
    public sealed record PercentOff(ActionScope Scope, int BasisPoints, bool OfUnitPrice = false) : PromotionAction;

    /// <summary>
    /// An amount: for each unit, each line, each shipping method, or once. <paramref name="Spread"/> divides it over the
    /// methods.
    /// </summary>
    public sealed record AmountOff(ActionScope Scope, PromotionAmount Amount, bool Spread = false) : PromotionAction;

    /// <summary>
    /// A price for each unit, for the matching lines together, or for shipping. Nothing happens where it is cheaper already.
    /// </summary>
    public sealed record FixedPrice(ActionScope Scope, PromotionAmount Amount) : PromotionAction;

    /// <summary>包邮: all of the fee.</summary>
    public sealed record FreeShipping : PromotionAction;

    /// <summary>阶梯: the highest step that is reached acts.</summary>
    public sealed record Tiers(Measure Measure, IReadOnlyList<Tier> Steps, AmountBasis? Basis = null) : PromotionAction;

    /// <summary>每满减: an amount for each full step.</summary>
    public sealed record Every(Measure Measure, PromotionAmount Step, PromotionAmount Amount, int? MaxTimes = null,
        AmountBasis? Basis = null)
        : PromotionAction;

    /// <summary>第 N 件: of every N units one is cheaper, the cheapest ones, counted per line or over all lines.</summary>
    public sealed record NthUnit(int N, int BasisPoints, bool PerLine) : PromotionAction;

    /// <summary>Units bought make other units cheaper, by a rate or by an amount for each.</summary>
    public sealed record BuyGet(UnitDemand Buy, UnitDemand Get, int? BasisPoints, PromotionAmount? Amount, int? MaxTimes = null,
        bool Partial = false)
        : PromotionAction;

    /// <summary>任选 N 件: full groups of units, formed by price.</summary>
    public sealed record Groups(int Size, bool DearestFirst, GroupDeal Deal, int? MaxGroups = null) : PromotionAction;

    /// <summary>套餐: a price, an amount or a rate for each complete set.</summary>
    public sealed record Bundle(IReadOnlyList<UnitDemand> Parts, PromotionAmount? Price, PromotionAmount? Amount,
        int? BasisPoints, int? MaxTimes = null)
        : PromotionAction;

    /// <summary>赠品: units added for nothing. An insert is a gift that goes into the parcel without being listed.</summary>
    public sealed record Gift(string Sku, int Quantity, PromotionAmount? EverySubtotal = null,
        int? MaxQuantity = null) : PromotionAction
    {
        /// <summary>SKUs given instead, in this order, when the gift is out of stock.</summary>
        public IReadOnlyList<string> Substitutes { get; init; } = [];

        /// <summary>True for a parcel insert: card, sample or coupon.</summary>
        public bool Insert { get; init; }
    }

    /// <summary>定金膨胀: a deposit paid for each unit counts as more than itself.</summary>
    public sealed record Deposit(PromotionAmount Paid, PromotionAmount Worth) : PromotionAction;

    /// <summary>Every amount stated in the action, to know whether a currency is missing.</summary>
    internal IEnumerable<PromotionAmount?> Amounts() => [MaxAmount, .. Of?.Amounts() ?? [], .. OwnAmounts()];

    IEnumerable<PromotionAmount?> OwnAmounts() => this switch
    {
        AmountOff a => [a.Amount],
        FixedPrice f => [f.Amount],
        Tiers t => t.Steps.SelectMany(s => s.Do.SelectMany(a => a.Amounts()).Append(t.Measure == Measure.Subtotal ? s.At : null)),
        Every e => [e.Amount, e.Measure == Measure.Subtotal ? e.Step : null],
        BuyGet b => [b.Amount, .. b.Buy.Of.Amounts(), .. b.Get.Of.Amounts()],
        Groups g => [g.Deal.Price, g.Deal.UnitPrice, g.Deal.Amount, g.Deal.UnitAmount],
        Bundle b => [b.Price, b.Amount, .. b.Parts.SelectMany(p => p.Of.Amounts())],
        Gift g => [g.EverySubtotal],
        Deposit d => [d.Paid, d.Worth],
        _ => [],
    };
}

/// <summary>One step of <see cref="PromotionAction.Tiers"/>: what happens from that amount or number of units on.</summary>
public sealed record Tier(PromotionAmount At, IReadOnlyList<PromotionAction> Do);

/// <summary>A number of matching units that a set or a buy-get needs, and which are taken first.</summary>
public sealed record UnitDemand(ItemSelector Of, int Quantity, UnitPick? Pick = null);

/// <summary>What a full group gets: exactly one member is given, or <see cref="PickNth"/> with a rate.</summary>
public sealed record GroupDeal
{
    /// <summary>The price of the group.</summary>
    public PromotionAmount? Price { get; init; }

    /// <summary>The price of each unit of it.</summary>
    public PromotionAmount? UnitPrice { get; init; }

    /// <summary>An amount off the group.</summary>
    public PromotionAmount? Amount { get; init; }

    /// <summary>An amount off each unit of it.</summary>
    public PromotionAmount? UnitAmount { get; init; }

    /// <summary>A rate off the group, or off the picked unit.</summary>
    public int? BasisPoints { get; init; }

    /// <summary>Only the unit at this place, from 1, gets the rate.</summary>
    public int? PickNth { get; init; }

    /// <summary>From which end <see cref="PickNth"/> counts.</summary>
    public UnitPick From { get; init; }

    /// <summary>The most units picked in all groups together.</summary>
    public int? MaxUnits { get; init; }
}
