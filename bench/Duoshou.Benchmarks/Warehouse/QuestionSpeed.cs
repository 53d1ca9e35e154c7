using System.Collections.Frozen;
using System.Diagnostics;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Benchmarks.Warehouse;

/// <summary>Questions of the catalogue against the best SQL that we could write by hand for each, on the same tables.</summary>
static class QuestionSpeed
{
    static readonly Period Quarter = new(new(2025, 1, 1), new(2025, 3, 31));

    /// <summary>Metrics, dimensions, and the statement by hand; $R is the range of the question.</summary>
    static readonly (string Metrics, string By, string Sql)[] Cases =
    [
        ("gmv", "city product", "select city, product, sum(gross * sign) from order_line where row_class = 'sale' and ordered_at >= $R group by city, product"),
        ("units", "sku channel", "select sku, channel, sum(quantity * sign) from order_line where row_class = 'sale' and ordered_at >= $R group by sku, channel"),
        ("paid_sales", "source category", "select source, category, sum(paid * sign) from order_line where row_class = 'sale' and paid_at >= $P group by source, category"),
        ("orders", "category channel", "select category, channel, count(distinct (shop, order_id)) from order_line where row_class = 'sale' and ordered_at >= $R group by category, channel"),
        ("buyers", "city channel", "select city, channel, count(distinct buyer_key) from order_line where row_class = 'sale' and ordered_at >= $R group by city, channel"),
        ("net_sales", "sku city", "select sku, city, sum(paid * sign), sum(refunded * sign) from order_line where row_class = 'sale' and ordered_at >= $R group by sku, city"),
    ];

    public static async Task Run(string folder, int rows, int shops)
    {
        using FactStore store = FactStore.Open(new FactStoreOptions { Path = Path.Combine(folder, "facts.duckdb"), MemoryLimit = "2500MB", Threads = 2, QueryTimeout = TimeSpan.Zero });
        ShopFacts[] all = [.. Enumerable.Range(1, shops).Select(Shop)];
        await store.SaveShops(all, default);
        await Fill(store, all, rows);
        Scope scope = new() { User = new UserId(Guid.Empty), Shops = all.Select(shop => shop.Id).ToFrozenSet(), SeesCost = true, SeesProfit = true };
        WarehouseSpeed.Say($"questions over {rows:N0} order lines of {shops} shops, two years; one quarter, {Quarter}; 2 threads");
        foreach (var (metrics, by, sql) in Cases) Compare(store, scope, metrics, by, sql);
        MetricQuestion cockpit = new()
        {
            Metrics = ["gmv", "paid_sales", "net_sales", "units", "refund_rate", "fees"], By = ["shop"], Range = Period.Ending(Quarter.Last, 7), Against = Comparison.Previous,
        };
        double roll = WarehouseSpeed.Median(15, () => Ask(store, cockpit, scope));
        double counts = WarehouseSpeed.Median(15, () => Ask(store, cockpit with { Metrics = [.. cockpit.Metrics, "orders", "buyers", "aov"] }, scope));
        WarehouseSpeed.Say($"cockpit, {shops} shops, 7 days with comparison: sums {roll:F0} ms, with orders, buyers and order value {counts:F0} ms (median of 15)");
        WarehouseSpeed.Say($"store on disk {new FileInfo(Path.Combine(folder, "facts.duckdb")).Length / 1e6:N0} MB, peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");
    }

    public static ShopFacts Shop(int number) => new(new ShopId(new Guid(number, 0, 0, new byte[8])), $"Shop {number}", new ClientId(new Guid(number / 10, 0, 1, new byte[8])),
        $"Client {number / 10}", number % 2 == 0 ? "tmall" : "jd", "CN", Currency.Of("CNY"), "Asia/Shanghai");

    static async Task Fill(FactStore store, ShopFacts[] shops, int rows)
    {
        long began = Stopwatch.GetTimestamp();
        int each = rows / shops.Length;
        FactChunk chunk = new(FactTables.OrderLine, 8192);
        for (int s = 0; s < shops.Length; s++)
        {
            OrderLines lines = new(s + 1, each, 730);
            await using IBatchLoad load = await store.Begin(new BatchStart(new BatchId(Guid.CreateVersion7()), shops[s].Id, "drawn", null, new UserId(Guid.Empty), DateTimeOffset.UtcNow), default);
            for (int left = each; left > 0; left -= chunk.Count)
            {
                chunk.Clear();
                lines.Fill(chunk, Math.Min(left, chunk.Capacity));
                await load.Append(chunk, default);
            }

            await load.Commit(default);
        }

        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        WarehouseSpeed.Say($"filled with {rows:N0} rows in {seconds:F1} s, {rows / seconds:N0} rows/s with the drawing of them");
    }

    static void Compare(FactStore store, Scope scope, string metrics, string by, string sql)
    {
        MetricQuestion question = new() { Metrics = metrics.Split(' '), By = by.Split(' '), Range = Quarter, Limit = 1_000_000 };
        string range = $"timestamp '{Quarter.First:yyyy-MM-dd}' and M < timestamp '{Quarter.Last.AddDays(1):yyyy-MM-dd}'";
        string byHand = sql.Replace("$R", range.Replace("M", "ordered_at")).Replace("$P", range.Replace("M", "paid_at"));
        long groups = 0;
        using IFactSession session = store.Connect();
        double hand = WarehouseSpeed.Median(5, () => groups = Read(session, byHand));
        double ours = WarehouseSpeed.Median(5, () => Ask(store, question, scope));
        WarehouseSpeed.Say($"{metrics,-12} by {by,-18} {groups,8:N0} groups: by hand {hand,7:F1} ms, question {ours,7:F1} ms, {ours / hand:F2} times");
    }

    static void Ask(FactStore store, MetricQuestion question, Scope scope)
    {
        Answered<MetricAnswer> answer = store.Ask(question, scope, default).GetAwaiter().GetResult();
        if (answer.Refusal is { } refusal) throw new InvalidOperationException(refusal.Detail.En);
    }

    static long Read(IFactSession session, string sql)
    {
        long rows = 0;
        using IFactReader reader = session.Query(sql);
        while (reader.Next()) rows += reader.Count;
        return rows;
    }
}
