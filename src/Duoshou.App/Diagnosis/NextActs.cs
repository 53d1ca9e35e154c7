using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis;

/// <summary>What to do next, by what was found or by what fits a change. One act each, that can be begun today and judged soon.</summary>
public static class NextActs
{
    /// <summary>The act that fits a problem.</summary>
    public static Words Of(ProblemKind kind) => kind switch
    {
        ProblemKind.StockOut => new("催补货并问清到货日；到货前停掉它的推广，把流量引到同类有货的款", "Chase the refill and its date; until then stop its ads and send visitors to a like item in stock"),
        ProblemKind.ConversionFall => new("把最近的那一处改动换回去试 3 天：换图换回旧图，涨价先用券补回；竞品降价就先比到手价", "Undo the latest change for 3 days: the old image back, a coupon against the rise; against a rival compare what the buyer pays in the end"),
        ProblemKind.AdsStopped => new("看余额、预算和审核状态；若是有意停的，记下来并忽略这条", "Look at balance, budget and review of the plans; if it was meant, note it and dismiss this"),
        ProblemKind.SoldBelowCost => new("今天就把叠加的券拆开，设最低到手价；已下的单照发", "Part the coupons that stack today and set a floor; ship what is ordered"),
        ProblemKind.LateParcels => new("这些地区先换回原来的快递，给已下单的买家发延迟说明", "Send these regions by the old carrier again, and tell the buyers who wait"),
        ProblemKind.BadReviews => new("暂停这款，抽查同批货；给打差评的买家换货或退款，再改页面的说明", "Hold the item and check its batch; replace or refund for those who complained, then mend the page"),
        ProblemKind.RateJump => new("先核对这几天的汇率来源；错了就改，改之前不要看折算后的数", "Check the source of the rate first; correct it, and read no converted figure until then"),
        ProblemKind.MissingData => new("把缺的那几天导出来补进去，再看别的发现", "Bring in the days that are missing, and read the other findings after that"),
        ProblemKind.Brushing => new("把这些订单单独看：是不是自己人或刷单团；先不要用它们看转化和爆款", "Look at these orders by themselves: our own people or paid ones; leave them out of conversion and hits"),
        ProblemKind.TrackingLoss => new("检查统计代码最近的改动并恢复；恢复前转化率和投产不作数", "Look at the last change of the counter and put it back; until then conversion and return do not count"),
        _ => new("从「为什么」看是访客、转化还是客单在掉，再找对应的改动", "See in Why whether visitors, conversion or basket fell, then look for the change that fits"),
    };

    /// <summary>The act that fits an event found behind a change.</summary>
    /// <param name="falls">The change hurts.</param>
    public static Words OfEvent(string kind, bool falls) => (kind, falls) switch
    {
        ("stock_out", _) => Of(ProblemKind.StockOut),
        ("price", true) => new("用券把到手价补回旧价试 3 天；件数回来就是价格，不回来再找别的", "Give a coupon back to the old price for 3 days; if pieces return it was the price"),
        ("price", false) => new("看毛利够不够，再决定这个价格留不留", "See whether the margin holds before keeping this price"),
        ("image" or "title" or "listing", true) => new("换回旧的试 3 天，或新旧各放一半流量比", "Put the old one back for 3 days, or give half of the traffic to each"),
        ("image" or "title" or "listing", false) => new("留着，并把同样的改法用到相近的款上", "Keep it, and try the same on like items"),
        ("ad_budget", true) => new("把停掉的计划按原预算七成恢复，三天后看回报", "Bring the plans back at seven tenths of their budget and look at the return in three days"),
        ("ad_budget", false) => new("看多花的每一元带来多少毛利，再决定加不加", "See what margin each further unit of money brings before adding more"),
        ("rival_price" or "rival", _) => new("先比到手价和赠品，不急着跟；三天内只在它压着的那款上用券", "Compare what the buyer pays in the end; do not follow yet, use a coupon on that item alone for three days"),
        ("promotion", true) => new("促销结束后的回落先看两周；别马上再开一场", "Give the dip after a promotion two weeks; do not open the next at once"),
        ("promotion", false) => new("看增量毛利，别只看销量", "Look at the incremental margin, not at pieces alone"),
        ("rating" or "batch", _) => Of(ProblemKind.BadReviews),
        ("logistics", _) => Of(ProblemKind.LateParcels),
        ("tracking", _) => Of(ProblemKind.TrackingLoss),
        ("rate", _) => Of(ProblemKind.RateJump),
        ("brushing", _) => Of(ProblemKind.Brushing),
        ("festival" or "platform", _) => new("和去年同一节日比，别和上周比", "Hold it against the same festival last year, not against last week"),
        ("data" or "outage", _) => Of(ProblemKind.MissingData),
        _ => new("问一下做这件事的人，能不能退回去试 3 天", "Ask whoever did it whether it can be undone for 3 days"),
    };

    /// <summary>The act when a place stands out and no event fits it.</summary>
    public static Words OfPlace(IReadOnlyCollection<string> dimensions) =>
        dimensions.Contains("sku") || dimensions.Contains("product") ? new("打开这款的商品页和竞品，看这几天谁动了什么；查到了记进变更", "Open the item's page and its rivals, see who moved what in these days, and log it")
        : dimensions.Contains("channel") || dimensions.Contains("source") || dimensions.Contains("keyword") || dimensions.Contains("campaign")
            ? new("看这个渠道的花费和排名有没有动", "See whether this channel's spending or rank moved")
        : dimensions.Contains("region") || dimensions.Contains("city") || dimensions.Contains("country") ? new("看这个地区的时效、运费和竞品", "Look at delivery, freight and rivals in this place")
        : dimensions.Contains("image_version") ? new("比一比两张图的加购和成交", "Compare cart and order of the two images")
        : new("按更细的维度再拆一次，或等两天看还在不在", "Split it once more by a finer dimension, or wait two days and see whether it stays");
}
