using Duoshou.Analytics.Numerics;
using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Forecasting;

/// <summary>The fixed season of a series by moving means, and whether there is one.</summary>
static class ClassicalSeason
{
    /// <summary>One value per place in the season: factors around 1, or differences around 0.</summary>
    public static double[] Figure(double[] y, int period, bool multiplies)
    {
        double[] sums = new double[period];
        int[] counts = new int[period];
        int half = period / 2;
        for (int t = half; t + half < y.Length; t++)
        {
            double trend = 0;
            for (int k = t - half; k <= t + half; k++) trend += y[k];
            if (period % 2 == 0) trend -= 0.5 * (y[t - half] + y[t + half]);
            trend /= period;
            if (multiplies && trend <= 0) continue;
            sums[t % period] += multiplies ? y[t] / trend : y[t] - trend;
            counts[t % period]++;
        }

        double neutral = multiplies ? 1 : 0;
        double[] figure = [.. sums.Select((s, i) => counts[i] > 0 ? s / counts[i] : neutral)];
        double mean = Samples.Mean(figure);
        return [.. figure.Select(f => multiplies ? (mean > 0 ? Math.Max(f / mean, 1e-3) : 1) : f - mean)];
    }

    /// <summary>Whether the autocorrelation at the period leaves the 90 % band of Bartlett, as the Theta method asks.</summary>
    public static bool IsPresent(double[] y, int period)
    {
        int n = y.Length;
        if (period < 2 || n <= 2 * period) return false;
        double mean = Samples.Mean(y), total = y.Sum(v => (v - mean) * (v - mean));
        if (total <= 0) return false;
        double Auto(int lag)
        {
            double sum = 0;
            for (int i = lag; i < n; i++) sum += (y[i] - mean) * (y[i - lag] - mean);
            return sum / total;
        }

        double band = 1;
        for (int lag = 1; lag < period; lag++) band += 2 * Auto(lag) * Auto(lag);
        return Math.Abs(Auto(period)) / Math.Sqrt(band / n) > Normal.InvCDF(0, 1, 0.95);
    }
}
