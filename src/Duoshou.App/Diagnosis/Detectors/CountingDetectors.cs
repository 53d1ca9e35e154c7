using Duoshou.Analytics.Attribution;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Orders of the same few buyers.</summary>
static class BrushingDetector
{
    public static IEnumerable<Problem> Find(Inspection shop)
    {
        foreach (Sign sign in shop.Recent("brushing"))
        {
            string sku = sign.At("sku")!;
            DateOnly last = shop.LastOf(sign);
            decimal more = shop.PaidPerDay(new(sign.From, last), sale => sale.Sku == sku) - shop.PaidBefore(sign.From, sale =>
                sale.Sku == sku);
            decimal? weekly = more > 0 ? shop.Rounded(7 * more) : null;
            Words name = shop.Named(sku);
            yield return new(ProblemKind.Brushing, sign.From, last, "orders", sign.Places[0], weekly,
                new("每周多出来的、不像真实买家的销售额", "Sales in a week beyond before that do not look like buyers'"), Grade.Fits,
                new($"{name.Zh} 从 {DayText.Short(sign.From)} 起疑似刷单：{sign.Detail.Zh}",
                    $"{name.En} looks brushed since {DayText.English(sign.From)}: {sign.Detail.En}"));
        }
    }
}

/// <summary>Visitors that are not counted any more.</summary>
static class TrackingDetector
{
    public static IEnumerable<Problem> Find(Inspection shop) => shop.Recent("tracking").Where(sign => sign.IsFromFacts)
        .Select(sign => new Problem(
        ProblemKind.TrackingLoss, sign.From, shop.LastOf(sign), "visitor_days", [], null,
        new("订单没有少，没有损失；但转化率和广告回报都看不准", "Orders hold, nothing is lost; but conversion and returns on ads cannot be read"),
            sign.Cause is null ? Grade.Fits : Grade.Shown,
        new($"访客从 {DayText.Short(sign.From)} 起漏记：{sign.Detail.Zh}",
            $"Visitors are not all counted since {DayText.English(sign.From)}: {sign.Detail.En}")));
}
