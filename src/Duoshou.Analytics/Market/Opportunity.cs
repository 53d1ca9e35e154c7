using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Market;

/// <summary>What is known of a niche. Rates are ratios.</summary>
/// <param name="Name">The niche.</param>
/// <param name="Searchers">People who search, as the platform counts them.</param>
/// <param name="ClickRate">Clicks per searcher; may pass 1.</param>
/// <param name="Conversion">Buyers per click.</param>
/// <param name="Items">Items on offer.</param>
/// <param name="OrderValue">Mean order.</param>
/// <param name="Margin">Of an order, before advertising.</param>
/// <param name="ReachableShare">Share of the clicks that this shop's likely rank would get.</param>
/// <param name="EntryCost">To get in, over the same span as the searchers are counted.</param>
/// <param name="TopFourPercent">Share of the four largest sellers.</param>
public sealed record Niche(string Name, double Searchers, double ClickRate, double Conversion, double Items, double OrderValue,
    double Margin,
    double ReachableShare, double EntryCost, double TopFourPercent);

/// <summary>A niche judged (蓝海).</summary>
/// <param name="Name">The niche.</param>
/// <param name="Index">Searchers x click rate x conversion / items, as operators reckon it.</param>
/// <param name="Score">The index's logarithm against the other niches, less their concentration; 0 is average.</param>
/// <param name="ExpectedProfit">For this shop: demand x reachable share x margin less the cost of entry.</param>
/// <param name="Steady">The rank by profit stays within one place when every input moves by a quarter.</param>
public sealed record Opportunity(string Name, double Index, double Score, double ExpectedProfit, bool Steady)
{
    /// <summary>Best expected profit first, equal ones by name.</summary>
    public static IReadOnlyList<Opportunity> Rank(IReadOnlyList<Niche> niches, double concentrationWeight = 0.5)
    {
        double[] logs = Standard([.. niches.Select(n => Math.Log(Math.Max(IndexOf(n), 1e-12)))]);
        double[] heavy = Standard([.. niches.Select(n => n.TopFourPercent)]);
        int[][] ranks = [.. new[] { 1.0, 0.75, 1.25 }.SelectMany(f => new[]
        {
            Ranks([.. niches.Select(n => Profit(n with { ReachableShare = n.ReachableShare * f }))]),
            Ranks([.. niches.Select(n => Profit(n with { EntryCost = n.EntryCost * f }))]),
            Ranks([.. niches.Select(n => Profit(n with { Conversion = n.Conversion * f }))]),
        })];
        return [.. niches.Select((n, i) => new Opportunity(n.Name, IndexOf(n), logs[i] - concentrationWeight * heavy[i],
            Profit(n),
                ranks.All(r => Math.Abs(r[i] - ranks[0][i]) <= 1)))
            .OrderByDescending(o => o.ExpectedProfit).ThenBy(o => o.Name, StringComparer.Ordinal)];
    }

    static double IndexOf(Niche n) => n.Items > 0 ? n.Searchers * n.ClickRate * n.Conversion / n.Items : 0;

    static double Profit(Niche n) => n.Searchers * n.ClickRate * n.Conversion * n.ReachableShare * n.OrderValue * n.Margin
        - n.EntryCost;

    static int[] Ranks(double[] values) => [.. values.Select(v => values.Count(other => other > v))];

    static double[] Standard(double[] values)
    {
        double mean = Samples.Mean(values), sd = Samples.Deviation(values);
        return [.. values.Select(v => sd > 0 ? (v - mean) / sd : 0)];
    }
}
