using System.Text;

namespace Duoshou.Tax.Rates;

/// <summary>Comma-separated text as RFC 4180 has it: quotes, doubled quotes, line ends inside quotes.</summary>
static class CsvText
{
    /// <summary>The records of a text with the line on which each begins. Blank lines are left out.</summary>
    public static IEnumerable<(int Line, string[] Cells)> Records(string text)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        int line = 1, begun = 1;
        bool quoted = false, any = false;
        for (int i = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"')
            {
                (quoted, any) = (true, true);
            }
            else if (c == ',')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                any = true;
            }
            else if (c == '\n')
            {
                if (any || cell.Length > 0) yield return (begun, Take(cells, cell));
                (any, begun) = (false, line);
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (any || cell.Length > 0) yield return (begun, Take(cells, cell));
    }

    /// <summary>One record as a line of text.</summary>
    public static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted)) + "\n";

    static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static string[] Take(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString());
        string[] record = [.. cells];
        cells.Clear();
        cell.Clear();
        return record;
    }
}
