using System.Runtime.InteropServices;
using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Baskets;

/// <summary>
/// Closed sets where baskets are sparse: all frequent sets are met first, which is quick there, and one is left out when a set with one item
/// more has the same count. A set is found by a 128-bit sum of its items' keys, from which the key of a set with one item less is one step
/// away, so nothing is looked up by its items.
/// </summary>
sealed class ClosedAmongFrequent
{
    readonly List<int> items = [], starts = [0], counts = [];
    readonly Dictionary<UInt128, int> places = [];
    readonly UInt128[] keys;

    ClosedAmongFrequent(int itemCount)
    {
        SeededRandom dice = new(20_041);
        keys = new UInt128[itemCount];
        for (int i = 0; i < itemCount; i++) keys[i] = new(dice.Next(), dice.Next());
    }

    /// <summary>Visits the closed sets. False, and nothing visited, where there are more frequent sets than so many.</summary>
    public static bool TryVisit(FrequencyOrder order, int itemCount, int most, SetFound found)
    {
        ClosedAmongFrequent all = new(itemCount);
        FrequentSearch search = null!;
        search = new(order, (set, count) =>
        {
            all.Keep(set, count);
            if (all.counts.Count > most) search.Stop();
        }, int.MaxValue);
        search.Run();
        if (all.counts.Count > most) return false;
        all.Report(found);
        return true;
    }

    void Keep(ReadOnlySpan<int> set, int count)
    {
        UInt128 key = 0;
        foreach (int item in set)
        {
            key ^= keys[item];
            items.Add(item);
        }

        places[key] = counts.Count;
        counts.Add(count);
        starts.Add(items.Count);
    }

    void Report(SetFound found)
    {
        bool[] open = new bool[counts.Count];
        ReadOnlySpan<int> flat = CollectionsMarshal.AsSpan(items);
        for (int set = 0; set < counts.Count; set++)
        {
            ReadOnlySpan<int> own = flat[starts[set]..starts[set + 1]];
            if (own.Length < 2) continue;
            UInt128 key = 0;
            foreach (int item in own) key ^= keys[item];
            foreach (int item in own)
                if (places.TryGetValue(key ^ keys[item], out int without) && counts[without] == counts[set])
                    open[without] = true;
        }

        for (int set = 0; set < counts.Count; set++)
            if (!open[set]) found(flat[starts[set]..starts[set + 1]], counts[set]);
    }
}
