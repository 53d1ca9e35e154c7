using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Experiments;

/// <summary>How many visitors a test needs.</summary>
public static class SampleSize
{
    /// <summary>
    /// Visitors per arm, unrounded, to see a change of a rate by that many points, two-sided, with unpooled variance. Infinite
    /// where
    /// the change is nothing or leaves 0 to 1.
    /// </summary>
    public static double PerArm(double rate, double change, double alpha = 0.05, double power = 0.8)
    {
        double after = rate + change;
        if (change == 0 || rate is < 0 or > 1 || after is < 0 or > 1) return double.PositiveInfinity;
        double z = Normal.InvCDF(0, 1, 1 - alpha / 2) + Normal.InvCDF(0, 1, power);
        return z * z * (rate * (1 - rate) + after * (1 - after)) / (change * change);
    }
}
