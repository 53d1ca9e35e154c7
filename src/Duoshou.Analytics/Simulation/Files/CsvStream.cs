using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Files;

/// <summary>Chunks as CSV by RFC 4180: UTF-8 without mark, CRLF, a point before decimals, moments as 2026-11-01 09:30:00,
/// unknown left empty.</summary>
sealed class CsvStream(Stream output)
{
    /// <summary>Room that is always left for a comma, a line end, a number or a moment.</summary>
    const int Margin = 64;
    static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    readonly byte[] buffer = new byte[1 << 17];
    int used;

    public void WriteHeader(FactTable table, string? first = null)
    {
        if (first is not null) Text(first);
        foreach (FactColumn column in table.Columns)
        {
            if (first is not null || column.Ordinal > 0) Byte((byte)',');
            Text(column.Name);
        }

        EndLine();
    }

    public void Write(FactChunk chunk, string? first = null)
    {
        IReadOnlyList<FactColumn> columns = chunk.Table.Columns;
        for (int row = 0; row < chunk.Count; row++)
        {
            if (first is not null) Text(first);
            for (int i = 0; i < columns.Count; i++)
            {
                if (first is not null || i > 0) Byte((byte)',');
                FactColumn column = columns[i];
                if (column.Type == FactType.Text) Text(chunk.Texts(column)[row]);
                else if (chunk.Numbers(column)[row] is var value && value == FactChunk.Unknown) continue;
                else if (column.Type == FactType.Time) Moment(new(value));
                else Number(value);
            }

            EndLine();
        }
    }

    public void Flush()
    {
        output.Write(buffer, 0, used);
        used = 0;
        output.Flush();
    }

    void EndLine()
    {
        Room(Margin);
        buffer[used++] = (byte)'\r';
        buffer[used++] = (byte)'\n';
    }

    void Text(string? text)
    {
        if (text is null) return;
        if (text.AsSpan().ContainsAny(NeedQuotes)) text = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        for (ReadOnlySpan<char> left = text; left.Length > 0;)
        {
            // A piece never ends between the two halves of a character.
            int take = Math.Min(left.Length, 4096);
            if (take < left.Length && char.IsHighSurrogate(left[take - 1])) take--;
            Room(take * 3);
            used += Encoding.UTF8.GetBytes(left[..take], buffer.AsSpan(used));
            left = left[take..];
        }
    }

    void Number(long millionths)
    {
        Room(Margin);
        if (millionths < 0) buffer[used++] = (byte)'-';
        ulong size = (ulong)Math.Abs(millionths), fraction = size % FactChunk.Scale;
        Utf8Formatter.TryFormat(size / FactChunk.Scale, buffer.AsSpan(used), out int written);
        used += written;
        if (fraction == 0) return;
        buffer[used++] = (byte)'.';
        for (ulong digit = FactChunk.Scale / 10; fraction > 0; digit /= 10)
        {
            buffer[used++] = (byte)('0' + fraction / digit);
            fraction %= digit;
        }
    }

    void Moment(DateTime moment)
    {
        Room(Margin);
        moment.Deconstruct(out DateOnly date, out TimeOnly time);
        Digits(date.Year, 4);
        buffer[used++] = (byte)'-';
        Digits(date.Month, 2);
        buffer[used++] = (byte)'-';
        Digits(date.Day, 2);
        buffer[used++] = (byte)' ';
        Digits(time.Hour, 2);
        buffer[used++] = (byte)':';
        Digits(time.Minute, 2);
        buffer[used++] = (byte)':';
        Digits(time.Second, 2);
    }

    void Digits(int value, int width)
    {
        for (int place = used + width - 1; place >= used; place--, value /= 10) buffer[place] = (byte)('0' + value % 10);
        used += width;
    }

    /// <summary>Into the margin that every other write leaves.</summary>
    void Byte(byte value)
    {
        if (used + Margin / 2 > buffer.Length) Room(Margin);
        buffer[used++] = value;
    }

    void Room(int bytes)
    {
        if (used + bytes <= buffer.Length) return;
        output.Write(buffer, 0, used);
        used = 0;
    }
}
