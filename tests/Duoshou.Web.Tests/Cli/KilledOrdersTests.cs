using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Duoshou.App;
using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Duoshou.Web.Tests.Cli;

/// <summary>Orders against a promotion with a hundred uses and a budget, by a process that is killed while it answers: none is counted twice or lost.</summary>
public sealed class KilledOrdersTests(ITestOutputHelper output)
{
    [Fact]
    public Task Orders_whose_process_is_killed_use_a_promotion_exactly_a_hundred_times() => Kill(orders: 220, kills: 1);

    [SkippableFact]
    [Trait("Category", "Heavy")]
    public Task Two_thousand_orders_whose_process_is_killed_five_times_use_a_promotion_exactly_a_hundred_times()
    {
        Skip.IfNot(Environment.GetEnvironmentVariable("DUOSHOU_FULL") == "1", "Runs with DUOSHOU_FULL=1.");
        return Kill(orders: 2_000, kills: 5);
    }

    async Task Kill(int orders, int kills)
    {
        using Shell shell = new Shell().WithShop();
        string secret = await Token(shell);
        ConcurrentDictionary<string, JsonObject> answers = [];
        int lost = 0, repeated = 0;
        for (int run = 0; run <= kills; run++)
        {
            (Process server, HttpClient http) = await Serve(shell, secret);
            using (http)
            {
                if (run == 0) await Publish(http);
                // Halfway through what this run could answer, the process is killed.
                int before = answers.Count, killAt = before + Math.Max(20, (orders - before) / (kills + 1 - run) / 2);
                Task sending = Parallel.ForEachAsync(Enumerable.Range(0, orders), new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (i, cancel) =>
                {
                    string key = $"order-{i}";
                    try
                    {
                        JsonObject answer = await Place(http, key);
                        if (!answers.TryAdd(key, answer))
                        {
                            answers[key].ToJsonString().ShouldBe(answer.ToJsonString());
                            Interlocked.Increment(ref repeated);
                        }
                    }
                    catch (HttpRequestException)
                    {
                        Interlocked.Increment(ref lost);
                    }
                });
                if (run < kills)
                {
                    while (answers.Count < killAt && !sending.IsCompleted) await Task.Delay(2);
                    server.Kill();
                }

                await sending;
            }

            if (!server.HasExited) server.Kill();
            server.WaitForExit();
        }

        output.WriteLine($"{orders} orders, {kills} kills: {lost} requests lost and sent again, {repeated} answers repeated");
        answers.Count.ShouldBe(orders);
        lost.ShouldBeGreaterThan(0);
        Applied(answers.Values, "hundred").Count().ShouldBe(100);
        long spent = Applied(answers.Values, "money").Sum(a => a["discount"]!.GetValue<long>());
        spent.ShouldBeInRange(19_850, 20_000);
        (await Counted(shell)).ShouldBe((100, spent));
    }

    static IEnumerable<JsonObject> Applied(IEnumerable<JsonObject> answers, string promotion) =>
        answers.SelectMany(a => a["applied"]!.AsArray()).Select(a => a!.AsObject()).Where(a => a["promotion"]!.GetValue<string>() == promotion);

    static async Task<JsonObject> Place(HttpClient http, string key)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/promotions/orders")
        {
            Content = JsonContent.Create(new { shop = "天猫旗舰店", cart = new { lines = new[] { new { id = "a", sku = "S1", qty = 1, unitPrice = 5_000 } } } }),
        };
        request.Headers.Add("Idempotency-Key", key);
        HttpResponseMessage answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonObject>())! : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    static async Task Publish(HttpClient http)
    {
        JsonNode book = JsonNode.Parse("""
            {"promotions":[{"id":"hundred","actions":[{"type":"amountOff","scope":"order","amount":1000}],"limits":{"total":100}},
                           {"id":"money","actions":[{"type":"percentOff","bp":300}],"limits":{"budget":20000}}]}
            """)!;
        HttpResponseMessage answer = await http.PutAsJsonAsync("/api/promotions/books/天猫旗舰店", new { book, note = "kill" });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    static async Task<(Process, HttpClient)> Serve(Shell shell, string secret)
    {
        Process server = shell.Start("serve", "--empty", "--urls", "http://127.0.0.1:0");
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            int at = line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal);
            if (at < 0) continue;
            _ = server.StandardOutput.ReadToEndAsync();
            _ = server.StandardError.ReadToEndAsync();
            HttpClient http = new() { BaseAddress = new(line[at..].Split(' ', '/', '\t')[0] + "//" + line[at..].Split('/', ' ')[2]) };
            http.DefaultRequestHeaders.Authorization = new("Bearer", secret);
            return (server, http);
        }

        throw new InvalidOperationException(await server.StandardError.ReadToEndAsync());
    }

    static async Task<string> Token(Shell shell)
    {
        await using ServiceProvider services = Services(shell);
        PersonCard person = (await services.GetRequiredService<AddPerson>().Run(new("zhou@example.com", "周岚", Role.Owner, []), default)).Value!;
        return (await services.GetRequiredService<IssueToken>().Run(new(person.Id, "kill", ["read", "sell", "manage"]), default)).Value!.Secret;
    }

    static async Task<(int, long)> Counted(Shell shell)
    {
        await using Microsoft.Data.Sqlite.SqliteConnection db = new($"Data Source={Path.Combine(shell.Home, "operations.db")};Pooling=False");
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText = "SELECT (SELECT sum(\"Orders\") FROM promotion_count WHERE \"Promotion\" = 'hundred'), (SELECT sum(\"Spent\") FROM promotion_spend WHERE \"Promotion\" = 'money')";
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt32(0), row.GetInt64(1));
    }

    static ServiceProvider Services(Shell shell) => new ServiceCollection().AddLogging().AddDuoshou(new Home(shell.Home)).BuildServiceProvider();
}
