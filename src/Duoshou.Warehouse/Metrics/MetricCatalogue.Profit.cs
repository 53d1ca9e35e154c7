using Duoshou.Kernel;
using static Duoshou.Kernel.FactKind;

namespace Duoshou.Warehouse;

public static partial class MetricCatalogue
{
    /// <summary>Statements also tell what was sold and what was paid out: money of the shop's own that passes through, no fee.</summary>
    static string[] NotFees => ["proceeds", "payout"];

    static string[] NotOfSelling => [.. NotFees, "storage", "tax", "adjustment", "ads", "affiliate"];

    static Formula Cost() => Paid("cost");

    static Formula SellingFees() =>
        new Formula.ByShop(Fee, null, Sum(Fee, "amount", RowFilter.IsNot("fee_kind", NotOfSelling)), Ordered("fee_estimate"), Estimated: true);

    /// <summary>Advertising is counted once: from the ad account where it is connected, else from the fee statement.</summary>
    static Formula AdMoney() => new Formula.ByShop(Ad, null, Sum(Ad, "cost"), Sum(Fee, "amount", RowFilter.Is("fee_kind", "ads")));

    static Formula AffiliateMoney() =>
        new Formula.ByShop(FactKind.Affiliate, null, Sum(FactKind.Affiliate, "commission"),
        Sum(Fee, "amount", RowFilter.Is("fee_kind", "affiliate")));

    static Formula Contribution() => NetSales() - Cost() - new Formula.Optional(SellingFees(), Missed: true)
        - new Formula.Optional(AdMoney(), Missed: false) - new Formula.Optional(AffiliateMoney(), Missed: false);

    static Formula OtherFees() => Sum(Fee, "amount", RowFilter.Is("fee_kind", "storage", "tax", "adjustment"));

    static IEnumerable<Metric> Advertising() =>
    [
        Define("ad_cost", new("推广花费", "Ad cost"), MetricUnit.Money, MetricDirection.Neither, "Σ cost of ads", Sum(Ad, "cost"),
            new("推广账户的花费", "what the ad accounts spent"), new("与推广销售额一起看投入产出", "with ad sales it shows what spending returns"),
                new("近两周会被平台回补调整", "platforms restate the last two weeks"),
            twins: [Twin("tmall", "花费", "Cost", "含红包抵扣前金额", "before coupons of the platform"),
                Twin("amazon", "花费", "Spend", "无效点击事后退还", "invalid clicks are refunded later")]),
        Define("ad_clicks", new("推广点击", "Ad clicks"), MetricUnit.Count, MetricDirection.UpIsGood, "Σ clicks of ads", Sum(Ad, "clicks"),
            new("推广带来的点击", "clicks that ads brought"), new("买来的流量", "traffic that was bought"), new("不等于访客：一人可点多次", "not visitors: one person may click often")),
        Define("cpc", new("点击单价", "Cost per click"), MetricUnit.Money, MetricDirection.UpIsBad, "ad_cost / ad_clicks", Sum(Ad, "cost") / Sum(Ad, "clicks"),
            new("一次点击的平均花费", "mean cost of a click"), new("与 UV 价值相比决定出价", "held against value per visitor it sets the bid"),
                new("不同计费方式不可比", "kinds of billing do not compare"), smallestBase: 30, parts: ["ad_cost", "ad_clicks"]),
        Define("ad_sales", new("推广成交（平台归因）", "Ad sales claimed"), MetricUnit.Money, MetricDirection.UpIsGood, "Σ credited_sales of ads", Sum(Ad, "credited_sales"),
            new("平台自称由推广带来的销售额", "sales that the platform claims for its ads"), new("平台内部比较计划", "to compare plans within one platform"),
            new("是声称而非事实：各平台窗口重叠，之和可超过总销售额。", "A claim, not the truth: windows of platforms overlap, and together they can exceed all sales."),
            twins: [Twin("amazon", "广告销售额", "Attributed sales", "7 或 14 天点击归因", "clicks of 7 or 14 days"),
                Twin("tmall", "总成交金额", "Total credited sales", "默认 15 天转化周期", "15 days by default")]),
        Define("roas", new("投产比", "Return on ad spend"), MetricUnit.Ratio, MetricDirection.UpIsGood, "ad_sales / ad_cost", Sum(Ad, "credited_sales") / Sum(Ad, "cost"),
            new("每花一元，平台声称带来的销售额", "sales claimed for each unit of money spent"), new("预算在计划之间的分配", "to share a budget among plans"),
                new("基于声称；高投产不等于增量", "rests on claims; a high return is no proof that sales were added"),
            smallestBase: 30, parts: ["ad_sales", "ad_cost"],
                twins: [Twin("amazon", "ROAS", "ROAS", "与 ACOS 互为倒数", "one over ACOS"),
                Twin("tmall", "投入产出比", "ROI", "总成交 ÷ 花费", "credited sales over cost")]),
        Define("ad_share", new("推广销售占比", "Share of ad sales"), MetricUnit.Ratio, MetricDirection.Neither, "ad_sales / gmv", Sum(Ad, "credited_sales") / Gmv(),
            new("推广声称的销售额占成交总额", "sales claimed by ads as a share of gross sales"), new("对付费流量的依赖程度", "how far the shop leans on paid traffic"),
                new("可超过 100%，因归因窗口重叠", "can exceed 100 % because windows of credit overlap"), parts: ["ad_sales", "gmv"]),
    ];

    static IEnumerable<Metric> Profit() =>
    [
        Define("fees", new("费用", "Fees"), MetricUnit.Money, MetricDirection.UpIsBad,
            "Σ amount of fee lines but proceeds and payouts; Σ fee_estimate of sale rows where no statement is there yet",
            new Formula.ByShop(Fee, null, Sum(Fee, "amount", RowFilter.IsNot("fee_kind", NotFees)), Ordered("fee_estimate"), Estimated: true),
            new("平台结算的全部费用，可按类型拆分", "all fees that platforms settled, by kind"), new("看谁拿走了毛利", "to see who takes the margin"),
            new("没有结算单的店铺用预估，标为估计；是否含税依结算单；单上的货款与打款不是费用，不计。",
                "Shops without a statement in the range show estimates and are marked so; with or without VAT as the statement says; proceeds and payouts on it are no fees."),
            twins: [Twin("amazon", "亚马逊费用", "Amazon fees", "含佣金与 FBA", "referral and fulfilment fees")]),
        Define("cogs", new("商品成本", "Cost of goods"), MetricUnit.Money, MetricDirection.Neither, "Σ cost of sale rows by paid_at", Cost(),
            new("已付款销售的商品成本", "cost of the goods whose sale was paid"), new("毛利的基础", "what margin rests on"),
                new("退回入库的成本不冲减；部分行缺成本时标为不完整。", "Goods that come back are not taken off; marked incomplete where some rows lack a cost."),
                right: FigureRight.Cost),
        Define("gross_margin", new("毛利率", "Gross margin"), MetricUnit.Ratio, MetricDirection.UpIsGood, "(net_sales − cogs) / net_sales",
            (NetSales() - Cost()) / NetSales(),
            new("净销售额扣成本后的占比", "what is left of net sales after the goods"), new("定价与选品", "to price and to choose goods"),
                new("不到九成的行有成本时未知，不按零计", "unknown, not full, where fewer than nine rows in ten have a cost"), smallestBase: 10, parts: ["net_sales", "cogs"],
                right: FigureRight.Cost),
        Define("contribution", new("贡献毛益", "Contribution"), MetricUnit.Money, MetricDirection.UpIsGood,
            "net_sales − cogs − selling fees − ad_cost − affiliate commission", Contribution(),
            new("随销售变动的成本都扣除之后", "what is left after every cost that moves with sales"), new("决定要不要多卖一件", "whether one more sale pays"),
            new("无法归到 SKU 的费用留在空 SKU 行，不摊派；不到九成的行有成本时未知。",
                "Costs that belong to no SKU stay on the row without one and are not spread; unknown where fewer than nine rows in ten have a cost."),
                parts: ["net_sales", "cogs", "fees", "ad_cost"], right: FigureRight.Profit),
        Define("profit", new("利润", "Profit"), MetricUnit.Money, MetricDirection.UpIsGood, "contribution − storage, tax and adjustment fees",
            Contribution() - new Formula.Optional(OtherFees(), Missed: false),
            new("贡献毛益再扣仓储、税与调整", "contribution less storage, tax and adjustments"), new("她被问到的那一个数", "the one figure she is asked for"),
            new("三态：未结算为估计，部分已知为不完整，已结算为确定；不含人工与房租。",
                "In three states: estimated before settlement, incomplete when partly known, settled after; without wages and rent."),
                parts: ["contribution", "fees"], right: FigureRight.Profit),
    ];
}
