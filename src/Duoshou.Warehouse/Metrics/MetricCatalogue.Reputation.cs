using Duoshou.Kernel;

namespace Duoshou.Warehouse;

public static partial class MetricCatalogue
{
    static Metric Score(string key, string zh, string en, string ofZh, string ofEn) =>
        Define(key, new(zh, en), MetricUnit.Score, MetricDirection.UpIsGood, $"Σ {key} / rows with it", new Formula.Mean(new Measure(FactKind.Review, Aggregate.Sum, key)),
            new(ofZh, ofEn), new("低于同行会影响流量与活动报名", "below its peers a shop loses traffic and entry to events"),
            new("平台分数是滚动窗口：今天下降可能是旧的好评离开。这里是所问范围内的平均。",
                "The platform's score is a rolling window: a fall today may be an old good review leaving. This is the mean of the range asked."), smallestBase: 10,
            twins: [Twin("tmall", "DSR", "DSR", "近 180 天滚动", "rolling over 180 days"), Twin("douyin", "体验分", "Experience score", "百分制合成分", "one composite of 100")]);

    static IEnumerable<Metric> Reputation() =>
    [
        Score("dsr_product", "描述相符", "Score: as described", "买家对商品与描述相符的平均评分", "mean of what buyers give for goods being as described"),
        Score("dsr_service", "服务态度", "Score: service", "买家对服务的平均评分", "mean of what buyers give for service"),
        Score("dsr_logistics", "物流服务", "Score: logistics", "买家对物流的平均评分", "mean of what buyers give for delivery"),
        Define("reviews", new("评价数", "Reviews"), MetricUnit.Count, MetricDirection.UpIsGood, "rows of review", Count(FactKind.Review),
            new("收到的评价条数", "reviews that came in"), new("口碑积累的速度", "how fast word builds up"),
                new("含系统默认好评（若来源给出）", "with the platform's automatic ones where the source gives them")),
        Define("bad_review_share", new("差评率", "Share of bad reviews"), MetricUnit.Ratio, MetricDirection.UpIsBad, "reviews with stars ≤ 2 / reviews with stars",
            Count(FactKind.Review, RowFilter.AtMost("stars", 2)) / Count(FactKind.Review, RowFilter.Known("stars")),
            new("一星与二星占有星级的评价", "one and two stars of all reviews with stars"), new("尽早发现品质与承诺问题", "finds trouble with goods and promises early"),
                new("三星不算差评；无星级的评价不计入", "three stars are not bad; reviews without stars do not count"), smallestBase: 10,
            parts: ["reviews"], twins: [Twin("amazon", "差评率", "Negative feedback rate", "一至二星的卖家反馈", "seller feedback of one or two stars")]),
        Define("first_response", new("首次响应时长", "First response time"), MetricUnit.Seconds, MetricDirection.UpIsBad, "Σ first_response_seconds / Σ conversations",
            Sum(FactKind.Service, "first_response_seconds") / Sum(FactKind.Service, "conversations", RowFilter.Known("first_response_seconds")),
            new("从买家发问到第一次回复的平均秒数", "mean seconds from a buyer's question to the first answer"), new("客服排班", "to plan shifts of customer service"),
                new("机器人回复是否算，依平台", "whether a robot's answer counts is the platform's choice"), smallestBase: 10,
            twins: [Twin("tmall", "平均响应时长", "Mean response time", "含每一句的响应", "every answer, not only the first")]),
    ];
}
