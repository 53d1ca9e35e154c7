using Duoshou.Analytics.Numerics;
using static MathNet.Numerics.SpecialFunctions;

namespace Duoshou.Analytics.Customers;

/// <summary>
/// The Gamma-Gamma model of spend per order (Fader and Hardie 2013): a customer's mean order, pulled towards everybody's by as
/// much as
/// her few orders deserve. Valid only while the number of orders and their size are nearly independent.
/// </summary>
/// <param name="P">Shape of one customer's orders.</param>
/// <param name="Q">Shape of the customers' scales.</param>
/// <param name="Gamma">Scale, in money.</param>
public sealed record GammaGamma(double P, double Q, double Gamma)
{
    /// <summary>Of the data the model was fitted to.</summary>
    public double LogLikelihood { get; init; }

    /// <summary>Correlation of the number of orders with their mean size; the model holds below 0.1 in size.</summary>
    public double Correlation { get; init; }

    /// <summary>Buyers used: those with repeat orders and a mean above zero.</summary>
    public int Customers { get; init; }

    /// <summary>Mean order over all customers; infinite where q is at most 1.</summary>
    public double PopulationMean => Q > 1 ? P * Gamma / (Q - 1) : double.PositiveInfinity;

    /// <summary>Maximum likelihood over repeat orders and their mean value; none with fewer than 3 usable buyers.</summary>
    public static GammaGamma? Fit(IEnumerable<(int Orders, double MeanSpend)> buyers)
    {
        (int X, double Z)[] used = [.. buyers.Where(b => b.Orders > 0 && b.MeanSpend > 0 && double.IsFinite(b.MeanSpend))
            .OrderBy(b => b.Orders).ThenBy(b => b.MeanSpend)];
        if (used.Length < 3) return null;
        double unit = Samples.Median([.. used.Select(b => b.Z)]) / 30;
        double logs = used.Sum(b => Math.Log(b.Z / unit));
        double Minus(double[] p) => p.Any(v => Math.Abs(v) > 14) ? 1e300
            : -used.Sum(b => new GammaGamma(Math.Exp(p[0]), Math.Exp(p[1]), Math.Exp(p[2])).LogOf(b.X, b.Z / unit)) / used.Length;
        NelderMead.Minimum best = NelderMead.Minimise(Minus, [Math.Log(6), Math.Log(4), Math.Log(15)], 0.4, 1e-13, 2000);
        return new(Math.Exp(best.At[0]), Math.Exp(best.At[1]), Math.Exp(best.At[2]) * unit)
        {
            LogLikelihood = -best.Value * used.Length - used.Length * Math.Log(unit),
            Correlation = Samples.Correlation([.. used.Select(b => (double)b.X)], [.. used.Select(b => b.Z)]),
            Customers = used.Length,
        };
    }

    /// <summary>Mean order to expect from a customer; everybody's mean for one without repeat orders.</summary>
    public double ExpectedSpend(int orders, double meanSpend)
    {
        double weight = P * Math.Max(0, orders), below = weight + Q - 1;
        return below > 0 ? (P * Gamma + weight * meanSpend) / below : meanSpend;
    }

    double LogOf(int x, double z)
    {
        double px = P * x;
        return GammaLn(px + Q) - GammaLn(px) - GammaLn(Q) + Q * Math.Log(Gamma) + (px - 1) * Math.Log(z) + px * Math.Log(x)
            - (px + Q) * Math.Log(Gamma + x * z);
    }
}
