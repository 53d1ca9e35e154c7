namespace Duoshou.Promotions.Model;

/// <summary>When in the calculation a promotion has its turn; earlier ones first.</summary>
public enum Stage
{
    /// <summary>List price to selling price: 会员价, 限时折扣, 秒杀.</summary>
    Catalog,

    /// <summary>第 N 件, buy-get, bundles, 单品券.</summary>
    Item,

    /// <summary>满减, 满折, 每满减.</summary>
    Order,

    /// <summary>店铺券.</summary>
    ShopCoupon,

    /// <summary>平台券, 跨店满减.</summary>
    Platform,

    /// <summary>Shipping fees.</summary>
    Shipping,

    /// <summary>Gifts and parcel inserts.</summary>
    Gift,
}

/// <summary>Whether "one of the group" is meant for the whole order or for each line.</summary>
public enum GroupScope
{
    /// <summary>At most one of the group in an order.</summary>
    Order,

    /// <summary>单品级互斥: at most one of the group on each line.</summary>
    Line,
}

/// <summary>
/// One rule: under which conditions what becomes cheaper. A change makes a new version; an order keeps the one it was priced
/// with.
/// </summary>
public sealed record Promotion
{
    /// <summary>The id, unique among the promotions of a book.</summary>
    public required string Id { get; init; }

    /// <summary>What it does, in this order. Conditions are read once, before the first.</summary>
    public required IReadOnlyList<PromotionAction> Actions { get; init; }

    /// <summary>The version.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The stage, if not the one that follows from the actions.</summary>
    public Stage? Stage { get; init; }

    /// <summary>Inside a stage, higher first; equal ones in the order of the book.</summary>
    public int Priority { get; init; }

    /// <summary>The code or voucher it needs, if any.</summary>
    public string? Coupon { get; init; }

    /// <summary>False: switched off.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The channels in which it runs; not given: all.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>The first instant.</summary>
    public DateTimeOffset? Starts { get; init; }

    /// <summary>The first instant at which it is over.</summary>
    public DateTimeOffset? Ends { get; init; }

    /// <summary>Hours of the week to which it is limited inside its period.</summary>
    public Recurrence? Hours { get; init; }

    /// <summary>All must hold when its turn comes.</summary>
    public IReadOnlyList<Condition> When { get; init; } = [];

    /// <summary>互斥: may not be combined with any other promotion.</summary>
    public bool Exclusive { get; init; }

    /// <summary>Promotions it may not be combined with; holds both ways.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>叠加组: at most one of the group applies.</summary>
    public string? Group { get; init; }

    /// <summary>For what the group counts.</summary>
    public GroupScope GroupScope { get; init; }

    /// <summary>Uses and money left.</summary>
    public PromotionLimits Limits { get; init; } = new();

    /// <summary>
    /// The approval by which it may go below floors (清仓), down to the lower limit of the line; null: it respects them.
    /// </summary>
    public string? FloorWaiver { get; init; }

    /// <summary>Who pays for the discount; empty: the shop alone.</summary>
    public IReadOnlyList<FundingShare> Funding { get; init; } = [];

    /// <summary>What it is called in a sentence to a person; not given: the id.</summary>
    public string? Name { get; init; }

    /// <summary>The stage it has: the one given, else the earliest that its actions ask for.</summary>
    public Stage EffectiveStage => Stage ?? Actions.Select(DefaultStage).DefaultIfEmpty(Model.Stage.Item).Min();

    static Stage DefaultStage(PromotionAction action) => action switch
    {
        PromotionAction.FreeShipping => Model.Stage.Shipping,
        PromotionAction.Gift => Model.Stage.Gift,
        PromotionAction.Tiers or PromotionAction.Every => Model.Stage.Order,
        PromotionAction.PercentOff { Scope: var scope } => DefaultStage(scope),
        PromotionAction.AmountOff { Scope: var scope } => DefaultStage(scope),
        PromotionAction.FixedPrice { Scope: var scope } => DefaultStage(scope),
        _ => Model.Stage.Item,
    };

    static Stage DefaultStage(ActionScope scope) => scope switch
    {
        ActionScope.Shipping => Model.Stage.Shipping,
        ActionScope.Order => Model.Stage.Order,
        _ => Model.Stage.Item,
    };
}

/// <summary>
/// How often and for how much money a promotion may be used, and how much of that is gone. Counters are read, never written
/// here.
/// </summary>
public sealed record PromotionLimits
{
    /// <summary>Uses in all.</summary>
    public int? Total { get; init; }

    /// <summary>Uses so far.</summary>
    public int Used { get; init; }

    /// <summary>Uses of one customer.</summary>
    public int? PerCustomer { get; init; }

    /// <summary>Uses of this customer so far.</summary>
    public int UsedByCustomer { get; init; }

    /// <summary>Units in all: flash stock.</summary>
    public int? Units { get; init; }

    /// <summary>Units sold so far.</summary>
    public int UnitsUsed { get; init; }

    /// <summary>Discount money in all.</summary>
    public PromotionAmount? Budget { get; init; }

    /// <summary>Discount money spent, in minor units of the cart's currency.</summary>
    public long BudgetUsed { get; init; }

    /// <summary>Discount money of a day.</summary>
    public PromotionAmount? DayBudget { get; init; }

    /// <summary>Discount money spent today, in minor units of the cart's currency.</summary>
    public long DayBudgetUsed { get; init; }
}

/// <summary>The part of a discount that one payer carries. The shares of a promotion sum to 10 000.</summary>
/// <param name="Payer">Platform, shop, brand, affiliate or whoever pays.</param>
/// <param name="BasisPoints">The share.</param>
public sealed record FundingShare(string Payer, int BasisPoints);
