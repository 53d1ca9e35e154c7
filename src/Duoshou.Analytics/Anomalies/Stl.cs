namespace Duoshou.Analytics.Anomalies;

/// <summary>How a series is split. The defaults are those of R's stl.</summary>
/// <param name="Period">Points in a season: 7 for days with a week.</param>
/// <param name="SeasonalWindow">Odd; how many seasons a point of the seasonal part looks at. None for a season that never
/// changes.</param>
/// <param name="TrendWindow">Odd; none for the next odd of 1.5 period / (1 - 1.5 / seasonal window).</param>
/// <param name="Robust">Whether points that fit badly lose their weight.</param>
public sealed record StlSettings(int Period, int? SeasonalWindow = null, int? TrendWindow = null, bool Robust = false);

/// <summary>
/// A series as the sum of season, trend and remainder by repeated local regression (STL; Cleveland, Cleveland, McRae and
/// Terpenning 1990).
/// </summary>
/// <param name="Seasonal">One value per point.</param>
/// <param name="Trend">One value per point.</param>
/// <param name="Remainder">What is left.</param>
/// <param name="Weights">1 for points that fit, towards 0 for outliers; all 1 unless robust.</param>
public sealed record Stl(IReadOnlyList<double> Seasonal, IReadOnlyList<double> Trend, IReadOnlyList<double> Remainder,
    IReadOnlyList<double> Weights)
{
    /// <summary>
    /// Splits a series without holes. With less than two whole seasons there is no season to find: the seasonal part is 0 and
    /// the trend
    /// alone is fitted.
    /// </summary>
    public static Stl Split(IReadOnlyList<double> series, StlSettings settings)
    {
        double[] y = [.. series];
        int n = y.Length, period = settings.Period;
        if (n == 0) return new([], [], [], []);
        if (period < 2 || n < 2 * period) return TrendOnly(y, settings);
        bool periodic = settings.SeasonalWindow is null;
        int seasonalWindow = settings.SeasonalWindow ?? 10 * n + 1;
        int trendWindow = settings.TrendWindow ?? NextOdd(1.5 * period / (1 - 1.5 / seasonalWindow));
        int lowPass = NextOdd(period);
        StlPass pass = new(y, period, new(seasonalWindow, 0), new(trendWindow, 1), new(lowPass, 1));
        pass.Run(settings.Robust ? 1 : 2);
        for (int outer = 0; settings.Robust && outer < 15; outer++)
        {
            pass.Reweigh();
            pass.Run(1);
        }

        double[] seasonal = periodic ? CycleMeans(pass.Seasonal, period) : pass.Seasonal;
        double[] remainder = [.. Enumerable.Range(0, n).Select(i => y[i] - seasonal[i] - pass.Trend[i])];
        return new(seasonal, pass.Trend, remainder, pass.Weights);
    }

    /// <summary>
    /// Several seasons, as of hourly data (24 and 168): the shortest is taken out first, then the next, and once more over (MSTL;
    /// Bandara, Hyndman and Bergmeir 2021). Seasons come in the order of the periods given.
    /// </summary>
    public static (IReadOnlyList<Stl> Seasons, IReadOnlyList<double> Trend, IReadOnlyList<double> Remainder) SplitSeasons(
        IReadOnlyList<double> series, IReadOnlyList<int> periods, bool robust = false)
    {
        int[] usable = [.. periods.Distinct().Where(p => p > 1 && series.Count >= 2 * p).Order()];
        double[] left = [.. series];
        Stl[] found = new Stl[usable.Length];
        for (int round = 0; round < 2; round++)
            for (int k = 0; k < usable.Length; k++)
            {
                if (found[k] is { } earlier) left = [.. left.Zip(earlier.Seasonal, (v, s) => v + s)];
                found[k] = Split(left, new(usable[k], 11 + 4 * k, Robust: robust));
                left = [.. left.Zip(found[k].Seasonal, (v, s) => v - s)];
            }

        IReadOnlyList<double> trend = found.Length > 0 ? found[^1].Trend : Split(left, new(1)).Trend;
        return (found, trend, [.. left.Zip(trend, (v, t) => v - t)]);
    }

    static Stl TrendOnly(double[] y, StlSettings settings)
    {
        double[] trend = new double[y.Length], ones = [.. Enumerable.Repeat(1.0, y.Length)];
        new Loess(settings.TrendWindow ?? NextOdd(Math.Max(3, y.Length / 2.0)), 1).Smooth(y, null, trend);
        return new(new double[y.Length], trend, [.. y.Zip(trend, (v, t) => v - t)], ones);
    }

    static double[] CycleMeans(double[] seasonal, int period)
    {
        double[] means = [.. Enumerable.Range(0, period).Select(p => seasonal.Where((_, i) => i % period == p).Average())];
        return [.. seasonal.Select((_, i) => means[i % period])];
    }

    static int NextOdd(double value)
    {
        int whole = (int)Math.Ceiling(value - 1e-9);
        return whole % 2 == 0 ? whole + 1 : whole;
    }
}
