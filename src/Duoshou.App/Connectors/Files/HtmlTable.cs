using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Duoshou.App.Connectors.Files;

/// <summary>
/// Reads the tables of an HTML page; several platforms give such a page out under the ending .xls. A record's line is its row, for a page
/// may stand on one line. A cell that covers several rows or columns stands in the first; the others are blank.
/// </summary>
public static partial class HtmlTable
{
    const int LimitCharacters = 64 << 20;
    const int LimitSpan = 65_536;

    /// <summary>The rows of all tables of the page, in order.</summary>
    public static HeldRecords Read(InputFile file, string encoding)
    {
        string page = Silent().Replace(Text(file, encoding), "");
        List<HeldRecord> rows = [];
        List<int> covered = [];
        foreach (ValueMatch row in Rows().EnumerateMatches(page))
        {
            List<string> fields = [];
            foreach (Match cell in Cells().Matches(page.Substring(row.Index, row.Length)))
            {
                SkipCovered(fields, covered);
                if (fields.Count >= RecordReader.LimitFields) throw ImportProblem.TooManyFields(file.Name, rows.Count + 1, RecordReader.LimitFields);
                int rowSpan = Span(RowSpan().Match(cell.Groups[1].Value)), columnSpan = Span(ColumnSpan().Match(cell.Groups[1].Value));
                for (int i = 0; i < Math.Min(columnSpan, RecordReader.LimitFields - fields.Count + i); i++)
                {
                    while (covered.Count <= fields.Count) covered.Add(0);
                    covered[fields.Count] = rowSpan - 1;
                    fields.Add(i == 0 ? Plain(cell.Groups[2].Value) : "");
                }
            }

            SkipCovered(fields, covered);
            rows.Add(new(rows.Count + 1, [.. fields]));
        }

        return new(rows);
    }

    /// <summary>The beginning of a text is that of a page with a table.</summary>
    public static bool Begins(string text) =>
        text.TrimStart().StartsWith('<') && text.Contains("<table", StringComparison.OrdinalIgnoreCase);

    static string Text(InputFile file, string encoding) => InputFile.Guarded(file.Name, () =>
    {
        using StreamReader reader = new(file.Open(), TextEncoding.Named(encoding), true);
        char[] text = new char[1 << 16];
        StringBuilder all = new();
        for (int count; (count = reader.Read(text, 0, text.Length)) > 0 && all.Length < LimitCharacters;) all.Append(text, 0, count);
        return all.Length < LimitCharacters ? all.ToString() : throw ImportProblem.TooBig(file.Name, LimitCharacters);
    });

    /// <summary>Columns that a cell of a row above reaches into are blank here.</summary>
    static void SkipCovered(List<string> fields, List<int> covered)
    {
        while (fields.Count < covered.Count && covered[fields.Count] > 0)
        {
            covered[fields.Count]--;
            fields.Add("");
        }
    }

    static int Span(Match span) => span.Success && int.TryParse(span.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int cells)
        ? Math.Clamp(cells, 1, LimitSpan) : 1;

    static string Plain(string cell) => WebUtility.HtmlDecode(Tags().Replace(Breaks().Replace(cell, " "), "")).Trim();

    /// <summary>What a reader of the page does not see.</summary>
    [GeneratedRegex("<!--.*?-->|<script[\\s>].*?</script>|<style[\\s>].*?</style>", RegexOptions.IgnoreCase | RegexOptions.Singleline, 20_000)]
    private static partial Regex Silent();

    [GeneratedRegex("<tr[\\s>].*?(?=<tr[\\s>]|</table|\\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline, 20_000)]
    private static partial Regex Rows();

    [GeneratedRegex("<t[dh](\\s[^>]*)?>(.*?)(?=<t[dh][\\s>]|</t[dh]|</tr|\\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline, 20_000)]
    private static partial Regex Cells();

    [GeneratedRegex("rowspan\\s*=\\s*[\"']?(\\d+)", RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex RowSpan();

    [GeneratedRegex("colspan\\s*=\\s*[\"']?(\\d+)", RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex ColumnSpan();

    [GeneratedRegex("<br\\s*/?>", RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex Breaks();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 20_000)]
    private static partial Regex Tags();
}
