namespace Duoshou.Analytics.Forecasting;

/// <summary>The equations of exponential smoothing over one series (Hyndman, Koehler, Snyder and Grose 2002, table 1).</summary>
sealed class EtsRecursion(double[] y, int period, EtsKind kind)
{
    public EtsKind Kind => kind;

    public int Period => period;

    public int Length => y.Length;

    public bool Trends => kind.Trend != EtsPart.None;

    public bool Seasons => kind.Season != EtsPart.None;

    public int SeasonStart => Trends ? 2 : 1;

    public int StateLength => SeasonStart + (Seasons ? period : 0);

    /// <summary>Weights and starting values; one starting season is fixed by the others.</summary>
    public int FreeParameters => 1 + (Trends ? 2 : 0) + (kind.Trend == EtsPart.Damped ? 1 : 0) + 1 + (Seasons ? period : 0);

    /// <summary>
    /// Smooths through the series, leaving the state at its end and, where wanted, the errors. Returns -2 ln of the likelihood
    /// up to a
    /// constant; infinite where the state becomes impossible.
    /// </summary>
    public double Run(in EtsParameters p, double[] state, double[]? residuals)
    {
        bool relative = kind.Error == EtsPart.Multiplicative, multiplies = kind.Season == EtsPart.Multiplicative,
            seasons = Seasons;
        double level = state[0], trend = Trends ? state[1] : 0, sse = 0, logs = 0, product = 1;
        double phi = kind.Trend == EtsPart.Damped ? p.Phi : 1, ratio = Trends ? p.Beta / p.Alpha : 0;
        double[] series = y;
        double alpha = p.Alpha, gamma = p.Gamma;
        int length = period, at = 0;
        Span<double> seasonal = seasons ? state.AsSpan(SeasonStart, length) : [];
        for (int t = 0; t < series.Length; t++)
        {
            double before = level + phi * trend, season = seasons ? seasonal[at] : 0, value = series[t];
            double fit = !seasons ? before : multiplies ? before * season : before + season;
            double error = value - fit;
            if (relative)
            {
                if (fit <= 1e-9) return double.PositiveInfinity;
                error /= fit;
                product *= fit;
                if (product is > 1e200 or < 1e-200)
                {
                    logs += Math.Log(product);
                    product = 1;
                }
            }

            sse += error * error;
            if (residuals is not null) residuals[t] = error;
            double seen = !seasons ? value : multiplies ? value / Math.Max(season, 1e-10) : value - season;
            double next = before + alpha * (seen - before);
            if (seasons)
            {
                double fresh = multiplies ? value / Math.Max(before, 1e-10) : value - before;
                seasonal[at] = season + gamma * (fresh - season);
                if (++at == length) at = 0;
            }

            trend = phi * trend + ratio * (next - level - phi * trend);
            level = next;
        }

        state[0] = level;
        if (Trends) state[1] = trend;
        if (seasons && at > 0) Rotate(seasonal, at);
        double cost = series.Length * Math.Log(Math.Max(sse, 1e-300)) + 2 * (logs + Math.Log(product));
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }

    /// <summary>The coming points from a state; with a source of errors, one possible path of them.</summary>
    public double[] Ahead(in EtsParameters p, double[] state, int horizon, Func<double>? error = null)
    {
        double[] path = new double[horizon];
        bool multiplies = kind.Season == EtsPart.Multiplicative;
        double level = state[0], trend = Trends ? state[1] : 0, phi = kind.Trend == EtsPart.Damped ? p.Phi : 1;
        for (int h = 0; h < horizon; h++)
        {
            int slot = Seasons ? SeasonStart + h % period : 0;
            double before = level + phi * trend, season = Seasons ? state[slot] : 0;
            double fit = !Seasons ? before : multiplies ? before * season : before + season;
            path[h] = fit;
            (level, trend) = (before, phi * trend);
            if (error is null) continue;
            path[h] = kind.Error == EtsPart.Multiplicative ? fit * (1 + Math.Max(-1, error())) : fit + error();
            double seen = !Seasons ? path[h] : multiplies ? path[h] / Math.Max(season, 1e-10) : path[h] - season;
            level = before + p.Alpha * (seen - before);
            if (Trends) trend += p.Beta / p.Alpha * (level - before);
            if (Seasons) state[slot] += p.Gamma * ((multiplies ? path[h] / Math.Max(before, 1e-10) : path[h] - before) - season);
        }

        return path;
    }

    static void Rotate(Span<double> season, int by)
    {
        double[] turned = [.. season[by..], .. season[..by]];
        turned.CopyTo(season);
    }
}
