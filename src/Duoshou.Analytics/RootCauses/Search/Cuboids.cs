using System.Numerics;

namespace Duoshou.Analytics.RootCauses.Search;

/// <summary>One set of dimensions: which of its elements (combinations of values) every leaf belongs to.</summary>
sealed class Cuboid(uint dimensions, int[] elementOf, int elements)
{
    /// <summary>The dimensions, one bit each.</summary>
    public uint Dimensions { get; } = dimensions;

    public int Layer { get; } = BitOperations.PopCount(dimensions);

    /// <summary>The element of every leaf.</summary>
    public int[] ElementOf { get; } = elementOf;

    public int Elements { get; } = elements;
}

/// <summary>
/// The cuboids of a table, layer by layer, each made from one of the layer before by one more dimension. A wide table
/// stops at the layer
/// that would pass <see cref="CellLimit"/>: with 12 dimensions and 10,000 leaves that leaves sets of up to four values.
/// </summary>
static class Cuboids
{
    const int CellLimit = 12_000_000;

    /// <summary>Where nearly every leaf stands alone already, one more dimension says nothing new.</summary>
    const double NearlyAllAlone = 0.9;

    public static List<Cuboid> Of(CodedLeaves leaves)
    {
        int dimensions = Math.Min(leaves.Codes.Length, 31);
        List<Cuboid> all = [new(0, new int[leaves.Count], 1)];
        List<Cuboid> layer = [all[0]];
        while (layer.Count > 0)
        {
            List<(Cuboid Parent, int Dimension)> next = [.. layer
                .Where(parent => parent.Elements < NearlyAllAlone * leaves.Count || parent.Layer == 0)
                .SelectMany(parent => Later(parent, dimensions).Select(d => (parent, d)))];
            if ((long)(all.Count + next.Count) * leaves.Count > CellLimit && all.Count > 1) break;
            layer = [.. next.Select(step => Refined(
                step.Parent, leaves.Codes[step.Dimension], leaves.Values[step.Dimension].Length, step.Dimension))];
            all.AddRange(layer);
        }

        return all;
    }

    /// <summary>The dimensions after a cuboid's last one, so that every set of dimensions is made once.</summary>
    static IEnumerable<int> Later(Cuboid parent, int dimensions)
    {
        int first = 32 - BitOperations.LeadingZeroCount(parent.Dimensions);
        return Enumerable.Range(first, dimensions - first);
    }

    static Cuboid Refined(Cuboid parent, int[] codes, int values, int dimension)
    {
        int[] elementOf = new int[codes.Length];
        long cells = (long)parent.Elements * values;
        int elements = cells <= 4_000_000
            ? Dense(parent, codes, values, (int)cells, elementOf)
            : Sparse(parent, codes, values, elementOf);
        return new(parent.Dimensions | (1u << dimension), elementOf, elements);
    }

    static int Dense(Cuboid parent, int[] codes, int values, int cells, int[] elementOf)
    {
        int[] numberOf = new int[cells];
        int next = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            ref int number = ref numberOf[(parent.ElementOf[i] * values) + codes[i]];
            if (number == 0) number = ++next;
            elementOf[i] = number - 1;
        }

        return next;
    }

    static int Sparse(Cuboid parent, int[] codes, int values, int[] elementOf)
    {
        Dictionary<long, int> numberOf = [];
        for (int i = 0; i < codes.Length; i++)
        {
            long cell = ((long)parent.ElementOf[i] * values) + codes[i];
            if (!numberOf.TryGetValue(cell, out elementOf[i])) numberOf.Add(cell, elementOf[i] = numberOf.Count);
        }

        return numberOf.Count;
    }
}
