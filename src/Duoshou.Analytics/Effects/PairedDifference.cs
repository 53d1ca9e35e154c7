using Duoshou.Analytics.Numerics;
using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Effects;

/// <summary>
/// One shop against one other, before and after a day (双重差分): what the changed shop did beyond what the other one did, the other scaled
/// to the changed one's level before.
/// </summary>
/// <param name="Effect">Mean per day after the change, beyond what the other shop says it would have been.</param>
/// <param name="Expected">Mean per day that the other shop says.</param>
/// <param name="Low">Lower end of the 95 % interval of the effect.</param>
/// <param name="High">Upper end.</param>
/// <param name="P">Of no effect, two-sided.</param>
/// <param name="Drift">Slope per day of the gap before the change.</param>
/// <param name="DriftP">Of no such slope; small means that the two were drifting apart already and the effect is not to be believed.</param>
/// <param name="Memory">Correlation of the gap with that of the day before, by which the interval is widened.</param>
public sealed record PairedDifference(double Effect, double Expected, double Low, double High, double P, double Drift, double DriftP, double Memory)
{
    /// <summary>Days before the change that are needed.</summary>
    public const int LeastBefore = 14;

    /// <summary>None with fewer than 14 days before or 3 after, with holes, or where the other shop stood still at nothing.</summary>
    public static PairedDifference? Estimate(IReadOnlyList<double> changed, IReadOnlyList<double> other, int before)
    {
        int n = Math.Min(changed.Count, other.Count), after = n - before;
        if (before < LeastBefore || after < 3 || changed.Any(v => !double.IsFinite(v)) || other.Any(v => !double.IsFinite(v))) return null;
        double own = changed.Take(before).Average(), beside = other.Take(before).Average();
        if (beside == 0) return null;
        double[] gaps = [.. Enumerable.Range(0, n).Select(t => changed[t] - other[t] * own / beside)];
        double[] earlier = gaps[..before], later = gaps[before..];
        double effect = Samples.Mean(later) - Samples.Mean(earlier);
        double memory = Math.Clamp(Memoried(earlier), 0, 0.9);
        // The level of the other shop before is itself an estimate, which its own share of the first variance covers.
        double variance = (Samples.Variance(earlier) / before + Samples.Variance(later) / after) * (1 + memory) / (1 - memory), error = Math.Sqrt(variance);
        double freedom = Math.Max(1, Math.Min(before, after) * (1 - memory) / (1 + memory) - 1);
        double reach = error * StudentT.InvCDF(0, 1, freedom, 0.975);
        double p = error > 0 ? 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(effect / error)) : effect == 0 ? 1 : 0;
        (double drift, double driftP) = Slope(earlier, memory);
        return new(effect, changed.Skip(before).Average() - effect, effect - reach, effect + reach, p, drift, driftP, memory);
    }

    static double Memoried(double[] gaps)
    {
        double mean = Samples.Mean(gaps), up = 0, below = 0;
        for (int t = 0; t < gaps.Length; t++)
        {
            below += (gaps[t] - mean) * (gaps[t] - mean);
            if (t > 0) up += (gaps[t] - mean) * (gaps[t - 1] - mean);
        }

        return below > 0 ? up / below : 0;
    }

    static (double Slope, double P) Slope(double[] gaps, double memory)
    {
        int n = gaps.Length;
        LinearFit fit = LeastSquares.Fit(gaps, [[.. Enumerable.Repeat(1.0, n)], [.. Enumerable.Range(0, n).Select(t => (double)t)]]);
        double error = fit.StandardErrors[1] * Math.Sqrt((1 + memory) / (1 - memory));
        return (fit.Coefficients[1], error > 0 ? 2 * StudentT.CDF(0, 1, n - 2, -Math.Abs(fit.Coefficients[1] / error)) : 1);
    }
}
