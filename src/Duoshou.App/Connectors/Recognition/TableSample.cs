using Duoshou.App.Connectors.Files;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>The first part of a table: where its header is, what stands before it, and some thousand records.</summary>
public sealed record TableSample
{
    const int LimitRecords = 3000;

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
        (int header, bool named) = HeaderFinder.Find(records);
        int width = Math.Max(named ? HeaderFinder.Width(records[header]) : 1, solid.GroupBy(HeaderFinder.Width).MaxBy(group => group.Count())!.Key);
        string[]? below = named ? HeaderFinder.Below(records, header) : null;
        IReadOnlyList<string> headers = named ? HeaderFinder.Named(records[header].Fields, below, width) : [.. Enumerable.Range(1, width)
            .Select(place => $"{place}")];
        int headerRecords = below is null ? 1 : 2;
        List<HeldRecord> body = [.. records.Skip(named ? header + headerRecords : header).Where(record => record.Fields.Any(field =>
            field.Length > 0))];
        ColumnProfile[] columns = [.. Enumerable.Range(0, headers.Count).Select(_ => new ColumnProfile())];
        foreach (HeldRecord record in body)
            for (int i = 0; i < record.Fields.Length && i < columns.Length; i++) columns[i].Add(record.Fields[i]);
        return new()
        {
            File = file, Sheet = sheet, Headers = headers, Records = body, IsWhole = whole, Columns = columns,
            Dialect = dialect with { Skipped = header, HasHeader = named, HeaderRecords = headerRecords },
            Preamble = [.. records.Take(header).Select(record => string.Join(' ', record.Fields).Trim()).Where(line => line.Length > 0)],
        };
    }
}
