namespace Duoshou.Analytics.Baskets;

/// <summary>
/// Frequent sets, depth first. For each item the baskets that hold it are looked at alone, and its more frequent company is
/// turned
/// into bitmaps over just those baskets (the projection of FP-growth, Han 2000, with the intersections of Eclat, Zaki 2000):
/// short
/// bitmaps on sparse data, and one machine word per 64 baskets on dense data.
/// </summary>
sealed class FrequentSearch(FrequencyOrder order, SetFound found, int longest)
{
    readonly int[] prefix = new int[order.ItemOf.Length + 1];
    readonly List<Level> levels = [];
    readonly int[] tally = new int[order.ItemOf.Length];
    readonly int[] slot = new int[order.ItemOf.Length];
    bool stopped;

    /// <summary>No further set is visited.</summary>
    public void Stop() => stopped = true;

    public void Run()
    {
        if (longest < 1) return;
        for (int code = 0; code < order.ItemOf.Length && !stopped; code++)
        {
            prefix[0] = order.ItemOf[code];
            found(prefix.AsSpan(0, 1), order.Counts[code]);
            if (longest > 1 && Project(code) is { Size: > 0 } company) Extend(company, 1);
        }
    }

    /// <summary>The items after the code that share enough baskets with it, as bitmaps over its baskets.</summary>
    Level Project(int code)
    {
        ReadOnlySpan<int> places = order.Places.AsSpan(order.PlaceStart[code]..order.PlaceStart[code + 1]);
        foreach (int place in places)
            foreach (int other in After(place))
                tally[other]++;
        Level level = At(0, (places.Length + 63) / 64);
        for (int other = code + 1; other < tally.Length; other++)
        {
            slot[other] = tally[other] >= order.Minimum ? level.Add(other, tally[other]) : -1;
            tally[other] = 0;
        }

        if (level.Size == 0) return level;
        level.ClearBits();
        for (int at = 0; at < places.Length; at++)
            foreach (int other in After(places[at]))
                if (slot[other] >= 0)
                    level.Bits[slot[other] * level.Words + (at >> 6)] |= 1UL << at;
        return level;
    }

    ReadOnlySpan<int> After(int place) => order.Codes.AsSpan((place + 1)..order.StartOf[order.BasketOf[place] + 1]);

    void Extend(Level level, int depth)
    {
        int words = level.Words;
        for (int a = 0; a < level.Size && !stopped; a++)
        {
            prefix[depth] = order.ItemOf[level.Codes[a]];
            found(prefix.AsSpan(0, depth + 1), level.Counts[a]);
            if (depth + 1 >= longest || a + 1 == level.Size) continue;
            Level deeper = At(depth, words);
            deeper.Reserve(level.Size - a - 1);
            ReadOnlySpan<ulong> mine = level.Bits.AsSpan(a * words, words);
            for (int b = a + 1; b < level.Size; b++)
            {
                Span<ulong> into = deeper.Bits.AsSpan(deeper.Size * words, words);
                int count = Bitmaps.Intersect(mine, level.Bits.AsSpan(b * words, words), into, order.Minimum);
                if (count > 0) deeper.Add(level.Codes[b], count);
            }

            if (deeper.Size > 0) Extend(deeper, depth + 1);
        }
    }

    Level At(int depth, int words)
    {
        while (levels.Count <= depth) levels.Add(new());
        levels[depth].Begin(words);
        return levels[depth];
    }

    /// <summary>The candidates of one depth of the search; the arrays are used again and again.</summary>
    sealed class Level
    {
        public int[] Codes { get; private set; } = new int[16];

        public int[] Counts { get; private set; } = new int[16];

        public ulong[] Bits { get; private set; } = [];

        public int Size { get; private set; }

        public int Words { get; private set; }

        public void Begin(int words) => (Size, Words) = (0, words);

        public int Add(int code, int count)
        {
            if (Size == Codes.Length)
            {
                int[] codes = Codes, counts = Counts;
                Array.Resize(ref codes, 2 * Size);
                Array.Resize(ref counts, 2 * Size);
                (Codes, Counts) = (codes, counts);
            }

            (Codes[Size], Counts[Size]) = (code, count);
            return Size++;
        }

        public void Reserve(int size)
        {
            if (Bits.Length < size * Words) Bits = new ulong[Math.Max(size * Words, 2 * Bits.Length)];
        }

        public void ClearBits()
        {
            Reserve(Size);
            Array.Clear(Bits, 0, Size * Words);
        }
    }
}
