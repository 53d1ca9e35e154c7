using System.Runtime.InteropServices;
using System.Text;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>
/// Fills DuckDB's own vectors and hands them over 2048 rows at a time. Text is encoded into one block of our memory, to which the slots
/// of the vectors point; the appender copies it before the call returns.
/// </summary>
sealed unsafe class DuckDbAppender : IFactAppender
{
    readonly AppenderHandle appender;
    readonly DataChunkHandle chunk;
    readonly nint[] data;
    readonly nint[] validity;
    readonly int[] width;
    readonly TextBlocks texts = new();

    public DuckDbAppender(AppenderHandle appender, IReadOnlyList<StoredType> columns)
    {
        this.appender = appender;
        (data, validity) = (new nint[columns.Count], new nint[columns.Count]);
        width = [.. columns.Select(Width)];
        LogicalTypeHandle[] types = [.. columns.Select(Type)];
        nint[] raw = [.. types.Select(type => type.DangerousGetHandle())];
        chunk = Native.CreateDataChunk(raw, (ulong)raw.Length);
        foreach (LogicalTypeHandle type in types) type.Dispose();
        if (chunk.IsInvalid) throw new FactEngineException("DuckDB gave no chunk to append with.");
        Reset();
    }

    public int Capacity => Native.VectorSize;

    public Span<long> Longs(int column) => new(At(column, sizeof(long)), Capacity);

    public Span<int> Ints(int column) => new(At(column, sizeof(int)), Capacity);

    public Span<sbyte> Bytes(int column) => new(At(column, sizeof(sbyte)), Capacity);

    public void SetNull(int column, int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Capacity, nameof(row));
        ((ulong*)validity[column])[row >> 6] &= ~(1UL << (row & 63));
    }

    public void Texts(int column, ReadOnlySpan<string?> values, ReadOnlySpan<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Length, Capacity);
        StringSlot* slots = (StringSlot*)At(column, sizeof(StringSlot));
        string? before = null;
        for (int i = 0; i < rows.Length; i++)
        {
            if (values[rows[i]] is not { } text)
            {
                SetNull(column, i);
                before = null;
                continue;
            }

            // Readers hand out one object for a value that repeats, so the slot above can often be copied.
            if (i > 0 && ReferenceEquals(text, before)) slots[i] = slots[i - 1];
            else slots[i] = texts.Slot(text);
            before = text;
        }
    }

    public void Send(int rows)
    {
        if (rows == 0) return;
        Native.SetDataChunkSize(chunk, (ulong)rows);
        Check(Native.AppendDataChunk(appender, chunk));
        Reset();
    }

    public void Finish() => Check(Native.FlushAppender(appender));

    /// <summary>Rows that were not finished are forgotten: the destructor of DuckDB's appender would send them.</summary>
    public void Dispose()
    {
        if (!appender.IsClosed) _ = Native.ClearAppender(appender);
        chunk.Dispose();
        appender.Dispose();
        texts.Dispose();
    }

    void Reset()
    {
        Native.ResetDataChunk(chunk);
        texts.Clear();
        for (int i = 0; i < data.Length; i++)
        {
            nint vector = Native.DataChunkVector(chunk, (ulong)i);
            Native.EnsureValidityWritable(vector);
            (data[i], validity[i]) = (Native.VectorData(vector), Native.VectorValidity(vector));
            NativeMemory.Fill((void*)validity[i], Native.VectorSize / 8, 0xFF);
        }
    }

    void Check(int state)
    {
        if (state != Native.Success) throw new FactEngineException(Native.Borrowed(Native.AppenderError(appender)));
    }

    void* At(int column, int bytes) => width[column] == bytes
        ? (void*)data[column]
        : throw new InvalidCastException($"Column {column} holds {width[column]} bytes a row, not {bytes}.");

    static int Width(StoredType type) => type switch { StoredType.Text => 16, StoredType.Int => 4, StoredType.Sign => 1, _ => 8 };

    static LogicalTypeHandle Type(StoredType type) => type switch
    {
        StoredType.Text => Native.CreateLogicalType(NativeType.Varchar),
        StoredType.Millionths => Native.CreateDecimalType(18, 6),
        StoredType.Moment => Native.CreateLogicalType(NativeType.Timestamp),
        StoredType.Hash => Native.CreateLogicalType(NativeType.BigInt),
        StoredType.Int => Native.CreateLogicalType(NativeType.Integer),
        _ => Native.CreateLogicalType(NativeType.TinyInt),
    };
}

/// <summary>Encoded text in blocks that do not move, kept until the chunk was handed over.</summary>
sealed unsafe class TextBlocks : IDisposable
{
    const int BlockBytes = 1 << 20;

    readonly List<(nint Start, int Length)> blocks = [];
    int current;
    int used;

    /// <summary>The slot of a text; what does not fit in it stands in a block.</summary>
    public StringSlot Slot(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte* target = Room(most);
        int length;
        fixed (char* chars = text) length = Encoding.UTF8.GetBytes(chars, text.Length, target, most);
        StringSlot slot = default;
        slot.Length = (uint)length;
        if (length <= StringSlot.Inlined)
        {
            new ReadOnlySpan<byte>(target, length).CopyTo(new Span<byte>(slot.Inline, StringSlot.Inlined));
            return slot;
        }

        new ReadOnlySpan<byte>(target, 4).CopyTo(new Span<byte>(slot.Inline, 4));
        slot.Pointer = (nint)target;
        used += length;
        return slot;
    }

    public void Clear() => (current, used) = (0, 0);

    public void Dispose()
    {
        foreach (var block in blocks) NativeMemory.Free((void*)block.Start);
        blocks.Clear();
    }

    byte* Room(int bytes)
    {
        while (current < blocks.Count && used + bytes > blocks[current].Length) (current, used) = (current + 1, 0);
        if (current == blocks.Count)
        {
            int length = Math.Max(BlockBytes, bytes);
            blocks.Add(((nint)NativeMemory.Alloc((nuint)length), length));
        }

        return (byte*)blocks[current].Start + used;
    }
}
