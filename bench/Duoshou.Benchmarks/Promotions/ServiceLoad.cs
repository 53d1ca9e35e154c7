using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Duoshou.App;
using Duoshou.App.Agency;
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
/// The whole process as it is handed out, over HTTP: eight callers, of a hundred requests one order and nine prices with the reason of
/// every promotion, the rest plain prices; 200 promotions of which some are limited. Times are those of the caller. service PRODUCT.dll --seconds 20
/// </summary>
static class ServiceLoad
{
    internal static async Task<int> Run(string[] args)
    {
        if (args is not [var product, ..] || !File.Exists(product))
        {
            await Console.Error.WriteLineAsync("service PRODUCT.dll [--seconds 20]: the published duoshou.dll; bench/service.sh publishes it.");
            return 2;
        }

        TimeSpan span = TimeSpan.FromSeconds(Array.IndexOf(args, "--seconds") is >= 0 and int at ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : 20);
        string folder = Directory.CreateTempSubdirectory("duoshou-service-").FullName;
        try
        {
            (string secret, string shop) = await SetUp(folder);
            (Process server, HttpClient http) = await Serve(product, folder);
            using (server)
            using (http)
            {
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
                object[] carts = [.. Enumerable.Range(0, 256).Select(i => (object)PricingLoad.Cart(i))];
                await Load(http, shop, carts, TimeSpan.FromSeconds(Math.Min(5, span.TotalSeconds / 3)), []);
                ConcurrentBag<(string What, double Milliseconds)> times = [];
                server.Refresh();
                TimeSpan before = server.TotalProcessorTime;
                long start = Stopwatch.GetTimestamp();
                await Load(http, shop, carts, span, times);
                TimeSpan wall = Stopwatch.GetElapsedTime(start);
                server.Refresh();
                Report(times, wall, server.TotalProcessorTime - before, server.PeakWorkingSet64);
                server.Kill();
                await server.WaitForExitAsync();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    static async Task<(string Secret, string Shop)> SetUp(string folder)
    {
        await using ServiceProvider all = new ServiceCollection().AddLogging().AddDuoshou(new Home(folder)).BuildServiceProvider();
        await using (DuoshouDb db = await all.GetRequiredService<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync()) await SchemaSteps.Apply(db, default);
        await all.GetRequiredService<FoundAgency>().Run(new("Bench", new("Asia/Shanghai"), Currency.Of("CNY")), default);
        var client = (await all.GetRequiredService<OpenClient>().Run(new("Client", "CNY"), default)).Value!;
        var shop = (await all.GetRequiredService<OpenShop>().Run(new("Shop", client.Id, "tmall", "CN", "CNY", "Asia/Shanghai"), default)).Value!;
        PersonCard owner = (await all.GetRequiredService<AddPerson>().Run(new("owner@example.com", "Owner", Role.Owner, []), default)).Value!;
        string secret = (await all.GetRequiredService<IssueToken>().Run(new(owner.Id, "bench", ["read", "sell", "manage"]), default)).Value!.Secret;
        await all.GetRequiredService<PublishBook>().Run(new(shop.Id.ToString(), PricingLoad.Book(0), "bench"), await all.GetRequiredService<IAgency>().ScopeOf(owner.Id, default), default);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return (secret, shop.Id.ToString());
    }

    static async Task<(Process Server, HttpClient Http)> Serve(string product, string folder)
    {
        ProcessStartInfo start = new("dotnet", [product, "serve", "--empty", "--home", folder, "--urls", "http://127.0.0.1:0"])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        Process server = Process.Start(start)!;
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            int at = line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal);
            if (at < 0) continue;
            _ = server.StandardOutput.ReadToEndAsync();
            _ = server.StandardError.ReadToEndAsync();
            return (server, new HttpClient { BaseAddress = new Uri(line[at..].Split(' ', '\t')[0]) });
        }

        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
    }

    static async Task Load(HttpClient http, string shop, object[] carts, TimeSpan span, ConcurrentBag<(string, double)> times)
    {
        long start = Stopwatch.GetTimestamp();
        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, PricingLoad.Callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(start) < span)
            {
                int i = Interlocked.Increment(ref next);
                bool order = i % 100 == 0, explained = !order && i % 10 == 0;
                using HttpRequestMessage request = new(HttpMethod.Post, order ? "/api/promotions/orders" : "/api/promotions/price")
                { Content = JsonContent.Create(new { shop, cart = carts[i % carts.Length], explain = explained }) };
                if (order) request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
                long began = Stopwatch.GetTimestamp();
                using HttpResponseMessage answer = await http.SendAsync(request);
                await answer.Content.ReadAsByteArrayAsync();
                answer.EnsureSuccessStatusCode();
                times.Add((order ? "order" : explained ? "price with reasons" : "price", Stopwatch.GetElapsedTime(began).TotalMilliseconds));
            }
        })));
    }

    static void Report(ConcurrentBag<(string What, double Milliseconds)> times, TimeSpan wall, TimeSpan processor, long peak)
    {
        string load = OperatingSystem.IsLinux() ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "?";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {Environment.ProcessorCount} cores, .NET {Environment.Version}, {PricingLoad.Callers} callers over HTTP on the same machine, {PricingLoad.Promotions} promotions, carts of 10 lines, 1 % orders, 9 % with reasons.
            Load average of the machine: {load}.

            {times.Count / wall.TotalSeconds:N0} requests/s wall, {times.Count / processor.TotalSeconds:N0} per processor second of the service, {processor.TotalMilliseconds / times.Count:F3} ms of processor each; at most {peak / 1_048_576} MB.

            | what | requests | p50 ms | p99 ms | worst ms |
            |---|---:|---:|---:|---:|
            """));
        foreach (string what in new[] { "price", "price with reasons", "order" })
        {
            double[] sorted = [.. times.Where(t => t.What == what).Select(t => t.Milliseconds).Order()];
            if (sorted.Length == 0) continue;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {sorted.Length:N0} | {sorted[sorted.Length / 2]:F3} | {sorted[(int)(sorted.Length * 0.99)]:F3} | {sorted[^1]:F1} |"));
        }
    }
}
