using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Experiments;

/// <summary>A rate with the range in which the true rate lies.</summary>
/// <param name="Rate">Successes over trials; 0 without trials.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct RateInterval(double Rate, double Low, double High)
{
    /// <summary>
    /// Wilson's score interval (1927): never leaves 0 to 1 and works for small samples. Without trials it is 0 to 1.
    /// </summary>
    public static RateInterval Wilson(double successes, double trials, double confidence = 0.95)
    {
        if (trials <= 0) return new(0, 0, 1);
        double p = Math.Clamp(successes / trials, 0, 1), z = Normal.InvCDF(0, 1, 0.5 + confidence / 2), zz = z * z;
        double below = 1 + zz / trials, centre = (p + zz / (2 * trials)) / below;
        double reach = z / below * Math.Sqrt(p * (1 - p) / trials + zz / (4 * trials * trials));
        return new(p, p == 0 ? 0 : Math.Max(0, centre - reach), p == 1 ? 1 : Math.Min(1, centre + reach));
    }
}
