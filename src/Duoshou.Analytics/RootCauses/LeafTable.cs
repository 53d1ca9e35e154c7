namespace Duoshou.Analytics.RootCauses;

/// <summary>
/// One finest cell of a measure: one value for every dimension, what was seen and what was expected. A sum leaves the
/// two bases out;
/// a ratio gives its numerator in <paramref name="Real"/> and <paramref name="Expected"/> and its denominator in the bases.
/// </summary>
/// <param name="At">The cell's attribute values, in the order of the table's dimensions.</param>
/// <param name="Real">What was seen.</param>
/// <param name="Expected">What would have been seen had nothing happened.</param>
/// <param name="RealBase">The denominator that was seen; of no meaning for a sum.</param>
/// <param name="ExpectedBase">The denominator that was expected; of no meaning for a sum.</param>
public sealed record Leaf(
    IReadOnlyList<string> At, decimal Real, decimal Expected, decimal RealBase = 0m, decimal ExpectedBase = 0m);

/// <summary>The leaves of one measure over named dimensions. Leaves with the same values are added together.</summary>
public sealed class LeafTable
{
    /// <summary>A table of leaves; a ratio is a numerator over a denominator, a sum has no denominator.</summary>
    /// <exception cref="ArgumentException">A leaf has more or fewer values than there are dimensions.</exception>
    public LeafTable(IReadOnlyList<string> dimensions, IReadOnlyList<Leaf> leaves, bool isRatio = false)
    {
        if (leaves.FirstOrDefault(leaf => leaf.At.Count != dimensions.Count) is { } odd)
            throw new ArgumentException($"A leaf has {odd.At.Count} values for {dimensions.Count} dimensions.", nameof(leaves));
        (Dimensions, Leaves, IsRatio) = (dimensions, leaves, isRatio);
    }

    /// <summary>The names of the dimensions.</summary>
    public IReadOnlyList<string> Dimensions { get; }

    /// <summary>The leaves as given.</summary>
    public IReadOnlyList<Leaf> Leaves { get; }

    /// <summary>Whether the measure is a numerator over a denominator.</summary>
    public bool IsRatio { get; }
}
