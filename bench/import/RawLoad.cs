using System.Runtime.InteropServices;
using Duoshou.Kernel;

namespace Duoshou.ImportBench;

/// <summary>The peer: the same DuckDB library, asked by nothing of ours, reads the file into a table of its columns.</summary>
static unsafe partial class RawLoad
{
    const string Library = "libduckdb";

    public static int Run(string csv, string database, string threads)
    {
        Check(Open(database, out nint store), "open");
        Check(Connect(store, out nint connection), "connect");
        string columns = string.Join(", ", FactTables.OrderLine.Columns.Select(column => $"\"{column.Name}\" {Type(column)}"));
        string types = string.Join(", ", FactTables.OrderLine.Columns.Select(column => $"'{column.Name}': '{Type(column)}'"));
        foreach (string sql in (string[])
        [
            $"set threads = {threads}", "set memory_limit = '2GB'", $"create table order_line ({columns})",
            $"insert into order_line select * from read_csv('{csv}', header = true, columns = {{{types}}})",
        ])
            Check(Query(connection, sql, 0), sql);
        Disconnect(ref connection);
        Close(ref store);
        return 0;
    }

    static string Type(FactColumn column) => column.Type switch { FactType.Text => "VARCHAR", FactType.Number => "DECIMAL(18,6)", _ => "TIMESTAMP" };

    static void Check(int state, string what)
    {
        if (state != 0) throw new InvalidOperationException($"DuckDB refused: {what}");
    }

    [LibraryImport(Library, EntryPoint = "duckdb_open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, out nint database);

    [LibraryImport(Library, EntryPoint = "duckdb_connect")]
    private static partial int Connect(nint database, out nint connection);

    [LibraryImport(Library, EntryPoint = "duckdb_query", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Query(nint connection, string sql, nint result);

    [LibraryImport(Library, EntryPoint = "duckdb_disconnect")]
    private static partial void Disconnect(ref nint connection);

    [LibraryImport(Library, EntryPoint = "duckdb_close")]
    private static partial void Close(ref nint database);
}
