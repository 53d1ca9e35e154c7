namespace Duoshou.Analytics.Trust;

/// <summary>
/// Texts that are nearly the same: MinHash (Broder 1997) finds the pairs, the exact overlap of character triples decides.
/// </summary>
public static class NearCopies
{
    const int Bands = 16, RowsPerBand = 4;

    /// <summary>
    /// Share of texts that have a near-copy among the others. Very short texts ("好评") are left out: they repeat by nature.
    /// </summary>
    public static double Share(IReadOnlyList<string> texts, double overlap = 0.8)
    {
        HashSet<ulong>[] sets = [.. texts.Where(t => t.Length >= 8).Select(Triples)];
        if (sets.Length == 0) return 0;
        bool[] copied = new bool[sets.Length];
        ulong[][] signatures = [.. sets.Select(Signature)];
        for (int band = 0; band < Bands; band++)
            foreach (IGrouping<ulong, int> bucket in Enumerable.Range(0, sets.Length).GroupBy(i => BandKey(signatures[i], band)))
                Compare([.. bucket], sets, copied, overlap);
        return (double)copied.Count(c => c) / sets.Length;
    }

    /// <summary>Shared triples over all triples of two texts, 0 to 1.</summary>
    public static double Overlap(string a, string b) => Jaccard(Triples(a), Triples(b));

    /// <summary>
    /// Each text of a bucket against its neighbours; in a bucket of one text copied a hundred times that is enough.
    /// </summary>
    static void Compare(int[] bucket, HashSet<ulong>[] sets, bool[] copied, double overlap)
    {
        for (int i = 0; i < bucket.Length; i++)
            for (int j = i + 1; j < Math.Min(bucket.Length, i + 20); j++)
                if (!(copied[bucket[i]] && copied[bucket[j]]) && Jaccard(sets[bucket[i]], sets[bucket[j]]) > overlap)
                    copied[bucket[i]] = copied[bucket[j]] = true;
    }

    static double Jaccard(HashSet<ulong> a, HashSet<ulong> b)
    {
        int shared = a.Count(b.Contains), all = a.Count + b.Count - shared;
        return all > 0 ? (double)shared / all : 0;
    }

    static HashSet<ulong> Triples(string text)
    {
        HashSet<ulong> triples = [];
        for (int i = 0; i + 2 < text.Length; i++) triples.Add((ulong)text[i] << 32 | (ulong)text[i + 1] << 16 | text[i + 2]);
        return triples;
    }

    static ulong[] Signature(HashSet<ulong> triples) => [.. Enumerable.Range(0, Bands * RowsPerBand)
        .Select(k => triples.Count == 0 ? 0 : triples.Min(t => new Numerics.SeededRandom(t * 1_000_003 + (ulong)k).Next()))];

    static ulong BandKey(ulong[] signature, int band)
    {
        ulong key = 14695981039346656037UL;
        for (int i = band * RowsPerBand; i < (band + 1) * RowsPerBand; i++) key = (key ^ signature[i]) * 1099511628211UL;
        return key;
    }
}
