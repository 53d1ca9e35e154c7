using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Translation;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>The first part of a table: where its header is, what stands before it, and some thousand records.</summary>
public sealed record TableSample
{
    const int LimitRecords = 3000;
    const int LimitBeforeHeader = 40;

    /// <summary>The file.</summary>
    public required InputFile File { get; init; }

    /// <summary>The sheet's name; empty for text.</summary>
    public required string Sheet { get; init; }

    /// <summary>How it lies in the file, header found.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>The headers; 1, 2, 3 where the file names none.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>What stands before the header, as platforms write the shop and the range there.</summary>
    public required IReadOnlyList<string> Preamble { get; init; }

    /// <summary>The first records behind the header.</summary>
    public required IReadOnlyList<HeldRecord> Records { get; init; }

    /// <summary>The sample is the whole table.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>What each column looks like.</summary>
    public required IReadOnlyList<ColumnProfile> Columns { get; init; }

    /// <summary>The name by which reports call the table.</summary>
    public string Name => Sheet.Length > 0 ? $"{File.Name}#{Sheet}" : File.Name;

    /// <summary>Takes a sample; null when the table holds nothing.</summary>
    public static TableSample? Of(InputFile file, string sheet, Dialect dialect)
    {
        List<HeldRecord> records = [];
        bool whole;
        using (RecordReader reader = DialectFinder.Open(file, dialect))
        {
            while (records.Count < LimitRecords && reader.Read()) records.Add(new(reader.Line, reader.Fields()));
            whole = records.Count < LimitRecords || !reader.Read();
        }
        List<HeldRecord> solid = [.. records.Where(record => record.Fields.Any(field => field.Length > 0))];
        if (solid.Count == 0) return null;
        (int header, bool named) = FindHeader(records);
        int width = Math.Max(named ? Width(records[header]) : 1, solid.GroupBy(Width).MaxBy(group => group.Count())!.Key);
        IReadOnlyList<string> headers = named ? Named(records[header].Fields, width) : [.. Enumerable.Range(1, width)
            .Select(place => $"{place}")];
        List<HeldRecord> body = [.. records.Skip(named ? header + 1 : header).Where(record => record.Fields.Any(field =>
            field.Length > 0))];
        ColumnProfile[] columns = [.. Enumerable.Range(0, headers.Count).Select(_ => new ColumnProfile())];
        foreach (HeldRecord record in body)
            for (int i = 0; i < record.Fields.Length && i < columns.Length; i++) columns[i].Add(record.Fields[i]);
        return new()
        {
            File = file, Sheet = sheet, Headers = headers, Records = body, IsWhole = whole, Columns = columns,
            Dialect = dialect with { Skipped = header, HasHeader = named },
            Preamble = [.. records.Take(header).Select(record => string.Join(' ', record.Fields).Trim()).Where(line => line.Length > 0)],
        };
    }

    /// <summary>The first record as wide as the table whose cells are names, not values.</summary>
    static (int Place, bool Named) FindHeader(List<HeldRecord> records)
    {
        int usual = records.GroupBy(Width).MaxBy(group => group.Key > 0 ? group.Count() * Math.Min(group.Key, 8) : 0)!.Key;
        int firstWide = records.FindIndex(record => Width(record) >= Math.Max(1, usual * 6 / 10));
        for (int i = 0; i < records.Count && i < LimitBeforeHeader; i++)
        {
            int filled = records[i].Fields.Count(field => field.Length > 0);
            if (filled < Math.Max(1, usual * 6 / 10) || filled < 2 && usual >= 2) continue;
            int values = records[i].Fields.Count(IsValue), distinct = records[i].Fields.Distinct(StringComparer.Ordinal).Count();
            if (values * 5 <= filled && distinct * 10 >= filled * 8) return (i, true);
            if (i >= firstWide + 2) break;
        }
        return (Math.Max(firstWide, 0), false);
    }

    static int Width(HeldRecord record)
    {
        int width = record.Fields.Length;
        while (width > 0 && record.Fields[width - 1].Length == 0) width--;
        return width;
    }

    static bool IsValue(string field) =>
        field.Length > 0 && (Numbers.TryRead(field, '.', out _) == CellOutcome.Value || char.IsAsciiDigit(field[0])
            && field.Length >= 8 && field.AsSpan().IndexOfAny('-', '/', ':') > 0);

    /// <summary>Every column has a name of its own: one without is called by its place, one that repeats is numbered.</summary>
    static List<string> Named(string[] header, int width)
    {
        List<string> names = [];
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < width; i++)
        {
            string name = i < header.Length && header[i].Length > 0 ? header[i].ReplaceLineEndings(" ").Trim() : $"#{i + 1}";
            string free = name;
            for (int n = 2; !taken.Add(free); n++) free = $"{name} ({n})";
            names.Add(free);
        }
        return names;
    }
}
