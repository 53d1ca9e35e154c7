using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Benchmarks.Warehouse;

/// <summary>Twenty questions of the catalogue, two dimensions and a quarter each, against the best SQL that we could write by hand for each, on the same tables.</summary>
static class QuestionSpeed
{
    static readonly Period Quarter = new(LargeStore.Last.AddDays(-119), LargeStore.Last.AddDays(-30));

    const string Sales = "from order_line where row_class = 'sale' and ordered_at $R group by";

    /// <summary>Metrics, dimensions, and the statement by hand; $R is the range of the question.</summary>
    static readonly (string Metrics, string By, string Sql)[] Cases =
    [
        ("gmv", "shop day", $"select shop, cast(ordered_at as date) d, sum(gross * sign) {Sales} shop, d"),
        ("gmv", "city product", $"select city, product, sum(gross * sign) {Sales} city, product"),
        ("gmv", "region device", $"select region, device, sum(gross * sign) {Sales} region, device"),
        ("gmv", "category hour", $"select category, extract(hour from ordered_at) h, sum(gross * sign) {Sales} category, h"),
        ("units", "sku channel", $"select sku, channel, sum(quantity * sign) {Sales} sku, channel"),
        ("units", "brand week", $"select brand, cast(date_trunc('week', ordered_at) as date) w, sum(quantity * sign) {Sales} brand, w"),
        ("paid_sales", "source category", "select source, category, sum(paid * sign) from order_line where row_class = 'sale' and paid_at $P group by source, category"),
        ("net_sales", "sku city", "select sku, city, coalesce(sum(paid * sign) filter (where paid_at $P), 0) - coalesce(sum(refunded * sign) filter (where ordered_at $R), 0) from order_line where row_class = 'sale' and " +
            "ordered_at < timestamp '$Z' and ordered_at >= timestamp '$A' - interval 1 day group by sku, city"),
        ("refund_rate", "category source", "select category, source, sum(refunded * sign) filter (where ordered_at $R) / sum(paid * sign) filter (where paid_at $P) from order_line where row_class = 'sale' " +
            "and ordered_at < timestamp '$Z' and ordered_at >= timestamp '$A' - interval 1 day group by category, source"),
        ("discount", "channel day", $"select channel, cast(ordered_at as date) d, coalesce(sum(discount_seller * sign), 0) + coalesce(sum(discount_platform * sign), 0) {Sales} channel, d"),
        ("gross_margin", "brand channel", "select brand, channel, (sum(paid * sign) filter (where paid_at $P) - sum(refunded * sign) filter (where ordered_at $R) - sum(cost * sign) filter (where ordered_at $R)) " +
            " / (sum(paid * sign) filter (where paid_at $P) - sum(refunded * sign) filter (where ordered_at $R)) from order_line where row_class = 'sale' and ordered_at < timestamp '$Z' and ordered_at >= timestamp '$A' - interval 1 day group by brand, channel"),
        ("orders", "category channel", $"select category, channel, count(distinct (shop, order_id)) {Sales} category, channel"),
        ("orders", "shop day", $"select shop, cast(ordered_at as date) d, count(distinct order_id) {Sales} shop, d"),
        ("orders", "region source", $"select region, source, count(distinct (shop, order_id)) {Sales} region, source"),
        ("buyers", "city channel", $"select city, channel, count(distinct buyer_key) {Sales} city, channel"),
        ("buyers", "shop week", $"select shop, cast(date_trunc('week', ordered_at) as date) w, count(distinct buyer_key) {Sales} shop, w"),
        ("aov", "platform device", "select platform, device, sum(gross * sign) / count(distinct (shop, order_id)) from order_line f join shop s on s.number = f.shop where row_class = 'sale' and ordered_at $R " +
            "group by platform, device"),
        ("units_per_order", "region channel", $"select region, channel, sum(quantity * sign) / count(distinct (shop, order_id)) {Sales} region, channel"),
        ("page_views", "shop source", "select shop, source, sum(page_views * sign) from traffic where \"at\" $T group by shop, source"),
        ("ad_cost", "campaign keyword", "select campaign, keyword, sum(cost * sign) from ad where \"at\" $T group by campaign, keyword"),
    ];

    public static async Task Run(string folder, int rows, int shops, bool restated)
    {
        Home home = new(folder);
        if (!Home.IsIn(folder))
        {
            long began = Stopwatch.GetTimestamp();
            await LargeStore.Make(folder, rows, shops);
            WarehouseSpeed.Say($"filled with {rows:N0} order lines of {shops} shops in {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
        }

        if (restated) LargeStore.Restate(folder, shops);
        using FactStore store = FactStore.Open(new FactStoreOptions { Path = home.FactsFile, MemoryLimit = "2500MB", Threads = 2, QueryTimeout = TimeSpan.Zero, KeepsAnswers = false });
        Scope scope = new() { User = new UserId(Guid.Empty), Shops = Shops(store), SeesCost = true, SeesProfit = true };
        string only = Environment.GetEnvironmentVariable("DUOSHOU_ONLY") ?? "";
        WarehouseSpeed.Say($"order lines of {scope.Shops.Count} shops, two years; one quarter, {Quarter}; 2 threads, 2500 MB for the engine; median of 3 (of 301 under 50 ms), each in turn");
        List<double> times = [];
        foreach (var (metrics, by, sql) in Cases.Where(one => one.Metrics.Contains(only, StringComparison.Ordinal))) times.Add(Compare(store, scope, metrics, by, sql));
        if (times.Count == 0) return;
        WarehouseSpeed.Say($"geometric mean {Math.Exp(times.Average(Math.Log)):F2} times, worst {times.Max():F2}, within 1.3 times: {times.Count(time => time <= 1.3)} of {times.Count}");
        MetricQuestion cockpit = new()
        {
            Metrics = ["gmv", "paid_sales", "net_sales", "units", "refund_rate", "page_views"], By = ["shop"], Range = Period.Ending(LargeStore.Last, 7), Against = Comparison.Previous,
        };
        double roll = WarehouseSpeed.Median(15, () => Ask(store, cockpit, scope));
        double counts = WarehouseSpeed.Median(15, () => Ask(store, cockpit with { Metrics = [.. cockpit.Metrics, "orders", "buyers", "aov"] }, scope));
        WarehouseSpeed.Say($"the question of a cockpit, {scope.Shops.Count} shops, 7 days with comparison: sums {roll:F0} ms, with orders, buyers and order value {counts:F0} ms (median of 15)");
        WarehouseSpeed.Say($"store on disk {new FileInfo(home.FactsFile).Length / 1e6:N0} MB, peak working set {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB");
    }

    static FrozenSet<ShopId> Shops(FactStore store)
    {
        using IFactSession session = store.Connect();
        using IFactReader rows = session.Query("select id from shop");
        List<ShopId> found = [];
        while (rows.Next())
            for (int i = 0; i < rows.Count; i++) found.Add(new ShopId(Guid.Parse(rows.Text(0, i))));
        return found.ToFrozenSet();
    }

    static double Compare(FactStore store, Scope scope, string metrics, string by, string sql)
    {
        MetricQuestion question = new() { Metrics = metrics.Split(' '), By = by.Split(' '), Range = Quarter, Limit = 1_000_000 };
        string from = $"{Quarter.First:yyyy-MM-dd}", until = $"{Quarter.Last.AddDays(1):yyyy-MM-dd}";
        string Between(string moment) => $">= timestamp '{from}' and {moment} < timestamp '{until}'";
        string byHand = sql.Replace("$R", Between("ordered_at")).Replace("$P", Between("paid_at")).Replace("$T", Between("\"at\"")).Replace("$A", from).Replace("$Z", until);
        using IFactSession session = store.Connect();
        int grouping = byHand.LastIndexOf("group by ", StringComparison.Ordinal) + 9;
        string withTotal = $"{byHand[..grouping]}grouping sets (({byHand[grouping..]}), ())";
        string[] keys = by.Split(' ');
        (int groups, Int128 said) = Read(session, byHand, keys);
        (int rows, decimal told) = Ask(store, question with { CountsTotal = false }, scope);
        // What is fast and wrong is no figure. Sums come as millionths, counts as they are; of a ratio only the rows are compared. A statement that reads a day before
        // the range, for what was ordered then and paid in it, also answers groups that have nothing within.
        bool wider = byHand.Contains("interval 1 day", StringComparison.Ordinal), ratio = byHand.Contains(" / ", StringComparison.Ordinal);
        if ((wider ? rows > groups : rows != groups) || (!ratio && said != (Int128)told && said != (Int128)(told * 1_000_000m)))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{metrics} by {by}: {groups} rows and {said} by hand, {rows} rows and {told} of the question."));
        Process process = Process.GetCurrentProcess();
        // What takes a few milliseconds is asked more often: of three runs the first would be the compiling of our own code.
        int runs = Timed(process, () => Read(session, byHand, keys)).Elapsed < 50 ? 301 : 3, middle = runs / 2;
        double[] hand = new double[runs], ours = new double[runs], handTotal = new double[runs], oursTotal = new double[runs];
        double handCpu = 0, oursCpu = 0;
        for (int run = 0; run < runs; run++)
        {
            (hand[run], double spent) = Timed(process, () => Read(session, byHand, keys));
            handCpu += spent;
            (ours[run], spent) = Timed(process, () => Ask(store, question with { CountsTotal = false }, scope));
            oursCpu += spent;
            (handTotal[run], _) = Timed(process, () => Read(session, withTotal, keys));
            (oursTotal[run], _) = Timed(process, () => Ask(store, question, scope));
        }

        foreach (double[] times in new[] { hand, ours, handTotal, oursTotal }) Array.Sort(times);
        string alone = $"{hand[middle]:N0} ms | {ours[middle]:N0} ms | {ours[middle] / hand[middle]:F2} | {oursCpu / handCpu:F2}";
        string whole = $"{handTotal[middle]:N0} ms | {oursTotal[middle]:N0} ms | {oursTotal[middle] / handTotal[middle]:F2}";
        WarehouseSpeed.Say($"| {metrics} | {by.Replace(" ", ", ")} | {groups:N0} | {alone} | {whole} |");
        return ours[middle] / hand[middle];
    }

    static (double Elapsed, double Spent) Timed(Process process, Action run)
    {
        process.Refresh();
        double before = process.TotalProcessorTime.TotalMilliseconds;
        long began = Stopwatch.GetTimestamp();
        run();
        double elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        process.Refresh();
        return (elapsed, process.TotalProcessorTime.TotalMilliseconds - before);
    }

    /// <summary>Asks, and takes every row out of the answer.</summary>
    static (int Rows, decimal Sum) Ask(FactStore store, MetricQuestion question, Scope scope)
    {
        Answered<MetricAnswer> answer = store.Ask(question, scope, default).GetAwaiter().GetResult();
        if (answer.Refusal is { } refusal) throw new InvalidOperationException(refusal.Detail.En);
        (int rows, decimal sum) = (0, 0m);
        foreach (AnswerRow row in answer.Value!.Rows)
        {
            if (row.Keys.Count > 0) rows++;
            sum += row.Now[0].Value ?? 0m;
        }

        return (rows, sum);
    }

    /// <summary>Runs a statement by hand and takes its answer out, keys as texts and the first sum as a number, as any program that wants it must.</summary>
    static (int Rows, Int128 Sum) Read(IFactSession session, string sql, string[] by)
    {
        List<(string?[] Keys, Int128 Value)> answer = [];
        bool whole = !sql.Contains(" / ", StringComparison.Ordinal);
        using IFactReader reader = session.Query(sql);
        while (reader.Next())
            for (int i = 0; i < reader.Count; i++)
            {
                string?[] keys = new string?[by.Length];
                for (int k = 0; k < keys.Length; k++) keys[k] = reader.IsNull(k, i) ? null : Key(reader, by[k], k, i);
                answer.Add((keys, whole && !reader.IsNull(by.Length, i) ? reader.Whole(by.Length, i) : 0));
            }

        Int128 sum = 0;
        foreach ((_, Int128 value) in answer) sum += value;
        return (answer.Count, sum);
    }

    static string Key(IFactReader reader, string dimension, int column, int row) => dimension switch
    {
        "day" or "week" => reader.Day(column, row).ToString("O", CultureInfo.InvariantCulture),
        "hour" or "shop" => reader.Whole(column, row).ToString(CultureInfo.InvariantCulture),
        _ => reader.Text(column, row),
    };
}
