using Duoshou.Analytics.Attribution;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>
/// Sales that fell beyond what weekday and festival make of them, for days on end, and that no other finding explains. Quiet by design:
/// days near a festival of the market are neither judged nor judged by.
/// </summary>
static class SalesFallDetector
{
    const int DaysJudged = 5, WeeksBefore = 4, FewestDays = 4, FestivalDays = 3;
    const decimal Fallen = 0.15m, Explained = 0.5m;
    const double SurestAtLeast = 3;

    public static IEnumerable<Problem> Find(Inspection shop, IReadOnlyList<Problem> others)
    {
        Dictionary<DateOnly, decimal> paid = shop.Evidence.Sales.GroupBy(sale => sale.Day).ToDictionary(day => day.Key, day => day.Sum(sale => sale.Paid));
        HashSet<DateOnly> festive = [.. Festivals.Meeting(shop.Evidence.Span, shop.Evidence.Shop.Country).SelectMany(f => Enumerable.Range(-FestivalDays, (2 * FestivalDays) + 1).Select(f.On.AddDays))];
        DateOnly[] calm = [.. paid.Keys.Where(day => !festive.Contains(day) && day <= shop.On).Order()];
        DateOnly[] judged = [.. calm.Where(day => day > shop.On.AddDays(-DaysJudged))], before = [.. calm.Where(day => day <= shop.On.AddDays(-DaysJudged) && day > shop.On.AddDays(-DaysJudged - (7 * WeeksBefore)))];
        if (judged.Length < FewestDays || before.Length < 14) yield break;
        decimal Usual(DateOnly day) => before.Where(d => d != day && d.DayOfWeek == day.DayOfWeek).Select(d => paid[d]).DefaultIfEmpty(0m).Average();
        double[] spread = [.. before.Where(day => Usual(day) > 0).Select(day => (double)((paid[day] / Usual(day)) - 1))];
        decimal expected = judged.Sum(Usual), now = judged.Sum(day => paid[day]);
        if (expected <= 0 || spread.Length < 14 || judged.Count(day => paid[day] < Usual(day)) < judged.Length - 1) yield break;
        double noise = Math.Max(0.05, Math.Sqrt(spread.Average(s => s * s)));
        decimal fall = 1 - (now / expected);
        if (fall < Fallen || (double)fall / (noise / Math.Sqrt(judged.Length)) < SurestAtLeast) yield break;
        decimal weekly = shop.Rounded((expected - now) / judged.Length * 7);
        if (others.Any(other => other.Kind == ProblemKind.MissingData && other.Metric == "orders" && other.To >= judged[0])) yield break;
        if (others.Where(other => other.To >= judged[0]).Sum(other => other.WeeklyStake ?? 0m) >= weekly * Explained) yield break;
        yield return new(ProblemKind.SalesFall, judged[0], shop.On, "paid_sales", [], weekly,
            new("比前四周同星期少的销售额，折成一周", "Sales below the same weekdays of the four weeks before, for a week"), Grade.Shown,
            new($"支付金额连续 {judged.Length} 天低于同星期的平时，少 {Inspection.Percent(fall)}", $"Paid sales {Inspection.Percent(fall)} below the usual weekday for {judged.Length} days"));
    }
}
