using Duoshou.Analytics.Numerics;
using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Forecasting;

/// <summary>How a component enters the model.</summary>
public enum EtsPart
{
    /// <summary>Not there.</summary>
    None,

    /// <summary>Added.</summary>
    Additive,

    /// <summary>Added, and fading (trend only).</summary>
    Damped,

    /// <summary>Multiplied (error and season only).</summary>
    Multiplicative,
}

/// <summary>Which exponential smoothing model: error, trend and season (Hyndman et al. 2002).</summary>
public readonly record struct EtsKind(EtsPart Error, EtsPart Trend, EtsPart Season)
{
    /// <summary>From the usual letters: "ANN", "M,Ad,M", "AAdA".</summary>
    /// <exception cref="FormatException">The letters name no model.</exception>
    public static EtsKind Parse(string letters)
    {
        string text = letters.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            .Replace("Ad", "D", StringComparison.Ordinal).ToUpperInvariant();
        return text.Length == 3
            ? new(Part(text[0], letters, "AM"), Part(text[1], letters, "NAD"), Part(text[2], letters, "NAM"))
            : throw new FormatException($"'{letters}' names no exponential smoothing model.");
    }

    /// <summary>The usual letters, such as ETS(M,Ad,N).</summary>
    public override string ToString() => $"ETS({Letter(Error)},{Letter(Trend)},{Letter(Season)})";

    static EtsPart Part(char letter, string letters, string allowed) => !allowed.Contains(letter, StringComparison.Ordinal)
        ? throw new FormatException($"'{letters}' names no exponential smoothing model.")
        : letter switch { 'A' => EtsPart.Additive, 'D' => EtsPart.Damped, 'M' => EtsPart.Multiplicative, _ => EtsPart.None };

    static string Letter(EtsPart part) => part switch
    {
        EtsPart.Additive => "A",
        EtsPart.Damped => "Ad",
        EtsPart.Multiplicative => "M",
        _ => "N",
    };
}

/// <summary>A fitted exponential smoothing model.</summary>
public sealed class Ets
{
    readonly EtsRecursion recursion;
    readonly double[] end;

    internal Ets(EtsRecursion recursion, EtsParameters parameters, double[] start)
    {
        this.recursion = recursion;
        Parameters = parameters;
        Start = start;
        end = (double[])start.Clone();
        double[] residuals = new double[recursion.Length];
        double minusTwoLogs = recursion.Run(parameters, end, residuals);
        int counted = recursion.FreeParameters, n = recursion.Length;
        LogLikelihood = -0.5 * minusTwoLogs;
        Aicc = minusTwoLogs + 2 * (counted + 1) + (n - counted - 2 > 0 ? 2.0 * (counted + 1) * (counted + 2) / (n - counted
            - 2) : 1e6);
        Variance = residuals.Sum(e => e * e) / Math.Max(1, n - counted);
        Residuals = residuals;
    }

    /// <summary>Which model it is.</summary>
    public EtsKind Kind => recursion.Kind;

    /// <summary>Weights of the smoothing.</summary>
    public EtsParameters Parameters { get; }

    /// <summary>Level, then trend where there is one, then the season, oldest first, before the first point.</summary>
    public IReadOnlyList<double> Start { get; }

    /// <summary>
    /// Up to a constant of the series: -n/2 ln(sum e^2) - sum ln|f| for multiplicative errors, as R's ets reports it.
    /// </summary>
    public double LogLikelihood { get; }

    /// <summary>Akaike's criterion corrected for short series; smaller is better.</summary>
    public double Aicc { get; }

    /// <summary>Of the one-step errors: of relative errors where the error is multiplicative.</summary>
    public double Variance { get; }

    /// <summary>One-step errors, relative where the error is multiplicative.</summary>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>
    /// Maximum likelihood. None where the series is too short for the model, or holds values at or below zero and the model
    /// multiplies.
    /// Careful fits also the starting season point by point; otherwise it comes from a decomposition.
    /// </summary>
    public static Ets? Fit(IReadOnlyList<double> series, int period, EtsKind kind, bool careful = true) =>
        EtsSearch.Fit([.. series], period, kind, careful);

    /// <summary>A model that is behind by more than this after a short search has not been seen to catch up.</summary>
    const double StillOpen = 6;

    /// <summary>
    /// The model with the smallest corrected criterion among the stable ones; none for fewer than three points.
    /// </summary>
    public static Ets? Choose(IReadOnlyList<double> series, int period)
    {
        double[] y = [.. series];
        List<Ets> rough = [];
        foreach (EtsKind kind in EtsSearch.Candidates(y, period))
            if (EtsSearch.Fit(y, period, kind, careful: false, evaluations: 15) is { } fitted && double.IsFinite(fitted.Aicc)) rough.Add(fitted);
        // A short search tells the hopeless models; those near the best are searched in full.
        double near = rough.Count > 0 ? rough.Min(r => r.Aicc) + StillOpen : 0;
        Ets? best = null;
        foreach (Ets candidate in rough.Where(r => r.Aicc <= near))
            if (EtsSearch.Fit(y, period, candidate.Kind, careful: false) is { } fitted && (best is null || fitted.Aicc < best.Aicc))
                best = fitted;
        return best;
    }

    /// <summary>The coming points.</summary>
    public double[] Forecast(int horizon) => recursion.Ahead(Parameters, (double[])end.Clone(), horizon);

    /// <summary>
    /// The coming points with their interval: analytic where the model has a formula, from 5,000 simulated paths where the season
    /// multiplies.
    /// </summary>
    public Forecast ForecastWithInterval(int horizon, double confidence = 0.95)
    {
        double[] mean = Forecast(horizon);
        if (Kind.Season == EtsPart.Multiplicative) return Simulated(mean, confidence);
        double z = Normal.InvCDF(0, 1, 0.5 + confidence / 2);
        double[] spread = Kind.Error == EtsPart.Multiplicative ? RelativeSpread(mean) : Spread(horizon);
        return new(mean, [.. mean.Zip(spread, (m, s) => m - z * s)], [.. mean.Zip(spread, (m, s) => m + z * s)], Kind.ToString());
    }

    /// <summary>Hyndman et al. 2008, table 6.1: the weight with which an error of j points ago still counts.</summary>
    double Memory(int j)
    {
        (double alpha, double beta, double gamma, double phi) = Parameters;
        double trend = Kind.Trend switch
        {
            EtsPart.Additive => beta * j,
            EtsPart.Damped => Math.Abs(1 - phi) < 1e-12 ? beta * j : beta * phi * (1 - Math.Pow(phi, j)) / (1 - phi),
            _ => 0,
        };
        return alpha + trend + (Kind.Season != EtsPart.None && j % recursion.Period == 0 ? gamma : 0);
    }

    double[] Spread(int horizon)
    {
        double[] spread = new double[horizon];
        double sum = 1;
        for (int h = 0; h < horizon; h++)
        {
            if (h > 0) sum += Memory(h) * Memory(h);
            spread[h] = Math.Sqrt(Variance * sum);
        }

        return spread;
    }

    /// <summary>Hyndman et al. 2008, section 6.3: the second moments build up one another.</summary>
    double[] RelativeSpread(double[] mean)
    {
        double[] theta = new double[mean.Length], spread = new double[mean.Length];
        for (int h = 0; h < mean.Length; h++)
        {
            theta[h] = mean[h] * mean[h];
            for (int j = 1; j <= h; j++) theta[h] += Variance * Memory(j) * Memory(j) * theta[h - j];
            spread[h] = Math.Sqrt(Math.Max(0, (1 + Variance) * theta[h] - mean[h] * mean[h]));
        }

        return spread;
    }

    Forecast Simulated(double[] mean, double confidence)
    {
        const int paths = 5000;
        SeededRandom random = new(20240601);
        double[][] values = [.. mean.Select(_ => new double[paths])];
        double sd = Math.Sqrt(Variance);
        for (int p = 0; p < paths; p++)
        {
            double[] path = recursion.Ahead(Parameters, (double[])end.Clone(), mean.Length, () => sd * random.Normal());
            for (int h = 0; h < mean.Length; h++) values[h][p] = path[h];
        }

        return new(mean, [.. values.Select(v => Samples.Quantile(v, 0.5 - confidence / 2))],
            [.. values.Select(v => Samples.Quantile(v, 0.5 + confidence / 2))], Kind.ToString());
    }
}

/// <summary>Weights of exponential smoothing: level, trend, season, and the share of the trend kept from step to step.</summary>
public readonly record struct EtsParameters(double Alpha, double Beta, double Gamma, double Phi);

/// <summary>Coming points with the range that should hold them.</summary>
/// <param name="Mean">One value per step ahead.</param>
/// <param name="Low">Lower ends.</param>
/// <param name="High">Upper ends.</param>
/// <param name="Method">How it was made.</param>
public sealed record Forecast(IReadOnlyList<double> Mean, IReadOnlyList<double> Low, IReadOnlyList<double> High, string Method);
