using System.Globalization;
using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;
using Duoshou.Analytics.ShopHealth;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>A fall of the rolling scores taken apart: old reviews leaving, one fault, or buyers unhappy with one thing marking all down.</summary>
static class ScoreFalls
{
    /// <summary>A fall is a finding when it moves the shown figure and the new reviews are worse beyond chance.</summary>
    const double SmallestFall = 0.02, SurestAtLeast = 4, LeavingAtLeast = 0.03;

    const int FewestNew = 20;

    public static Words NameOf(string key) => MetricCatalogue.Find(key)!.Name;

    public static IEnumerable<(string Key, RatingFall Fall)> Changes(Examined shop) => Background.ScoreKeys
        .Select(key => (key, Fall: RatingFall.Between(shop.Background.Scores[key], shop.On.AddDays(-Background.ScoreAgainst), shop.On, Background.ScoreDays)))
        .Where(score => score.Fall is not null).Select(score => (score.key, score.Fall!));

    public static IEnumerable<DiagnosedFinding> Find(Examined shop)
    {
        (string Key, RatingFall Fall)[] all = [.. Changes(shop)];
        (string Key, RatingFall Fall)[] fallen = [.. all.Where(score => score.Fall.Change <= -SmallestFall
            && (Sigmas(shop, score) >= SurestAtLeast && score.Fall.Came >= FewestNew
                || score.Fall.Change <= -LeavingAtLeast && score.Fall.Leaving <= 0.6 * score.Fall.Change)).OrderBy(score => score.Fall.Change)];
        if (fallen.Length == 0) yield break;
        (string key, RatingFall fall) = fallen[0];
        RatingFallKind kind = RatingFalls.KindOf(fall, [.. all.Where(other => other.Key != key).Select(other => other.Fall)]);
        if (kind != RatingFallKind.None) yield return Told(shop, key, fall, kind);
    }

    /// <summary>New ratings against those before, by the spread of ratings.</summary>
    static double Sigmas(Examined shop, (string Key, RatingFall Fall) score)
    {
        RatingCell[] cells = [.. shop.Background.Scores[score.Key].Where(cell => cell.Ratings > 0)];
        int n = cells.Sum(cell => cell.Ratings);
        if (n < 30 || score.Fall.Came == 0) return 0;
        double mean = cells.Sum(cell => cell.Stars) / n;
        double spread = Math.Sqrt(cells.Sum(cell => cell.Ratings * Math.Pow(cell.Stars / cell.Ratings - mean, 2)) / n);
        return spread <= 0 ? 0 : score.Fall.NewBelowBefore / (spread / Math.Sqrt(score.Fall.Came));
    }

    static DiagnosedFinding Told(Examined shop, string key, RatingFall fall, RatingFallKind kind)
    {
        RatingGroupEffect worst = fall.Groups.Count > 0 ? fall.Groups[0] : default;
        string[] group = (worst.Group ?? "\n").Split('\n');
        (string sku, string aspect) = (group[0], group.Length > 1 ? group[1] : "");
        Words item = sku.Length > 0 ? shop.Shop.Named(sku) : new("没有写明的商品", "an item not named");
        string change = fall.Change.ToString("0.000", CultureInfo.InvariantCulture);
        Words name = NameOf(key);
        Words why = kind switch
        {
            RatingFallKind.Leaving => new("主要是旧的好评离开了 180 天窗口，新评价和从前一样", "mostly good old reviews leaving the 180 days; the new ones are as always"),
            RatingFallKind.OneFault => new($"一半以上在{item.Zh}，评价多说「{aspect}」", $"more than half of it is {item.En}, whose reviews speak of {aspect}"),
            RatingFallKind.Halo => new($"三项一起低，是不满意的买家把各项都打低；最多的是{item.Zh}「{aspect}」",
                $"all three fall alike: unhappy buyers mark everything down; most of it is {item.En}, {aspect}"),
            _ => new("新评价普遍变差，没有哪一款或哪件事占到一半", "new reviews are worse in general; no item or subject carries half of it"),
        };
        AttributeValue[] thing = kind is RatingFallKind.OneFault or RatingFallKind.Halo && sku.Length > 0 ? [new("sku", sku)] : [];
        return new($"score_fall|{key}", "score_fall", kind == RatingFallKind.Leaving ? Severity.Low : Severity.Medium, null,
            new("评分牵动流量和活动资格，折不成一周的钱", "Scores move traffic and entry to campaigns; no weekly money can be told"), Grade.Shown,
            new($"{name.Zh} 28 天降 {change.TrimStart('-')} 到 {fall.Now:0.000}：{why.Zh}", $"{name.En} down {change.TrimStart('-')} in 28 days to {fall.Now:0.000}: {why.En}"),
            Next(kind, fall), shop.On.AddDays(1 - Background.ScoreAgainst), shop.On, key, thing, Links(shop, key, thing), Checks(shop, sku, kind));
    }

    static Words Next(RatingFallKind kind, RatingFall fall)
    {
        int? needed = new DetailedRating(fall.Now, fall.Ratings).FiveStarsNeeded(fall.Before);
        (string zh, string en) = needed is > 0 and { } n ? ($"回到 {fall.Before:0.000} 还要约 {n:#,##0} 个五星", $"about {n:#,##0} five-star ratings bring it back to {fall.Before:0.000}")
            : ("多请满意的买家评价", "ask happy buyers for reviews");
        return kind switch
        {
            RatingFallKind.Leaving => new($"不是出了错，是补量：{zh}。把包裹卡片和签收后的邀评做起来", $"Nothing broke; reviews must come in: {en}. Ask for one after receipt"),
            RatingFallKind.OneFault or RatingFallKind.Halo => new($"先把这件事停住（下架、换货或改说明），再逐个联系打低分的买家；{zh}",
                $"Stop this one thing first (take it down, replace it or mend its page), then reach the buyers who marked low; {en}"),
            _ => new($"先看最近的低分评价都在说什么，分到商品、客服、物流三处各找一人负责；{zh}", $"Read the recent low ratings, and give goods, service and delivery one owner each; {en}"),
        };
    }

    static EvidenceLink[] Links(Examined shop, string key, AttributeValue[] thing) =>
    [
        new("why", new("为什么降", "Why it fell"), key, shop.On.AddDays(-13), shop.On, null, []),
        new("explore", new("按款看", "By item"), key, shop.On.AddDays(-27), shop.On, "sku", []),
        new("rows", new("看评价", "The reviews"), "reviews", shop.On.AddDays(-27), shop.On, null, thing),
    ];

    /// <summary>The four places where a fault shows: reviews, returns, delays, chat.</summary>
    static CheckedCause[] Checks(Examined shop, string sku, RatingFallKind kind)
    {
        Sign? review = shop.Shop.Signs.FirstOrDefault(sign => sign.Kind == "rating" && (sku.Length == 0 || sign.At("sku") == sku));
        Sign? parcels = shop.Shop.Signs.FirstOrDefault(sign => sign is { Kind: "logistics", IsFromFacts: true });
        (decimal now, decimal before) = Refunds(shop, sku);
        return
        [
            new("leaving", new("旧评价离开窗口", "Old reviews leaving"), kind == RatingFallKind.Leaving ? CauseVerdict.Fits : CauseVerdict.Rejected,
                kind == RatingFallKind.Leaving ? new("下降大半来自离开的评价", "most of the fall is reviews that left") : new("离开的评价占不到六成", "reviews that left make less than six tenths of it")),
            review is null ? new("reviews", new("差评集中", "Bad reviews of one item"), CauseVerdict.Rejected, new("没有哪一款的差评突然变多", "no item's bad reviews jumped"))
                : new("reviews", new("差评集中", "Bad reviews of one item"), CauseVerdict.Fits, review.Detail),
            new("returns", new("退款变多", "More refunds"), before <= 0 && now <= 0 ? CauseVerdict.Unknown : now > before * 1.3m ? CauseVerdict.Fits : CauseVerdict.Rejected,
                before <= 0 && now <= 0 ? new("没有退款数据", "no refunds in the data")
                    : new($"退款率 {Examined.Percent(before)} → {Examined.Percent(now)}", $"refund rate {Examined.Percent(before)} → {Examined.Percent(now)}")),
            parcels is null ? new("delays", new("物流变慢", "Slow parcels"), shop.Shop.Evidence.Parcels.Count == 0 ? CauseVerdict.Unknown : CauseVerdict.Rejected,
                    shop.Shop.Evidence.Parcels.Count == 0 ? new("订单没有签收时间", "orders carry no receipt") : new("各地区时效没有变慢", "no region's parcels slowed"))
                : new("delays", new("物流变慢", "Slow parcels"), CauseVerdict.Fits, parcels.Detail),
            Chat(shop),
        ];
    }

    static (decimal Now, decimal Before) Refunds(Examined shop, string sku)
    {
        Period now = Period.Ending(shop.On, 14), before = now.Previous();
        decimal Rate(Period days)
        {
            SaleDay[] some = [.. shop.Shop.Evidence.Sales.Where(sale => days.Contains(sale.Day) && (sku.Length == 0 || sale.Sku == sku))];
            decimal paid = some.Sum(sale => sale.Paid);
            return paid > 0 ? some.Sum(sale => sale.Refunded) / paid : 0m;
        }

        return (Rate(now), Rate(before));
    }

    static CheckedCause Chat(Examined shop)
    {
        Words name = new("客服来找的变多", "More talks with service");
        if (shop.Background.Talks.Count == 0) return new("chat", name, CauseVerdict.Unknown, new("没有客服数据", "no service data"));
        Period now = Period.Ending(shop.On, 14), before = now.Previous();
        var worst = shop.Background.Talks.GroupBy(talk => talk.Reason).Select(reason => (reason.Key,
                Now: reason.Where(talk => now.Contains(talk.Day)).Sum(talk => talk.Talks), Before: reason.Where(talk => before.Contains(talk.Day)).Sum(talk => talk.Talks)))
            .OrderByDescending(reason => reason.Now - reason.Before).First();
        bool more = worst.Before > 0 && worst.Now >= worst.Before * 1.5m && worst.Now - worst.Before >= 10;
        return new("chat", name, more ? CauseVerdict.Fits : CauseVerdict.Rejected, new($"「{worst.Key}」两周 {worst.Before:0} → {worst.Now:0} 次",
            $"“{worst.Key}” {worst.Before:0} → {worst.Now:0} in two weeks"));
    }
}
