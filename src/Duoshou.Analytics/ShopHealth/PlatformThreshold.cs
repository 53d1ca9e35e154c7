using Duoshou.Kernel;

namespace Duoshou.Analytics.ShopHealth;

/// <summary>A line that a platform draws. Editable data: platforms change them and countries differ.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Metric">Key of the metric.</param>
/// <param name="What">Its name.</param>
/// <param name="WindowDays">Days over which it is counted.</param>
/// <param name="Limit">A ratio.</param>
/// <param name="MustStayBelow">Below the limit is good; above it otherwise.</param>
/// <param name="Suspends">Breaking it can close the shop.</param>
/// <param name="Source">Where the line is published.</param>
public sealed record PlatformThreshold(string Platform, string Metric, Words What, int WindowDays, decimal Limit,
    bool MustStayBelow,
    bool Suspends, string Source)
{
    /// <summary>When the line was last read at its source and entered here; platforms give no day of their own for most of them.</summary>
    public static DateOnly ReadOn { get; } = new(2026, 11, 26);

    /// <summary>The lines known when this was written.</summary>
    public static IReadOnlyList<PlatformThreshold> Known { get; } =
    [
        new("amazon", "order_defect_rate", new("订单缺陷率", "Order defect rate"), 60, 0.01m, true, true,
            "Amazon Seller Central, account health"),
        new("amazon", "cancellation_rate", new("发货前取消率", "Cancellation before shipment"), 7, 0.025m, true, true,
            "Amazon Seller Central, account health"),
        new("amazon", "late_shipment_rate", new("迟发率", "Late shipment"), 30, 0.04m, true, true,
            "Amazon Seller Central, account health"),
        new("amazon", "valid_tracking_rate", new("有效追踪率", "Valid tracking"), 30, 0.95m, false, true,
            "Amazon Seller Central, account health"),
        new("amazon", "on_time_delivery_rate", new("准时送达率", "On-time delivery"), 14, 0.90m, false, false,
            "Amazon Seller Central, account health"),
        new("shopee", "non_fulfilment_rate", new("未完成率", "Non-fulfilment"), 7, 0.10m, true, false, "Shopee Seller Education Hub"),
        new("lazada", "seller_cancellation_rate", new("卖家责任取消率", "Cancellation by the seller's fault"), 28, 0.30m, true, true,
            "Lazada Philippines seller policy"),
        new("tiktok", "late_dispatch_rate", new("迟发率", "Late dispatch"), 7, 0.04m, true, false,
            "TikTok Shop seller performance policy"),
    ];
}

/// <summary>Where a shop stands against one line.</summary>
/// <param name="Threshold">The line.</param>
/// <param name="Rate">The shop's rate; 0 without orders.</param>
/// <param name="Breached">On the wrong side now.</param>
/// <param name="GoodOrdersNeeded">Orders without fault that bring it back; 0 where it is not needed.</param>
/// <param name="DaysToBreach">By the trend of the last readings; none where it is not heading there.</param>
public sealed record ThresholdStanding(PlatformThreshold Threshold, decimal Rate, bool Breached, int GoodOrdersNeeded,
    int? DaysToBreach)
{
    /// <summary>From the counts of the window and, for the trend, the daily rates before it.</summary>
    public static ThresholdStanding Of(PlatformThreshold threshold, int marked, int orders, IReadOnlyList<double> dailyRates)
    {
        decimal rate = orders > 0 ? (decimal)marked / orders : 0, limit = threshold.Limit;
        bool breached = orders > 0 && (threshold.MustStayBelow ? rate >= limit : rate <= limit);
        int needed = !breached ? 0 : threshold.MustStayBelow
            ? limit > 0 ? Above(marked / limit - orders) : int.MaxValue
            : limit < 1 ? Above((limit * orders - marked) / (1 - limit)) : int.MaxValue;
        double slope = Numerics.Samples.TheilSenSlope([.. dailyRates]), way = (double)(limit - rate);
        bool heading = !breached && dailyRates.Count >= 7 && slope != 0 && Math.Sign(slope) == (threshold.MustStayBelow ? 1 : -1);
        return new(threshold, rate, breached, needed, heading && way / slope <= 365 ? (int)Math.Ceiling(way / slope) : null);
    }

    /// <summary>The first whole number above: the line itself still counts as breached.</summary>
    static int Above(decimal value) => (int)Math.Min(int.MaxValue, Math.Floor(Math.Max(0, value)) + 1);
}
