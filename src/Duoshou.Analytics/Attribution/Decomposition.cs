using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution;

/// <summary>One driver of a change.</summary>
/// <param name="Key">The metric's key.</param>
/// <param name="Name">The metric's name.</param>
/// <param name="Before">Its value before, where it is known.</param>
/// <param name="After">Its value after, where it is known.</param>
/// <param name="Amount">What it did to the metric at the root, in the root's unit.</param>
public sealed record Driver(string Key, Words Name, decimal? Before, decimal? After, decimal Amount);

/// <summary>A change split into drivers whose amounts sum to it exactly.</summary>
/// <param name="Key">The metric that changed.</param>
/// <param name="Name">Its name.</param>
/// <param name="Before">Its value before; null when it is unknown.</param>
/// <param name="After">Its value after; null when it is unknown.</param>
/// <param name="Drivers">What drove it, in the order of the tree.</param>
/// <param name="Unknown">Branches of the tree that could not be told apart or valued because an input is unknown.</param>
public sealed record Decomposition(
    string Key, Words Name, decimal? Before, decimal? After, IReadOnlyList<Driver> Drivers, IReadOnlyList<MetricNode> Unknown)
{
    /// <summary>After less before; null when either is unknown.</summary>
    public decimal? Change => After - Before;

    /// <summary>
    /// Splits the change of a tree's root between two periods. Values are given by key; a key left out, or null, is unknown.
    /// The root is rounded to so many decimals, the currency's for money, and the drivers sum to its change in that unit.
    /// </summary>
    public static Decomposition Of(
        MetricNode tree, IReadOnlyDictionary<string, decimal?> before, IReadOnlyDictionary<string, decimal?> after,
        int decimals = 2)
    {
        TreeSplit split = new(before, after);
        (decimal? was, decimal? now) = (TreeSplit.Exact(tree, before, decimals), TreeSplit.Exact(tree, after, decimals));
        if (was is null || now is null) return new(tree.Key, tree.Name, was, now, [], [.. split.UnknownOf(tree)]);
        List<TreeSplit.Effect> effects = Merged(split.Of(tree));
        decimal[] amounts = ExactParts.Of([.. effects.Select(e => e.Amount)], now.Value - was.Value, decimals);
        Driver[] drivers = [.. effects.Select((e, i) =>
            new Driver(e.Node.Key, e.Node.Name, TreeSplit.Shown(e.Before), TreeSplit.Shown(e.After), amounts[i]))];
        return new(tree.Key, tree.Name, was, now, drivers, [.. split.Unknown]);
    }

    /// <summary>A driver that stands in several branches is one driver.</summary>
    static List<TreeSplit.Effect> Merged(List<TreeSplit.Effect> effects) =>
        [.. effects.GroupBy(e => e.Node.Key).Select(g => g.First() with { Amount = g.Sum(e => e.Amount) })];
}
