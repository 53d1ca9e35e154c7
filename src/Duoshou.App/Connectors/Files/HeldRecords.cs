namespace Duoshou.App.Connectors.Files;

/// <summary>Records that are held in memory: a sample, an HTML table.</summary>
public sealed class HeldRecords(IReadOnlyList<HeldRecord> records) : RecordReader
{
    int next;

    /// <inheritdoc />
    public override bool Read()
    {
        if (next == records.Count) return false;
        (Line, Count) = (records[next].Line, records[next].Fields.Length);
        next++;
        return true;
    }

    /// <inheritdoc />
    public override ReadOnlySpan<char> Field(int index) => index < Count ? records[next - 1].Fields[index].AsSpan() : default;

    /// <inheritdoc />
    protected override void Close() { }
}

/// <summary>A record and the line on which it begins.</summary>
public sealed record HeldRecord(int Line, string[] Fields);
