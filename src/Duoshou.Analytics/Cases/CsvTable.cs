using System.Globalization;
using System.Text;

namespace Duoshou.Analytics.Cases;

/// <summary>
/// A small table with named columns, read from comma-separated text (RFC 4180: quoted fields may hold commas and line breaks).
/// </summary>
sealed class CsvTable
{
    readonly Dictionary<string, int> columns;

    CsvTable(string[] header, List<string[]> rows)
    {
        Header = header;
        Rows = rows;
        columns = new(StringComparer.Ordinal);
        for (int i = 0; i < header.Length; i++) columns.TryAdd(header[i], i);
    }

    public string[] Header { get; }

    public IReadOnlyList<string[]> Rows { get; }

    public static CsvTable Read(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8);
        List<string[]> rows = [.. Records(reader)];
        return rows.Count == 0 ? new([], []) : new(rows[0], rows[1..]);
    }

    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>The first of several names that the table has; the first of all where it has none, so that the error names it.</summary>
    public string First(params string[] names) => names.FirstOrDefault(Has) ?? names[0];

    public int Column(string name) =>
        columns.TryGetValue(name, out int at) ? at : throw new KeyNotFoundException(
            $"The table has no column '{name}'; it has {string.Join(", ", Header)}.");

    public string[] Texts(string column)
    {
        int at = Column(column);
        return [.. Rows.Select(r => at < r.Length ? r[at] : "")];
    }

    public double[] Numbers(string column) => [.. Texts(column).Select(Number)];

    /// <summary>NaN for what is empty or no number; true and false are 1 and 0.</summary>
    public static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
        : bool.TryParse(text, out bool flag) ? (flag ? 1 : 0) : double.NaN;

    /// <summary>Records one by one; blank lines are passed over.</summary>
    public static IEnumerable<string[]> Records(TextReader reader)
    {
        List<string> fields = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            if (!line.Contains('"', StringComparison.Ordinal))
            {
                yield return line.Split(',');
                continue;
            }

            fields.Clear();
            while (!TrySplit(line, fields) && reader.ReadLine() is { } next)
            {
                line = line + "\n" + next;
                fields.Clear();
            }

            yield return [.. fields];
        }
    }

    /// <summary>False where a quoted field is still open at the end of the line.</summary>
    static bool TrySplit(string line, List<string> fields)
    {
        StringBuilder field = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(c);
        }

        fields.Add(field.ToString());
        return !quoted;
    }
}
