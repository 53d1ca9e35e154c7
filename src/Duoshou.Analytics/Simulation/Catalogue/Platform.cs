namespace Duoshou.Analytics.Simulation.Catalogue;

/// <summary>One way by which visitors come to an item.</summary>
/// <param name="Channel">The trade's word, the same on all platforms.</param>
/// <param name="Source">The platform's own word.</param>
/// <param name="Share">Its share of visitors.</param>
/// <param name="Eagerness">How readily its visitors buy, against the mean.</param>
/// <param name="ClickRate">Visitors per impression.</param>
/// <param name="Keywords">By how many search words it is split.</param>
sealed record TrafficSource(string Channel, string Source, double Share, double Eagerness, double ClickRate, int Keywords);

/// <summary>What a platform charges and shows.</summary>
/// <param name="CommissionRate">Share of what is paid.</param>
/// <param name="PaymentRate">Share of what is paid, for the payment itself.</param>
/// <param name="ParcelCny">Fulfilment of one piece, in yuan.</param>
sealed record Platform(string Key, string Zh, string En, decimal CommissionRate, decimal PaymentRate, decimal ParcelCny,
    bool HasScores, TrafficSource[] Sources)
{
    public const string Paid = "paid_search", Organic = "organic_search", Recommendation = "recommendation", Live = "live",
        Social = "social",
        Direct = "direct", Partner = "affiliate";

    static readonly string[] Channels = [Paid, Organic, Recommendation, Live, Social, Direct, Partner];
    static readonly double[] Eager = [1.05, 1.2, 0.75, 0.95, 0.6, 1.7, 0.9];
    static readonly double[] Click = [0.038, 0.052, 0.03, 0.06, 0.022, 0.12, 0.035];

    public static IReadOnlyList<Platform> All { get; } =
    [
        Of("tmall", "天猫", "Tmall", 0.05m, 0.006m, 4.2m, true, [.27, .27, .20, .07, .05, .09, .05], "直通车", "手淘搜索", "猜你喜欢",
            "淘宝直播", "站外种草", "购物车与收藏", "淘宝客"),
        Of("jd", "京东", "JD", 0.06m, 0.006m, 5.5m, true, [.26, .34, .16, .03, .04, .12, .05], "京东快车", "京东搜索", "为你推荐", "京东直播",
            "社群分享", "购物车与关注", "京挑客"),
        Of("douyin", "抖音", "Douyin", 0.05m, 0.006m, 4.0m, true, [.25, .12, .22, .24, .07, .04, .06], "千川", "抖音搜索", "商城推荐",
            "直播间", "短视频", "店铺主页", "精选联盟"),
        Of("amazon", "亚马逊", "Amazon", 0.15m, 0m, 24m, false, [.28, .40, .14, .01, .04, .08, .05], "Sponsored Products",
            "Search", "Also bought", "Live", "Social", "Direct", "Associates"),
        Of("shopee", "Shopee", "Shopee", 0.07m, 0.02m, 9m, true, [.26, .30, .18, .06, .06, .08, .06], "Shopee Ads", "Search",
            "Daily Discover", "Shopee Live", "Social", "Direct", "Shopee Affiliate"),
        Of("shopify", "Shopify", "Shopify", 0.005m, 0.029m, 30m, false, [.33, .18, .08, .01, .20, .14, .06], "Google Ads",
            "Google", "On-site picks", "Live", "Instagram", "Direct", "Partners"),
    ];

    public static Platform Named(string key) => All.First(platform => platform.Key == key);

    static Platform Of(string key, string zh, string en, decimal commission, decimal payment, decimal parcel, bool scores,
        double[] shares, params string[] names) =>
        new(key, zh, en, commission, payment, parcel, scores, [.. Channels.Select((channel, i) =>
            new TrafficSource(channel, names[i], shares[i], Eager[i], Click[i], Words(channel)))]);

    /// <summary>By how many search words the platform splits a channel.</summary>
    static int Words(string channel) => channel switch { Paid => 2, Organic => 3, _ => 1 };
}
