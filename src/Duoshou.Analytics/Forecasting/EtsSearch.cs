using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Forecasting;

/// <summary>Finds the weights and the starting values of an exponential smoothing model.</summary>
static class EtsSearch
{
    /// <summary>
    /// The models worth trying: multiplying ones only above zero, seasonal ones where the series has a season and those alone
    /// then, and
    /// never an additive error with a multiplying season, which is unstable.
    /// </summary>
    public static IEnumerable<EtsKind> Candidates(double[] y, int period)
    {
        bool positive = y.Length > 0 && y.Min() > 0, seasons = period <= 24 && y.Length > 2 * period + 2
            && ClassicalSeason.IsPresent(y, period);
        EtsPart[] errors = positive ? [EtsPart.Additive, EtsPart.Multiplicative] : [EtsPart.Additive];
        foreach (EtsPart season in new[] { EtsPart.None, EtsPart.Additive, EtsPart.Multiplicative })
            foreach (EtsPart error in errors)
                foreach (EtsPart trend in new[] { EtsPart.None, EtsPart.Additive, EtsPart.Damped })
                {
                    if (season != EtsPart.None != seasons) continue;
                    if (season == EtsPart.Multiplicative && error == EtsPart.Additive) continue;
                    if (season == EtsPart.Multiplicative && !positive) continue;
                    yield return new(error, trend, season);
                }
    }

    /// <param name="evaluations">Of the likelihood per dimension, of a search that is not careful.</param>
    public static Ets? Fit(double[] y, int period, EtsKind kind, bool careful, int evaluations = 60)
    {
        EtsRecursion recursion = new(y, Math.Max(1, period), kind);
        bool multiplies = kind.Error == EtsPart.Multiplicative || kind.Season == EtsPart.Multiplicative;
        if (y.Length < 3 || (recursion.Seasons && (period < 2 || y.Length < 2 * period)) || (multiplies && y
            .Min() <= 0)) return null;
        if (!careful && y.Length <= recursion.FreeParameters + 2) return null;
        double[] seeds = Seeds(y, recursion);
        double scale = Math.Max(Samples.Deviation(y), 1e-9 * (1 + Math.Abs(y[0])));
        int weights = WeightCount(recursion), dimensions = weights + recursion.SeasonStart;
        double[] point = [.. StartWeights(recursion), .. new double[recursion.SeasonStart]];
        double[] state = new double[recursion.StateLength];
        double Cost(double[] p)
        {
            seeds.CopyTo(state, 0);
            state[0] += scale * p[weights];
            if (recursion.Trends) state[1] += 0.1 * scale * p[weights + 1];
            return recursion.Run(Weights(recursion, p), state, null);
        }

        int rounds = careful ? 12 : 1;
        double reached = double.PositiveInfinity;
        for (int round = 0; round < rounds; round++)
        {
            NelderMead.Minimum best = NelderMead.Minimise(Cost, point, round == 0 ? 0.7 : 0.2, careful ? 1e-11 : 1e-7,
                careful ? 1200 : evaluations * dimensions, careful ? 2 : 0, careful ? 1e-7 : double.PositiveInfinity);
            point = best.At;
            seeds[0] += scale * point[weights];
            if (recursion.Trends) seeds[1] += 0.1 * scale * point[weights + 1];
            point = [.. point[..weights], .. new double[recursion.SeasonStart]];
            double now = best.Value;
            if (careful) now = Reseed(recursion, Weights(recursion, point), seeds, now);
            if (reached - now < 1e-8 * (1 + Math.Abs(now))) break;
            reached = now;
        }

        return new(recursion, Weights(recursion, point), seeds);
    }

    /// <summary>
    /// One step of Gauss and Newton on the starting values for fixed weights. Errors are linear in them for additive models, so
    /// there
    /// one step is exact. Kept only where it helps.
    /// </summary>
    static double Reseed(EtsRecursion recursion, EtsParameters weights, double[] seeds, double before)
    {
        int n = recursion.Length, k = seeds.Length;
        double[] base0 = new double[n];
        recursion.Run(weights, (double[])seeds.Clone(), base0);
        double[][] slopes = new double[k][];
        for (int j = 0; j < k; j++)
        {
            double step = 1e-5 * Math.Max(1e-3, Math.Abs(seeds[j]));
            double[] moved = (double[])seeds.Clone(), errors = new double[n];
            moved[j] += step;
            if (double.IsInfinity(recursion.Run(weights, moved, errors))) return before;
            slopes[j] = [.. errors.Zip(base0, (e, b) => (b - e) / step)];
        }

        double[] move = LeastSquares.Fit(base0, slopes).Coefficients;
        for (double share = 1; share > 0.1; share /= 2)
        {
            double[] tried = [.. seeds.Select((s, j) => s + share * move[j])];
            double after = recursion.Run(weights, (double[])tried.Clone(), null);
            if (after >= before) continue;
            tried.CopyTo(seeds, 0);
            return after;
        }

        return before;
    }

    /// <summary>Level and trend of a line through the first points after the season of a decomposition is taken out.</summary>
    static double[] Seeds(double[] y, EtsRecursion recursion)
    {
        double[] state = new double[recursion.StateLength];
        double[] plain = y;
        if (recursion.Seasons)
        {
            bool multiplies = recursion.Kind.Season == EtsPart.Multiplicative;
            double[] figure = ClassicalSeason.Figure(y, recursion.Period, multiplies);
            figure.CopyTo(state, recursion.SeasonStart);
            plain = [.. y.Select((v, i) => multiplies ? v / figure[i % recursion.Period] : v - figure[i % recursion.Period])];
        }

        int used = Math.Min(plain.Length, Math.Max(10, 2 * recursion.Period));
        double[] first = plain[..used];
        LinearFit line = LeastSquares.Fit(first, [[.. Enumerable.Repeat(1.0, used)], [.. Enumerable.Range(1, used).Select(i =>
            (double)i)]]);
        state[0] = recursion.Trends ? line.Coefficients[0] : Samples.Mean(first);
        if (recursion.Trends) state[1] = line.Coefficients[1];
        if (recursion.Kind.Error == EtsPart.Multiplicative && state[0] <= 0) state[0] = Math.Max(1e-3, first.Min());
        return state;
    }

    static int WeightCount(EtsRecursion recursion) =>
        1 + (recursion.Trends ? 1 : 0) + (recursion.Seasons ? 1 : 0) + (recursion.Kind.Trend == EtsPart.Damped ? 1 : 0);

    static double[] StartWeights(EtsRecursion recursion)
    {
        List<double> start = [-0.8];
        if (recursion.Trends) start.Add(-2);
        if (recursion.Seasons) start.Add(-2.5);
        if (recursion.Kind.Trend == EtsPart.Damped) start.Add(1);
        return [.. start];
    }

    /// <summary>
    /// From free numbers to weights in their usual ranges: beta below alpha, gamma below 1 - alpha, phi from 0.8 to 0.98.
    /// </summary>
    static EtsParameters Weights(EtsRecursion recursion, double[] free)
    {
        int at = 0;
        double alpha = Between(free[at++], 1e-4, 0.9999);
        double beta = recursion.Trends ? Between(free[at++], 1e-4, Math.Max(2e-4, alpha)) : 0;
        double gamma = recursion.Seasons ? Between(free[at++], 1e-4, Math.Max(2e-4, 1 - alpha)) : 0;
        double phi = recursion.Kind.Trend == EtsPart.Damped ? Between(free[at], 0.8, 0.98) : 1;
        return new(alpha, beta, gamma, phi);
    }

    static double Between(double free, double low, double high) => low + (high - low) / (1 + Math.Exp(-Math.Clamp(free, -30,
        30)));
}
