using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Portfolio;

/// <summary>By revenue: A makes the first 80 %, B the next 15 %, C the rest.</summary>
public enum AbcClass
{
    /// <summary>The few that carry the shop.</summary>
    A,

    /// <summary>The middle.</summary>
    B,

    /// <summary>The long tail.</summary>
    C,
}

/// <summary>By how even demand is: variation up to 0.5, up to 1, above.</summary>
public enum XyzClass
{
    /// <summary>Even.</summary>
    X,

    /// <summary>Swinging.</summary>
    Y,

    /// <summary>Unpredictable.</summary>
    Z,

    /// <summary>No demand in the window.</summary>
    None,
}

/// <summary>One item in its place.</summary>
/// <param name="Item">Which.</param>
/// <param name="Revenue">Its revenue, or margin.</param>
/// <param name="ShareBefore">Share of the total that larger items make together.</param>
/// <param name="Abc">By revenue.</param>
/// <param name="Xyz">By demand.</param>
/// <param name="Variation">Standard deviation (over all periods, not one less) over mean of its demand, season taken out; 0 without demand.</param>
public sealed record PortfolioItem(string Item, decimal Revenue, double ShareBefore, AbcClass Abc, XyzClass Xyz,
    double Variation);

/// <summary>Products by what they bring and how steadily (货品结构).</summary>
public static class AbcXyz
{
    /// <summary>
    /// Largest revenue first, equal ones by name. The class goes by the share before the item, so the first is always A. Demand
    /// is one
    /// value per week or month, the same span for all; the common season is taken out when it is given as factors around 1. The
    /// bounds are shares of the total before the item.
    /// </summary>
    public static IReadOnlyList<PortfolioItem> Classify(IEnumerable<(string Item, decimal Revenue,
        IReadOnlyList<double> Demand)> items,
        IReadOnlyList<double>? season = null, decimal endOfA = 0.80m, decimal endOfB = 0.95m, double evenUpTo = 0.5,
        double swingingUpTo = 1)
    {
        (string Item, decimal Revenue, IReadOnlyList<double> Demand)[] sorted =
            [.. items.OrderByDescending(i => i.Revenue).ThenBy(i => i.Item, StringComparer.Ordinal)];
        decimal total = sorted.Sum(i => Math.Max(0, i.Revenue)), before = 0;
        List<PortfolioItem> placed = [];
        foreach ((string item, decimal revenue, IReadOnlyList<double> demand) in sorted)
        {
            decimal share = total > 0 ? before / total : 0;
            AbcClass abc = share < endOfA && revenue > 0 ? AbcClass.A : share < endOfB && revenue > 0 ? AbcClass.B : AbcClass.C;
            (XyzClass xyz, double variation) = Steadiness(demand, season, evenUpTo, swingingUpTo);
            placed.Add(new(item, revenue, (double)share, abc, xyz, variation));
            before += Math.Max(0, revenue);
        }

        return placed;
    }

    static (XyzClass Class, double Variation) Steadiness(IReadOnlyList<double> demand,
        IReadOnlyList<double>? season, double evenUpTo, double swingingUpTo)
    {
        double[] even = [.. demand.Select((d, i) => season is { Count: > 0 } && season[i % season.Count] > 0 ? d
            / season[i % season.Count] : d)];
        double mean = Samples.Mean(even);
        if (mean <= 0) return (XyzClass.None, 0);
        double variation = Math.Sqrt(Samples.Mean([.. even.Select(d => (d - mean) * (d - mean))])) / mean;
        return (variation <= evenUpTo ? XyzClass.X : variation <= swingingUpTo ? XyzClass.Y : XyzClass.Z, variation);
    }
}
