using Duoshou.Analytics.Ads;
using Duoshou.App.Reports;

namespace Duoshou.App.Ads;

/// <summary>Fits how sales of each campaign answer spend, and divides the same total so that the last unit brings the same everywhere.</summary>
static class BudgetMoves
{
    const int FewDays = 14;

    /// <summary>A step beyond what was ever tried is a guess; no budget moves by more at once.</summary>
    const double LargestStep = 0.3;

    /// <summary>A response curve with the error of its exponent and the scatter around it.</summary>
    public sealed record Fitted(ResponseCurve Curve, double ExponentError, double Scatter, double MeanSpend, double MeanSales, double MeanLog);

    public static BudgetMove[] Of(IReadOnlyList<AdDay> days) =>
    [
        .. days.GroupBy(day => day.Account, StringComparer.Ordinal).SelectMany(account => OfAccount([.. account]).Select(move => move with { Account = account.Key }))
            .OrderByDescending(move => Math.Abs(move.SpendAdvised - move.SpendNow)),
    ];

    static BudgetMove[] OfAccount(IReadOnlyList<AdDay> days)
    {
        Fitted[] fitted = [.. days.GroupBy(day => day.Campaign, StringComparer.Ordinal).Select(group => CurveOf(group.Key, group)).OfType<Fitted>()
            .OrderBy(one => one.Curve.Campaign, StringComparer.Ordinal)];
        if (fitted.Length < 2) return [];
        double budget = fitted.Sum(one => one.MeanSpend);
        BudgetAllocation best = BudgetAllocation.Divide([.. fitted.Select(one => one.Curve with { Floor = one.MeanSpend * (1 - LargestStep) })], budget);
        Dictionary<string, double> spend = fitted.ToDictionary(one => one.Curve.Campaign, one => Math.Min(best.Spend[one.Curve.Campaign],
            one.MeanSpend * (1 + LargestStep)), StringComparer.Ordinal);
        double given = spend.Values.Sum();
        if (given < budget * 0.999)
            foreach (Fitted one in fitted) spend[one.Curve.Campaign] = Math.Min(one.MeanSpend * (1 + LargestStep),
                spend[one.Curve.Campaign] * budget / Math.Max(1e-9, given));
        return [.. fitted.Select(one => Move(one, spend[one.Curve.Campaign])).OrderByDescending(move => Math.Abs(move.SpendAdvised - move.SpendNow))];
    }

    /// <summary>From daily spend and sales; null where there are too few days or spend hardly moved.</summary>
    public static Fitted? CurveOf(string campaign, IEnumerable<AdDay> days)
    {
        (double Spend, double Sales)[] points = [.. days.GroupBy(day => day.Day)
            .Select(day => ((double)day.Sum(one => one.Cost), (double)day.Sum(one => one.Sales))).Where(point => point.Item1 > 0)];
        (double X, double Y)[] logs = [.. points.Where(point => point.Sales > 0).Select(point => (Math.Log(point.Spend), Math.Log(point.Sales)))];
        if (logs.Length < FewDays || logs.Length < points.Length / 2) return null;
        double x = logs.Average(log => log.X), y = logs.Average(log => log.Y), spread = logs.Sum(log => (log.X - x) * (log.X - x));
        if (spread / logs.Length < 0.0025) return null;
        double slope = logs.Sum(log => (log.X - x) * (log.Y - y)) / spread;
        double left = logs.Sum(log => Math.Pow(log.Y - y - slope * (log.X - x), 2)) / Math.Max(1, logs.Length - 2), error = Math.Sqrt(left / spread);
        // Accounts answer spend by a power near 0.6; a noisy slope is drawn to it by as much as its own error deserves.
        const double usual = 0.6, usualError = 0.2;
        double weight = usualError * usualError / (usualError * usualError + error * error);
        double exponent = Math.Clamp(usual + weight * (slope - usual), 0.1, 0.95), meanSales = points.Average(point => point.Sales),
            meanSpend = points.Average(point => point.Spend);
        double scale = meanSales / points.Average(point => Math.Pow(point.Spend, exponent));
        return new(new(campaign, scale, exponent), Math.Sqrt(weight) * error, Math.Sqrt(left), meanSpend, meanSales, x);
    }

    static BudgetMove Move(Fitted one, double spend)
    {
        double now = one.Curve.Revenue(one.MeanSpend), then = one.Curve.Revenue(spend), step = Math.Log(spend / one.MeanSpend);
        double error = Math.Sqrt(Math.Pow(step * one.ExponentError, 2) + one.Scatter * one.Scatter / 14);
        return new(one.Curve.Campaign, Written.OrZero(one.MeanSpend, 2), Written.OrZero(spend, 2), Written.OrZero(now, 2), Written.OrZero(then, 2),
            Written.OrZero(then * Math.Exp(-1.96 * error), 2),
            Written.OrZero(then * Math.Exp(1.96 * error), 2));
    }
}
