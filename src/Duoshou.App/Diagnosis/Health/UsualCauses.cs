using Duoshou.Analytics.Attribution.Events;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>The usual causes of a kind of trouble, each looked for in the signs of the shop, so that what was ruled out is said as well.</summary>
static class UsualCauses
{
    /// <summary>A cause may lie so many days before the trouble shows.</summary>
    const int DaysBefore = 3, DaysOfReviews = 14;

    static readonly string[] OfSelling = ["stock_out", "price", "image", "rival_price", "ad_budget", "festival", "rating", "tracking", "data"];

    public static IReadOnlyList<CheckedCause> Of(string code, Examined shop, string? sku, Period window)
    {
        string[] causes = code switch
        {
            "conversion_fall" or "item_fall" or "sales_fall" => OfSelling,
            "stock_out" => ["data", "listing"],
            "ads_stopped" => ["ad_budget", "data", "festival"],
            "sold_below_cost" => ["promotion", "price", "data"],
            "late_parcels" => ["logistics", "festival"],
            "bad_reviews" => ["batch", "logistics", "price", "image"],
            "refund_rise" => ["rating", "logistics", "promotion", "brushing"],
            "missing_data" => ["ad_budget", "festival"],
            "brushing" => ["promotion", "festival", "ad_budget"],
            "tracking_loss" => ["tracking", "ad_budget", "festival", "data"],
            "rate_jump" => [],
            _ => [],
        };
        return [.. causes.Select(cause => Check(cause, code, shop, sku, window, causes == OfSelling))];
    }

    /// <param name="fall">What pushes sales up is no cause of a fall.</param>
    static CheckedCause Check(string cause, string code, Examined shop, string? sku, Period window, bool fall)
    {
        Words name = EventKinds.NameOf(cause);
        if (cause == "data") return DataOf(name, shop, window);
        if (cause == "festival") return FestivalOf(name, shop, window);
        int back = cause is "batch" or "logistics" ? DaysOfReviews : DaysBefore;
        Sign? sign = shop.Shop.Signs.Where(each => each.Kind == cause && each.From <= window.Last && each.From >= window.First.AddDays(-back)
                && (each.To ?? window.Last) >= window.First.AddDays(-back) && (sku is null || each.At("sku") is not { } other || other == sku)
                && !(fall && SignEffects.Of(each, "orders") is null or Push.Up) && !(cause == "price" && each.Tendency == Push.Unknown)
                && (fall || cause != "ad_budget" || each.IsFromFacts || each.Tendency == Push.Down && code == "ads_stopped"))
            .OrderBy(each => Math.Abs(each.From.DayNumber - window.First.DayNumber)).FirstOrDefault();
        if (sign is not null) return new(cause, name, CauseVerdict.Fits, new($"{DayText.English(sign.From)} {sign.Detail.Zh}",
            $"{DayText.English(sign.From)} {sign.Detail.En}"));
        if (Needed(cause) is { } kind && !shop.Knows(kind))
        {
            Words title = FactTables.Of(kind).Title;
            return new(cause, name, CauseVerdict.Unknown, new($"没有「{title.Zh}」数据，看不出", $"no {title.En.ToLowerInvariant()} here to tell"));
        }

        string from = DayText.Short(window.First.AddDays(-back)), to = DayText.Short(window.Last);
        return new(cause, name, CauseVerdict.Rejected, new($"{from} 至 {to} 没有", $"none from {from} to {to}"));
    }

    static FactKind? Needed(string cause) => cause switch
    {
        "stock_out" => FactKind.Stock,
        "rival_price" => FactKind.Market,
        "rating" => FactKind.Review,
        "tracking" => FactKind.Traffic,
        "logistics" or "brushing" => FactKind.OrderLine,
        _ => FactKind.Change,
    };

    static CheckedCause FestivalOf(Words name, Examined shop, Period window)
    {
        Festival? near = Festivals.Meeting(window, shop.Shop.Evidence.Shop.Country).FirstOrDefault(festival =>
            festival.On.AddDays(2) >= window.First && festival.On.AddDays(-2) <= window.Last);
        return near is null ? new("festival", name, CauseVerdict.Rejected, new("这几天没有节日或大促", "no festival or platform event in these days"))
            : new("festival", name, CauseVerdict.Fits, new($"{DayText.English(near.On)} {near.Name.Zh}",
                $"{near.Name.En} on {DayText.English(near.On)}"));
    }

    static CheckedCause DataOf(Words name, Examined shop, Period window)
    {
        DateOnly[] missing = [.. window.Each().Where(day => day <= shop.On && !shop.Shop.Evidence.Has(FactKind.OrderLine, day))];
        return missing.Length == 0 ? new("data", new("数据没到", "Data that did not come"), CauseVerdict.Rejected, new("这几天的订单都到了",
            "orders of all these days are here"))
            : new("data", new("数据没到", "Data that did not come"), CauseVerdict.Fits,
                new($"缺 {string.Join("、", missing.Take(5).Select(day => DayText.Short(day)))} 的订单",
                $"no orders of {string.Join(", ", missing.Take(5).Select(day => DayText.English(day)))}"));
    }
}
