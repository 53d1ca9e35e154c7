namespace Duoshou.Analytics.Forecasting;

/// <summary>How demand comes, by Syntetos and Boylan (2005).</summary>
public enum DemandClass
{
    /// <summary>No demand at all.</summary>
    None,

    /// <summary>Often and even.</summary>
    Smooth,

    /// <summary>Often and uneven.</summary>
    Erratic,

    /// <summary>Seldom and even.</summary>
    Intermittent,

    /// <summary>Seldom and uneven.</summary>
    Lumpy,
}

/// <summary>Demand that is zero in many periods.</summary>
/// <param name="Size">Smoothed size of a demand.</param>
/// <param name="Interval">Smoothed periods from one demand to the next.</param>
/// <param name="Croston">Demand per period: size over interval (Croston 1972).</param>
/// <param name="Sba">The same less its bias (Syntetos and Boylan 2005).</param>
/// <param name="Tsb">Size times the probability of demand, which fades while nothing sells (Teunter, Syntetos and Babai
/// 2011).</param>
/// <param name="MeanInterval">ADI: periods per demand.</param>
/// <param name="SizeVariation">CV squared of the sizes, with n below.</param>
public sealed record Intermittent(double Size, double Interval, double Croston, double Sba, double Tsb, double MeanInterval,
    double SizeVariation)
{
    /// <summary>By mean interval 1.32 and squared variation 0.49.</summary>
    public DemandClass Class => MeanInterval <= 0 ? DemandClass.None
        : (MeanInterval >= 1.32, SizeVariation >= 0.49) switch
        {
            (false, false) => DemandClass.Smooth,
            (false, true) => DemandClass.Erratic,
            (true, false) => DemandClass.Intermittent,
            _ => DemandClass.Lumpy,
        };

    /// <summary>Smooths through a series of demands; all zero where there was none. Negative values count as none.</summary>
    public static Intermittent Smooth(IReadOnlyList<double> demand, double alpha = 0.1, double beta = 0.1)
    {
        double[] sizes = [.. demand.Where(d => d > 0)];
        if (sizes.Length == 0) return new(0, 0, 0, 0, 0, 0, 0);
        double size = 0, interval = 0, tsbSize = 0, chance = 0;
        int since = 0;
        bool begun = false;
        foreach (double d in demand)
        {
            since++;
            if (d > 0 && !begun)
            {
                (size, interval, tsbSize, chance, begun) = (d, since, d, 1.0 / since, true);
                since = 0;
            }
            else if (d > 0)
            {
                size += alpha * (d - size);
                interval += alpha * (since - interval);
                tsbSize += alpha * (d - tsbSize);
                chance += beta * (1 - chance);
                since = 0;
            }
            else if (begun) chance += beta * (0 - chance);
        }

        double mean = sizes.Average(), variance = sizes.Average(s => (s - mean) * (s - mean));
        return new(size, interval, size / interval, (1 - alpha / 2) * size / interval, tsbSize * chance,
            (double)demand.Count / sizes.Length, variance / (mean * mean));
    }
}
