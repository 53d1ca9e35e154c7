using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Changes;

/// <summary>The leaves of a change, and which dimensions had to be left out.</summary>
/// <param name="Table">Seen in the window against seen in the comparison; null where the metric has no leaves.</param>
/// <param name="Dropped">Dimensions that were left out because single leaves would have been too many or too thin.</param>
sealed record ChangeLeaves(LeafTable? Table, IReadOnlyList<string> Dropped)
{
    const int MostLeaves = 50_000, MostValues = 2_000, MostRows = 400_000;

    /// <summary>Below this many units a leaf says nothing by itself; then less telling dimensions go first.</summary>
    const decimal ThinnestLeaf = 3m;

    const int FewestDimensions = 3;

    /// <summary>Dimensions that say where something happened, the most telling first; states and versions of things are not places.</summary>
    static readonly string[] Places =
    [
        "sku", "channel", "shop", "campaign", "fee_kind", "region", "category", "country", "device", "buyer_kind", "affiliate", "keyword", "product", "source", "brand",
        "city",
    ];

    /// <summary>Asks for the leaves; where the rows of all dimensions are too many to read, the least telling dimension is not asked at all.</summary>
    /// <param name="atOldRate">By shop, the factor that brings money of the window to the rates of the comparison.</param>
    public static async Task<ChangeLeaves> Ask(
        IMetricQuestions questions, Metric metric, MetricQuestion frame, Func<string?, decimal> atOldRate, Scope scope, CancellationToken cancel)
    {
        LeafMeasure measure = LeafMeasure.Of(metric);
        Metric[] metrics = [.. measure.Metrics.Select(key => MetricCatalogue.Find(key)!)];
        string[] dimensions = [.. Places.Where(key => metrics.All(m => m.Dimensions.Contains(key)) && Fits(key, metric))];
        List<string> dropped = [];
        for (; dimensions.Length > 0; dimensions = dimensions[..^1])
        {
            MetricAnswer? answer = (await questions.Ask(frame with { Metrics = measure.Metrics, By = dimensions, Limit = MostRows }, scope, cancel)).Value;
            if (answer is null) return new(null, dropped);
            if (answer.Truncated)
            {
                dropped.Add(dimensions[^1]);
                continue;
            }

            int shop = Array.IndexOf(dimensions, "shop");
            ChangeLeaves made = Made(dimensions, [.. answer.Rows.Select(row => measure.LeafOf(row, atOldRate(shop < 0 ? null : row.Keys[shop]))).OfType<Leaf>()], measure.IsRatio);
            return made with { Dropped = [.. dropped, .. made.Dropped] };
        }

        return new(null, dropped);
    }

    /// <summary>A promotion's name on an order is no place: it follows from the promotion. For ads and fees the plan is the place.</summary>
    static bool Fits(string dimension, Metric metric) => dimension != "campaign" || metric.Needs.All(kind => kind is FactKind.Ad);

    static ChangeLeaves Made(string[] dimensions, List<Leaf> leaves, bool isRatio)
    {
        List<int> kept = [.. Enumerable.Range(0, dimensions.Length).Where(d => Values(leaves, d) is > 1 and <= MostValues)];
        kept = [.. kept.Where((d, at) => !kept.Take(at).Any(other => Follows(leaves, d, other)))];
        List<string> dropped = [.. Enumerable.Range(0, dimensions.Length).Where(d => Values(leaves, d) > MostValues).Select(d => dimensions[d])];
        List<Leaf> merged = Merged(leaves, kept, isRatio);
        while (kept.Count > 1 && (merged.Count > MostLeaves || (kept.Count > FewestDimensions && Thin(merged))))
        {
            dropped.Add(dimensions[kept[^1]]);
            kept.RemoveAt(kept.Count - 1);
            merged = Merged(leaves, kept, isRatio);
        }

        return new(kept.Count == 0 ? null : new LeafTable([.. kept.Select(d => dimensions[d])], merged, isRatio), dropped);
    }

    static int Values(List<Leaf> leaves, int dimension) => leaves.Select(leaf => leaf.At[dimension]).Distinct(StringComparer.Ordinal).Count();

    /// <summary>A dimension each of whose values stands for one value of another, and the other way round, says nothing new.</summary>
    static bool Follows(List<Leaf> leaves, int dimension, int other)
    {
        int pairs = leaves.Select(leaf => (leaf.At[dimension], leaf.At[other])).Distinct().Count();
        return pairs == Values(leaves, dimension) && pairs == Values(leaves, other);
    }

    static bool Thin(List<Leaf> leaves) => leaves.Sum(leaf => Math.Abs(leaf.Real) + Math.Abs(leaf.Expected)) is > 0 and var volume
        && leaves.All(leaf => leaf.Real == decimal.Truncate(leaf.Real) && leaf.Expected == decimal.Truncate(leaf.Expected))
        ? volume / leaves.Count < 2 * ThinnestLeaf
        : leaves.Count > 2_000;

    static List<Leaf> Merged(List<Leaf> leaves, List<int> kept, bool isRatio) =>
    [
        .. leaves.GroupBy(leaf => string.Join('\u001f', kept.Select(d => leaf.At[d])), StringComparer.Ordinal)
            .Select(group => new Leaf([.. kept.Select(d => group.First().At[d])], group.Sum(l => l.Real), group.Sum(l => l.Expected),
                isRatio ? group.Sum(l => l.RealBase) : 0m, isRatio ? group.Sum(l => l.ExpectedBase) : 0m)),
    ];
}
