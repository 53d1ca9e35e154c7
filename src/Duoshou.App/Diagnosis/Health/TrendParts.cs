using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.ShopHealth;
using Duoshou.App.Diagnosis.Detectors;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>The parts that are read from a metric of the catalogue: the last seven days against the shop's own weeks before.</summary>
static class TrendParts
{
    /// <summary>Beyond this many robust deviations a week is told as unlike the others.</summary>
    public const double Unlike = 3.5;

    sealed record Kind(string Part, Words Name, decimal Weight, string Metric, bool HigherIsBetter, bool NeedsCost = false);

    static readonly Kind[] Kinds =
    [
        new("visitors", new("访客", "Visitors"), 1m, "visitor_days", true),
        new("sales", new("商品销售", "Product sales"), 1.5m, "paid_sales", true),
        new("conversion", new("转化", "Conversion"), 1.5m, "order_conversion", true),
        new("funnel", new("加购（图与页）", "Funnel by image and page"), 1m, "add_to_cart_rate", true),
        new("ads", new("推广效果", "Campaign results"), 1m, "roas", true),
        new("service", new("客服", "Service"), 0.5m, "first_response", false),
        new("reviews", new("评价", "Reviews"), 1m, "bad_review_share", false),
        new("returns", new("退款", "Refunds"), 1m, "refund_rate", false),
        new("margin", new("毛利", "Margin"), 1m, "gross_margin", true, NeedsCost: true),
    ];

    public static IEnumerable<DiagnosedPart> Find(Examined shop) => Kinds.Select(kind => Of(shop, kind));

    /// <summary>A metric's distance from its past, better being positive; null where it has none.</summary>
    public static double? Distance(Examined shop, string metric, bool higherIsBetter) => shop.Weeks.Now(metric).Value is { } now
        ? HealthScore.Distance(new(metric, 1, (double)now, [.. shop.Weeks.Before(metric).Select(value => (double)value)], higherIsBetter))
        : null;

    static DiagnosedPart Of(Examined shop, Kind kind)
    {
        Metric metric = MetricCatalogue.Find(kind.Metric)!;
        Figure now = shop.Weeks.Now(kind.Metric);
        IReadOnlyList<decimal> before = shop.Weeks.Before(kind.Metric);
        if (now.Value is not { } value)
            return new(kind.Part, kind.Name, kind.Weight, null, kind.Metric, null, before.Count > 0 ? Runs(before) : null, Grade.CannotTell,
                Unknown(shop, metric, now.Empty)) { NeedsCost = kind.NeedsCost };
        double? distance = Distance(shop, kind.Metric, kind.HigherIsBetter);
        bool low = metric.SmallestBase > 0 && now.Base is { } b && b < metric.SmallestBase;
        bool festive = shop.Weeks.Festive[0];
        Grade grade = distance is null || low || festive ? Grade.CannotTell : Grade.Shown;
        decimal? score = distance is { } known ? decimal.Round((decimal)HealthScore.ScoreOf(known), 1) : null;
        return new(kind.Part, kind.Name, kind.Weight, score, kind.Metric, value, before.Count > 0 ? Runs(before) : null, grade,
            NoteOf(before.Count, distance, low, festive, shop)) { NeedsCost = kind.NeedsCost, Lines = LinesOf(shop, kind.Part) };
    }

    static decimal Runs(IReadOnlyList<decimal> values) => Signs.Runs.Middle(values);

    static Words NoteOf(int weeks, double? distance, bool low, bool festive, Examined shop)
    {
        if (distance is not { } known)
            return new($"前八周只有 {weeks} 周有数，至少要 3 周才能比；再等等，或导入更早的数据",
                $"Only {weeks} of the eight weeks before are known and 3 are needed; wait, or bring in earlier data");
        if (festive)
        {
            string zh = FestivalOf(shop)?.Name.Zh ?? "节日", en = FestivalOf(shop)?.Name.En ?? "a festival";
            return new($"这一周有{zh}，和平常的周不能直接比", $"This week holds {en}; ordinary weeks are no measure of it");
        }

        if (low) return new("基数小，只作参考", "Low base; read with care");
        return known switch
        {
            >= Unlike => new("明显好于自己的前几周", "Clearly better than its own weeks before"),
            <= -Unlike => new("明显差于自己的前几周", "Clearly worse than its own weeks before"),
            <= -1.5 => new("比前几周差一些，还在波动之内", "Somewhat below the weeks before, within their swing"),
            _ => new("和自己平时一样", "As usual for this shop"),
        };
    }

    static Festival? FestivalOf(Examined shop) => Festivals.Meeting(Period.Ending(shop.On, 7), shop.Shop.Evidence.Shop.Country).FirstOrDefault();

    /// <summary>What to bring in, by the facts that the metric needs and the shop has none of.</summary>
    static Words Unknown(Examined shop, Metric metric, EmptyReason why)
    {
        if (why == EmptyReason.NoRate)
            return new("有一种币种没有当日汇率：补上汇率", "One currency lacks the rate of the day: record it");
        if (shop.Shop.Evidence.Shop.Platform.Lacks.Contains(metric.Key))
            return new("这个平台不给卖家这个数", "This platform does not give sellers this figure");
        FactKind[] missing = [.. metric.Needs.Where(kind => !shop.Knows(kind))];
        if (missing.Length > 0)
        {
            string zh = string.Join("、", missing.Select(kind => $"「{FactTables.Of(kind).Title.Zh}」")), en = string.Join(", ",
                missing.Select(kind => FactTables.Of(kind).Title.En.ToLowerInvariant()));
            return new($"没有{zh}的数据：导入后这一项就有了", $"No {en} here: bring it in and this part is known");
        }

        return metric.NeedsCostRight
            ? new("订单里没有成本：导入带成本的订单或价目", "Orders carry no cost: bring in orders or a price list with costs")
            : new("最近 7 天没有这项数据：看看这几天的文件到了没有", "Nothing of it in the last 7 days: see whether the files of these days came");
    }

    static IReadOnlyList<PartLine> LinesOf(Examined shop, string part) => part switch
    {
        "sales" => [.. ItemMoves.Find(shop).Take(6).Select(move => new PartLine(shop.Shop.Named(move.Sku),
            new($"7 天卖 {shop.Amount(move.Now)}，同星期平时 {shop.Amount(move.Usual)}",
                $"{shop.Amount(move.Now)} in 7 days, {shop.Amount(move.Usual)} on the usual weekdays")))],
        "funnel" => FunnelLines.Find(shop),
        _ => [],
    };
}
