using System.Globalization;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>
/// DuckDB's own threads, sent to rest while rows are appended. What an appender flushes is one task: a helper would take it, and the thread
/// that waits for it would spin on the core that our reading needs. Without helpers the waiting thread does the work itself.
/// </summary>
/// <param name="threads">How many threads the engine has, the asking one included.</param>
/// <param name="connect">Opens a session; settings are made in one of their own, whatever has become of the appender's.</param>
sealed class HelperThreads(int threads, Func<IFactSession> connect)
{
    readonly Lock gate = new();
    int appending;

    /// <summary>An appender opens.</summary>
    public void Rest()
    {
        lock (gate)
            if (appending++ == 0 && threads > 1) Set(1);
    }

    /// <summary>An appender is done; after the last one the helpers work again.</summary>
    public void Resume()
    {
        lock (gate)
            if (--appending == 0 && threads > 1) Set(threads);
    }

    void Set(int count)
    {
        using IFactSession session = connect();
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"set threads = {count}"));
    }
}
