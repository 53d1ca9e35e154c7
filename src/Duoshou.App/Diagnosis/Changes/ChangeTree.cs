using Duoshou.Analytics.Attribution;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Changes;

/// <summary>
/// How a metric of the catalogue is made of others, for splitting a change of it, and which metrics must be asked for that.
/// </summary>
/// <param name="Root">The tree.</param>
/// <param name="Metrics">Catalogue keys of its nodes.</param>
sealed record ChangeTree(MetricNode Root, IReadOnlyList<string> Metrics)
{
    /// <summary>The key under which visitors of a channel stand.</summary>
    public static string ChannelKey(string channel) => $"visitor_days@{channel}";

    /// <summary>The tree of a metric; visitors are a sum over the channels that are known.</summary>
    public static ChangeTree Of(Metric metric, IReadOnlyList<string> channels)
    {
        MetricNode root = Made(metric, channels);
        return new(root, [.. Keys(root).Append(metric.Key).Distinct().Where(key => MetricCatalogue.Find(key) is not null)]);
    }

    static MetricNode Made(Metric metric, IReadOnlyList<string> channels) => metric.Key switch
    {
        "gmv" => Product("gmv", Visitors(channels), Conversion(), OrderValue()),
        "paid_sales" => Product("paid_sales", Visitors(channels), Conversion(), OrderValue(), PaidShare()),
        "net_sales" => NetSales(channels),
        "orders" => Product("orders", Visitors(channels), Conversion()),
        "units" => Product("units", Visitors(channels), Conversion(), Rate("units_per_order", "units", "orders")),
        "visitors" or "visitor_days" => Visitors(channels),
        "order_conversion" => Conversion(),
        "conversion" => Rate("conversion", "buyers", "visitor_days"),
        "aov" => OrderValue(),
        "visitor_value" => Product("visitor_value", Conversion(), OrderValue(), PaidShare()),
        "profit" or "contribution" => Kept(metric.Key, channels),
        "gross_margin" => Margin(),
        "refunds" => Product("refunds", Measure("paid_sales"), Rate("refund_rate", "refunds", "paid_sales")),
        "refund_rate" => Rate("refund_rate", "refunds", "paid_sales"),
        "ad_cost" => Product("ad_cost", Measure("ad_clicks"), Rate("cpc", "ad_cost", "ad_clicks")),
        "cpc" => Rate("cpc", "ad_cost", "ad_clicks"),
        "roas" => Rate("roas", "ad_sales", "ad_cost"),
        "ad_share" => Rate("ad_share", "ad_sales", "gmv"),
        "units_per_order" => Rate("units_per_order", "units", "orders"),
        "bad_review_share" => new MetricNode.Ratio("bad_review_share", metric.Name,
            new MetricNode.Measure("bad_reviews", new("差评数", "Bad reviews")), new MetricNode.Measure("rated_reviews",
                new("有星级的评价数", "Reviews with stars"))),
        _ => new MetricNode.Measure(metric.Key, metric.Name),
    };

    static MetricNode Visitors(IReadOnlyList<string> channels) => channels.Count < 2 ? Measure("visitor_days")
        : new MetricNode.Sum("visitor_days", Name("visitor_days"),
            [.. channels.Select(channel => new MetricNode.Measure(ChannelKey(channel), ChannelNames.Visitors(channel)))]);

    static MetricNode.Ratio Conversion() => Rate("order_conversion", "orders", "visitor_days");

    static MetricNode.Product OrderValue() => Product("aov", Rate("units_per_order", "units", "orders"),
        new MetricNode.Ratio("unit_price", new("件单价", "Price per unit"), Measure("gmv"), Measure("units")));

    /// <summary>Of what was ordered, what was paid: unpaid orders, discounts, freight and tax lie between.</summary>
    static MetricNode.Ratio PaidShare() => new("paid_share", new("支付占下单（折扣、未付款）", "Paid of ordered (discounts, unpaid)"),
        Measure("paid_sales"), Measure("gmv"));

    static MetricNode.Product NetSales(IReadOnlyList<string> channels) => Product("net_sales", Visitors(channels), Conversion(),
        OrderValue(), PaidShare(),
        new MetricNode.Ratio("kept_share", new("未退款比例", "Share not refunded"), Measure("net_sales"), Measure("paid_sales")));

    static MetricNode.Difference Kept(string key, IReadOnlyList<string> channels) => new(key, Name(key), NetSales(channels),
        [Measure("cogs"), Measure("fees"), Measure("ad_cost"), new MetricNode.Measure("other_costs",
            new("联盟佣金与其他", "Affiliates and other"))]);

    /// <summary>
    /// One less cost over net sales, both per unit, so that a price given away and a dearer purchase are told apart.
    /// </summary>
    static MetricNode.Difference Margin() => new("gross_margin", Name("gross_margin"), new MetricNode.Measure("one",
        new("一", "One")),
    [
        new MetricNode.Ratio("cost_rate", new("成本率", "Cost rate"),
            new MetricNode.Ratio("unit_cost", new("件均成本", "Cost per unit"), Measure("cogs"), Measure("units")),
            new MetricNode.Ratio("unit_net", new("件均净收入", "Net sales per unit"), Measure("net_sales"), Measure("units"))),
    ]);

    static MetricNode.Product Product(string key, params MetricNode[] factors) => new(key, Name(key), factors);

    static MetricNode.Ratio Rate(string key, string over, string under) => new(key, Name(key), Measure(over), Measure(under));

    static MetricNode.Measure Measure(string key) => new(key, Name(key));

    static Words Name(string key) => MetricCatalogue.Find(key)!.Name;

    static IEnumerable<string> Keys(MetricNode node) => (node switch
    {
        MetricNode.Product product => product.Factors,
        MetricNode.Sum sum => sum.Terms,
        MetricNode.Ratio ratio => [ratio.Over, ratio.Under],
        MetricNode.Difference less => [less.From, .. less.Less],
        _ => (IReadOnlyList<MetricNode>)[],
    }).SelectMany(Keys).Append(node.Key);
}
