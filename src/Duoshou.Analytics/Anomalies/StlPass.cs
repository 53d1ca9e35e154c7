namespace Duoshou.Analytics.Anomalies;

/// <summary>The loops of STL over one series.</summary>
sealed class StlPass(double[] y, int period, Loess seasonalSmoother, Loess trendSmoother, Loess lowPass)
{
    readonly double[] work = new double[y.Length];
    readonly double[] extended = new double[y.Length + 2 * period];
    readonly double[] averaged = new double[y.Length + 2 * period];
    bool weighted;

    public double[] Seasonal { get; } = new double[y.Length];

    public double[] Trend { get; } = new double[y.Length];

    public double[] Weights { get; } = [.. Enumerable.Repeat(1.0, y.Length)];

    public void Run(int rounds)
    {
        int n = y.Length;
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < n; i++) work[i] = y[i] - Trend[i];
            SmoothCycles();
            LowPass();
            for (int i = 0; i < n; i++)
            {
                Seasonal[i] = extended[period + i] - work[i];
                averaged[i] = y[i] - Seasonal[i];
            }

            trendSmoother.Smooth(averaged.AsSpan(0, n), Robustness, Trend);
        }
    }

    /// <summary>Bisquare weights of six median absolute remainders.</summary>
    public void Reweigh()
    {
        double[] away = [.. y.Select((v, i) => Math.Abs(v - Seasonal[i] - Trend[i]))];
        double limit = 6 * Numerics.Samples.Median(away);
        for (int i = 0; i < away.Length; i++)
        {
            double share = limit > 0 ? away[i] / limit : 0;
            Weights[i] = away[i] <= 0.001 * limit ? 1 : away[i] <= 0.999 * limit ? (1 - share * share) * (1 - share * share) : 0;
        }

        weighted = true;
    }

    ReadOnlySpan<double> Robustness => weighted ? Weights : default(ReadOnlySpan<double>);

    /// <summary>Smooths each day of the cycle by itself and carries it one cycle beyond both ends.</summary>
    void SmoothCycles()
    {
        int n = y.Length, longest = (n - 1) / period + 1, window = seasonalSmoother.Window;
        double[] points = new double[longest], robust = new double[longest], smooth = new double[longest];
        for (int phase = 0; phase < period; phase++)
        {
            int k = (n - phase - 1) / period + 1;
            for (int i = 0; i < k; i++)
            {
                points[i] = work[i * period + phase];
                robust[i] = Weights[i * period + phase];
            }

            ReadOnlySpan<double> cycle = points.AsSpan(0, k), weights = weighted ? robust.AsSpan(0, k) : default;
            seasonalSmoother.Smooth(cycle, weights, smooth);
            extended[phase] = seasonalSmoother.At(cycle, weights, -1, 0, Math.Min(window, k) - 1) ?? smooth[0];
            for (int i = 0; i < k; i++) extended[(i + 1) * period + phase] = smooth[i];
            extended[(k + 1) * period + phase] = seasonalSmoother.At(cycle, weights, k, Math.Max(0, k - window), k
                - 1) ?? smooth[k - 1];
        }
    }

    /// <summary>Leaves in the work array what of the cycles is trend: three moving means and a smoothing.</summary>
    void LowPass()
    {
        int n = y.Length;
        double[] first = new double[n + period + 1], second = new double[n + 2];
        MovingMean(extended, period, first);
        MovingMean(first, period, second);
        MovingMean(second, 3, averaged.AsSpan(0, n));
        lowPass.Smooth(averaged.AsSpan(0, n), default, work);
    }

    static void MovingMean(ReadOnlySpan<double> values, int length, Span<double> into)
    {
        double sum = 0;
        for (int i = 0; i < length; i++) sum += values[i];
        into[0] = sum / length;
        for (int i = length; i < values.Length; i++)
        {
            sum += values[i] - values[i - length];
            into[i - length + 1] = sum / length;
        }
    }
}
