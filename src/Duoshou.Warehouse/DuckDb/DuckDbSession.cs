using System.Globalization;
using System.Text;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>A DuckDB connection. Calls block; whoever must not be blocked runs them on the thread pool.</summary>
sealed class DuckDbSession(ConnectionHandle connection, TimeSpan timeout, HelperThreads helpers) : IFactSession
{
    public long Execute(string sql, ReadOnlySpan<object?> arguments = default, CancellationToken cancel = default)
    {
        NativeResult result = Run(sql, arguments, streaming: false, cancel);
        long changed = (long)Native.RowsChanged(ref result);
        Native.DestroyResult(ref result);
        return changed;
    }

    public IFactReader Query(string sql, ReadOnlySpan<object?> arguments = default, CancellationToken cancel = default) =>
        new DuckDbReader(Run(sql, arguments, streaming: false, cancel));

    /// <summary>The same, without holding the whole answer in memory; the session is busy until the reader is disposed.</summary>
    public IFactReader Stream(string sql, ReadOnlySpan<object?> arguments = default, CancellationToken cancel = default) =>
        new DuckDbReader(Run(sql, arguments, streaming: true, cancel));

    public IFactAppender Append(string table, IReadOnlyList<StoredType> columns)
    {
        int made = Native.CreateAppender(connection, null, table, out AppenderHandle appender);
        if (made == Native.Success)
        {
            helpers.Rest();
            return new DuckDbAppender(appender, columns, helpers.Resume);
        }

        string reason = Native.Borrowed(Native.AppenderError(appender));
        appender.Dispose();
        throw new FactEngineException($"Nothing can be appended to {table}: {reason}");
    }

    public void Begin() => Execute("begin transaction");

    public void Commit() => Execute("commit");

    public void Rollback() => Execute("rollback");

    public void Dispose() => connection.Dispose();

    NativeResult Run(string sql, ReadOnlySpan<object?> arguments, bool streaming, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using StatementHandle statement = Prepared(sql);
        for (int i = 0; i < arguments.Length; i++) Bind(statement, (ulong)i + 1, arguments[i]);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (timeout > TimeSpan.Zero) limit.CancelAfter(timeout);
        int state;
        NativeResult result;
        using (limit.Token.UnsafeRegister(static at => Native.Interrupt((ConnectionHandle)at!), connection))
        {
            state = streaming ? Native.ExecuteStreaming(statement, out result) : Native.Execute(statement, out result);
        }

        return state == Native.Success ? result : throw Failure(ref result, sql, cancel);
    }

    StatementHandle Prepared(string sql)
    {
        if (Native.Prepare(connection, sql, out StatementHandle statement) == Native.Success) return statement;
        string reason = Native.Borrowed(Native.PrepareError(statement));
        statement.Dispose();
        throw new FactEngineException($"{reason}\n{sql}");
    }

    Exception Failure(ref NativeResult result, string sql, CancellationToken cancel)
    {
        string reason = Native.Borrowed(Native.ResultError(ref result));
        bool interrupted = Native.ResultErrorType(ref result) == Native.ErrorInterrupt;
        Native.DestroyResult(ref result);
        if (!interrupted) return new FactEngineException($"{reason}\n{sql}");
        return cancel.IsCancellationRequested
            ? new OperationCanceledException("The question was called off.", cancel)
            : new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"The question took longer than {timeout.TotalSeconds} s."));
    }

    static void Bind(StatementHandle statement, ulong index, object? value)
    {
        int state = value switch
        {
            null => Native.BindNull(statement, index),
            int number => Native.BindInt64(statement, index, number),
            long number => Native.BindInt64(statement, index, number),
            DateTime moment => Native.BindTimestamp(statement, index, Clock.Microseconds(moment)),
            DateTimeOffset moment => Native.BindTimestamp(statement, index, Clock.Microseconds(moment.UtcDateTime)),
            DateOnly day => Native.BindDate(statement, index, Clock.Days(day)),
            _ => BindText(statement, index, Convert.ToString(value, CultureInfo.InvariantCulture)!),
        };
        if (state != Native.Success) throw new FactEngineException($"DuckDB does not take a {value?.GetType().Name ?? "null"} as argument {index}.");
    }

    static int BindText(StatementHandle statement, ulong index, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Native.BindVarchar(statement, index, utf8, (ulong)utf8.Length);
    }
}

/// <summary>Between the clock of .NET and that of the engine, which counts from 1970.</summary>
static class Clock
{
    static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    public static long Microseconds(DateTime moment) => (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long MicrosecondsOfTicks(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTime Moment(long microseconds) => new(DateTime.UnixEpoch.Ticks + microseconds * TimeSpan.TicksPerMicrosecond);

    public static int Days(DateOnly day) => day.DayNumber - Epoch;

    public static DateOnly Day(int days) => DateOnly.FromDayNumber(days + Epoch);
}
