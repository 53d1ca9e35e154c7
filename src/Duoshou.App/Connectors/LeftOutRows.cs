using System.Collections.Frozen;

namespace Duoshou.App.Connectors;

/// <summary>Records of one table that a person leaves out of an import.</summary>
/// <param name="By">The person's name.</param>
/// <param name="Lines">The lines on which they begin.</param>
public sealed record LeftOutRows(string By, IReadOnlySet<int> Lines)
{
    /// <summary>Nothing is left out.</summary>
    public static LeftOutRows None { get; } = new("", FrozenSet<int>.Empty);
}
