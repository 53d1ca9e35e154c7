namespace Duoshou.Analytics.Forecasting;

/// <summary>Forecasts that any other must beat.</summary>
public static class Naive
{
    /// <summary>The last point again and again; 0 for an empty series.</summary>
    public static double[] Last(IReadOnlyList<double> series, int horizon) =>
        [.. Enumerable.Repeat(series.Count > 0 ? series[^1] : 0, Math.Max(0, horizon))];

    /// <summary>The last season again and again; the last point where there is no whole season.</summary>
    public static double[] Seasonal(IReadOnlyList<double> series, int period, int horizon) =>
        period < 2 || series.Count < period ? Last(series, horizon)
            : [.. Enumerable.Range(0, Math.Max(0, horizon)).Select(h => series[series.Count - period + h % period])];
}
