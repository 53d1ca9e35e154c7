namespace Duoshou.Analytics.Baskets;

/// <summary>
/// The baskets with infrequent items dropped and the rest recoded from rare (0) to frequent, each basket ascending, and for every
/// code the places where it stands. What follows a place in its basket is then exactly the more frequent company of that item.
/// </summary>
sealed class FrequencyOrder
{
    public FrequencyOrder(BasketTable baskets, int minimum)
    {
        Minimum = minimum;
        int[] counts = new int[baskets.ItemCount];
        foreach (int item in baskets.Items) counts[item]++;
        ItemOf = [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] >= minimum).OrderBy(i => counts[i]).ThenBy(i => i)];
        Counts = [.. ItemOf.Select(i => counts[i])];
        int[] codes = new int[counts.Length];
        Array.Fill(codes, -1);
        for (int code = 0; code < ItemOf.Length; code++) codes[ItemOf[code]] = code;
        Codes = new int[Counts.Sum()];
        StartOf = new int[baskets.Count + 1];
        int used = 0;
        for (int b = 0; b < baskets.Count; b++)
        {
            int from = used;
            for (int k = baskets.Starts[b]; k < baskets.Starts[b + 1]; k++)
                if (codes[baskets.Items[k]] is >= 0 and int code)
                    Codes[used++] = code;
            Array.Sort(Codes, from, used - from);
            StartOf[b + 1] = used;
        }

        PlaceStart = new int[ItemOf.Length + 1];
        for (int code = 0; code < ItemOf.Length; code++) PlaceStart[code + 1] = PlaceStart[code] + Counts[code];
        Places = new int[used];
        BasketOf = new int[used];
        int[] next = (int[])PlaceStart.Clone();
        for (int b = 0; b + 1 < StartOf.Length; b++)
            for (int k = StartOf[b]; k < StartOf[b + 1]; k++)
            {
                Places[next[Codes[k]]++] = k;
                BasketOf[k] = b;
            }
    }

    public int Minimum { get; }

    /// <summary>Item number by code.</summary>
    public int[] ItemOf { get; }

    /// <summary>Baskets by code.</summary>
    public int[] Counts { get; }

    /// <summary>All baskets' codes, one after the other.</summary>
    public int[] Codes { get; }

    /// <summary>Where each basket begins in <see cref="Codes"/>; one more at the end.</summary>
    public int[] StartOf { get; }

    /// <summary>Which basket a place in <see cref="Codes"/> belongs to.</summary>
    public int[] BasketOf { get; }

    /// <summary>Places of code c are those from PlaceStart[c] to PlaceStart[c + 1].</summary>
    public int[] Places { get; }

    /// <summary>Where each code's places begin in <see cref="Places"/>.</summary>
    public int[] PlaceStart { get; }
}
