namespace Duoshou.App.Connectors.Translation;

/// <summary>The words by which files say that nothing is known.</summary>
public static class Blank
{
    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = new HashSet<string>(
        ["NULL", "NIL", "NILL", "NONE", "NAN", "NA", "N/A", "N.A.", "#N/A", "(NULL)", "(BLANK)", "NAT", "UNDEFINED", "无", "空", "暂无",
            "未知", "--", "---", "-", "—", "——", "/", "\\N", "."],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Nothing stands in a cell, or a word for nothing, or an error of a spreadsheet.</summary>
    public static bool Is(ReadOnlySpan<char> text) =>
        text.IsEmpty || text.Length <= 9 && !char.IsAsciiDigit(text[0]) && (Words.Contains(text) || IsSheetError(text));

    /// <summary>A spreadsheet's own error, such as #REF! or #VALUE!.</summary>
    public static bool IsSheetError(ReadOnlySpan<char> text) =>
        text is ['#', _, _, ..] && (text[^1] is '!' or '?' || text.SequenceEqual("#N/A"));
}
