using System.Collections.Concurrent;
using Duoshou.App.Storage;
using Microsoft.Data.Sqlite;

namespace Duoshou.App.Promotions.Orders;

/// <summary>
/// The one place at which orders are counted. What waits is done together in one transaction, one after the other, and answered only
/// after it is on the disk: a process that is killed has either answered and counted, or neither.
/// </summary>
sealed class Till(Home home) : IAsyncDisposable
{
    const int Most = 128;
    readonly ConcurrentQueue<Waiting> queue = new();
    readonly SemaphoreSlim drawer = new(1, 1);
    SqliteConnection? connection;
    int serving;
    long commits;

    /// <summary>How many times something was counted: what was read before the last one may be old.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>One after the other with everything else at the till. A refusal or an exception leaves nothing of its own behind.</summary>
    public Task<T> Run<T>(Func<SqliteConnection, T> work, CancellationToken cancel)
    {
        Waiting<T> waiting = new(work);
        queue.Enqueue(waiting);
        if (Interlocked.CompareExchange(ref serving, 1, 0) == 0) _ = Task.Run(Serve, CancellationToken.None);
        return waiting.Answer.WaitAsync(cancel);
    }

    async Task Serve()
    {
        do
        {
            await drawer.WaitAsync();
            try
            {
                while (!queue.IsEmpty) Together();
            }
            finally
            {
                Volatile.Write(ref serving, 0);
                drawer.Release();
            }
        }
        while (!queue.IsEmpty && Interlocked.CompareExchange(ref serving, 1, 0) == 0);
    }

    void Together()
    {
        List<Waiting> served = [];
        try
        {
            SqliteConnection open = Opened();
            Execute(open, "BEGIN IMMEDIATE");
            while (served.Count < Most && queue.TryDequeue(out Waiting? next))
            {
                served.Add(next);
                Execute(open, "SAVEPOINT one");
                if (!next.Do(open)) Execute(open, "ROLLBACK TO one");
                Execute(open, "RELEASE one");
            }

            Execute(open, "COMMIT");
            Interlocked.Increment(ref commits);
            foreach (Waiting done in served) done.Tell();
        }
        catch (SqliteException failure)
        {
            connection?.Dispose();
            connection = null;
            foreach (Waiting lost in served) lost.Fail(failure);
            if (served.Count == 0) while (queue.TryDequeue(out Waiting? next)) next.Fail(failure);
        }
    }

    SqliteConnection Opened()
    {
        if (connection is not null) return connection;
        connection = new SqliteConnection($"Data Source={home.OperationsFile};Foreign Keys=True");
        connection.Open();
        return connection;
    }

    static void Execute(SqliteConnection open, string sql)
    {
        using SqliteCommand command = open.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        await drawer.WaitAsync();
        if (connection is not null) await connection.DisposeAsync();
        drawer.Dispose();
    }

    abstract class Waiting
    {
        /// <summary>False if it threw and what it wrote is to be forgotten.</summary>
        public abstract bool Do(SqliteConnection open);
        public abstract void Tell();
        public abstract void Fail(Exception failure);
    }

    sealed class Waiting<T>(Func<SqliteConnection, T> work) : Waiting
    {
        readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T? result;
        Exception? fault;

        public Task<T> Answer => answer.Task;

        public override bool Do(SqliteConnection open)
        {
            try
            {
                result = work(open);
            }
            catch (Exception thrown) when (thrown is not SqliteException { SqliteErrorCode: 5 or 8 or 10 or 11 or 13 })
            {
                fault = thrown;
            }

            return fault is null;
        }

        public override void Tell()
        {
            if (fault is null) answer.TrySetResult(result!);
            else answer.TrySetException(fault);
        }

        public override void Fail(Exception failure) => answer.TrySetException(fault ?? failure);
    }
}
