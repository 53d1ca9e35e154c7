using System.Runtime.InteropServices;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>One of DuckDB's chunks being filled. Text is encoded into blocks of our memory, to which the slots of the vectors point.</summary>
sealed unsafe class ChunkBuffer : IDisposable
{
    readonly DataChunkHandle chunk;
    readonly nint[] data;
    readonly nint[] validity;
    readonly int[] width;
    readonly TextBlocks texts = new();

    public ChunkBuffer(IReadOnlyList<StoredType> columns)
    {
        (data, validity) = (new nint[columns.Count], new nint[columns.Count]);
        width = [.. columns.Select(Width)];
        LogicalTypeHandle[] types = [.. columns.Select(Type)];
        nint[] raw = [.. types.Select(type => type.DangerousGetHandle())];
        chunk = Native.CreateDataChunk(raw, (ulong)raw.Length);
        foreach (LogicalTypeHandle type in types) type.Dispose();
        if (chunk.IsInvalid) throw new FactEngineException("DuckDB gave no chunk to append with.");
        Reset();
    }

    public DataChunkHandle Chunk => chunk;

    /// <summary>Rows filled, set when the chunk is sent.</summary>
    public int Rows
    {
        get;
        set
        {
            field = value;
            Native.SetDataChunkSize(chunk, (ulong)value);
        }
    }

    public Span<T> Column<T>(int column) where T : unmanaged => new(At(column, sizeof(T)), Native.VectorSize);

    public void SetNull(int column, int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Native.VectorSize, nameof(row));
        ((ulong*)validity[column])[row >> 6] &= ~(1UL << (row & 63));
    }

    public int Texts(int column, ReadOnlySpan<string?> values, ReadOnlySpan<int> rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Length, Native.VectorSize);
        StringSlot* slots = (StringSlot*)At(column, sizeof(StringSlot));
        string? before = null;
        int known = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            string? text = values[rows[i]];
            if (text is null) SetNull(column, i);
            else
            {
                // Readers hand out one object for a value that repeats, so the slot above can often be copied.
                slots[i] = i > 0 && ReferenceEquals(text, before) ? slots[i - 1] : texts.Slot(text);
                known++;
            }

            before = text;
        }

        return known;
    }

    public void Reset()
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

    public void Dispose()
    {
        chunk.Dispose();
        texts.Dispose();
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
