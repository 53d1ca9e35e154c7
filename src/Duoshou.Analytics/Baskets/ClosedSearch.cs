namespace Duoshou.Analytics.Baskets;

/// <summary>
/// Closed frequent sets by prefix-preserving closure extension (Uno et al. 2004, LCM): each closed set is reached from exactly
/// one
/// other, so none has to be remembered. Worked item by item on bitmaps over the baskets of that item alone.
/// </summary>
sealed class ClosedSearch(FrequencyOrder order, SetFound found)
{
    readonly int[] tally = new int[order.ItemOf.Length];
    readonly int[] slot = new int[order.ItemOf.Length];
    readonly List<int> touched = [];
    readonly List<ulong[]> covers = [];
    readonly List<int> prefix = [];

    // The company of the item at hand: codes ascending, and one bitmap each.
    int[] codes = [];
    ulong[] bits = [];
    int words;

    public void Run()
    {
        for (int code = 0; code < order.ItemOf.Length; code++)
        {
            if (!Project(code)) continue;
            int count = order.Counts[code];
            int[] counts = [.. codes.Select(c => tally[c])];
            prefix.Clear();
            prefix.Add(order.ItemOf[code]);
            int[] open = Absorb(counts, Enumerable.Range(0, codes.Length), count);
            Report(count);
            if (open.Length > 0 && codes[open[^1]] > code) Extend(Everything(count), counts, open, code, 0);
        }
    }

    /// <summary>
    /// Counts the company of an item and draws its bitmaps. False where a rarer item is in all of its baskets: the closed sets
    /// with
    /// both were met under the rarer one.
    /// </summary>
    bool Project(int code)
    {
        foreach (int c in touched) tally[c] = 0;
        touched.Clear();
        ReadOnlySpan<int> places = order.Places.AsSpan(order.PlaceStart[code]..order.PlaceStart[code + 1]);
        foreach (int place in places)
            foreach (int other in Basket(place))
                if (tally[other]++ == 0)
                    touched.Add(other);
        foreach (int c in touched)
            if (c < code && tally[c] == places.Length)
                return false;
        codes = [.. touched.Where(c => c != code && tally[c] >= order.Minimum).Order()];
        words = (places.Length + 63) / 64;
        bool extends = codes.Length > 0 && codes[^1] > code;
        if (!extends) return true;
        if (bits.Length < codes.Length * words) bits = new ulong[codes.Length * words];
        Array.Clear(bits, 0, codes.Length * words);
        foreach (int c in touched) slot[c] = -1;
        for (int s = 0; s < codes.Length; s++) slot[codes[s]] = s;
        for (int at = 0; at < places.Length; at++)
            foreach (int other in Basket(places[at]))
                if (slot[other] >= 0)
                    bits[slot[other] * words + (at >> 6)] |= 1UL << at;
        return true;
    }

    ReadOnlySpan<int> Basket(int place)
    {
        int b = order.BasketOf[place];
        return order.Codes.AsSpan(order.StartOf[b]..order.StartOf[b + 1]);
    }

    /// <summary>Takes into the prefix what is in every basket; what remains may still extend the set.</summary>
    int[] Absorb(int[] counts, IEnumerable<int> candidates, int count)
    {
        List<int> open = [];
        foreach (int s in candidates)
        {
            if (counts[s] == count) prefix.Add(order.ItemOf[codes[s]]);
            else open.Add(s);
        }

        return [.. open];
    }

    void Extend(ReadOnlySpan<ulong> cover, int[] counts, int[] open, int core, int depth)
    {
        int kept = prefix.Count;
        for (int at = 0; at < open.Length; at++)
        {
            int s = open[at];
            if (codes[s] <= core) continue;
            Span<ulong> next = Room(depth + 1);
            int count = Bitmaps.Intersect(cover, Bits(s), next, order.Minimum);
            if (count < 0 || !KeepsPrefix(next, counts, open.AsSpan(0, at), count)) continue;
            prefix.Add(order.ItemOf[codes[s]]);
            (int[] deeperCounts, int[] alive) = Recount(next, counts, open, at);
            int[] deeper = Absorb(deeperCounts, alive, count);
            Report(count);
            if (deeper.Length > 0 && codes[deeper[^1]] > codes[s]) Extend(next, deeperCounts, deeper, codes[s], depth + 1);
            prefix.RemoveRange(kept, prefix.Count - kept);
        }
    }

    /// <summary>No earlier item may hold all the baskets of the extension; only one with as many baskets could.</summary>
    bool KeepsPrefix(ReadOnlySpan<ulong> next, int[] counts, ReadOnlySpan<int> earlier, int count)
    {
        foreach (int e in earlier)
            if (counts[e] >= count && Bitmaps.Within(next, Bits(e)))
                return false;
        return true;
    }

    /// <summary>Counts the open items inside the extension and forgets the ones that have become rare.</summary>
    (int[] Counts, int[] Alive) Recount(ReadOnlySpan<ulong> next, int[] counts, int[] open, int added)
    {
        int[] inside = new int[counts.Length];
        List<int> alive = [];
        Span<ulong> scratch = Room(0);
        for (int at = 0; at < open.Length; at++)
        {
            if (at == added) continue;
            int count = Bitmaps.Intersect(next, Bits(open[at]), scratch, order.Minimum);
            if (count < 0) continue;
            inside[open[at]] = count;
            alive.Add(open[at]);
        }

        return (inside, [.. alive]);
    }

    ReadOnlySpan<ulong> Bits(int s) => bits.AsSpan(s * words, words);

    /// <summary>Working space by depth; the first is scratch.</summary>
    Span<ulong> Room(int depth)
    {
        while (covers.Count <= depth) covers.Add([]);
        if (covers[depth].Length < words) covers[depth] = new ulong[words];
        return covers[depth].AsSpan(0, words);
    }

    ulong[] Everything(int count)
    {
        ulong[] all = new ulong[words];
        for (int i = 0; i < count; i++) all[i >> 6] |= 1UL << i;
        return all;
    }

    void Report(int count)
    {
        found(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(prefix), count);
    }
}
