using System.Text;

namespace Duoshou.Analytics.RootCauses;

/// <summary>Records of a csv (RFC 4180), one at a time: quoted values may hold commas, quotes and line breaks.</summary>
sealed class CsvRecords(TextReader file)
{
    int next = 1;

    /// <summary>The line on which the last record began.</summary>
    public int Line { get; private set; }

    public string[]? Next()
    {
        if (file.ReadLine() is not { } line) return null;
        Line = next++;
        if (Line == 1) line = line.TrimStart('\uFEFF');
        if (!line.Contains('"')) return line.Split(',');
        while (line.Count(c => c == '"') % 2 == 1 && file.ReadLine() is { } more)
        {
            line += "\n" + more;
            next++;
        }

        return Quoted(line);
    }

    static string[] Quoted(string record)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool inside = false;
        for (int i = 0; i < record.Length; i++)
        {
            char c = record[i];
            if (c == '"' && inside && i + 1 < record.Length && record[i + 1] == '"') field.Append(record[i++]);
            else if (c == '"') inside = !inside;
            else if (c == ',' && !inside)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(c);
        }

        fields.Add(field.ToString());
        return [.. fields];
    }
}
