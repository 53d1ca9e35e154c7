using System.Runtime.CompilerServices;
using System.Text;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>Reads an answer chunk by chunk, straight from DuckDB's vectors. It owns the result.</summary>
sealed unsafe class DuckDbReader : IFactReader
{
    readonly NativeType[] types;
    readonly nint[] data;
    readonly nint[] validity;
    NativeResult result;
    DataChunkHandle? chunk;
    bool closed;

    public DuckDbReader(NativeResult result)
    {
        this.result = result;
        int columns = (int)Native.ColumnCount(ref result);
        (types, data, validity) = (new NativeType[columns], new nint[columns], new nint[columns]);
        for (int i = 0; i < columns; i++)
        {
            using LogicalTypeHandle type = Native.ColumnLogicalType(ref result, (ulong)i);
            NativeType id = Native.TypeId(type);
            types[i] = id == NativeType.Decimal ? Native.DecimalInternalType(type) : id;
        }
    }

    public int Count { get; private set; }

    public bool Next()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        chunk?.Dispose();
        chunk = Native.FetchChunk(result);
        Count = chunk.IsInvalid ? 0 : (int)Native.DataChunkSize(chunk);
        if (Count == 0)
        {
            if (Native.Borrowed(Native.ResultError(ref result)) is { Length: > 0 } reason) throw new FactEngineException(reason);
            return false;
        }

        for (int i = 0; i < types.Length; i++)
        {
            nint vector = Native.DataChunkVector(chunk, (ulong)i);
            (data[i], validity[i]) = (Native.VectorData(vector), Native.VectorValidity(vector));
        }

        return true;
    }

    public bool IsNull(int column, int row) =>
        validity[column] != 0 && (((ulong*)validity[column])[row >> 6] & (1UL << (row & 63))) == 0;

    public Int128 Whole(int column, int row) => types[column] switch
    {
        NativeType.TinyInt => ((sbyte*)At(column, row))[row],
        NativeType.Boolean or NativeType.UTinyInt => ((byte*)At(column, row))[row],
        NativeType.SmallInt => ((short*)At(column, row))[row],
        NativeType.USmallInt => ((ushort*)At(column, row))[row],
        NativeType.Integer or NativeType.Date => ((int*)At(column, row))[row],
        NativeType.UInteger => ((uint*)At(column, row))[row],
        NativeType.BigInt or NativeType.Timestamp => ((long*)At(column, row))[row],
        NativeType.UBigInt => ((ulong*)At(column, row))[row],
        NativeType.HugeInt => new Int128(((ulong*)At(column, row))[2 * row + 1], ((ulong*)At(column, row))[2 * row]),
        _ => throw new InvalidCastException($"Column {column} is {types[column]}, not a whole number."),
    };

    public string Text(int column, int row) => Encoding.UTF8.GetString(Utf8(column, row));

    public ReadOnlySpan<byte> Utf8(int column, int row)
    {
        if (types[column] != NativeType.Varchar) throw new InvalidCastException($"Column {column} is {types[column]}, not text.");
        StringSlot* slot = (StringSlot*)At(column, row) + row;
        return new ReadOnlySpan<byte>(slot->Length <= StringSlot.Inlined ? slot->Inline : (byte*)slot->Pointer, (int)slot->Length);
    }

    public DateOnly Day(int column, int row) => types[column] == NativeType.Date
        ? Clock.Day(((int*)At(column, row))[row])
        : DateOnly.FromDateTime(Moment(column, row));

    public DateTime Moment(int column, int row) => types[column] == NativeType.Timestamp
        ? Clock.Moment(((long*)At(column, row))[row])
        : throw new InvalidCastException($"Column {column} is {types[column]}, not a moment.");

    public void Dispose()
    {
        if (closed) return;
        closed = true;
        chunk?.Dispose();
        Native.DestroyResult(ref result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void* At(int column, int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        return (void*)data[column];
    }
}

/// <summary>duckdb_string_t: up to twelve bytes stand in the slot itself, longer text behind a pointer with its first four bytes beside.</summary>
unsafe struct StringSlot
{
    public const int Inlined = 12;

    public uint Length;
    public fixed byte Prefix[4];
    public nint Pointer;

    /// <summary>The twelve bytes after the length.</summary>
    public byte* Inline => (byte*)Unsafe.AsPointer(ref Prefix[0]);
}
