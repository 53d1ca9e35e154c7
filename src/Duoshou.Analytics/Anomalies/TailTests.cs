using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Anomalies;

/// <summary>
/// Whether a count or a rate is further out than chance explains, where numbers are too small for a normal curve.
/// </summary>
public static class TailTests
{
    /// <summary>
    /// Two-sided: twice the chance of a count at least so far out on its own side of a Poisson mean, at most 1.
    /// </summary>
    public static double Count(long seen, double expected)
    {
        if (expected <= 0) return seen > 0 ? 0 : 1;
        if (seen < 0) return 0;
        // P(N >= k) is the lower incomplete gamma of k at the mean.
        double atLeast = seen == 0 ? 1 : SpecialFunctions.GammaLowerRegularized(seen, expected);
        double atMost = SpecialFunctions.GammaUpperRegularized(seen + 1, expected);
        return Math.Min(1, 2 * Math.Min(atLeast, atMost));
    }

    /// <summary>Two-sided exact test of so many successes in so many trials against a known rate.</summary>
    public static double Rate(long successes, long trials, double expectedRate)
    {
        if (trials <= 0) return 1;
        double p = Math.Clamp(expectedRate, 0, 1);
        if (p is 0 or 1) return successes == (long)(p * trials) ? 1 : 0;
        double atMost = successes >= trials ? 1 : SpecialFunctions.BetaRegularized(trials - successes, successes + 1, 1 - p);
        double atLeast = successes <= 0 ? 1 : SpecialFunctions.BetaRegularized(successes, trials - successes + 1, p);
        return Math.Min(1, 2 * Math.Min(atMost, atLeast));
    }

    /// <summary>
    /// Daily rates as distances from their mean in standard deviations, widened where days differ by more than binomial chance
    /// (Laney's p' chart, 2002). 0 for days without trials.
    /// </summary>
    public static double[] RateScores(IReadOnlyList<long> successes, IReadOnlyList<long> trials)
    {
        int n = Math.Min(successes.Count, trials.Count);
        double all = trials.Take(n).Sum(), mean = all > 0 ? successes.Take(n).Where((_, i) => trials[i] > 0).Sum() / all : 0;
        double[] z = [.. Enumerable.Range(0, n).Select(i => trials[i] > 0 && mean is > 0 and < 1
            ? ((double)successes[i] / trials[i] - mean) / Math.Sqrt(mean * (1 - mean) / trials[i]) : 0)];
        double[] moves = [.. z.Zip(z.Skip(1), (a, b) => Math.Abs(b - a))];
        double spread = moves.Length > 0 ? Math.Max(1, moves.Average() / 1.128) : 1;
        return [.. z.Select(v => v / spread)];
    }

    /// <summary>Mann and Kendall's test of a steady rise or fall, two-sided.</summary>
    public static double Trend(ReadOnlySpan<double> values)
    {
        int n = values.Length, s = 0;
        if (n < 4) return 1;
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++)
                s += Math.Sign(values[j] - values[i]);
        double deviation = Math.Sqrt(n * (n - 1.0) * (2 * n + 5) / 18), z = s == 0 ? 0 : (s - Math.Sign(s)) / deviation;
        return 2 * Normal.CDF(0, 1, -Math.Abs(z));
    }
}
