using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Experiments;

/// <summary>A comparison of means after taking out what was already known before the test (Deng et al. 2013).</summary>
/// <param name="Theta">Slope of the outcome on the earlier measure, over both arms together.</param>
/// <param name="Comparison">Welch's comparison of the adjusted outcomes.</param>
/// <param name="VarianceCut">Share of the outcome's variance that the earlier measure took away: the squared correlation.</param>
public sealed record Cuped(double Theta, MeanComparison Comparison, double VarianceCut)
{
    /// <summary>Outcomes and earlier measures of the two arms, one value per buyer in the same order.</summary>
    public static Cuped Adjust(double[] controlOutcome, double[] controlBefore, double[] treatedOutcome, double[] treatedBefore)
    {
        double[] y = [.. controlOutcome, .. treatedOutcome], x = [.. controlBefore, .. treatedBefore];
        double variance = Samples.Variance(x), theta = variance > 0 ? Samples.Covariance(x, y) / variance : 0,
            mean = Samples.Mean(x);
        double[] adjusted = [.. y.Zip(x, (yi, xi) => yi - theta * (xi - mean))];
        double correlation = Samples.Correlation(x, y);
        return new(theta, SampleComparison.Means(adjusted.AsSpan(0, controlOutcome.Length),
            adjusted.AsSpan(controlOutcome.Length)),
            correlation * correlation);
    }
}
