using System.Collections.Concurrent;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>
/// Fills DuckDB's own vectors, 2048 rows at a time. A thread of its own hands them over, because DuckDB's copying and compressing takes
/// as long as our reading and comparing: the two run side by side, at most <see cref="Buffers"/> chunks apart.
/// </summary>
sealed class DuckDbAppender : IFactAppender
{
    const int Buffers = 16;

    readonly AppenderHandle appender;
    readonly BlockingCollection<ChunkBuffer> filled = new(Buffers);
    readonly BlockingCollection<ChunkBuffer> free = new(Buffers);
    readonly ChunkBuffer[] buffers;
    readonly Thread sender;
    Action? over;
    ChunkBuffer current;
    volatile Exception? failure;

    /// <param name="appender">DuckDB's own.</param>
    /// <param name="columns">How the columns are stored.</param>
    /// <param name="over">Told once, when nothing more will be appended.</param>
    public DuckDbAppender(AppenderHandle appender, IReadOnlyList<StoredType> columns, Action over)
    {
        (this.appender, this.over) = (appender, over);
        buffers = [.. Enumerable.Range(0, Buffers).Select(_ => new ChunkBuffer(columns))];
        current = buffers[0];
        foreach (ChunkBuffer buffer in buffers.Skip(1)) free.Add(buffer);
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
        current = free.Take();
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
                if (failure is null) Check(Native.AppendDataChunk(appender, buffer.Chunk));
                buffer.Reset();
            }
            catch (FactEngineException refused)
            {
                failure = refused;
            }

            free.Add(buffer);
        }
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
