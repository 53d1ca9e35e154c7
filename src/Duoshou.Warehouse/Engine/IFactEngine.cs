namespace Duoshou.Warehouse.Engine;

/// <summary>
/// The narrow waist between the warehouse and a store of columns. Everything above speaks in tables of <see cref="Kernel.FactTables"/>
/// and plain aggregates, so that another engine has only this to answer for.
/// </summary>
interface IFactEngine : IDisposable
{
    /// <summary>A session of its own: sessions read side by side, each sees only what is committed and what it wrote itself.</summary>
    IFactSession Connect();
}

/// <summary>One conversation with the engine. Not safe for use by two threads at once.</summary>
interface IFactSession : IDisposable
{
    /// <summary>Runs a statement for its effect.</summary>
    /// <returns>How many rows it touched.</returns>
    /// <exception cref="FactEngineException">The engine refused it.</exception>
    long Execute(string sql, ReadOnlySpan<object?> arguments = default, CancellationToken cancel = default);

    /// <summary>Runs a question; its rows arrive in chunks.</summary>
    /// <exception cref="FactEngineException">The engine refused it.</exception>
    /// <exception cref="OperationCanceledException">It was called off or took longer than the engine allows.</exception>
    IFactReader Query(string sql, ReadOnlySpan<object?> arguments = default, CancellationToken cancel = default);

    /// <summary>Opens the bulk way into a table. Rows join the session's transaction.</summary>
    IFactAppender Append(string table, IReadOnlyList<StoredType> columns);

    /// <summary>Begins a transaction.</summary>
    void Begin();

    /// <summary>Makes everything since <see cref="Begin"/> visible at once.</summary>
    void Commit();

    /// <summary>Forgets everything since <see cref="Begin"/>.</summary>
    void Rollback();
}

/// <summary>Rows of an answer, a chunk at a time. A value is only asked for where it is known.</summary>
interface IFactReader : IDisposable
{
    /// <summary>Goes to the next chunk.</summary>
    bool Next();

    /// <summary>Rows of the chunk.</summary>
    int Count { get; }

    /// <summary>The value is unknown.</summary>
    bool IsNull(int column, int row);

    /// <summary>A whole number; of a decimal, its unscaled digits.</summary>
    Int128 Whole(int column, int row);

    /// <summary>A text.</summary>
    string Text(int column, int row);

    /// <summary>The bytes of a text, as long as the chunk is there.</summary>
    ReadOnlySpan<byte> Utf8(int column, int row);

    /// <summary>A day.</summary>
    DateOnly Day(int column, int row);

    /// <summary>A moment to the microsecond.</summary>
    DateTime Moment(int column, int row);
}

/// <summary>The bulk way into a table: fill the columns of up to <see cref="Capacity"/> rows, send, repeat, finish.</summary>
interface IFactAppender : IDisposable
{
    /// <summary>Rows that fit before they must be sent.</summary>
    int Capacity { get; }

    /// <summary>The eight-byte column to fill: numbers in millionths, moments in microseconds since 1970, hashes.</summary>
    Span<long> Longs(int column);

    /// <summary>The four-byte column to fill.</summary>
    Span<int> Ints(int column);

    /// <summary>The one-byte column to fill.</summary>
    Span<sbyte> Bytes(int column);

    /// <summary>Fills a text column; null is unknown.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">The values of a source chunk.</param>
    /// <param name="rows">Which of them to take, in order.</param>
    /// <returns>How many of them are known.</returns>
    int Texts(int column, ReadOnlySpan<string?> values, ReadOnlySpan<int> rows);

    /// <summary>Marks a value of the column as unknown.</summary>
    void SetNull(int column, int row);

    /// <summary>Sends the rows filled so far and makes room.</summary>
    void Send(int rows);

    /// <summary>Hands everything sent to the transaction.</summary>
    void Finish();
}

/// <summary>How a column is stored.</summary>
enum StoredType
{
    Text, Millionths, Moment, Hash, Int, Sign,
}

/// <summary>The engine refused a statement, or the store could not be opened.</summary>
public sealed class FactEngineException(string message) : Exception(message)
{
    /// <summary>What kind of trouble it is, where somebody can do something about it.</summary>
    public FactEngineTrouble Trouble { get; init; }
}

/// <summary>Why a store cannot be worked with.</summary>
public enum FactEngineTrouble
{
    /// <summary>The engine refused a statement: a fault of ours.</summary>
    Refused,

    /// <summary>Another process holds the file.</summary>
    Held,

    /// <summary>The file is not a store, or is damaged.</summary>
    Damaged,
}
