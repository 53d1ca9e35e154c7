namespace Duoshou.Tax.Classification;

/// <summary>One line of a nomenclature: its code, its names, and the code above it.</summary>
public sealed record HsEntry(string Code, string NameZh, string NameEn, string Parent)
{
    /// <summary>
    /// The rate text or other cells that the source table holds; two versions of a table are compared by them too.
    /// </summary>
    public string Rest { get; init; } = "";

    /// <summary>Both names, for showing.</summary>
    public string Name => NameZh.Length == 0 ? NameEn : NameEn.Length == 0 ? NameZh : $"{NameZh} {NameEn}";
}

/// <summary>A row that could not be taken in, and what to do.</summary>
public sealed record TariffProblem(int Line, string Field, string Value, Kernel.Words Remedy);

/// <summary>One dated version of a national tariff, of the Harmonized System or of a positive list.</summary>
public sealed record TariffVersion
{
    /// <summary>The file it came from.</summary>
    public required string Name { get; init; }

    /// <summary>The country, or "*" for the Harmonized System.</summary>
    public required string Country { get; init; }

    /// <summary>The first day on which it holds.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The first twelve digits of the SHA-256 of the text.</summary>
    public required string Digest { get; init; }

    /// <summary>The lines, by code.</summary>
    public required IReadOnlyDictionary<string, HsEntry> Entries { get; init; }

    /// <summary>Rows that were left out, each with its reason.</summary>
    public required IReadOnlyList<TariffProblem> Problems { get; init; }

    /// <summary>What another version has that this one has not, the other way round, and what reads differently.</summary>
    public TariffChanges ChangesTo(TariffVersion later) => new(
        [.. later.Entries.Values.Where(e => !Entries.ContainsKey(e.Code)).OrderBy(e => e.Code, StringComparer.Ordinal)],
        [.. Entries.Values.Where(e => !later.Entries.ContainsKey(e.Code)).OrderBy(e => e.Code, StringComparer.Ordinal)],
        [.. Entries.Values.Where(e => later.Entries.TryGetValue(e.Code, out HsEntry? now) && now != e)
            .Select(e => (e, later.Entries[e.Code])).OrderBy(p => p.e.Code, StringComparer.Ordinal)]);
}

/// <summary>The difference of two versions, each list by code.</summary>
public sealed record TariffChanges(
    IReadOnlyList<HsEntry> Added, IReadOnlyList<HsEntry> Removed, IReadOnlyList<(HsEntry Before, HsEntry After)> Changed)
{
    /// <summary>Whether the two versions say the same.</summary>
    public bool None => Added.Count + Removed.Count + Changed.Count == 0;
}
