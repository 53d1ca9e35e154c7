using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.Effects;
using Duoshou.Analytics.RootCauses;
using Duoshou.Analytics.ShopHealth;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>What one promotion brought so far, against a forecast from the days before it.</summary>
/// <param name="Margin">Incremental margin: what it added less the discount on what would have sold anyway; null without costs.</param>
sealed record PromotionResult(Sign Sign, string Name, Period Days, PromotionEffect Effect, decimal? Margin, decimal Discount);

/// <summary>Promotions of the last weeks and whether they paid.</summary>
static class Promotions
{
    /// <summary>Days that a counterfactual needs before the first day.</summary>
    const int DaysBefore = 28;

    const int FewestDays = 2, MostPromotions = 8;

    public static IReadOnlyList<PromotionResult> Measured(Examined shop)
    {
        Period span = shop.Shop.Evidence.Span;
        return [.. Ran(shop).Where(sign => sign.From >= span.First.AddDays(DaysBefore)).Select(sign => Measure(shop, sign))
            .OfType<PromotionResult>().OrderByDescending(result => result.Discount).Take(MostPromotions)];
    }

    static IEnumerable<Sign> Ran(Examined shop) => shop.Shop.Signs.Where(sign => sign.Kind == "promotion" && sign.From <= shop.On
        && shop.Shop.LastOf(sign) >= shop.On.AddDays(-20));

    static PromotionResult? Measure(Examined shop, Sign sign)
    {
        Period span = shop.Shop.Evidence.Span, days = new(sign.From, shop.Shop.LastOf(sign));
        if (days.Days < FewestDays) return null;
        string? sku = sign.At("sku");
        SaleDay[] own = [.. shop.Shop.Evidence.Sales.Where(sale => sku is null || sale.Sku == sku)];
        double[] item = Daily(own, span), like = sku is null ? [] : Daily(shop.Shop.Evidence.Sales.Where(sale => sale.Sku != sku), span);
        SaleDay[] during = [.. own.Where(sale => days.Contains(sale.Day))];
        decimal units = during.Sum(sale => sale.Units), discount = during.Sum(sale => sale.SellerDiscount);
        if (units <= 0) return null;
        bool costs = during.All(sale => sale.Cost is not null || sale.Units == 0);
        decimal margin = costs ? during.Sum(sale => sale.Gross - sale.SellerDiscount - (sale.Cost ?? 0m)) / units : 0m;
        PromotionEffect effect = PromotionEffect.Measure(item, like, sign.From.DayNumber - span.First.DayNumber,
            days.Last.DayNumber - span.First.DayNumber + 1, (double)margin, (double)(discount / units), 0);
        return effect.EnoughData ? new(sign, sign.Cause?.Campaign ?? sign.Cause?.Thing ?? sign.Id, days, effect,
            costs ? decimal.Round((decimal)effect.IncrementalMargin, 2) : null, discount) : null;
    }

    static double[] Daily(IEnumerable<SaleDay> sales, Period span)
    {
        double[] days = new double[span.Days];
        foreach (SaleDay sale in sales) if (span.Contains(sale.Day)) days[sale.Day.DayNumber - span.First.DayNumber] += (double)sale.Units;
        return days;
    }

    public static DiagnosedPart Part(Examined shop, IReadOnlyList<PromotionResult> results)
    {
        Words name = new("促销效果", "Promotion effect");
        DiagnosedPart Unknown(Words why) => new("promotions", name, 0.5m, null, "promotion_margin", null, null, Grade.CannotTell, why)
        { NeedsCost = true, InCatalogue = false, Unit = "money" };
        if (results.Count == 0)
            return Unknown(!shop.Knows(FactKind.Change) ? new("没有变更记录，不知道哪天开始了什么促销：记下或导入变更",
                "No log of changes, so no promotion is known: record or bring in changes")
                : Ran(shop).Any() ? new("促销开始前不足 28 天的数据，或刚开始，还比不出效果",
                    "Less than 28 days before its first day, or only just begun: no effect can be told")
                : new("最近三周没有促销", "No promotion in the last three weeks"));
        PromotionResult[] costed = [.. results.Where(result => result.Margin is not null)];
        if (costed.Length == 0) return Unknown(new("订单没有成本，算不出促销是赚是亏：导入成本", "Orders carry no cost, so gain or loss cannot be told: bring in costs"));
        decimal margin = costed.Sum(result => result.Margin!.Value), discount = costed.Sum(result => result.Discount);
        decimal? score = discount > 0 ? decimal.Round((decimal)HealthScore.ScoreOf((double)(margin / discount) * 1.5), 1) : null;
        return new("promotions", name, 0.5m, score, "promotion_margin", margin, 0m, Grade.Fits,
            new("多卖带来的毛利，减去本来也会卖的那部分让掉的利；没有对照组，只是与之前的预测比",
                "Margin of what was sold more, less the discount on what would have sold anyway; against a forecast, without a control group"))
        {
            NeedsCost = true, InCatalogue = false, Unit = "money",
            Lines = [.. results.Select(result => new PartLine(new(result.Name, result.Name), Line(shop, result)))],
        };
    }

    static Words Line(Examined shop, PromotionResult result)
    {
        string lift = Math.Round(result.Effect.Lift).ToString("+#,##0;-#,##0;0", System.Globalization.CultureInfo.InvariantCulture);
        string discount = shop.Amount(result.Discount), margin = result.Margin is { } known ? shop.Amount(known) : "—";
        return new($"{DayText.Short(result.Days.First)} 至 {DayText.Short(result.Days.Last)}：比预测 {lift} 件，让利 {discount}，增量毛利 {margin}",
            $"{DayText.English(result.Days.First)} to {DayText.English(result.Days.Last)}: {lift} pieces against the forecast, discount {discount}, incremental margin {margin}");
    }

    /// <summary>Promotions that took more than they brought. Without a control group none of them is more than a hint.</summary>
    public static IEnumerable<DiagnosedFinding> Losses(Examined shop, IReadOnlyList<PromotionResult> results)
    {
        foreach (PromotionResult result in results.Where(result => result.Margin < 0 && result.Days.Days >= 5))
        {
            decimal weekly = shop.Shop.Rounded(-result.Margin!.Value / result.Days.Days * 7);
            if (weekly < shop.WeeklySales * 0.01m || weekly <= 0) continue;
            AttributeValue[] thing = [.. result.Sign.Places.SelectMany(place => place).Select(a => new AttributeValue(a.Dimension, a.Value))];
            bool over = result.Days.Last < shop.On;
            yield return new($"promotion_loss|{result.Name}|{DayText.Plain(result.Days.First)}", "promotion_loss", Severity.Low, weekly,
                new("让掉的利减去多卖带来的毛利，折成一周；和之前的预测比", "Discount given less the margin of what was sold more, for a week; against a forecast"),
                    Grade.CannotTell,
                new($"促销「{result.Name}」看来让的多、带来的少：{Line(shop, result).Zh}",
                    $"Promotion {result.Name} seems to give more than it brings: {Line(shop, result).En}"),
                over ? new("下次开之前留一个不打折的对照（地区或同类款），把赚没赚说清楚",
                    "Before the next one keep a control without discount, a region or a like item, so that its worth can be told")
                    : new("先把门槛提高或只留给新客，三天后看件数掉不掉", "Raise its threshold or keep it for new buyers, and see in three days whether pieces fall"),
                result.Days.First, result.Days.Last, "discount", thing,
                [new("explore", new("让利按天", "Discount by day"), "discount", result.Days.First.AddDays(-14), result.Days.Last, "day", []),
                    new("why", new("毛利为什么变", "Why margin changed"), "gross_margin", result.Days.First, result.Days.Last, null, [])],
                []) { NeedsCost = true };
        }
    }
}
