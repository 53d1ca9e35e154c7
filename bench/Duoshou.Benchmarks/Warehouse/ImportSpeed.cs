using System.Diagnostics;
using System.Globalization;
using System.Text;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Benchmarks.Warehouse;

/// <summary>One csv of order lines, loaded twice: by DuckDB's own reader into a plain table, and by the ledger with all that it does besides.</summary>
static class ImportSpeed
{
    public static async Task Run(string folder, int rows)
    {
        string csv = Path.Combine(folder, "orders.csv");
        new OrderLines(1, rows, 90).Write(csv, rows);
        WarehouseSpeed.Say($"import of {rows:N0} order lines, {new FileInfo(csv).Length / 1e6:F0} MB of csv, {Environment.ProcessorCount} cores");
        (double raw, double rawCpu) = Raw(folder, csv, rows);
        (double plain, double plainCpu) = RawAllColumns(folder, csv, rows);
        double memory = await Ledger(folder, csv, rows);
        WarehouseSpeed.Say($"DuckDB read_csv into a table of the file's columns: {raw:F0} ms ({rawCpu:F0} ms of processor), {rows / raw * 1000:N0} rows/s");
        WarehouseSpeed.Say($"DuckDB read_csv into a table of the ledger's width:  {plain:F0} ms ({plainCpu:F0} ms of processor), {rows / plain * 1000:N0} rows/s");
        WarehouseSpeed.Say($"peak working set of the process: {memory:F0} MB");
    }

    static (double, double) Raw(string folder, string csv, int rows) => Peer(folder, csv, rows, "select * from");

    static (double, double) RawAllColumns(string folder, string csv, int rows)
    {
        IEnumerable<string> columns = FactTables.OrderLine.Columns.Select(column => OrderLines.Columns.Contains(column.Name) ? column.Name
            : $"cast(null as {(column.Type == FactType.Text ? "varchar" : column.Type == FactType.Number ? "decimal(18,6)" : "timestamp")}) as {column.Name}");
        return Peer(folder, csv, rows, $"select {string.Join(", ", columns)} from");
    }

    static (double, double) Peer(string folder, string csv, int rows, string select)
    {
        string path = Path.Combine(folder, $"raw{Guid.NewGuid():N}.duckdb");
        using FactStore store = FactStore.Open(new FactStoreOptions { Path = path, Threads = Environment.ProcessorCount });
        using IFactSession session = store.Connect();
        string types = string.Join(", ", OrderLines.Columns.Select(name => $"'{name}': '{Type(FactTables.OrderLine[name].Type)}'"));
        TimeSpan worked = Process.GetCurrentProcess().TotalProcessorTime;
        long began = Stopwatch.GetTimestamp();
        session.Execute($"create table raw as {select} read_csv('{csv}', header = true, columns = {{{types}}})");
        double elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        worked = Process.GetCurrentProcess().TotalProcessorTime - worked;
        using IFactReader count = session.Query("select count(*) from raw");
        count.Next();
        if (count.Whole(0, 0) != rows) throw new InvalidOperationException("The peer lost rows.");
        return (elapsed, worked.TotalMilliseconds);
    }

    static string Type(FactType type) => type switch { FactType.Text => "VARCHAR", FactType.Number => "DECIMAL(18,6)", _ => "TIMESTAMP" };

    static async Task<double> Ledger(string folder, string csv, int rows)
    {
        using FactStore store = FactStore.Open(new FactStoreOptions { Path = Path.Combine(folder, "ledger.duckdb"), Threads = Environment.ProcessorCount });
        ShopFacts shop = new(new ShopId(new Guid(1, 0, 0, new byte[8])), "Shop 1", new ClientId(new Guid(1, 0, 1, new byte[8])), "Client 1", "tmall", "CN", Currency.Of("CNY"), "Asia/Shanghai");
        await store.SaveShops([shop], default);
        for (int pass = 0; pass < 2; pass++)
        {
            TimeSpan worked = Process.GetCurrentProcess().TotalProcessorTime;
            long began = Stopwatch.GetTimestamp();
            await using IBatchLoad load = await store.Begin(new BatchStart(new BatchId(Guid.CreateVersion7()), shop.Id, "orders.csv", null, new UserId(Guid.Empty), DateTimeOffset.UtcNow), default);
            Load(load, csv);
            double read = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            BatchRecord batch = await load.Commit(default);
            worked = Process.GetCurrentProcess().TotalProcessorTime - worked;
            double all = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            WarehouseSpeed.Say($"ledger, {(pass == 0 ? "first import" : "same file again")}: {all:F0} ms ({read:F0} reading and appending; {worked.TotalMilliseconds:F0} ms of processor), {rows / all * 1000:N0} rows/s, loaded {batch.RowsLoaded:N0}, unchanged {batch.RowsUnchanged:N0}");
        }

        return Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
    }

    /// <summary>A reader as plain as the file: no quotes, no guessing; texts that repeat are one object, as readers of the product do.</summary>
    static void Load(IBatchLoad load, string csv)
    {
        FactTable table = FactTables.OrderLine;
        FactColumn[] columns = [.. OrderLines.Columns.Select(name => table[name])];
        Dictionary<string, string>[] known = [.. columns.Select(_ => new Dictionary<string, string>(StringComparer.Ordinal))];
        var lookups = known.Select(texts => texts.GetAlternateLookup<ReadOnlySpan<char>>()).ToArray();
        FactChunk chunk = new(table, 8192);
        using StreamReader file = new(csv, Encoding.UTF8, false, 1 << 16);
        file.ReadLine();
        int line = 1;
        while (file.ReadLine() is { } text)
        {
            int row = chunk.Add(++line), column = 0;
            foreach (Range cell in text.AsSpan().Split(','))
            {
                ReadOnlySpan<char> value = text.AsSpan()[cell];
                FactColumn at = columns[column];
                if (value.Length == 0) { }
                else if (at.Type == FactType.Text) chunk.Set(at, row, column is 0 or 9 ? value.ToString() : Known(known[column], lookups[column], value));
                else if (at.Type == FactType.Number) chunk.Set(at, row, decimal.Parse(value, NumberStyles.Number, CultureInfo.InvariantCulture));
                else chunk.Set(at, row, DateTime.ParseExact(value, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
                column++;
            }

            if (!chunk.IsFull) continue;
            load.Append(chunk, default).GetAwaiter().GetResult();
            chunk.Clear();
        }

        load.Append(chunk, default).GetAwaiter().GetResult();
    }

    static string Known(Dictionary<string, string> texts, Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup, ReadOnlySpan<char> value)
    {
        if (lookup.TryGetValue(value, out string? text)) return text;
        return texts[value.ToString()] = value.ToString();
    }
}
