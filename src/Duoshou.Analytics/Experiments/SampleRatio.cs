using MathNet.Numerics;

namespace Duoshou.Analytics.Experiments;

/// <summary>Whether the arms of a test have the sizes that were planned (样本比例失衡, SRM).</summary>
/// <param name="ChiSquare">Pearson's statistic.</param>
/// <param name="P">Chance of a split at least this uneven when the assignment works.</param>
/// <param name="Broken">P below 0.01: no result may be shown without this warning, because the assignment itself is in
/// doubt.</param>
public sealed record SampleRatio(double ChiSquare, double P, bool Broken)
{
    /// <summary>Checks counts against planned shares, which are scaled to sum to one; no shares means equal arms.</summary>
    public static SampleRatio Check(IReadOnlyList<long> counts, IReadOnlyList<double>? shares = null)
    {
        double total = counts.Sum();
        if (counts.Count < 2 || total <= 0) return new(0, 1, false);
        double planned = shares?.Sum() ?? counts.Count, chi = 0;
        for (int i = 0; i < counts.Count; i++)
        {
            double expected = total * (shares is null ? 1 : shares[i]) / planned;
            if (expected > 0) chi += (counts[i] - expected) * (counts[i] - expected) / expected;
            else if (counts[i] > 0) return new(double.PositiveInfinity, 0, true);
        }

        double p = SpecialFunctions.GammaUpperRegularized((counts.Count - 1) / 2.0, chi / 2);
        return new(chi, p, p < 0.01);
    }
}
