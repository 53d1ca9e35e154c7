using System.Collections.Frozen;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Events;

/// <summary>What kinds of events there are, and their words. A kind that is not listed speaks for itself.</summary>
public static class EventKinds
{
    /// <summary>The name of a kind.</summary>
    public static Words NameOf(string kind) =>
        Known.TryGetValue(kind, out Words? name) ? name : string.IsNullOrWhiteSpace(kind) ? new("事件", "event") : new(kind, kind);

    /// <summary>The kinds with names.</summary>
    public static IEnumerable<string> All => Known.Keys.Order(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, Words> Known = new Dictionary<string, Words>
    {
        ["price"] = new("改价", "price change"),
        ["image"] = new("换图", "new image"),
        ["title"] = new("改标题", "new title"),
        ["listing"] = new("改商品页", "listing edit"),
        ["stock_out"] = new("断货", "stock-out"),
        ["promotion"] = new("促销", "promotion"),
        ["ad_budget"] = new("推广预算变动", "ad budget change"),
        ["rival_price"] = new("竞品改价", "a rival's price change"),
        ["rival"] = new("竞品动作", "a rival's move"),
        ["rating"] = new("评分下降", "rating drop"),
        ["festival"] = new("节日", "holiday"),
        ["platform"] = new("平台活动", "platform event"),
        ["outage"] = new("故障", "outage"),
        ["rate"] = new("汇率变动", "exchange rate change"),
        ["tracking"] = new("统计代码变动", "visit counter change"),
        ["batch"] = new("换批次", "new batch"),
        ["brushing"] = new("疑似刷单", "orders that look brushed"),
        ["data"] = new("数据变动", "change of data"),
        ["logistics"] = new("物流异常", "delivery trouble"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
