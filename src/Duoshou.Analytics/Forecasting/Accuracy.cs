namespace Duoshou.Analytics.Forecasting;

/// <summary>How far forecasts were from what came.</summary>
/// <param name="Smape">Mean of 200 |y - f| / (|y| + |f|), in percent; 0 / 0 counts as 0.</param>
/// <param name="Mape">Mean of 100 |y - f| / |y|, in percent, over points that are not zero.</param>
/// <param name="Mase">Mean |y - f| over the mean step of the history from season to season; 0 where the history never
/// moves.</param>
public sealed record Accuracy(double Smape, double Mape, double Mase)
{
    /// <summary>Compares forecasts with what came, on the scale of the history.</summary>
    public static Accuracy Of(IReadOnlyList<double> history, int period, IReadOnlyList<double> came,
        IReadOnlyList<double> forecast)
    {
        int n = Math.Min(came.Count, forecast.Count), lag = period > 1 && history.Count > period ? period : 1;
        if (n == 0) return new(0, 0, 0);
        double symmetric = 0, percent = 0, absolute = 0, step = 0;
        int nonZero = 0;
        for (int i = 0; i < n; i++)
        {
            double miss = Math.Abs(came[i] - forecast[i]), size = Math.Abs(came[i]) + Math.Abs(forecast[i]);
            absolute += miss;
            if (size > 0) symmetric += 200 * miss / size;
            if (came[i] == 0) continue;
            percent += 100 * miss / Math.Abs(came[i]);
            nonZero++;
        }

        for (int t = lag; t < history.Count; t++) step += Math.Abs(history[t] - history[t - lag]);
        double scale = history.Count > lag ? step / (history.Count - lag) : 0;
        return new(symmetric / n, nonZero > 0 ? percent / nonZero : 0, scale > 0 ? absolute / n / scale : 0);
    }

    /// <summary>Mean of each figure; all zero for none.</summary>
    public static Accuracy Mean(IReadOnlyCollection<Accuracy> each) => each.Count == 0 ? new(0, 0, 0)
        : new(each.Average(a => a.Smape), each.Average(a => a.Mape), each.Average(a => a.Mase));
}
