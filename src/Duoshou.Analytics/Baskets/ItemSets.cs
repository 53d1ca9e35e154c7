namespace Duoshou.Analytics.Baskets;

/// <summary>Items that are bought together in at least so many baskets.</summary>
/// <param name="Items">Numbers of the items, ascending.</param>
/// <param name="Count">Baskets that hold them all.</param>
public sealed record ItemSet(IReadOnlyList<int> Items, int Count);

/// <summary>Told of one set at a time; the items are only valid during the call and in no particular order.</summary>
public delegate void SetFound(ReadOnlySpan<int> items, int count);

/// <summary>All sets of items that are frequent enough, exactly.</summary>
public static class ItemSets
{
    /// <summary>Every frequent set, shorter ones first, then by item numbers.</summary>
    public static IReadOnlyList<ItemSet> Frequent(BasketTable baskets, int minimumCount, int longest = int.MaxValue) =>
        Collect(found => VisitFrequent(baskets, minimumCount, found, longest));

    /// <summary>Every frequent set to which no item can be added without losing baskets.</summary>
    public static IReadOnlyList<ItemSet> Closed(BasketTable baskets, int minimumCount) =>
        Collect(found => VisitClosed(baskets, minimumCount, found));

    /// <summary>Every frequent set, without keeping them.</summary>
    public static void VisitFrequent(BasketTable baskets, int minimumCount, SetFound found, int longest = int.MaxValue)
    {
        FrequencyOrder order = new(baskets, Math.Max(1, minimumCount));
        new FrequentSearch(order, found, longest).Run();
    }

    /// <summary>Every closed frequent set, without keeping them.</summary>
    public static void VisitClosed(BasketTable baskets, int minimumCount, SetFound found)
    {
        FrequencyOrder order = new(baskets, Math.Max(1, minimumCount));
        if (IsSparse(order) && ClosedAmongFrequent.TryVisit(order, baskets.ItemCount, MostByFrequent, found)) return;
        new ClosedSearch(order, found).Run();
    }

    /// <summary>Sparse baskets have hardly more frequent sets than closed ones, until there are too many to hold.</summary>
    const int MostByFrequent = 1_000_000;

    /// <summary>A basket holds on average less than a twentieth of the frequent items.</summary>
    static bool IsSparse(FrequencyOrder order) => (double)order.Codes.Length < 0.05 * order.ItemOf.Length * (order.StartOf.Length - 1);

    /// <summary>The count that a share of the baskets asks for, rounded up.</summary>
    public static int CountFor(BasketTable baskets, double share) => Math.Max(1, (int)Math.Ceiling(share * baskets.Count - 1e-9));

    static List<ItemSet> Collect(Action<SetFound> search)
    {
        List<ItemSet> sets = [];
        search((items, count) =>
        {
            int[] sorted = items.ToArray();
            Array.Sort(sorted);
            sets.Add(new(sorted, count));
        });
        sets.Sort((a, b) => a.Items.Count != b.Items.Count ? a.Items.Count.CompareTo(b.Items.Count)
            : ((int[])a.Items).AsSpan().SequenceCompareTo((int[])b.Items));
        return sets;
    }
}
