using System.Globalization;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Signs out of the change log: what people say they did.</summary>
static class ChangeSigns
{
    const decimal SmallestPriceMove = 0.03m;

    public static IEnumerable<Sign> Find(ShopEvidence shop) => shop.Changes.Where(change => !change.ChangesNothing)
        .Select(change => Of(shop, change));

    /// <summary>What the log says of a change: old and new, who and why, in the words of the log.</summary>
    public static Words Told(LoggedChange change)
    {
        string what = change.Old.Length > 0 ? $"{change.Old} → {change.New}" : change.New;
        if (change.ThingKind is not ("sku" or "shop")) what = $"{change.Thing} {what}";
        string[] by = [.. new[] { change.By, change.Why }.Where(text => text.Length > 0)];
        return by.Length == 0 ? new(what, what) : new($"{what}，{string.Join("，", by)}", $"{what}, {string.Join(", ", by)}");
    }

    static Sign Of(ShopEvidence shop, LoggedChange change)
    {
        string kind = KindOf(change);
        return new(kind, shop.Shop, change.Day, PlacesOf(shop, change, kind), Told(change))
        {
            Id = change.Id,
            To = change.Until is { } until ? DateOnly.FromDateTime(until) : null,
            ReplacedOn = shop.Changes.Where(later => later.At > change.At && later.Thing == change.Thing
                && later.Property == change.Property && !later.ChangesNothing)
                .Select(later => (DateOnly?)later.Day).Min(),
            Tendency = TendencyOf(change, kind),
            Cause = change,
        };
    }

    static string KindOf(LoggedChange change) => (change.ThingKind, change.Property) switch
    {
        (_, "price" or "list_price") => "price",
        (_, "main_image" or "image" or "images" or "video") => "image",
        (_, "title") => "title",
        (_, "daily_budget" or "budget" or "bid") => "ad_budget",
        ("campaign", "status" or "state") => "ad_budget",
        ("promotion", _) or (_, "coupon" or "discount" or "promotion") => "promotion",
        ("carrier", _) or (_, "carrier" or "warehouse" or "delivery") => "logistics",
        (_, "batch" or "supplier" or "lot") => "batch",
        (_, "tracking_code" or "tracking") => "tracking",
        ("sku" or "product" or "listing", _) => "listing",
        _ => change.Property.Length > 0 ? change.Property : "listing",
    };

    static IReadOnlyList<IReadOnlyList<AttributeValue>> PlacesOf(ShopEvidence shop, LoggedChange change, string kind)
    {
        if (kind == "ad_budget" && change.Campaign is { } campaign) return PlacesOfCampaign(shop, campaign);
        return change.Sku is { } sku ? Sign.OfSku(sku) : [];
    }

    /// <summary>A plan is a place of advertising facts; of visits and sales its channel is.</summary>
    public static IReadOnlyList<IReadOnlyList<AttributeValue>> PlacesOfCampaign(ShopEvidence shop, string campaign) =>
        shop.ChannelOfCampaign.TryGetValue(campaign, out string? channel)
            ? [[new("campaign", campaign), new("channel", channel)]]
            : [[new("campaign", campaign)]];

    static Push TendencyOf(LoggedChange change, string kind)
    {
        if (kind == "promotion") return Push.Up;
        if (kind is not ("price" or "ad_budget") || Number(change.Old) is not { } old || Number(change.New) is not { } now
            || old == now)
            return Push.Unknown;
        // A price moved by a hair is no reason to expect anything.
        if (kind == "price" && old != 0 && Math.Abs((now / old) - 1) < SmallestPriceMove) return Push.Unknown;
        return now > old ? Push.Up : Push.Down;
    }

    static decimal? Number(string text) =>
        decimal.TryParse(text.TrimEnd('%', ' '), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value) ? value
            : null;
}
