using Duoshou.Analytics.Numerics;
using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Effects;

/// <summary>The treated unit's change less the mean change of the others (双重差分).</summary>
/// <param name="Effect">Mean per time after the start, in the outcome's unit; 0 where nothing can be compared.</param>
/// <param name="StandardError">From the spread of the same figure over the controls, each taken as if treated.</param>
/// <param name="PreTrend">Slope per time of the gap between treated and controls before the start.</param>
/// <param name="PreTrendP">Of no such slope; small means that the two were already drifting apart and the effect cannot be
/// trusted.</param>
public sealed record DifferenceInDifferences(double Effect, double StandardError, double PreTrend, double PreTrendP)
{
    /// <summary>Compares the panel's treated unit with all the others.</summary>
    public static DifferenceInDifferences Estimate(Panel panel)
    {
        if (!panel.IsUsable) return new(0, 0, 0, 1);
        double[] changes = [.. panel.Controls.Select(Change)];
        double effect = Change(panel.Treated) - Samples.Mean(changes);
        double error = Samples.Deviation(changes) * Math.Sqrt(1 + 1.0 / changes.Length);
        (double slope, double p) = Trend(panel);
        return new(effect, error, slope, p);
        double Change(int unit) => Samples.Mean(panel.Post(unit)) - Samples.Mean(panel.Pre(unit));
    }

    static (double Slope, double P) Trend(Panel panel)
    {
        int n = panel.Before;
        if (n < 3) return (0, 1);
        double[] weights = [.. panel.Controls.Select(_ => 1.0 / panel.Controls.Length)];
        double[] gaps = panel.Gaps(weights)[..n];
        LinearFit fit = LeastSquares.Fit(gaps, [[.. Enumerable.Repeat(1.0, n)], [.. Enumerable.Range(0, n).Select(t =>
            (double)t)]]);
        double t = fit.StandardErrors[1] > 0 ? fit.Coefficients[1] / fit.StandardErrors[1] : 0;
        return (fit.Coefficients[1], 2 * StudentT.CDF(0, 1, n - 2, -Math.Abs(t)));
    }
}
