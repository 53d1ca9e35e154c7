using System.Net;
using System.Text.RegularExpressions;

namespace Duoshou.App.Connectors.Files;

/// <summary>Reads the tables of an HTML page; several platforms give such a page out under the ending .xls.</summary>
public static partial class HtmlTable
{
    const int LimitCharacters = 64 << 20;

    /// <summary>The rows of all tables of the page, in order.</summary>
    public static HeldRecords Read(InputFile file, string encoding)
    {
        string page = InputFile.Guarded(file.Name, () =>
        {
            using StreamReader reader = new(file.Open(), TextEncoding.Named(encoding), true);
            char[] text = new char[1 << 16];
            System.Text.StringBuilder all = new();
            for (int count; (count = reader.Read(text, 0, text.Length)) > 0 && all.Length < LimitCharacters;) all.Append(text, 0, count);
            return all.Length < LimitCharacters ? all.ToString() : throw ImportProblem.TooBig(file.Name, LimitCharacters);
        });
        List<HeldRecord> rows = [];
        int line = 1, counted = 0;
        foreach (ValueMatch row in Rows().EnumerateMatches(page))
        {
            line += page.AsSpan(counted, row.Index - counted).Count('\n');
            counted = row.Index;
            rows.Add(new(line, [.. Cells().Matches(page.Substring(row.Index, row.Length)).Select(cell => Plain(cell.Groups[1].Value))]));
        }
        return new(rows);
    }

    /// <summary>The beginning of a text is that of a page with a table.</summary>
    public static bool Begins(string text) =>
        text.TrimStart().StartsWith('<') && text.Contains("<table", StringComparison.OrdinalIgnoreCase);

    static string Plain(string cell) => WebUtility.HtmlDecode(Tags().Replace(cell, "")).Trim();

    [GeneratedRegex("<tr[\\s>].*?(?=<tr[\\s>]|</table|\\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline, 20_000)]
    private static partial Regex Rows();

    [GeneratedRegex("<t[dh](?:\\s[^>]*)?>(.*?)(?=<t[dh][\\s>]|</t[dh]|</tr|\\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline,
        20_000)]
    private static partial Regex Cells();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 20_000)]
    private static partial Regex Tags();
}
