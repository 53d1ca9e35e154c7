using System.Globalization;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>DuckDB inside this process, on one file or in memory.</summary>
sealed class DuckDbEngine : IFactEngine
{
    readonly DatabaseHandle database;
    readonly TimeSpan timeout;
    readonly HelperThreads helpers;

    public DuckDbEngine(FactStoreOptions options)
    {
        timeout = options.QueryTimeout;
        helpers = new(options.Threads, Connect);
        if (Native.CreateConfig(out ConfigHandle config) != Native.Success) throw new FactEngineException("DuckDB has no memory for its settings.");
        using (config)
        {
            Set(config, "memory_limit", options.MemoryLimit);
            Set(config, "threads", options.Threads.ToString(CultureInfo.InvariantCulture));
            // A full group of rows is compressed while the next is read. DuckDB would keep five, and a commit would have to compress the last of them alone.
            Set(config, "write_buffer_row_group_count", "1");
            Set(config, "autoinstall_known_extensions", "false");
            Set(config, "autoload_known_extensions", "false");
            database = Open(options.Path, config);
        }
    }

    /// <summary>The version of the library, such as v1.5.6.</summary>
    public static string Version => Native.Borrowed(Native.LibraryVersion());

    public IFactSession Connect() => Native.Connect(database, out ConnectionHandle connection) == Native.Success
        ? new DuckDbSession(connection, timeout, helpers)
        : throw new FactEngineException("DuckDB gave no connection.");

    public void Dispose() => database.Dispose();

    static DatabaseHandle Open(string? path, ConfigHandle config)
    {
        if (Native.Open(path, out DatabaseHandle opened, config, out nint error) == Native.Success) return opened;
        string reason = Native.Borrowed(error);
        Native.Free(error);
        opened.Dispose();
        throw new FactEngineException($"The warehouse {path ?? "in memory"} could not be opened: {reason}") { Trouble = TroubleOf(reason) };
    }

    /// <summary>DuckDB tells the two apart by its words alone.</summary>
    static FactEngineTrouble TroubleOf(string reason)
    {
        bool Says(string words) => reason.Contains(words, StringComparison.OrdinalIgnoreCase);
        if (Says("set lock on file") || Says("used by another process")) return FactEngineTrouble.Held;
        return Says("not a valid DuckDB database file") || Says("corrupt") || Says("checksum") || Says("serialization error") || Says("deserialize")
            ? FactEngineTrouble.Damaged
            : FactEngineTrouble.Refused;
    }

    static void Set(ConfigHandle config, string name, string value)
    {
        if (Native.SetConfig(config, name, value) != Native.Success)
            throw new FactEngineException($"DuckDB does not take '{value}' for {name}.");
    }
}
