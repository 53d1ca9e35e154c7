namespace Duoshou.Analytics.Experiments;

/// <summary>A test that may be looked at every day: its p stays honest however often it is read (Johari et al. 2017).</summary>
/// <param name="Difference">Theta, treated rate less control rate.</param>
/// <param name="Variance">V, of the difference, from the pooled rate.</param>
/// <param name="LikelihoodRatio">Lambda, the mixture likelihood ratio.</param>
/// <param name="P">Always-valid p: the smallest 1 / Lambda so far, at most 1.</param>
public sealed record SequentialTest(double Difference, double Variance, double LikelihoodRatio, double P)
{
    /// <summary>
    /// The state after one look. Tau is the spread of effects thought likely, in points of rate; the earlier p is carried.
    /// </summary>
    public static SequentialTest Look(long controlSuccesses, long controlTrials, long treatedSuccesses, long treatedTrials,
        double tau,
        double earlierP = 1)
    {
        if (controlTrials <= 0 || treatedTrials <= 0) return new(0, 0, 1, Math.Min(1, earlierP));
        double pooled = (double)(controlSuccesses + treatedSuccesses) / (controlTrials + treatedTrials);
        double theta = (double)treatedSuccesses / treatedTrials - (double)controlSuccesses / controlTrials;
        return Look(theta, pooled * (1 - pooled) * (1.0 / controlTrials + 1.0 / treatedTrials), tau, earlierP);
    }

    /// <summary>The same for any difference with a known variance.</summary>
    public static SequentialTest Look(double theta, double variance, double tau, double earlierP = 1)
    {
        if (variance <= 0) return new(theta, 0, 1, Math.Min(1, earlierP));
        double t2 = tau * tau;
        double lambda = Math.Sqrt(variance / (variance + t2)) * Math.Exp(t2 * theta * theta / (2 * variance * (variance + t2)));
        return new(theta, variance, lambda, Math.Min(Math.Min(1, earlierP), 1 / lambda));
    }

    /// <summary>
    /// Every look in turn over running totals (control successes, control trials, treated successes, treated trials).
    /// </summary>
    public static IReadOnlyList<SequentialTest> Follow(
        IEnumerable<(long ControlSuccesses, long ControlTrials, long TreatedSuccesses, long TreatedTrials)> totals, double tau)
    {
        List<SequentialTest> looks = [];
        foreach ((long cs, long ct, long ts, long tt) in totals)
            looks.Add(Look(cs, ct, ts, tt, tau, looks.Count > 0 ? looks[^1].P : 1));
        return looks;
    }
}
