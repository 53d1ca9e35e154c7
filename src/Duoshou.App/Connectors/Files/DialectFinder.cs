using System.Text;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Files;

/// <summary>Finds out how the tables of a file lie in it, from the first part of its text.</summary>
public static class DialectFinder
{
    const int SampleCharacters = 1 << 17;
    const int SampleRecords = 400;

    /// <summary>A dialect for each table of a file: one for text, one for each sheet of a workbook. The header is found later.</summary>
    public static IReadOnlyList<(string Table, Dialect Dialect)> In(InputFile file)
    {
        if (file.Form == FileForm.Workbook)
            return [.. SheetReader.Sheets(file).Select((sheet, place) =>
                (sheet.Name, new Dialect { Sheet = place, Encoding = "", IsHidden = sheet.IsHidden }))];
        string encoding = TextEncoding.Of(file);
        string sample = Sample(file, encoding);
        if (XmlSheetReader.Begins(sample))
            return [.. XmlSheetReader.Sheets(file).Select((name, place) => (name, new Dialect { Sheet = place, Encoding = encoding, Xml = true }))];
        if (HtmlTable.Begins(sample)) return [("", new Dialect { Encoding = encoding, Html = true })];
        if (NoTable(sample) is { } form) throw ImportProblem.Unsupported(file.Name, form);
        return [("", Delimited(file, sample) with { Encoding = encoding })];
    }

    /// <summary>Opens a table by its dialect, at the very first record.</summary>
    public static RecordReader Open(InputFile file, Dialect dialect) => file.Form == FileForm.Workbook
        ? new SheetReader(file, dialect.Sheet)
        : dialect.Xml ? new XmlSheetReader(file, dialect.Sheet)
        : dialect.Html ? HtmlTable.Read(file, dialect.Encoding) : new DelimitedReader(file, dialect);

    /// <summary>Text that is written by a rule of its own and has no lines of fields.</summary>
    static Words? NoTable(string sample)
    {
        ReadOnlySpan<char> text = sample.AsSpan().TrimStart();
        if (text.StartsWith("%PDF")) return new("PDF", "a PDF");
        if (text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
            return new("没有表格的网页（登录可能已过期）", "a web page without a table (the sign-in may have run out)");
        if (text.StartsWith("<?xml")) return new("XML", "XML");
        return text is ['{', ..] or ['[', ..] && text[1..].TrimStart() is ['"' or '{' or '[', ..] ? new("JSON", "JSON") : null;
    }

    static string Sample(InputFile file, string encoding) => InputFile.Guarded(file.Name, () =>
    {
        using StreamReader reader = new(file.Open(), TextEncoding.Named(encoding), true);
        char[] text = new char[SampleCharacters];
        string sample = new(text, 0, reader.ReadBlock(text));
        if (sample.AsSpan().Trim().IsEmpty) throw ImportProblem.Empty(file.Name);
        return sample.AsSpan().Count('\0') + sample.AsSpan().Count('\uFFFD') > 2 + sample.Length / 50
            ? throw ImportProblem.Binary(file.Name) : sample;
    });

    static Dialect Delimited(InputFile file, string sample)
    {
        int feeds = sample.AsSpan().Count('\n'), returns = sample.AsSpan().Count('\r') - sample.AsSpan().Count("\r\n");
        char lineEnd = returns > feeds ? '\r' : '\n';
        if (sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && sample.Length > 4)
            return new() { Delimiter = sample[4], LineEnd = lineEnd, Skipped = 1 };
        (Dialect Dialect, double Score) best = (new() { LineEnd = lineEnd }, 0);
        foreach (char delimiter in ",\t;|" + Dialect.BlankSeparated)
        {
            Dialect tried = new() { Delimiter = delimiter, LineEnd = lineEnd };
            double score = Score(file.Name, sample, tried);
            if (score > best.Score) best = (tried, score);
        }
        return best.Dialect;
    }

    /// <summary>Right is the delimiter under which the records are alike and wide.</summary>
    static double Score(string name, string sample, Dialect dialect)
    {
        using StringReader text = new(sample);
        using DelimitedReader reader = new(name, text, dialect);
        Dictionary<int, int> widths = [];
        int records = 0;
        try
        {
            while (records < SampleRecords && reader.Read())
                if (!reader.IsBlank())
                {
                    records++;
                    widths[reader.Count] = widths.GetValueOrDefault(reader.Count) + 1;
                }
        }
        catch (ImportProblem)
        {
            return 0;
        }
        if (records == 0) return 0;
        (int width, int count) = widths.MaxBy(pair => (pair.Value, pair.Key));
        double alike = (double)count / records;
        if (width < 2) return 0.01;
        if (dialect.Delimiter == Dialect.BlankSeparated) return alike > 0.95 && width > 2 ? 0.3 : 0;
        return alike * alike * Math.Log2(width + 1);
    }
}
