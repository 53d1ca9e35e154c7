using System.Collections.Concurrent;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>
/// Fills DuckDB's own vectors, 2048 rows at a time. A thread of its own hands them over, because DuckDB's copying and compressing takes
/// as long as our reading and comparing: the two run side by side, at most <see cref="Buffers"/> chunks apart.
/// </summary>
sealed class DuckDbAppender : IFactAppender
{
    /// <summary>Rather more than a group of rows (122,880), so that reading goes on while DuckDB compresses a full one. Made as they are needed.</summary>
    const int Buffers = 64;

    /// <summary>DuckDB gathers a hundred chunks before it copies them, and the last of them would be copied when nothing is read beside it any more.</summary>
    const int FlushedTogether = 8;

    readonly AppenderHandle appender;
    readonly BlockingCollection<ChunkBuffer> filled = new(Buffers);
    readonly BlockingCollection<ChunkBuffer> free = new(Buffers);
    readonly List<ChunkBuffer> buffers = [];
    readonly IReadOnlyList<StoredType> columns;
    readonly Thread sender;
    Action? over;
    ChunkBuffer current;
    volatile Exception? failure;
    int gathered;

    /// <param name="appender">DuckDB's own.</param>
    /// <param name="columns">How the columns are stored.</param>
    /// <param name="over">Told once, when nothing more will be appended.</param>
    public DuckDbAppender(AppenderHandle appender, IReadOnlyList<StoredType> columns, Action over)
    {
        (this.appender, this.over, this.columns) = (appender, over, columns);
        current = Next();
        sender = new Thread(SendAll) { IsBackground = true, Name = "fact appender" };
        sender.Start();
    }

    public int Capacity => Native.VectorSize;

    public Span<long> Longs(int column) => current.Column<long>(column);

    public Span<int> Ints(int column) => current.Column<int>(column);

    public Span<sbyte> Bytes(int column) => current.Column<sbyte>(column);

    public void SetNull(int column, int row) => current.SetNull(column, row);

    public int Texts(int column, ReadOnlySpan<string?> values, ReadOnlySpan<int> rows) => current.Texts(column, values, rows);

    public void Send(int rows)
    {
        if (rows == 0) return;
        ThrowIfFailed();
        current.Rows = rows;
        filled.Add(current);
        current = Next();
    }

    /// <summary>A buffer that was handed over before; while all are under way a new one, up to the most there may be, and then the next that comes back.</summary>
    ChunkBuffer Next()
    {
        if (free.TryTake(out ChunkBuffer? buffer)) return buffer;
        if (buffers.Count == Buffers) return free.Take();
        buffers.Add(new ChunkBuffer(columns));
        return buffers[^1];
    }

    public void Finish()
    {
        Stop();
        ThrowIfFailed();
        Check(Native.FlushAppender(appender));
        Over();
    }

    /// <summary>Rows that were not finished are forgotten: the destructor of DuckDB's appender would send them.</summary>
    public void Dispose()
    {
        if (appender.IsClosed) return;
        Stop();
        _ = Native.ClearAppender(appender);
        appender.Dispose();
        Over();
        foreach (ChunkBuffer buffer in buffers) buffer.Dispose();
        filled.Dispose();
        free.Dispose();
    }

    void Over()
    {
        over?.Invoke();
        over = null;
    }

    void Stop()
    {
        filled.CompleteAdding();
        sender.Join();
    }

    void SendAll()
    {
        foreach (ChunkBuffer buffer in filled.GetConsumingEnumerable())
        {
            try
            {
                if (failure is null) Append(buffer.Chunk);
                buffer.Reset();
            }
            catch (FactEngineException refused)
            {
                failure = refused;
            }

            free.Add(buffer);
        }
    }

    void Append(DataChunkHandle chunk)
    {
        Check(Native.AppendDataChunk(appender, chunk));
        if (++gathered < FlushedTogether) return;
        Check(Native.FlushAppender(appender));
        gathered = 0;
    }

    void ThrowIfFailed()
    {
        if (failure is { } refused) throw new FactEngineException(refused.Message);
    }

    void Check(int state)
    {
        if (state != Native.Success) throw new FactEngineException(Native.Borrowed(Native.AppenderError(appender)));
    }
}
