using Duoshou.Analytics.Numerics;
using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Experiments;

/// <summary>The difference of two rates, treated less control.</summary>
/// <param name="ControlRate">Successes over trials of the control arm.</param>
/// <param name="TreatedRate">Successes over trials of the treated arm.</param>
/// <param name="Difference">In points of rate (0.01 is one point).</param>
/// <param name="Z">Of the pooled test of no difference.</param>
/// <param name="P">Two-sided.</param>
/// <param name="Low">Lower end of the Wald interval.</param>
/// <param name="High">Upper end of the Wald interval.</param>
/// <param name="NewcombeLow">Lower end of Newcombe's interval (1998, method 10), better for small samples.</param>
/// <param name="NewcombeHigh">Upper end of Newcombe's interval.</param>
public sealed record RateComparison(double ControlRate, double TreatedRate, double Difference, double Z, double P, double Low,
    double High,
    double NewcombeLow, double NewcombeHigh);

/// <summary>The difference of two means, treated less control, without assuming equal spread (Welch 1947).</summary>
/// <param name="Difference">Treated mean less control mean.</param>
/// <param name="StandardError">Of the difference.</param>
/// <param name="T">Difference over standard error; 0 where it cannot be computed.</param>
/// <param name="DegreesOfFreedom">By Welch and Satterthwaite.</param>
/// <param name="P">Two-sided.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record MeanComparison(double Difference, double StandardError, double T, double DegreesOfFreedom, double P,
    double Low, double High);

/// <summary>A group of which only its size, mean and standard deviation are known.</summary>
public readonly record struct SampleSummary(long Size, double Mean, double Deviation);

/// <summary>Comparisons of two independent groups of buyers.</summary>
public static class SampleComparison
{
    /// <summary>Two proportions. Empty groups give no difference and a p of 1.</summary>
    public static RateComparison Rates(long controlSuccesses, long controlTrials, long treatedSuccesses, long treatedTrials,
        double confidence = 0.95)
    {
        if (controlTrials <= 0 || treatedTrials <= 0) return new(0, 0, 0, 0, 1, 0, 0, 0, 0);
        double pc = (double)controlSuccesses / controlTrials, pt = (double)treatedSuccesses / treatedTrials, difference = pt - pc;
        double pooled = (double)(controlSuccesses + treatedSuccesses) / (controlTrials + treatedTrials);
        double pooledError = Math.Sqrt(pooled * (1 - pooled) * (1.0 / controlTrials + 1.0 / treatedTrials));
        double error = Math.Sqrt(pc * (1 - pc) / controlTrials + pt * (1 - pt) / treatedTrials);
        double z = pooledError > 0 ? difference / pooledError : 0, quantile = Normal.InvCDF(0, 1, 0.5 + confidence / 2);
        RateInterval c = RateInterval.Wilson(controlSuccesses, controlTrials, confidence);
        RateInterval t = RateInterval.Wilson(treatedSuccesses, treatedTrials, confidence);
        double down = Math.Sqrt((pt - t.Low) * (pt - t.Low) + (c.High - pc) * (c.High - pc));
        double up = Math.Sqrt((t.High - pt) * (t.High - pt) + (pc - c.Low) * (pc - c.Low));
        return new(pc, pt, difference, z, TwoSided(z), difference - quantile * error, difference + quantile * error,
            difference - down, difference + up);
    }

    /// <summary>Two means. Groups of fewer than two values give a p of 1.</summary>
    public static MeanComparison Means(ReadOnlySpan<double> control, ReadOnlySpan<double> treated)
    {
        return Means(new SampleSummary(control.Length, Samples.Mean(control), Samples.Deviation(control)), new SampleSummary(treated.Length, Samples.Mean(treated),
            Samples.Deviation(treated)));
    }

    /// <summary>Two means of which only sizes, means and deviations are known.</summary>
    public static MeanComparison Means(SampleSummary control, SampleSummary treated)
    {
        double difference = treated.Mean - control.Mean;
        if (control.Size < 2 || treated.Size < 2) return new(difference, 0, 0, 0, 1, difference, difference);
        double vc = control.Deviation * control.Deviation / control.Size, vt = treated.Deviation * treated.Deviation / treated.Size, v = vc + vt;
        if (v <= 0) return new(difference, 0, 0, control.Size + treated.Size - 2, difference == 0 ? 1 : 0, difference,
            difference);
        double error = Math.Sqrt(v), t = difference / error;
        double freedom = v * v / (vc * vc / (control.Size - 1) + vt * vt / (treated.Size - 1));
        double p = Math.Clamp(2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)), 0, 1), reach = error * StudentT.InvCDF(0, 1,
            freedom, 0.975);
        return new(difference, error, t, freedom, p, difference - reach, difference + reach);
    }

    /// <summary>
    /// The same with every value above the given share of all values cut down to it: one whale cannot decide the test.
    /// </summary>
    public static MeanComparison CappedMeans(double[] control, double[] treated, double share = 0.999)
    {
        double cap = Samples.Quantile([.. control, .. treated], share);
        return Means([.. control.Select(v => Math.Min(v, cap))], [.. treated.Select(v => Math.Min(v, cap))]);
    }

    /// <summary>Probability of a normal value at least so far from zero on either side.</summary>
    public static double TwoSided(double z) => Math.Min(1, MathNet.Numerics.SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2)));

    /// <summary>
    /// Holm's step-down correction (1979): adjusted p values in the order given, safe against one false finding among them all.
    /// </summary>
    public static double[] Holm(IReadOnlyList<double> p)
    {
        double[] adjusted = new double[p.Count];
        double running = 0;
        int rank = 0;
        foreach (int i in Enumerable.Range(0, p.Count).OrderBy(i => p[i]).ThenBy(i => i))
        {
            running = Math.Max(running, Math.Min(1, (p.Count - rank++) * p[i]));
            adjusted[i] = running;
        }

        return adjusted;
    }
}
