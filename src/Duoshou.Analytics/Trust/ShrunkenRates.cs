using Duoshou.Analytics.Numerics;
using static MathNet.Numerics.SpecialFunctions;

namespace Duoshou.Analytics.Trust;

/// <summary>
/// Rates of many items pulled towards their category by as much as their small samples deserve: empirical Bayes with a beta
/// prior,
/// fitted by maximum likelihood of the beta-binomial.
/// </summary>
/// <param name="Alpha">Prior successes.</param>
/// <param name="Beta">Prior failures.</param>
/// <param name="LogLikelihood">Of the counts, binomial coefficients included.</param>
/// <param name="Rates">One rate per item, in the order given.</param>
public sealed record ShrunkenRates(double Alpha, double Beta, double LogLikelihood, IReadOnlyList<double> Rates)
{
    /// <summary>Fits the prior; items without trials get the category's rate.</summary>
    public static ShrunkenRates Fit(IReadOnlyList<double> successes, IReadOnlyList<double> trials)
    {
        (double X, double N)[] items = [.. successes.Zip(trials, (x, n) => (Math.Clamp(x, 0, Math.Max(0, n)), Math.Max(0, n)))];
        double n = items.Sum(i => i.N), x = items.Sum(i => i.X);
        if (n <= 0) return new(0, 0, 0, [.. items.Select(_ => 0.0)]);
        double mean = Math.Clamp(x / n, 1e-6, 1 - 1e-6);
        // Mean and strength are searched on their own scales; a strength of e^16 is already a category without differences.
        double Minus(double[] p) => Math.Abs(p[0]) > 20 || p[1] is < -12 or > 16 ? 1e300 : -LogLikelihoodOf(items, Prior(p));
        NelderMead.Minimum best = new double[] { 1, 3, 6 }
            .Select(strength => NelderMead.Minimise(Minus, [Math.Log(mean / (1 - mean)), strength], 0.5, 1e-13)).MinBy(m =>
                m.Value);
        (double alpha, double beta) = Prior(best.At);
        double coefficients = items.Sum(i => GammaLn(i.N + 1) - GammaLn(i.X + 1) - GammaLn(i.N - i.X + 1));
        return new(alpha, beta, coefficients - best.Value, [.. items.Select(i => (i.X + alpha) / (i.N + alpha + beta))]);
    }

    static (double Alpha, double Beta) Prior(double[] p)
    {
        double mean = 1 / (1 + Math.Exp(-p[0])), strength = Math.Exp(p[1]);
        return (mean * strength, (1 - mean) * strength);
    }

    static double LogLikelihoodOf((double X, double N)[] items, (double Alpha, double Beta) prior)
    {
        (double a, double b) = prior;
        double none = GammaLn(a) + GammaLn(b) - GammaLn(a + b);
        return items.Sum(i => GammaLn(a + i.X) + GammaLn(b + i.N - i.X) - GammaLn(a + b + i.N) - none);
    }
}
