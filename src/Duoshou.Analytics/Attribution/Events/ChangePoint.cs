using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Events;

/// <summary>One day of the metric: seen and expected.</summary>
public sealed record DayValue(DateOnly Day, decimal Real, decimal Expected);

/// <summary>When a change began.</summary>
/// <param name="Day">The likeliest first day.</param>
/// <param name="Earliest">The first day that is not much less likely.</param>
/// <param name="Latest">The last such day.</param>
/// <param name="Sigmas">How far the days after are from the days before, in sigmas.</param>
public sealed record ChangePoint(DateOnly Day, DateOnly Earliest, DateOnly Latest, double Sigmas)
{
    const int FewestDays = 5;
    const double SurestAtLeast = 3;

    /// <summary>A likelihood this many nats lower is still possible (about 95 %).</summary>
    const double StillPossible = 2;

    /// <summary>
    /// The day from which the deviation from the expected has another level, by least squares over all splits; null when
    /// no split
    /// stands out of the noise. Deviations are relative, so that a strong day does not weigh more than a weak one.
    /// </summary>
    public static ChangePoint? Of(IReadOnlyList<DayValue> series, Period window, bool fell)
    {
        DayValue[] days = [.. series.Where(d => d.Day <= window.Last).OrderBy(d => d.Day)];
        if (days.Length < FewestDays) return null;
        double[] off = [.. days.Select(Off)];
        double[] cost = [.. Enumerable.Range(0, days.Length)
            .Select(k => k < 2 ? double.PositiveInfinity : Squares(off[..k]) + Squares(off[k..]))];
        int[] right = [.. Enumerable.Range(2, days.Length - 2).Where(k => off[k..].Average() < off[..k].Average() == fell)];
        if (right.Length == 0) return null;
        int best = right.MinBy(k => cost[k]);
        double noise = Math.Max(cost[best] / Math.Max(1, days.Length - 2), 1e-8);
        double step = Math.Abs(off[best..].Average() - off[..best].Average());
        double sigmas = step / Math.Sqrt(noise * ((1d / best) + (1d / (days.Length - best))));
        if (sigmas < SurestAtLeast) return null;
        int[] possible = [.. right.Where(k => (cost[k] - cost[best]) / (2 * noise) <= StillPossible)];
        return new(days[best].Day, days[possible.Min()].Day, days[possible.Max()].Day, Math.Min(sigmas, 1000));
    }

    static double Off(DayValue day)
    {
        double real = (double)day.Real, expected = (double)day.Expected;
        double larger = Math.Max(Math.Abs(real), Math.Abs(expected));
        return larger == 0 ? 0 : Math.Clamp((real - expected) / larger, -1, 1);
    }

    static double Squares(double[] values)
    {
        double mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }
}
