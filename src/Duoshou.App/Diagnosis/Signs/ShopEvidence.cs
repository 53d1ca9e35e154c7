using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Goods of one item sold through one channel on one day. Money is in the shop's currency.</summary>
sealed record SaleDay(DateOnly Day, string Sku, string Channel, long Lines, decimal Units, decimal Paid, decimal Gross, decimal SellerDiscount, decimal? Cost, decimal Refunded);

/// <summary>Visitors of one day by channel, or by item.</summary>
sealed record VisitDay(DateOnly Day, string Of, decimal Visitors);

/// <summary>One advertising plan on one day.</summary>
sealed record AdDay(DateOnly Day, string Campaign, decimal Cost, decimal Clicks);

/// <summary>What a rival asked for the like of an item on a day.</summary>
sealed record RivalPrice(DateOnly Day, string Sku, string Rival, decimal Price);

/// <summary>Reviews of an item that are alike.</summary>
sealed record ReviewDay(DateOnly Day, string Sku, string Aspect, int Stars, long Count);

/// <summary>Parcels of a region that were sent and received on the same days.</summary>
sealed record ParcelRun(string Region, DateTime Sent, DateTime Received, long Count);

/// <summary>One buyer's orders of one item on one day.</summary>
sealed record BuyerDay(DateOnly Day, string Sku, string Buyer, long Orders);

/// <summary>An entry of the change log.</summary>
sealed record LoggedChange(
    string Id, DateTime At, DateTime? Until, string ThingKind, string Thing, string Property, string? Sku, string? Campaign, string Old, string New, string By, string Why)
{
    /// <summary>The day it was done.</summary>
    public DateOnly Day => DateOnly.FromDateTime(At);

    /// <summary>Nothing is different after it: a proposal that was turned down.</summary>
    public bool ChangesNothing => Old == New && Old.Length > 0;
}

/// <summary>What is known of one shop in a stretch of days; everything that looks for signs reads this and nothing else.</summary>
sealed record ShopEvidence
{
    public required ShopCard Shop { get; init; }
    public required Period Span { get; init; }
    public required IReadOnlyList<LoggedChange> Changes { get; init; }
    public required IReadOnlyList<SaleDay> Sales { get; init; }
    public required IReadOnlyList<VisitDay> VisitsByChannel { get; init; }
    public required IReadOnlyList<VisitDay> VisitsBySku { get; init; }
    public required IReadOnlyList<(DateOnly Day, string Sku, decimal OnHand)> Stock { get; init; }
    public required IReadOnlyList<AdDay> Ads { get; init; }
    public required IReadOnlyList<RivalPrice> Rivals { get; init; }
    public required IReadOnlyList<ReviewDay> Reviews { get; init; }
    public required IReadOnlyList<ParcelRun> Parcels { get; init; }
    public required IReadOnlyList<BuyerDay> Buyers { get; init; }
    public required IReadOnlyList<FeedDay> Feeds { get; init; }

    /// <summary>The channels to which the shop's advertising plans bring visitors.</summary>
    public required IReadOnlyDictionary<string, string> ChannelOfCampaign { get; init; }

    /// <summary>Names of items.</summary>
    public required IReadOnlyDictionary<string, string> ProductOfSku { get; init; }

    /// <summary>Whether a feed brought anything on a day.</summary>
    public bool Has(FactKind kind, DateOnly day) => days.Value.Contains((kind, day));

    readonly Lazy<HashSet<(FactKind, DateOnly)>> days;

    public ShopEvidence() => days = new(() => [.. Feeds!.Where(feed => feed.Rows > 0).Select(feed => (feed.Kind, feed.Day))]);

    /// <summary>The item as people call it.</summary>
    public string NameOf(string sku) => ProductOfSku.TryGetValue(sku, out string? product) ? $"{product}（{sku}）" : sku;
}
