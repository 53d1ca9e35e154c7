using Duoshou.Kernel;

namespace Duoshou.Warehouse;

public static partial class MetricCatalogue
{
    static Formula AllBuyers() => Distinct("buyer_key", false, RowFilter.Sales);

    static Formula Newcomers() => new Formula.Of(new Measure(FactKind.OrderLine, Aggregate.Newcomers) { Filters = [RowFilter.Sales] });

    static Formula OfKind(string kind) => Distinct("buyer_key", false, RowFilter.Sales, RowFilter.Is("buyer_kind", kind));

    static IEnumerable<Metric> Buyers() =>
    [
        Define("buyers", new("买家数", "Buyers"), MetricUnit.Count, MetricDirection.UpIsGood, "distinct buyer_key of sale rows", AllBuyers(),
            new("下单的人数，在所问范围内去重", "people who ordered, counted once within what was asked"), new("客户规模", "how many customers there are"),
            new("按加密买家标识计；跨日、跨店重新去重，各行之和大于合计。", "By hashed buyer; counted anew over days and shops, so rows add up to more than the total."),
            twins: [Twin("tmall", "支付买家数", "Paid buyers", "只含已付款", "only those who paid"), Twin("shopify", "客户数", "Customers", "按邮箱或电话", "by e-mail or phone")]),
        Define("new_buyers", new("新买家数", "New buyers"), MetricUnit.Count, MetricDirection.UpIsGood, "distinct buyer_key whose first order is in the range",
            new Formula.ByShop(FactKind.OrderLine, "buyer_kind", OfKind("new"), Newcomers()),
            new("第一次在店铺下单的人数", "people who ordered for the first time"), new("拉新效果", "what winning customers brings"),
            new("来源给出新老客时用来源的；否则看本库历史，历史不足时偏高。", "The source's own word where it gives one; otherwise by the history we hold, which counts too many while it is short."),
            parts: ["buyers"], twins: [Twin("tmall", "新客", "New customers", "近 365 天未购", "no purchase within 365 days")]),
        Define("returning_buyers", new("老买家数", "Returning buyers"), MetricUnit.Count, MetricDirection.UpIsGood, "buyers − new_buyers",
            new Formula.ByShop(FactKind.OrderLine, "buyer_kind", OfKind("returning"), AllBuyers() - Newcomers()),
            new("以前下过单、这次又下单的人数", "people who had ordered before and ordered again"), new("留存效果", "what keeping customers brings"),
            new("与新买家同一来源；历史不足时偏低", "from the same source as new buyers; too few while the history is short"), parts: ["buyers", "new_buyers"]),
        Define("repeat_rate", new("复购率", "Repeat rate"), MetricUnit.Ratio, MetricDirection.UpIsGood, "buyers with 2 or more orders / buyers",
            new Formula.Of(new Measure(FactKind.OrderLine, Aggregate.Repeaters) { Filters = [RowFilter.Sales] }) / AllBuyers(),
            new("范围内下过两单及以上的买家占比", "share of buyers with two or more orders in the range"), new("商品是否值得再买", "whether goods are worth buying again"),
            new("随范围变长而升高，只与等长的范围相比", "rises with the length of the range; compare ranges of one length only"), smallestBase: 30, parts: ["buyers"],
            twins: [Twin("jd", "复购率", "Repeat rate", "按 90 天窗口", "over a window of 90 days")]),
    ];

    static IEnumerable<Metric> Goods() =>
    [
        Define("sell_through", new("动销率", "Sell-through"), MetricUnit.Ratio, MetricDirection.UpIsGood, "SKUs sold / SKUs in stock or sold",
            new Formula.Of(new Measure(FactKind.OrderLine, Aggregate.SoldItems) { Filters = [RowFilter.Sales] })
                / new Formula.Of(new Measure(FactKind.Stock, Aggregate.ListedItems)),
            new("有销售的 SKU 占在库或有销售的 SKU", "share of items in stock or sold that did sell"), new("清理不动销的货", "to find goods that do not move"),
            new("只有范围内的库存快照算在库；没有库存数据时未知", "only stock seen within the range counts as in stock; unknown without stock facts"), smallestBase: 10),
        Define("stock_days", new("库存天数", "Stock days"), MetricUnit.Days, MetricDirection.Neither, "on hand × days / units",
            new Formula.TimesDays(new Formula.Of(new Measure(FactKind.Stock, Aggregate.Level, "on_hand"))) / Ordered("quantity"),
            new("现有库存按近期速度还能卖几天", "how many days the stock on hand lasts at the pace of the range"), new("补货与清仓的时点", "when to reorder and when to clear"),
            new("用范围内日均件数；断货期间的速度偏低", "at the mean pace of the range, which is too low where goods were out of stock"), smallestBase: 10, parts: ["units"],
            twins: [Twin("amazon", "供货天数", "Days of supply", "含在途", "with goods inbound")]),
    ];
}
