namespace Duoshou.Analytics.Trust;

/// <summary>How far figures can be relied on (可信度), 0 to 100, with each part beside it. Parts are 0 to 1.</summary>
/// <param name="Completeness">Share of the days or rows that should be there and are.</param>
/// <param name="Freshness">1 within a day of the wanted age, falling to 0 at ten times it.</param>
/// <param name="Agreement">1 while sources differ by at most 0.5 %, falling to 0 at 5 %.</param>
/// <param name="Sample">From the number of observations: 0.5 at 30, near 1 from 1,000.</param>
/// <param name="Definition">1 where the source's definition is known, 0.5 otherwise.</param>
/// <param name="Calm">1 without unexplained anomalies, less with each.</param>
public sealed record TrustScore(double Completeness, double Freshness, double Agreement, double Sample, double Definition,
    double Calm)
{
    /// <summary>The weighted geometric mean: one part near zero cannot be made up for by the others.</summary>
    public double Score => 100 * Math.Exp(
        0.25 * Log(Completeness) + 0.15 * Log(Freshness) + 0.25 * Log(Agreement) + 0.15 * Log(Sample) + 0.1 * Log(Definition)
            + 0.1 * Log(Calm));

    /// <summary>From what is known of the data. Totals are the same figure from different sources.</summary>
    public static TrustScore Of(int present, int expected, double ageDays, double wantedAgeDays, IReadOnlyList<decimal> totals,
        int observations,
        bool definitionKnown, int anomalies) => new(
            expected > 0 ? Math.Clamp((double)present / expected, 0, 1) : 0,
            Math.Clamp(1 - (ageDays - wantedAgeDays) / (9 * Math.Max(wantedAgeDays, 0.1)), 0, 1),
            Math.Clamp(1 - (Gap(totals) - 0.005) / 0.045, 0, 1),
            Math.Clamp(observations / (observations + 30.0), 0, 1),
            definitionKnown ? 1 : 0.5,
            1 / (1 + 0.25 * Math.Max(0, anomalies)));

    /// <summary>Largest difference between sources over the largest of them.</summary>
    static double Gap(IReadOnlyList<decimal> totals)
    {
        if (totals.Count < 2) return 0;
        decimal largest = totals.Max(Math.Abs);
        return largest == 0 ? 0 : (double)((totals.Max() - totals.Min()) / largest);
    }

    static double Log(double part) => Math.Log(Math.Max(part, 0.01));
}
