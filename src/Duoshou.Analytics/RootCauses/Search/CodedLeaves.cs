namespace Duoshou.Analytics.RootCauses.Search;

/// <summary>
/// The table as integers: values numbered in ordinal order, equal leaves added together, leaves sorted. The order of the
/// rows a caller
/// gave is gone here, so nothing after this can depend on it.
/// </summary>
sealed class CodedLeaves
{
    CodedLeaves(string[][] values, int[][] codes, Leaf[] leaves, bool isRatio) =>
        (Values, Codes, Leaves, IsRatio) = (values, codes, leaves, isRatio);

    /// <summary>For every dimension, its values by code.</summary>
    public string[][] Values { get; }

    /// <summary>For every dimension, the code of every leaf.</summary>
    public int[][] Codes { get; }

    public Leaf[] Leaves { get; }

    public bool IsRatio { get; }

    public int Count => Leaves.Length;

    public static CodedLeaves From(LeafTable table)
    {
        int dimensions = table.Dimensions.Count;
        string[][] values = new string[dimensions][];
        int[][] raw = new int[dimensions][];
        for (int d = 0; d < dimensions; d++) (values[d], raw[d]) = Number(table.Leaves, d);

        int[] order = Sorted(raw, values, table.Leaves.Count);
        List<Leaf> leaves = new(order.Length);
        List<int> rows = new(order.Length);
        foreach (int row in order)
        {
            if (rows.Count > 0 && Same(raw, rows[^1], row)) leaves[^1] = Sum(leaves[^1], table.Leaves[row]);
            else
            {
                leaves.Add(table.Leaves[row]);
                rows.Add(row);
            }
        }

        int[][] codes = [.. raw.Select(column => rows.Select(row => column[row]).ToArray())];
        return new(values, codes, [.. leaves], table.IsRatio);
    }

    /// <summary>The same leaves with every expectation moved by one factor.</summary>
    public CodedLeaves Moved(decimal factor) =>
        new(Values, Codes, [.. Leaves.Select(l => l with { Expected = decimal.Round(l.Expected * factor, 6) })], IsRatio);

    static (string[] Values, int[] Codes) Number(IReadOnlyList<Leaf> leaves, int dimension)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        int[] codes = new int[leaves.Count];
        for (int i = 0; i < codes.Length; i++)
        {
            string value = leaves[i].At[dimension];
            if (!seen.TryGetValue(value, out codes[i])) seen.Add(value, codes[i] = seen.Count);
        }

        string[] values = [.. seen.Keys.Order(StringComparer.Ordinal)];
        int[] place = new int[values.Length];
        for (int i = 0; i < values.Length; i++) place[seen[values[i]]] = i;
        for (int i = 0; i < codes.Length; i++) codes[i] = place[codes[i]];
        return (values, codes);
    }

    static int[] Sorted(int[][] codes, string[][] values, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        double combinations = values.Aggregate(1d, (product, v) => product * Math.Max(1, v.Length));
        if (combinations < long.MaxValue / 2d)
        {
            long[] keys = new long[count];
            for (int d = 0; d < codes.Length; d++)
                for (int i = 0; i < count; i++) keys[i] = (keys[i] * values[d].Length) + codes[d][i];
            Array.Sort(keys, order);
            return order;
        }

        Array.Sort(order, (left, right) => Compare(codes, left, right));
        return order;
    }

    static int Compare(int[][] codes, int left, int right)
    {
        foreach (int[] column in codes)
            if (column[left].CompareTo(column[right]) is var sign and not 0) return sign;
        return 0;
    }

    static bool Same(int[][] codes, int left, int right) => Compare(codes, left, right) == 0;

    static Leaf Sum(Leaf left, Leaf right) => left with
    {
        Real = left.Real + right.Real,
        Expected = left.Expected + right.Expected,
        RealBase = left.RealBase + right.RealBase,
        ExpectedBase = left.ExpectedBase + right.ExpectedBase,
    };
}
