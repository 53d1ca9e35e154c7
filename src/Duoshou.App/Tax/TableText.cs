using System.Text;
using Duoshou.App.Connectors.Files;

namespace Duoshou.App.Tax;

/// <summary>Any table file that the import of facts can read, as plain CSV text for the tariff library.</summary>
static class TableText
{
    /// <summary>The first table of a file. A sheet, a tab-separated or a GBK file comes out as the same CSV.</summary>
    /// <exception cref="ImportProblem">It cannot be opened, or is no table.</exception>
    public static string Read(InputFile file)
    {
        Dialect dialect = DialectFinder.In(file)[0].Dialect;
        if (file.Form == FileForm.Text && dialect is { Delimiter: ',', Html: false, Skipped: 0 })
        {
            // As it stands, so that a fault is told with the line of the file itself.
            using StreamReader plain = new(file.Open(), TextEncoding.Named(dialect.Encoding), detectEncodingFromByteOrderMarks: true);
            return plain.ReadToEnd();
        }

        StringBuilder text = new();
        using RecordReader reader = DialectFinder.Open(file, dialect);
        while (reader.Read())
        {
            if (reader.IsBlank()) continue;
            text.AppendJoin(',', reader.Fields().Select(Quoted)).Append('\n');
        }

        return text.ToString();
    }

    static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
