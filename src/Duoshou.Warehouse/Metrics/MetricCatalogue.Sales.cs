using Duoshou.Kernel;

namespace Duoshou.Warehouse;

public static partial class MetricCatalogue
{
    static Formula Gmv() => Ordered("gross");

    static Formula Orders() => Distinct("order_id", true, RowFilter.Sales);

    static Formula PaidSales() => Paid("paid");

    static Formula Refunds() => Sparse("refunded", RowFilter.SalesAndCancellations);

    static Formula NetSales() => PaidSales() - Refunds();

    static IEnumerable<Metric> Sales() =>
    [
        Define("orders", new("订单数", "Orders"), MetricUnit.Count, MetricDirection.UpIsGood, "distinct order_id of sale rows", Orders(),
            new("下单的订单数，含未付款", "orders placed, unpaid ones included"), new("成交规模，与客单价一起看", "the size of trade; read with the order value"),
            new("按订单号计，不按商品行、子单或包裹；只有取消行的订单不算。", "Counted by order number, not by line, part order or parcel; an order that only has cancellation rows does not count."),
            twins:
            [
                Twin("tmall", "支付子订单数", "Paid part orders", "按商品行计，且只含已付款", "counted by line, and only when paid"),
                Twin("douyin", "成交订单数", "Orders", "支付后计，退款不减", "counts when paid; refunds are not taken off"),
                Twin("amazon", "订单商品种类数", "Order items", "按商品行计", "counted by line"),
                Twin("shopify", "订单数", "Orders", "含测试以外的全部订单，按下单日", "all but test orders, by day of order"),
            ]),
        Define("units", new("件数", "Units"), MetricUnit.Count, MetricDirection.UpIsGood, "Σ quantity of sale rows", Ordered("quantity"),
            new("下单的件数", "pieces ordered"), new("备货与连带的依据", "for stocking and for units per order"),
                new("退货不减；赠品若单列一行也计入", "returns are not taken off; a gift on a line of its own counts")),
        Define("gmv", new("成交总额", "Gross sales (GMV)"), MetricUnit.Money, MetricDirection.UpIsGood, "Σ gross of sale rows", Gmv(),
            new("下单金额，含未付款与之后退款的", "money ordered, unpaid and later refunded orders included"), new("看需求；考核请用净销售额", "shows demand; judge by net sales"),
            new("不含运费、税与独立成行的取消；平台优惠是否在内取决于来源，见映射。",
                "Without freight, tax, and cancellations on rows of their own; whether platform coupons are inside depends on the source, see the mapping."),
            parts: ["visitor_days", "order_conversion", "aov"],
            twins:
            [
                Twin("tmall", "下单金额", "Order amount", "含运费前的下单金额", "money ordered before freight"),
                Twin("jd", "GMV", "GMV", "含取消与拒收", "with cancelled and refused orders"),
                Twin("douyin", "成交金额", "GMV", "按支付计，含平台补贴", "by payment, platform subsidies included"),
                Twin("amazon", "订购商品销售额", "Ordered product sales", "下单时计，待处理订单也含", "by order, pending ones included"),
                Twin("shopify", "总销售额", "Gross sales", "未扣折扣与退货", "before discounts and returns"),
                Twin("tiktok", "GMV", "GMV", "含运费与已取消订单", "with freight and cancelled orders"),
                Twin("shopee", "销售额（下单）", "Sales (placed)", "含未付款", "unpaid included"),
            ]),
        Define("paid_sales", new("支付金额", "Paid sales"), MetricUnit.Money, MetricDirection.UpIsGood, "Σ paid of sale rows by paid_at", PaidSales(),
            new("当期收到付款的金额", "money that was paid in the range"), new("平台大盘的口径，对账起点", "what the platforms' consoles show; where reconciling begins"),
            new("按付款时间而非下单时间；来源没有付款时间时未知。", "By the moment of payment, not of order; unknown where the source gives no moment of payment."),
            parts: ["visitor_days", "visitor_value"],
            twins:
            [
                Twin("tmall", "支付金额", "Paid amount", "退款不减；含运费", "refunds are not taken off; freight is in"),
                Twin("jd", "成交金额", "Sales amount", "含货到付款已出库", "with cash on delivery once dispatched"),
                Twin("shopee", "销售额（已付）", "Sales (paid)", "含运费补贴", "with freight subsidies"),
            ]),
        Define("net_sales", new("净销售额", "Net sales"), MetricUnit.Money, MetricDirection.UpIsGood, "paid_sales − refunds", NetSales(),
            new("支付减退款后留下的", "what stays of the money paid after refunds"), new("考核与利润的起点", "what goals and profit start from"),
            new("退款按其所在行的日期扣，近几周会因退款继续下降。", "Refunds count on the day of the row they stand on; recent weeks keep falling as refunds come in."),
            parts: ["paid_sales", "refunds"], twins: [Twin("shopify", "净销售额", "Net sales", "总额减折扣减退货", "gross less discounts less returns")]),
        Define("discount", new("优惠金额", "Discount"), MetricUnit.Money, MetricDirection.Neither, "Σ discount_seller + Σ discount_platform of sale rows",
            new Formula.Any(Sparse("discount_seller", RowFilter.Sales), Sparse("discount_platform", RowFilter.Sales)),
            new("店铺与平台让利之和", "what seller and platform gave away"), new("看促销力度", "how hard was the promoting"),
            new("平台承担的部分不减少店铺收入；来源只给其一时只含其一", "the platform's share does not lower the shop's income; where the source gives only one of the two, only that is in")),
        Define("refunds", new("退款金额", "Refunds"), MetricUnit.Money, MetricDirection.UpIsBad, "Σ refunded of sale and cancellation rows", Refunds(),
            new("退给买家的钱", "money given back to buyers"), new("找出拖累净额的商品与承诺", "to find goods and promises that eat the net"),
            new("记在行上的退款按原单下单日，独立取消行按其自身日期；来源没有退款列时未知而非零。",
                "A refund on the sale's row counts on the day of the order, a cancellation row on its own day; unknown, not zero, where the source has no refunds."),
            twins: [Twin("tmall", "成功退款金额", "Refunded amount", "按退款成功时间", "by the moment the refund succeeded")]),
        Define("refund_count", new("退款订单数", "Refunded orders"), MetricUnit.Count, MetricDirection.UpIsBad, "distinct orders with refunded ≠ 0",
            new Formula.Of(new Measure(FactKind.OrderLine, Aggregate.Distinct, "refunded")
            {
                Thing = "coalesce(refers_to, order_id)", WithinShop = true, Sparse = true, Filters = [RowFilter.SalesAndCancellations, RowFilter.NotZero("refunded")],
            }),
            new("发生退款的订单数", "orders of which something was refunded"), new("与金额对照：小额多单还是大额少单", "beside the money: many small or few large"),
            new("部分退款也算一单；取消行按对应原单归并", "a part refund counts as one; cancellation rows are joined to the order they refer to")),
        Define("refund_rate", new("退款率", "Refund rate"), MetricUnit.Ratio, MetricDirection.UpIsBad, "refunds / paid_sales", Refunds() / PaidSales(),
            new("退款占支付金额", "refunds as a share of money paid"), new("品质与预期的温度计", "how well goods keep their promise"),
            new("退款晚于支付，近期偏低；按金额，不按单数", "refunds come later than payments, so recent days look low; by money, not by orders"), smallestBase: 30,
                parts: ["refunds", "paid_sales"],
            twins: [Twin("tmall", "退款率", "Refund rate", "近 30 天成功退款笔数 ÷ 支付笔数", "refunds over payments, by count, of the last 30 days")]),
        Define("aov", new("客单价（笔单价）", "Average order value"), MetricUnit.Money, MetricDirection.UpIsGood, "gmv / orders", Gmv() / Orders(),
            new("平均每单金额", "money of an average order"), new("与转化率一起解释销售额变化", "with conversion it explains a change in sales"),
            new("按订单，不按买家；被大单拉高", "per order, not per buyer; large orders pull it up"), smallestBase: 10, parts: ["gmv", "orders"],
            twins: [Twin("tmall", "客单价", "Value per buyer", "支付金额 ÷ 支付买家数", "money paid over buyers"),
                Twin("shopify", "平均订单金额", "Average order value", "不含退货", "before returns")]),
        Define("units_per_order", new("连带率", "Units per order"), MetricUnit.Ratio, MetricDirection.UpIsGood, "units / orders", Ordered("quantity") / Orders(),
            new("平均每单件数", "pieces of an average order"), new("看搭配与满减是否有效", "whether bundles and thresholds work"),
                new("赠品成行会抬高", "gifts on lines of their own raise it"), smallestBase: 10, parts: ["units", "orders"]),
        Define("conversion", new("转化率（买家）", "Conversion by buyers"), MetricUnit.Ratio, MetricDirection.UpIsGood, "buyers / visitor_days", AllBuyers() / VisitorDays(),
            new("下单买家占访客人日", "buyers of visitor-days"), new("页面、价格与流量质量的综合结果", "what page, price and quality of traffic come to"),
            new("跨日时买家去重而访客按人日，略低于日均；分母来自平台，分子来自订单。",
                "Over several days buyers count once and visitors by the day, so it is a little below the daily figures; " +
                "the base is the platform's, the buyers are ours."), smallestBase: 100,
            parts: ["buyers", "visitor_days"],
            twins: [Twin("tmall", "支付转化率", "Payment conversion", "支付买家数 ÷ 访客数", "buyers who paid over visitors"),
                Twin("amazon", "商品会话百分比", "Unit session percentage", "件数 ÷ 会话", "units over sessions")]),
        Define("order_conversion", new("转化率（订单）", "Conversion by orders"), MetricUnit.Ratio, MetricDirection.UpIsGood, "orders / visitor_days", Orders() / VisitorDays(),
            new("订单数占访客人日", "orders of visitor-days"), new("销售额 = 访客 × 此率 × 客单价", "sales are visitors times this times order value"),
                new("一人多单会高于按买家的转化率", "above conversion by buyers where people order twice"),
            smallestBase: 100, parts: ["orders", "visitor_days"],
                twins: [Twin("shopify", "转化率", "Conversion rate", "有订单的会话 ÷ 会话", "sessions with an order over sessions")]),
        Define("visitor_value", new("UV 价值", "Value per visitor"), MetricUnit.Money, MetricDirection.UpIsGood, "paid_sales / visitor_days", PaidSales() / VisitorDays(),
            new("每个访客人日带来的支付金额", "money paid for each visitor-day"), new("买流量时的出价上限由它推出", "from it follows what a visit may cost"),
                new("不含退款与成本", "before refunds and costs"), smallestBase: 100,
            parts: ["paid_sales", "visitor_days"]),
    ];
}
