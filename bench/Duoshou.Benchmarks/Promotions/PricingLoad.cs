using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Duoshou.App;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Promotions.Actions;
using Duoshou.App.Shops.Actions;
using Duoshou.App.Storage;
using Duoshou.App.Storage.Migrations;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.Benchmarks.Promotions;

/// <summary>
/// The pricing actions of the application as its API calls them, on a home folder of its own: eight callers, 99 carts priced for every
/// order placed, 200 promotions of which some are limited, a new version of the book every second. pricing --seconds 20
/// </summary>
static class PricingLoad
{
    internal const int Callers = 8, Promotions = 200;

    internal static async Task<int> Run(string[] args)
    {
        TimeSpan span = TimeSpan.FromSeconds(Array.IndexOf(args, "--seconds") is >= 0 and int at ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : 20);
        string folder = Directory.CreateTempSubdirectory("duoshou-pricing-").FullName;
        await using (ServiceProvider all = new ServiceCollection().AddLogging().AddDuoshou(new Home(folder)).BuildServiceProvider())
        {
            await using (DuoshouDb db = await all.GetRequiredService<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync()) await SchemaSteps.Apply(db, default);
            var client = (await all.GetRequiredService<OpenClient>().Run(new("Client", "CNY"), default)).Value!;
            var shop = (await all.GetRequiredService<OpenShop>().Run(new("Shop", client.Id, "tmall", "CN", "CNY", "Asia/Shanghai"), default)).Value!;
            Scope scope = new() { User = default, Shops = [shop.Id] };
            string name = shop.Id.ToString();
            await all.GetRequiredService<PublishBook>().Run(new(name, Book(0), "bench"), scope, default);
            JsonElement[] carts = [.. Enumerable.Range(0, 256).Select(Cart)];
            await Load(all, name, scope, carts, TimeSpan.FromSeconds(Math.Min(5, span.TotalSeconds / 3)), []);
            ConcurrentBag<(bool Order, double Milliseconds)> times = [];
            long start = Stopwatch.GetTimestamp();
            TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
            int published = await Load(all, name, scope, carts, span, times);
            Report(times, Stopwatch.GetElapsedTime(start), Process.GetCurrentProcess().TotalProcessorTime - processor, published);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    static async Task<int> Load(ServiceProvider all, string shop, Scope scope, JsonElement[] carts, TimeSpan span, ConcurrentBag<(bool, double)> times)
    {
        PriceCart price = all.GetRequiredService<PriceCart>();
        PlaceOrder place = all.GetRequiredService<PlaceOrder>();
        long start = Stopwatch.GetTimestamp();
        int next = 0, published = 0;
        Task[] callers = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < span)
            {
                int i = Interlocked.Increment(ref next);
                bool order = i % 100 == 0;
                long began = Stopwatch.GetTimestamp();
                if (order) await place.Run(new(shop, Guid.CreateVersion7().ToString(), carts[i % carts.Length]), scope, default);
                else await price.Run(new(shop, carts[i % carts.Length], false), scope, default);
                times.Add((order, Stopwatch.GetElapsedTime(began).TotalMilliseconds));
            }
        }))];
        while (Stopwatch.GetElapsedTime(start) < span)
        {
            await Task.Delay(1_000);
            await all.GetRequiredService<PublishBook>().Run(new(shop, Book(++published), "bench"), scope, default);
        }

        await Task.WhenAll(callers);
        return published;
    }

    static void Report(ConcurrentBag<(bool Order, double Milliseconds)> times, TimeSpan wall, TimeSpan processor, int published)
    {
        string load = OperatingSystem.IsLinux() ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "?";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            # The pricing actions under load

            {Environment.ProcessorCount} cores, .NET {Environment.Version}, {Callers} callers, {Promotions} promotions, carts of 10 lines, 1 % orders, {published} versions published meanwhile.
            Load average of the machine: {load}. `dotnet run -c Release --project bench/Duoshou.Benchmarks -- pricing`

            {times.Count / wall.TotalSeconds:N0} requests/s wall, {times.Count / processor.TotalSeconds:N0} per processor second.

            | what | requests | p50 ms | p99 ms | worst ms |
            |---|---:|---:|---:|---:|
            """));
        foreach (bool order in new[] { false, true })
        {
            double[] sorted = [.. times.Where(t => t.Order == order).Select(t => t.Milliseconds).Order()];
            if (sorted.Length == 0) continue;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {(order ? "order" : "price")} | {sorted.Length:N0} | {sorted[sorted.Length / 2]:F3} | {sorted[(int)(sorted.Length * 0.99)]:F3} | {sorted[^1]:F1} |"));
        }
    }

    internal static JsonElement Cart(int seed)
    {
        Random random = new(seed);
        return JsonSerializer.SerializeToElement(new
        {
            lines = Enumerable.Range(0, 10).Select(i => new { id = $"l{i}", sku = $"sku{random.Next(2_000)}", categories = new[] { $"cat{random.Next(50)}" }, qty = random.Next(1, 4), unitPrice = random.Next(500, 30_000) }),
            shipping = new[] { new { id = "S", method = "express", fee = 1_200 } },
            customer = new { id = $"c{random.Next(500)}" },
        });
    }

    internal static JsonElement Book(int version)
    {
        Random random = new(7);
        return JsonSerializer.SerializeToElement(new { promotions = Enumerable.Range(0, Promotions).Select(i => Promotion(i, random, version)) });
    }

    static object Promotion(int i, Random random, int version)
    {
        object[] actions = i < 6 ? [new { type = "tiers", measure = "subtotal", steps = new[] { new { at = 20_000 * (i + 1), @do = new[] { new { type = "amountOff", scope = "order", amount = 1_000 + i } } } } }]
            : i < 60 ? [new { type = "percentOff", bp = 500 + version % 5, of = new { categories = new[] { $"cat{random.Next(50)}" } } }]
            : [new { type = "percentOff", bp = 800, of = new { skus = new[] { $"sku{random.Next(2_000)}" } } }];
        return i < 3 ? new { id = $"p{i}", actions, limits = new { total = 1_000_000, budget = 1_000_000_000L } } : new { id = $"p{i}", actions };
    }
}
