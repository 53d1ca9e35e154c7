using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Effects;

/// <summary>
/// The treated unit against the mixture of others that was most like it before (合成控制; Abadie, Diamond and Hainmueller 2010).
/// </summary>
/// <param name="Weights">One weight per control, by name; they sum to 1.</param>
/// <param name="Gaps">Treated less mixture at every time, before and after.</param>
/// <param name="Effect">Mean gap after the start.</param>
/// <param name="PreMspe">Mean squared gap before the start.</param>
public sealed record SyntheticControl(IReadOnlyDictionary<string, double> Weights, IReadOnlyList<double> Gaps, double Effect,
    double PreMspe)
{
    /// <summary>Ratio of root mean squared gaps, after over before: how much worse the fit became.</summary>
    public double RmspeRatio { get; private init; }

    /// <summary>Weights from the outcomes before alone. None for a panel that cannot be compared.</summary>
    public static SyntheticControl? FromOutcomes(Panel panel) => !panel.IsUsable ? null
        : Of(panel, SimplexWeights.Nearest([.. panel.Controls.Select(panel.Pre)], panel.Pre(panel.Treated)));

    /// <summary>
    /// Weights from predictors (one row per unit, one value per predictor), each predictor's importance chosen so that the
    /// mixture
    /// follows the outcomes best in the times of the fit.
    /// </summary>
    public static SyntheticControl? FromPredictors(Panel panel, double[][] predictors)
    {
        if (!panel.IsUsable || predictors.Length != panel.Units.Count || predictors[0].Length == 0) return null;
        int k = predictors[0].Length;
        double[] spread = [.. Enumerable.Range(0, k).Select(j => Samples.Deviation([.. predictors.Select(p => p[j])]))];
        double[][] scaled = [.. predictors.Select(p => p.Select((v, j) => spread[j] > 0 ? v / spread[j] : 0).ToArray())];
        double[] Weigh(double[] importance) => SimplexWeights.Nearest(
            [.. panel.Controls.Select(u => Times(scaled[u], importance))], Times(scaled[panel.Treated], importance), 1e-12);
        double Misfit(double[] logs) => Mspe(panel.Gaps(Weigh(Importance(logs))), panel.Before);
        NelderMead.Minimum best = Starts(k).Select(start => NelderMead.Minimise(Misfit, start, 1.5, 1e-9, 600, 2)).MinBy(m =>
            m.Value);
        return Of(panel, Weigh(Importance(best.At)));
    }

    /// <summary>
    /// Every unit taken in turn as if it had been treated (the real one left out of its mixtures): the rank of the real one's
    /// ratio of
    /// fits among them all, 1 for the most extreme, and that rank's share, which is its p.
    /// </summary>
    public static (int Rank, int Of, double P) Placebo(Panel panel)
    {
        if (FromOutcomes(panel) is not { } real) return (1, 1, 1);
        double[] others = [.. panel.Controls.Select(u => FromOutcomes(Without(panel, u))?.RmspeRatio ?? 0)];
        int rank = 1 + others.Count(r => r > real.RmspeRatio);
        return (rank, others.Length + 1, (double)rank / (others.Length + 1));
    }

    static SyntheticControl Of(Panel panel, double[] weights)
    {
        double[] gaps = panel.Gaps(weights);
        double before = Mspe(gaps, panel.Before), after = gaps.Skip(panel.Before).Average(g => g * g);
        Dictionary<string, double> named = new(StringComparer.Ordinal);
        for (int i = 0; i < weights.Length; i++) named[panel.Units[panel.Controls[i]]] = weights[i];
        return new(named, gaps, Samples.Mean(gaps.AsSpan(panel.Before)), before)
        {
            RmspeRatio = before > 0 ? Math.Sqrt(after / before) : after > 0 ? double.PositiveInfinity : 0,
        };
    }

    static Panel Without(Panel panel, int placebo)
    {
        int[] kept = [placebo, .. panel.Controls.Where(u => u != placebo)];
        return panel with { Units = [.. kept.Select(u => panel.Units[u])], Outcomes = [.. kept.Select(u => panel.Outcomes[u])],
            Treated = 0 };
    }

    static double Mspe(double[] gaps, int before) => gaps.Take(before).Average(g => g * g);

    static double[] Times(double[] row, double[] importance) => [.. row.Zip(importance, (v, w) => v * w)];

    /// <summary>Square roots of the importances, which sum to one.</summary>
    static double[] Importance(double[] logs)
    {
        double high = logs.Max();
        double[] raw = [.. logs.Select(l => Math.Exp(l - high))];
        double sum = raw.Sum();
        return [.. raw.Select(r => Math.Sqrt(r / sum))];
    }

    static IEnumerable<double[]> Starts(int k)
    {
        yield return new double[k];
        for (int j = 0; j < k; j++) yield return [.. Enumerable.Range(0, k).Select(i => i == j ? 2.0 : 0.0)];
    }
}
