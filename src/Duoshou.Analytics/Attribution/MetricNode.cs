using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution;

/// <summary>
/// A metric and how it is made of others. Trees are data: an operator may add nodes. A node's value is looked up under
/// its key; where
/// it is not given it is worked out from its parts.
/// </summary>
/// <param name="Key">The metric's key, such as visitors.</param>
/// <param name="Name">The metric's name.</param>
public abstract record MetricNode(string Key, Words Name)
{
    /// <summary>A measured number, made of nothing else here.</summary>
    public sealed record Measure(string Key, Words Name) : MetricNode(Key, Name);

    /// <summary>Factors multiplied.</summary>
    public sealed record Product(string Key, Words Name, IReadOnlyList<MetricNode> Factors) : MetricNode(Key, Name);

    /// <summary>Terms added.</summary>
    public sealed record Sum(string Key, Words Name, IReadOnlyList<MetricNode> Terms) : MetricNode(Key, Name);

    /// <summary>
    /// One metric over another. As a factor of a product it is one driver; alone it is split into its two parts.
    /// </summary>
    public sealed record Ratio(string Key, Words Name, MetricNode Over, MetricNode Under) : MetricNode(Key, Name);

    /// <summary>One metric less others.</summary>
    public sealed record Difference(string Key, Words Name, MetricNode From, IReadOnlyList<MetricNode> Less)
        : MetricNode(Key, Name);
}

/// <summary>The trees every shop starts with.</summary>
public static class MetricTrees
{
    /// <summary>Visitors, measured.</summary>
    public static MetricNode Visitors { get; } = new MetricNode.Measure("visitors", new("访客数", "Visitors"));

    /// <summary>Orders, measured.</summary>
    public static MetricNode Orders { get; } = new MetricNode.Measure("orders", new("订单数", "Orders"));

    /// <summary>Orders over visitors.</summary>
    public static MetricNode Conversion { get; } =
        new MetricNode.Ratio("order_conversion", new("转化率", "Conversion"), Orders, Visitors);

    /// <summary>Units over orders times sales over units.</summary>
    public static MetricNode OrderValue { get; } = new MetricNode.Product("aov", new("客单价", "Order value"),
    [
        new MetricNode.Ratio("units_per_order", new("件单数", "Units per order"),
            new MetricNode.Measure("units", new("件数", "Units")), Orders),
        new MetricNode.Ratio("unit_price", new("件单价", "Price per unit"),
            new MetricNode.Measure("gmv", new("销售额", "Sales")), new MetricNode.Measure("units", new("件数", "Units"))),
    ]);

    /// <summary>Sales as visitors, conversion, units per order and price.</summary>
    public static MetricNode Sales { get; } =
        new MetricNode.Product("gmv", new("销售额", "Sales"), [Visitors, Conversion, OrderValue]);

    /// <summary>Profit as kept sales less cost, fees, ads and freight.</summary>
    public static MetricNode Profit { get; } = new MetricNode.Difference("profit", new("利润", "Profit"),
        new MetricNode.Product("net_sales", new("净销售额", "Net sales"),
        [
            Visitors, Conversion, OrderValue,
            new MetricNode.Ratio("kept_rate", new("未退款比例", "Share not refunded"),
                new MetricNode.Measure("net_sales", new("净销售额", "Net sales")),
                new MetricNode.Measure("gmv", new("销售额", "Sales"))),
        ]),
        [
            new MetricNode.Measure("cogs", new("货品成本", "Cost of goods")), new MetricNode.Measure("fees", new("平台费用", "Fees")),
            new MetricNode.Measure("ad_cost", new("推广费", "Ad cost")), new MetricNode.Measure("freight", new("运费", "Freight")),
        ]);
}
