using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Effects;

/// <summary>
/// What a series would have been, from a wandering level and related series that were not touched (a structural time series,
/// after
/// Brodersen et al. 2015), against what it was.
/// </summary>
/// <param name="Expected">One value per time after the start.</param>
/// <param name="Effect">Mean of actual less expected.</param>
/// <param name="Low">Lower end of the 95 % interval of the mean effect.</param>
/// <param name="High">Upper end.</param>
/// <param name="Cumulative">Sum of actual less expected.</param>
/// <param name="P">Share of simulated futures at least as far out on the same side, of 5,000; never 0.</param>
public sealed record StructuralImpact(IReadOnlyList<double> Expected, double Effect, double Low, double High,
    double Cumulative, double P)
{
    const int Paths = 5000;

    /// <summary>
    /// Series and controls cover the same times; the first <paramref name="before"/> are untouched. None with fewer than 14 of
    /// them:
    /// there is too little to learn from.
    /// </summary>
    public static StructuralImpact? Estimate(IReadOnlyList<double> series, IReadOnlyList<double[]> controls, int before,
        ulong seed = 1)
    {
        if (before < 14 || series.Count <= before || controls.Any(c => c.Length != series.Count)) return null;
        double[] y = [.. series];
        double centre = Samples.Mean(y.AsSpan(0, before)), scale = Samples.Deviation(y.AsSpan(0, before));
        if (scale <= 0) scale = Math.Max(1e-9, Math.Abs(centre) * 1e-6);
        double[] scaled = [.. y.Select(v => (v - centre) / scale)];
        double[][] x = [.. controls.Select(c => Standardised(c, before))];
        double Minus(double[] logs) => logs.Any(l => l is < -12 or > 4) ? 1e300
            : -Filter(scaled, x, before, Math.Exp(logs[0]), Math.Exp(logs[1])).LogLikelihood;
        double[] best = NelderMead.Minimise(Minus, [Math.Log(0.3), Math.Log(0.05)], 1, 1e-9, 400).At;
        Filtered state = Filter(scaled, x, before, Math.Exp(best[0]), Math.Exp(best[1]));
        double[][] futures = Simulate(state, x, before, y.Length, Math.Exp(best[0]), Math.Exp(best[1]), seed);
        return Compare(y, futures, before, centre, scale);
    }

    static double[] Standardised(double[] control, int before)
    {
        double mean = Samples.Mean(control.AsSpan(0, before)), sd = Samples.Deviation(control.AsSpan(0, before));
        return [.. control.Select(v => sd > 0 ? (v - mean) / sd : 0)];
    }

    sealed record Filtered(double[] State, double[,] Covariance, double LogLikelihood);

    /// <summary>Kalman filter of y = level + x b + noise; b has a wide normal prior, the level starts anywhere.</summary>
    static Filtered Filter(double[] y, double[][] x, int until, double noise, double drift)
    {
        int k = x.Length + 1;
        double[] state = new double[k], load = new double[k], gain = new double[k];
        double[,] p = new double[k, k];
        p[0, 0] = 100;
        for (int j = 1; j < k; j++) p[j, j] = 10;
        double log = 0;
        load[0] = 1;
        for (int t = 0; t < until; t++)
        {
            for (int j = 1; j < k; j++) load[j] = x[j - 1][t];
            double variance = noise * noise;
            for (int i = 0; i < k; i++)
            {
                gain[i] = 0;
                for (int j = 0; j < k; j++) gain[i] += p[i, j] * load[j];
                variance += load[i] * gain[i];
            }

            double surprise = y[t] - LeastSquares.Dot(load, state);
            log -= 0.5 * (Math.Log(2 * Math.PI * variance) + surprise * surprise / variance);
            for (int i = 0; i < k; i++)
            {
                state[i] += gain[i] * surprise / variance;
                for (int j = 0; j < k; j++) p[i, j] -= gain[i] * gain[j] / variance;
            }

            p[0, 0] += drift * drift;
        }

        return new(state, p, log);
    }

    static double[][] Simulate(Filtered from, double[][] x, int before, int until, double noise, double drift, ulong seed)
    {
        int k = from.State.Length;
        double[,] root = Root(from.Covariance);
        SeededRandom random = new(seed);
        double[][] paths = new double[Paths][];
        for (int path = 0; path < Paths; path++)
        {
            double[] shocks = [.. Enumerable.Range(0, k).Select(_ => random.Normal())], state = (double[])from.State.Clone();
            for (int i = 0; i < k; i++)
                for (int j = 0; j <= i; j++)
                    state[i] += root[i, j] * shocks[j];
            paths[path] = new double[until - before];
            for (int t = before; t < until; t++)
            {
                double mean = state[0];
                for (int j = 1; j < k; j++) mean += x[j - 1][t] * state[j];
                paths[path][t - before] = mean + noise * random.Normal();
                state[0] += drift * random.Normal();
            }
        }

        return paths;
    }

    static StructuralImpact Compare(double[] y, double[][] futures, int before, double centre, double scale)
    {
        int n = y.Length - before;
        double[] expected = [.. Enumerable.Range(0, n).Select(t => centre + scale * futures.Average(f => f[t]))];
        double actual = Samples.Mean(y.AsSpan(before));
        double[] effects = [.. futures.Select(f => actual - centre - scale * Samples.Mean(f)).Order()];
        double effect = actual - expected.Average();
        int further = Math.Min(effects.Count(e => e <= 0), effects.Count(e => e >= 0));
        return new(expected, effect, Samples.Quantile(effects, 0.025), Samples.Quantile(effects, 0.975), effect * n,
            (further + 1.0) / (Paths + 1));
    }

    static double[,] Root(double[,] matrix)
    {
        int k = matrix.GetLength(0);
        double[,] root = new double[k, k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i, j];
                for (int m = 0; m < j; m++) sum -= root[i, m] * root[j, m];
                root[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 0)) : root[j, j] > 0 ? sum / root[j, j] : 0;
            }

        return root;
    }
}
