using Duoshou.Analytics.Effects;
using Duoshou.Kernel;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>
/// What would have been sold without a campaign: a structural time series that learns from the days before, with the weekdays and like
/// shops of the same market as controls (Brodersen et al. 2015). With too few days, the same weekdays alone.
/// </summary>
sealed class Counterfactual
{
    /// <summary>Days before the first, in which buyers may already wait; the model does not learn from them.</summary>
    public const int WaitingDays = 3;

    /// <summary>Days after the last, in which demand that was pulled forward is missing.</summary>
    public const int HangoverDays = 7;

    /// <summary>Days that are learned from, at most.</summary>
    public const int LearnedDays = 70;

    public required IReadOnlyList<ResultDay> Days { get; init; }
    public required decimal LiftLow { get; init; }
    public required decimal LiftHigh { get; init; }
    public required Words Method { get; init; }

    /// <summary>No zero in the interval of the lift.</summary>
    public bool IsShown => LiftLow > 0m || LiftHigh < 0m;

    /// <param name="sales">Paid sales of the shop by day; a day without a figure sold nothing that is known.</param>
    /// <param name="others">The same of like shops, by name.</param>
    public static Counterfactual? Of(IReadOnlyDictionary<DateOnly, decimal> sales, IReadOnlyDictionary<string, IReadOnlyDictionary<DateOnly, decimal>> others,
        Period during, DateOnly known)
    {
        DateOnly last = during.Last.AddDays(HangoverDays) < known ? during.Last.AddDays(HangoverDays) : known;
        if (last < during.Last || sales.Count == 0) return null;
        DateOnly waits = during.First.AddDays(-WaitingDays), earliest = waits.AddDays(-LearnedDays), first = sales.Keys.Min();
        DateOnly[] days = [.. new Period(first > earliest ? first : earliest, last).Each()];
        int before = days.Count(day => day < waits);
        if (before < 14) return null;
        double[] series = [.. days.Select(day => (double)sales.GetValueOrDefault(day))];
        (string Name, double[] Series)[] like = [.. Like(others, days, series, before)];
        List<double[]> controls = [.. Enumerable.Range(1, 6).Select(weekday => days.Select(day => (int)day.DayOfWeek == weekday ? 1.0 : 0.0).ToArray()),
            .. like.Select(l => l.Series)];
        if (StructuralImpact.Estimate(series, controls, before) is not { } all) return null;

        // The interval is of the campaign's days alone, so the days after are cut off for it; the days of waiting stand before and are skipped.
        int start = days.Count(day => day < during.First), end = days.Count(day => day <= during.Last);
        double[] cut = [.. series[..before], .. series[start..end]];
        double[][] cutControls = [.. controls.Select(c => (double[])[.. c[..before], .. c[start..end]])];
        StructuralImpact during1 = StructuralImpact.Estimate(cut, cutControls, before)!;
        int n = end - start;
        ResultDay[] result = [.. days.Select((day, i) => new ResultDay(day, Phase(day, during, waits), sales.GetValueOrDefault(day), i < before
            ? sales.GetValueOrDefault(day) : Amount(all.Expected[i - before])))];
        string[] names = [.. like.Select(l => l.Name)];
        string zh = string.Join("，", (string[])["同星期", .. names]), en = string.Join(", ", (string[])["weekdays", .. names]);
        return new()
        {
            Days = result,
            LiftLow = Amount(during1.Low * n),
            LiftHigh = Amount(during1.High * n),
            Method = new(
                $"结构时间序列（Brodersen 等 2015），学自活动前 {before} 天；对照：{zh}；活动前 {WaitingDays} 天不参与学习",
                $"Structural time series (Brodersen et al. 2015), learned from {before} days before; controls: {en}; the {WaitingDays} days before the first are not learned from"),
        };
    }

    static DayPhase Phase(DateOnly day, Period during, DateOnly waits) =>
        day < waits ? DayPhase.Before : day < during.First ? DayPhase.Waiting : day <= during.Last ? DayPhase.During : DayPhase.After;

    /// <summary>At most two shops that moved with this one before.</summary>
    static IEnumerable<(string Name, double[] Series)> Like(IReadOnlyDictionary<string, IReadOnlyDictionary<DateOnly, decimal>> others, DateOnly[] days,
        double[] series, int before) =>
        others.Where(o => days.Count(o.Value.ContainsKey) == days.Length)
            .Select(o => (o.Key, Series: days.Select(day => (double)o.Value[day]).ToArray()))
            .Select(o => (o.Key, o.Series, R: Correlation(series.AsSpan(0, before), o.Series.AsSpan(0, before))))
            .Where(o => o.R > 0.3).OrderByDescending(o => o.R).Take(2).Select(o => (o.Key, o.Series));

    static double Correlation(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double ma = 0, mb = 0, ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < a.Length; i++) (ma, mb) = (ma + a[i] / a.Length, mb + b[i] / a.Length);
        for (int i = 0; i < a.Length; i++) (ab, aa, bb) = (ab + (a[i] - ma) * (b[i] - mb), aa + (a[i] - ma) * (a[i] - ma), bb + (b[i] - mb) * (b[i] - mb));
        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }

    /// <summary>The one place at which the model's numbers become money.</summary>
    static decimal Amount(double value) => decimal.Round((decimal)value, 2);
}
