using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Forecasting;

/// <summary>The Theta method: a smoothed level that drifts with part of the trend line.</summary>
public static class Theta
{
    /// <summary>
    /// The method as it won the M3 competition (Assimakopoulos and Nikolopoulos 2000) in the closed form of Hyndman and Billah
    /// (2003):
    /// simple exponential smoothing with half the slope of the trend line as drift, on the series without its season.
    /// </summary>
    public static double[] Standard(IReadOnlyList<double> series, int period, int horizon)
    {
        double[] y = [.. series];
        if (y.Length < 3) return Naive.Last(y, horizon);
        SeasonalFrame frame = new(y, period);
        double[] plain = frame.Plain;
        if (Ets.Fit(plain, 1, new(EtsPart.Additive, EtsPart.None, EtsPart.None)) is not { } level) return Naive.Last(y, horizon);
        double alpha = Math.Max(1e-10, level.Parameters.Alpha), drift = Slope(plain) / 2;
        double shift = (1 - Math.Pow(1 - alpha, plain.Length)) / alpha, flat = level.Forecast(1)[0];
        return frame.Back([.. Enumerable.Range(0, horizon).Select(h => flat + drift * (h + shift))]);
    }

    /// <summary>
    /// The dynamic optimised model (Fiorucci et al. 2016): level, weight and theta are fitted together and the trend line is
    /// renewed
    /// with every point.
    /// </summary>
    public static double[] Optimised(IReadOnlyList<double> series, int period, int horizon)
    {
        double[] y = [.. series];
        if (y.Length < 4) return Naive.Last(y, horizon);
        SeasonalFrame frame = new(y, period);
        return frame.Back(OptimisedPlain(frame.Plain, horizon));
    }

    internal static double[] OptimisedPlain(double[] y, int horizon)
    {
        double scale = Math.Max(Samples.Deviation(y), 1e-12 * (1 + Math.Abs(y[0])));
        double Cost(double[] p) => Math.Log(Math.Max(Run(y, From(p, y[0], scale), null), 1e-300));
        double[] best = NelderMead.Minimise(Cost, [0, 0, 0], 0.7, 1e-7, 250, 1, double.PositiveInfinity).At;
        double[] ahead = new double[horizon];
        Run(y, From(best, y[0], scale), ahead);
        return ahead;
    }

    readonly record struct Weights(double Level, double Alpha, double Theta);

    static Weights From(double[] p, double first, double scale) =>
        new(first + scale * p[0], 0.1 + 0.89 / (1 + Math.Exp(-p[1])), 1 + Math.Exp(Math.Clamp(p[2], -8, 6)));

    /// <summary>Sum of squared one-step errors; with an array, carries on into it as if each forecast had come true.</summary>
    static double Run(double[] y, Weights w, double[]? ahead)
    {
        double level = w.Level, mean = 0, a = 0, b = 0, sse = 0, part = 1 - 1 / w.Theta, decay = 1;
        int n = y.Length + (ahead?.Length ?? 0);
        for (int t = 1; t <= n; t++)
        {
            double fit = t == 1 ? (y.Length > 0 ? w.Level : 0) : level + part * (decay * a + (1 - decay * (1 - w.Alpha))
                / w.Alpha * b);
            double seen = t <= y.Length ? y[t - 1] : fit;
            if (t <= y.Length) sse += t > 1 ? (seen - fit) * (seen - fit) : 0;
            else ahead![t - y.Length - 1] = fit;
            level = w.Alpha * seen + (1 - w.Alpha) * level;
            b = t == 1 ? 0 : ((t - 2) * b + 6 * (seen - mean) / t) / (t + 1);
            mean = ((t - 1) * mean + seen) / t;
            a = mean - b * (t + 1) / 2;
            decay *= 1 - w.Alpha;
        }

        return sse;
    }

    static double Slope(double[] y)
    {
        double n = y.Length, middle = (n - 1) / 2, mean = Samples.Mean(y), up = 0, below = 0;
        for (int i = 0; i < y.Length; i++)
        {
            up += (i - middle) * (y[i] - mean);
            below += (i - middle) * (i - middle);
        }

        return below > 0 ? up / below : 0;
    }
}
