using Duoshou.Analytics.Numerics;
using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Forecasting;

/// <summary>A forecast made without asking anything, with what it rests on.</summary>
/// <param name="Forecast">Coming points with a 95 % interval.</param>
/// <param name="Class">How demand comes.</param>
/// <param name="Points">Points of history used.</param>
/// <param name="Rolling">Mean accuracy over past origins; none where the history is too short to look back.</param>
/// <param name="RollingNaive">The same of repeating the last season.</param>
/// <param name="Reliable">It did not lose to repeating the last season; where it did, that is what the forecast repeats.</param>
public sealed record AutomaticForecast(Forecast Forecast, DemandClass Class, int Points, Accuracy? Rolling,
    Accuracy? RollingNaive, bool Reliable)
{
    /// <summary>
    /// How much wider errors are outside the history than inside it, measured on the M3 competition so that 95 % intervals hold
    /// 95 %
    /// of what came (docs/modules/analytics.md).
    /// </summary>
    const double OutOfSample = 1.3;

    /// <summary>
    /// Chooses by looking back from up to that many past origins, and gives way to repeating the last season where that was
    /// better.
    /// </summary>
    public static AutomaticForecast Make(IReadOnlyList<double> series, int period, int horizon, int origins = 6)
    {
        double[] y = [.. series.Select(v => double.IsFinite(v) ? v : 0)];
        DemandClass demand = Intermittent.Smooth(y).Class;
        (Accuracy? rolling, Accuracy? naive) = LookBack(y, period, horizon, origins);
        bool reliable = rolling is null || naive is null || rolling.Mase <= naive.Mase;
        double[] mean = reliable ? Mean(y, period, horizon) : Naive.Seasonal(y, period, horizon);
        string method = reliable ? MethodFor(y, demand) : "seasonal naive";
        return new(WithInterval(y, period, mean, method), demand, y.Length, rolling, naive, reliable);
    }

    /// <summary>The points alone, without looking back: the same method for every series of the same class.</summary>
    public static double[] Mean(IReadOnlyList<double> series, int period, int horizon)
    {
        double[] y = [.. series];
        if (horizon <= 0) return [];
        if (y.Length < 4) return Naive.Last(y, horizon);
        if (IsIntermittent(y)) return [.. Enumerable.Repeat(Intermittent.Smooth(y).Tsb, horizon)];
        double[][] each = Members(y, period, horizon);
        bool positive = y.Min() >= 0;
        return [.. Enumerable.Range(0, horizon).Select(h =>
        {
            double middle = Samples.Median([.. each.Select(f => f[h])]);
            return positive ? Math.Max(0, middle) : middle;
        })];
    }

    /// <summary>Sales with many zero days go to the intermittent method; a series that dips below zero is no demand.</summary>
    static bool IsIntermittent(double[] y) => y.All(v => v >= 0) && y.Count(v => v == 0) >= 0.24 * y.Length
        && Intermittent.Smooth(y) is { MeanInterval: >= 1.32 };

    static string MethodFor(double[] y, DemandClass demand) => demand == DemandClass.None ? "no demand"
        : y.Length < 4 ? "last value" : IsIntermittent(y) ? "TSB" : "median of ETS, optimised Theta and damped trend";

    internal static double[][] Members(double[] y, int period, int horizon)
    {
        SeasonalFrame frame = new(y, period);
        List<double[]> members = [];
        if (Ets.Choose(y, period) is { } ets) members.Add(ets.Forecast(horizon));
        members.Add(frame.Back(Theta.OptimisedPlain(frame.Plain, horizon)));
        EtsPart error = frame.Plain.Min() > 0 ? EtsPart.Multiplicative : EtsPart.Additive;
        if (Ets.Fit(frame.Plain, 1, new(error, EtsPart.Damped, EtsPart.None), careful: false) is { } damped)
            members.Add(frame.Back(damped.Forecast(horizon)));
        return [.. members.Where(m => m.All(double.IsFinite))];
    }

    static (Accuracy? Rolling, Accuracy? Naive) LookBack(double[] y, int period, int horizon, int origins)
    {
        List<Accuracy> ours = [], naive = [];
        int least = Math.Max(8, 2 * period + 3), ahead = Math.Max(1, horizon);
        int step = Math.Max(1, (y.Length - least - 1) / Math.Max(1, origins));
        for (int k = 1; k <= origins; k++)
        {
            int origin = y.Length - 1 - (k - 1) * step;
            if (origin < least) break;
            double[] history = y[..origin], came = y[origin..Math.Min(y.Length, origin + ahead)];
            ours.Add(Accuracy.Of(history, period, came, Mean(history, period, came.Length)));
            naive.Add(Accuracy.Of(history, period, came, Naive.Seasonal(history, period, came.Length)));
        }

        return ours.Count < Math.Min(3, origins) ? (null, null) : (Accuracy.Mean(ours), Accuracy.Mean(naive));
    }

    /// <summary>
    /// The interval grows with the horizon as the best exponential smoothing model's does, around the combined points. Without
    /// such a
    /// model the spread of the series' own steps is used.
    /// </summary>
    internal static Forecast WithInterval(double[] y, int period, double[] mean, string method)
    {
        double z = Normal.InvCDF(0, 1, 0.975);
        bool positive = y.Length > 0 && y.Min() >= 0;
        double[] reach;
        if (!IsIntermittent(y) && Ets.Choose(y, period) is { } ets)
        {
            Forecast own = ets.ForecastWithInterval(mean.Length);
            reach = [.. own.High.Zip(own.Low, (high, low) => OutOfSample * (high - low) / 2)];
        }
        else
        {
            double spread = Samples.Deviation(y);
            reach = [.. mean.Select(_ => z * spread)];
        }

        return new(mean, [.. mean.Zip(reach, (m, r) => positive ? Math.Max(0, m - r) : m - r)], [.. mean.Zip(reach, (m, r) =>
            m + r)], method);
    }
}
