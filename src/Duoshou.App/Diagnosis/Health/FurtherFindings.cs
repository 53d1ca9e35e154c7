using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>
/// What one pass sees beside the problems that are looked for all the time: weeks unlike their past. None of it speaks louder than low, because
/// a week that differs is no incident yet.
/// </summary>
static class FurtherFindings
{
    const int LowCover = 7;
    const double ItemSigmas = 4;

    public static IEnumerable<DiagnosedFinding> Find(Examined shop, IReadOnlyCollection<string> toldSkus) =>
        [.. ShortCover(shop, toldSkus), .. FallenItems(shop, toldSkus), .. Refunds(shop), .. Answers(shop), .. Ads(shop)];

    static IEnumerable<DiagnosedFinding> ShortCover(Examined shop, IReadOnlyCollection<string> told)
    {
        foreach (ItemCover item in ItemCover.Find(shop).Where(item => item.OnHand > 0 && item.CoverDays < LowCover && !told.Contains(item.Sku)
            && item.WeeklyPaid >= shop.WeeklySales * 0.02m).OrderByDescending(item => item.WeeklyPaid).Take(3))
        {
            decimal weekly = shop.Shop.Rounded(item.WeeklyPaid * (1 - item.CoverDays / LowCover));
            Words name = shop.Shop.Named(item.Sku);
            yield return Low(shop, "stock_low", item.Sku, weekly, new("一周里卖不到的那几天，按平时的速度", "The days of a week without stock, at the usual pace"), Grade.Fits,
                new($"{name.Zh} 只够卖 {item.CoverDays:0.#} 天", $"{name.En} has {item.CoverDays:0.#} days of stock left"),
                new("看在途到不到得及；来不及就先停它的推广，别把访客引到快断的货上", "See whether goods on the way come in time; if not, stop advertising it first"),
                7, "stock_days", [new("explore", new("按天看销量", "Pieces by day"), "units", shop.On.AddDays(-27), shop.On, "day", Sku(item.Sku))]);
        }
    }

    static IEnumerable<DiagnosedFinding> FallenItems(Examined shop, IReadOnlyCollection<string> told)
    {
        foreach (ItemMove move in ItemMoves.Find(shop).Where(move => move.Sigmas <= -ItemSigmas && !told.Contains(move.Sku)
            && move.Usual - move.Now >= shop.WeeklySales * 0.02m && !shop.Weeks.Festive[0]).Take(3))
        {
            Words name = shop.Shop.Named(move.Sku);
            yield return Low(shop, "item_fall", move.Sku, shop.Shop.Rounded(move.Usual - move.Now),
                new("比前四周同星期少卖的金额", "Sales below the same weekdays of the four weeks before"), Grade.CannotTell,
                new($"{name.Zh} 7 天卖 {shop.Amount(move.Now)}，平时 {shop.Amount(move.Usual)}；没有哪件记下的事对得上",
                    $"{name.En} sold {shop.Amount(move.Now)} in 7 days, usually {shop.Amount(move.Usual)}; nothing recorded fits"),
                new("看它的访客和转化哪一个先掉，再搜一下竞品这几天的动作", "See which fell first, its visitors or its conversion, and look at what rivals did these days"),
                7, "paid_sales", [new("explore", new("按天看", "By day"), "paid_sales", shop.On.AddDays(-27), shop.On, "day", Sku(move.Sku)),
                    new("explore", new("访客按天", "Visitors by day"), "visitor_days", shop.On.AddDays(-27), shop.On, "day", Sku(move.Sku))])
                with { Checked = UsualCauses.Of("item_fall", shop, move.Sku, Period.Ending(shop.On, 7)) };
        }
    }

    static IEnumerable<DiagnosedFinding> Refunds(Examined shop)
    {
        if (Worse(shop, "refund_rate", false) is not { } rate || rate.Now - rate.Usual < 0.01m) yield break;
        decimal weekly = shop.Shop.Rounded((rate.Now - rate.Usual) * (shop.Weeks.Now("paid_sales").Value ?? 0m));
        yield return Low(shop, "refund_rise", "", weekly, new("退款率高出平时的部分乘以一周销售", "The rise of the rate times a week's sales"), Grade.Shown,
            new($"退款率 {Examined.Percent(rate.Now)}，平时 {Examined.Percent(rate.Usual)}", $"Refund rate {Examined.Percent(rate.Now)}, usually {Examined.Percent(rate.Usual)}"),
            new("按款看退款，占一半以上的那款先停售查原因", "See refunds by item; stop the one with more than half of them and find out why"), 7, "refund_rate",
            [new("why", new("为什么变", "Why it changed"), "refund_rate", shop.On.AddDays(-6), shop.On, null, []),
                new("explore", new("退款按款", "Refunds by item"), "refunds", shop.On.AddDays(-6), shop.On, "sku", [])])
            with { Checked = UsualCauses.Of("refund_rise", shop, null, Period.Ending(shop.On, 7)) };
    }

    static IEnumerable<DiagnosedFinding> Answers(Examined shop)
    {
        if (Worse(shop, "first_response", false) is not { } seconds || seconds.Now < seconds.Usual * 1.5m) yield break;
        yield return Low(shop, "slow_answers", "", null, new("慢多少钱，这里的数据说不出", "What slowness costs cannot be told from these data"), Grade.Shown,
            new($"首次响应 {seconds.Now:0} 秒，平时 {seconds.Usual:0} 秒", $"First response {seconds.Now:0} s, usually {seconds.Usual:0} s"),
            new("看是哪个班次慢，补一个人或把常问的放进快捷回复", "See which shift is slow; add a person or put the usual questions into ready answers"), 7, "first_response",
            [new("why", new("为什么变", "Why it changed"), "first_response", shop.On.AddDays(-6), shop.On, null, [])]);
    }

    static IEnumerable<DiagnosedFinding> Ads(Examined shop)
    {
        if (Worse(shop, "roas", true) is not { } roas || roas.Now > roas.Usual * 0.8m) yield break;
        yield return Low(shop, "ads_poor", "", null, new("投产是平台归因的说法，不折成钱", "Return is what the platform claims; it is not turned into money"), Grade.Fits,
            new($"投产比 {roas.Now:0.00}，平时 {roas.Usual:0.00}", $"Return on ad spend {roas.Now:0.00}, usually {roas.Usual:0.00}"),
            new("按计划看，把低于平时一半的先减预算三成，三天后再看", "See it by plan; take three tenths off those below half of usual, and look again in three days"), 7, "roas",
            [new("explore", new("按计划看", "By plan"), "roas", shop.On.AddDays(-6), shop.On, "campaign", []),
                new("why", new("为什么变", "Why it changed"), "roas", shop.On.AddDays(-6), shop.On, null, [])]);
    }

    /// <summary>The metric now and in the middle of its past, when it is worse beyond its swing in a week without a festival.</summary>
    static (decimal Now, decimal Usual)? Worse(Examined shop, string metric, bool higherIsBetter)
    {
        Figure now = shop.Weeks.Now(metric);
        if (shop.Weeks.Festive[0] || now.Value is not { } value || MetricCatalogue.Find(metric) is { SmallestBase: > 0 and var smallest } && now.Base < smallest) return null;
        return TrendParts.Distance(shop, metric, higherIsBetter) <= -TrendParts.Unlike ? (value, Signs.Runs.Middle(shop.Weeks.Before(metric))) : null;
    }

    static DiagnosedFinding Low(Examined shop, string code, string sku, decimal? weekly, Words how, Grade grade, Words text, Words next, int days, string metric,
        IReadOnlyList<EvidenceLink> links) => new($"{code}|{(sku.Length > 0 ? $"sku={sku}" : "")}", code, Severity.Low, weekly, how, grade, text, next,
            shop.On.AddDays(1 - days), shop.On, metric, sku.Length > 0 ? Sku(sku) : [], links, []);

    static AttributeValue[] Sku(string sku) => [new("sku", sku)];
}
