using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Effects;

/// <summary>
/// Difference-in-differences between weighted units and weighted times (Arkhangelsky et al. 2021, synthetic DiD): the default
/// when there
/// are ten controls or more.
/// </summary>
/// <param name="Effect">Mean per time after the start.</param>
/// <param name="Zeta">The strength of the ridge on the units' weights.</param>
/// <param name="UnitWeights">By control.</param>
/// <param name="TimeWeights">By time before the start.</param>
public sealed record SyntheticDifference(double Effect, double Zeta, IReadOnlyDictionary<string, double> UnitWeights,
    IReadOnlyDictionary<int, double> TimeWeights)
{
    /// <summary>None for a panel that cannot be compared.</summary>
    public static SyntheticDifference? Estimate(Panel panel)
    {
        if (!panel.IsUsable) return null;
        int[] controls = panel.Controls;
        double[][] pre = [.. controls.Select(panel.Pre)];
        double noise = Samples.Deviation([.. pre.SelectMany(p => p.Zip(p.Skip(1), (a, b) => b - a))]);
        double zeta = Math.Pow(panel.After, 0.25) * noise;
        double[] units = SimplexWeights.Nearest([.. pre.Select(Centred)], Centred(panel.Pre(panel.Treated)), zeta * zeta
            * panel.Before);
        double[] later = Centred([.. controls.Select(u => Samples.Mean(panel.Post(u)))]);
        double[][] times = [.. Enumerable.Range(0, panel.Before).Select(t => Centred([.. pre.Select(p => p[t])]))];
        double[] moments = SimplexWeights.Nearest(times, later, 1e-12 * noise * noise * controls.Length);
        double Change(double[] row) => Samples.Mean(row.AsSpan(panel.Before)) - LeastSquares.Dot(moments, row[..panel.Before]);
        double effect = Change(panel.Outcomes[panel.Treated]) - controls.Select((u, i) => units[i]
            * Change(panel.Outcomes[u])).Sum();
        Dictionary<string, double> byUnit = new(StringComparer.Ordinal);
        for (int i = 0; i < units.Length; i++) byUnit[panel.Units[controls[i]]] = units[i];
        return new(effect, zeta, byUnit, moments.Select((w, t) => (panel.Times[t], w)).ToDictionary(p => p.Item1, p => p.w));
    }

    static double[] Centred(double[] values)
    {
        double mean = Samples.Mean(values);
        return [.. values.Select(v => v - mean)];
    }
}
