using System.Text.Json.Serialization;
namespace Duoshou.App.Promotions;

/// <summary>The seven strategies, each with a template.</summary>
public enum Strategy
{
    /// <summary>新品.</summary>
    NewArrival,

    /// <summary>节日折扣.</summary>
    Holiday,

    /// <summary>清仓.</summary>
    Clearance,

    /// <summary>大促.</summary>
    BigSale,

    /// <summary>满减包邮.</summary>
    SpendAndSave,

    /// <summary>包裹营销.</summary>
    Parcel,

    /// <summary>关联套装.</summary>
    Bundle,
}

/// <summary>What an offer does.</summary>
public enum OfferKind
{
    /// <summary>A rate off each of its goods.</summary>
    Percent,

    /// <summary>满减: an amount off once its goods come to a threshold.</summary>
    SpendSave,

    /// <summary>每满减: an amount off for each full step.</summary>
    EverySave,

    /// <summary>第 N 件: the Nth unit at a rate.</summary>
    NthUnit,

    /// <summary>套餐: an amount off a set of goods bought together.</summary>
    Bundle,

    /// <summary>赠品 from a threshold on.</summary>
    Gift,

    /// <summary>包裹卡: goes into the parcel from a threshold on, without being listed.</summary>
    Insert,

    /// <summary>包邮 from a threshold on.</summary>
    FreeShipping,

    /// <summary>限时价: each unit of its goods at a price.</summary>
    FixedPrice,
}

/// <summary>One offer of a campaign, in the words of its editor. Amounts are in the shop's currency, rates are ratios saved.</summary>
public sealed record Offer(string Key, OfferKind Kind, string Name)
{
    public decimal? Rate { get; init; }

    /// <summary>The rate is taken of the price before promotions, as with coupons that add up; else of what is left to pay.</summary>
    public bool OfPrice { get; init; }
    public decimal? Threshold { get; init; }
    public decimal? Amount { get; init; }
    public int? Nth { get; init; }
    public string? GiftSku { get; init; }

    /// <summary>Its goods; empty: those of the campaign.</summary>
    public IReadOnlyList<string> Skus { get; init; } = [];
    public string? Code { get; init; }
    public int? TotalUses { get; init; }
    public int? PerCustomer { get; init; }
    public decimal? Budget { get; init; }

    /// <summary>May not be combined with any other offer.</summary>
    public bool Alone { get; init; }

    /// <summary>Countries or provinces in which it does not run.</summary>
    public IReadOnlyList<string> NotIn { get; init; } = [];
}

/// <summary>Lines that must not be crossed; null: none was drawn.</summary>
public sealed record GuardRails(decimal? RefundRate = null, decimal? SubsidyPerOrder = null, int? StockLeft = null);

/// <summary>By whom or by what an offer reaches buyers.</summary>
public enum ChannelKind
{
    /// <summary>淘客, creators, partners: paid by what they sell.</summary>
    Affiliate,

    /// <summary>包裹卡: a card in parcels, paid by the piece.</summary>
    ParcelInsert,

    /// <summary>Messages, groups, live rooms and others.</summary>
    Other,
}

/// <summary>A way on which an offer reaches buyers, with the codes by which its orders are known and what it costs. Null is unknown, not zero.</summary>
/// <param name="Key">A letter; stable within the plan.</param>
public sealed record SalesChannel(string Key, ChannelKind Kind, string Name)
{
    /// <summary>Coupon codes of the plan's offers that are only given out here, or the partner's own id as order data writes it.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Cards printed, messages sent.</summary>
    public int? Pieces { get; init; }
    public decimal? CostPerPiece { get; init; }

    /// <summary>Share of what its orders come to, as a ratio.</summary>
    public decimal? Commission { get; init; }

    /// <summary>Buyers who hold one of its codes; null: for cards, as many as there are pieces.</summary>
    public int? Holders { get; init; }

    /// <summary>Cost of its pieces; null where one of the two is not known.</summary>
    public decimal? PieceCost => Pieces is { } pieces && CostPerPiece is { } each ? pieces * each : null;
}

/// <summary>A place in a platform's sale that has to be signed up for (报名), at the platform's terms.</summary>
/// <param name="Name">As the platform names it, without the year: results of the same name are held beside each other.</param>
public sealed record PlatformSlot(string Name)
{
    /// <summary>What signing up costs, whatever is sold.</summary>
    public decimal? Fee { get; init; }

    /// <summary>What it costs besides, as a ratio of what is sold.</summary>
    public decimal? FeeRate { get; init; }

    /// <summary>Pieces that must be kept for it.</summary>
    public int? Stock { get; init; }

    public bool Is(PlatformSlot? other) => other is not null && string.Equals(Name.Trim(), other.Name.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>A campaign as it is planned: the one sheet that later becomes its result.</summary>
public sealed record CampaignPlan
{
    public required string Name { get; init; }
    public required Strategy Strategy { get; init; }
    public string Aim { get; init; } = "";
    public string Audience { get; init; } = "";
    public required DateOnly First { get; init; }
    public required DateOnly Last { get; init; }
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>SKUs that take part; empty: all.</summary>
    public IReadOnlyList<string> Products { get; init; } = [];
    public decimal? Budget { get; init; }

    /// <summary>Advertising and other money beside the discounts, the channels and the slot.</summary>
    public decimal ExtraCost { get; init; }

    /// <summary>Affiliates, parcel inserts and others, with codes and cost.</summary>
    public IReadOnlyList<SalesChannel> Channels { get; init; } = [];

    /// <summary>The slot of a platform sale that it takes part in.</summary>
    public PlatformSlot? Slot { get; init; }
    public GuardRails Guards { get; init; } = new();

    /// <summary>Assumed growth of orders; null: from the depth of the offers.</summary>
    public Uplift? Uplift { get; init; }

    /// <summary>Shared by the sheets of one campaign in several shops; null for a campaign of one sheet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Family { get; init; }

    public int Days => Last.DayNumber - First.DayNumber + 1;
}

/// <summary>How far a campaign is.</summary>
public enum CampaignState
{
    Draft, Approved, Launched, Stopped, Judged,
}
