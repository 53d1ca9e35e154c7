namespace Duoshou.Analytics.Ads;

/// <summary>How a channel's spend becomes effect: it lingers (geometric adstock) and it saturates (Hill).</summary>
/// <param name="Rate">The share of a week's effect that is still there a week later; 0 up to below 1.</param>
/// <param name="HalfSaturation">The lingering spend at which half of all that the channel can bring is reached.</param>
/// <param name="Shape">1: every further unit brings less; above 1: little at first, then more, then less.</param>
public readonly record struct MixCurve(double Rate, double HalfSaturation, double Shape)
{
    /// <summary>Spend with what lingers of earlier weeks: each week its own spend and the rate times the week before's.</summary>
    public static double[] Adstock(IReadOnlyList<double> spend, double rate)
    {
        double[] lingering = new double[spend.Count];
        double before = 0;
        for (int t = 0; t < lingering.Length; t++) lingering[t] = before = spend[t] + rate * before;
        return lingering;
    }

    /// <summary>The share, 0 to 1, of all that the channel can bring.</summary>
    public double Saturated(double lingering)
    {
        if (lingering <= 0 || HalfSaturation <= 0) return 0;
        return 1 / (1 + Math.Pow(HalfSaturation / lingering, Shape));
    }

    /// <summary>The share that a steady spend reaches, once what lingers has built up.</summary>
    public double Steady(double spend) => Saturated(spend / (1 - Rate));

    /// <summary>How much of that share one more unit of steady spend adds.</summary>
    public double SteadySlope(double spend)
    {
        if (spend <= 0) return Shape > 1 || HalfSaturation <= 0 ? 0 : Shape < 1 ? double.PositiveInfinity : 1 / ((1 - Rate) * HalfSaturation);
        double share = Steady(spend);
        return Shape * share * (1 - share) / spend;
    }
}
