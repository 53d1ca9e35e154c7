using System.Buffers;

namespace Duoshou.App.Connectors.Translation;

/// <summary>The words by which files say that nothing is known.</summary>
public static class Blank
{
    static readonly string[] Written =
        ["NULL", "NIL", "NILL", "NONE", "NAN", "NA", "N/A", "N.A.", "#N/A", "(NULL)", "(BLANK)", "NAT", "UNDEFINED",
            "无", "空", "暂无", "未知", "--", "---", "-", "—", "——", "/", "\\N", "."];

    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words =
        new HashSet<string>(Written, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every cell of every file is asked, and hardly any begins like a word for nothing.</summary>
    static readonly SearchValues<char> Beginnings = SearchValues.Create([.. Written.SelectMany(word => (char[])[char.ToUpperInvariant(word[0]), char.ToLowerInvariant(word[0])])]);

    /// <summary>Nothing stands in a cell, or a word for nothing, or an error of a spreadsheet.</summary>
    public static bool Is(ReadOnlySpan<char> text) =>
        text.IsEmpty || text.Length <= 9 && Beginnings.Contains(text[0]) && (Words.Contains(text) || IsSheetError(text));

    /// <summary>A spreadsheet's own error, such as #REF! or #VALUE!.</summary>
    public static bool IsSheetError(ReadOnlySpan<char> text) =>
        text is ['#', _, _, ..] && (text[^1] is '!' or '?' || text.SequenceEqual("#N/A"));
}
