using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Duoshou.Analytics.Simulation;
using Duoshou.Analytics.Simulation.Files;
using Duoshou.App;
using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Storage;
using Duoshou.Cli.Door;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>demo and simulate: an agency that never was, and files of facts of any size.</summary>
static class Demo
{
    /// <summary>The seed of the demo that comes with an empty home folder.</summary>
    public const int Seed = 20261126;

    public static IEnumerable<Command> Commands()
    {
        yield return Load();
        yield return Simulate();
    }

    static Command Load()
    {
        Option<SimulationSize> size = new("--size") { Description = "small, medium or large", DefaultValueFactory = _ => SimulationSize.Small };
        Option<int> seed = new("--seed") { DefaultValueFactory = _ => Seed };
        Option<DateOnly?> lastDay = Verb.Day("--last-day", "The last business day (default: yesterday)");
        Option<string> incidents = new("--incidents") { Description = "Write the truth of the planted incidents to this file" };
        return Verb.OnFiles("demo", "Resets the home folder to the demo agency with planted incidents.", "demo --size small --incidents truth.json",
            [size, seed, lastDay, incidents], async (parsed, output, cancel) =>
        {
            if (Knock.Forbids(parsed) is { } served) return output.Refuse(served);
            if (await Emptied(parsed, cancel) is { } refusal) return output.Refuse(refusal);
            await using Session session = await Session.Open(parsed, cancel);
            DateOnly last = parsed.GetValue(lastDay) ?? await Chosen.LastDay(session, cancel);
            LoadDemo.Loaded loaded = await Fill(session, new SimulationPlan(parsed.GetValue(seed), last) { Size = parsed.GetValue(size) }, cancel);
            if (parsed.GetValue(incidents) is { } file) await File.WriteAllTextAsync(Here.Full(file), Truth(loaded), cancel);
            return output.Answer(
                new { facts = loaded.Facts, shops = loaded.Shops.Count, incidents = loaded.Incidents.Count, lastDay = last },
                people => people.WriteLine(output.Say(
                    $"演示代运营已就绪：{loaded.Shops.Count} 家店，{loaded.Facts} 条事实，{loaded.Incidents.Count} 个埋设事件。",
                    $"The demo agency is ready: {loaded.Shops.Count} shops, {loaded.Facts} facts, {loaded.Incidents.Count} planted incidents.")));
        });
    }

    /// <summary>Loads the demo into an open, empty home folder, with progress for a person who watches.</summary>
    public static Task<LoadDemo.Loaded> Fill(Session session, SimulationPlan plan, CancellationToken cancel) =>
        Fill(session.Get<LoadDemo>(), plan, session.Output, cancel);

    public static Task<LoadDemo.Loaded> Fill(LoadDemo load, SimulationPlan plan, Output output, CancellationToken cancel) =>
        load.Run(new(plan, output.Language), new Reporting<LoadDemo.Progress>(step =>
        {
            if (output.ShowsProgress && step.Step.Length > 0) Here.Current.Error.WriteLine($"[{step.Done + 1}/{step.Of}] {step.Step}");
        }), cancel);

    /// <summary>Takes an earlier demo away; an agency's own data is never touched.</summary>
    static async Task<Warehouse.Refusal?> Emptied(ParseResult parsed, CancellationToken cancel)
    {
        Home home = new(Session.FolderOf(parsed));
        if (!File.Exists(home.OperationsFile)) return null;
        await using (Session session = await Session.Open(parsed, cancel))
        {
            AgencyCard? agency = await session.Get<IAgency>().Agency(cancel);
            bool untouched = agency is null && (await session.Get<IAgency>().Clients(session.Actor, cancel)).Count == 0;

            // Held by a running duoshou, the ledger must not be taken from under it: this throws then.
            session.Get<Warehouse.FactStore>();
            if (agency is { IsDemo: false } || agency is null && !untouched && session.Actor != default && !await IsBrokenDemo(session, cancel))
                return new("demo.own_data",
                    new($"{home.Folder} 里是你自己的数据，演示不会覆盖它。", $"{home.Folder} holds data of your own; the demo does not replace it."),
                    new("用 --home 指定另一个文件夹。", "Name another folder with --home."), "home", home.Folder);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (string file in Directory.EnumerateFiles(home.Folder, "operations.db*").Concat(Directory.EnumerateFiles(home.Folder, "facts.duckdb*")))
            File.Delete(file);
        return null;
    }

    /// <summary>A demo that was broken off has its owner and no agency yet.</summary>
    static async Task<bool> IsBrokenDemo(Session session, CancellationToken cancel) =>
        (await session.Get<ListPeople>().Run(cancel)).Any(person => person.Email == LoadDemo.OwnerEmail);

    static string Truth(LoadDemo.Loaded loaded) => JsonSerializer.Serialize(loaded.Incidents.Select(incident => new
    {
        incident.Kind, Shop = loaded.Shops[incident.Shop.Id].Id, ShopName = loaded.Shops[incident.Shop.Id].Name, incident.From, incident.To, incident.Thing,
        incident.CauseChangeId, incident.CausedOn, incident.Metric, incident.Direction, incident.ExpectedChange, incident.Story,
    }), WireFormat.Json);

    static Command Simulate()
    {
        Option<string> folder = new("--out") { Required = true, Description = "The folder in which the files are made" };
        Option<int> shops = new("--shops") { DefaultValueFactory = _ => 1 };
        Option<int> days = new("--days") { DefaultValueFactory = _ => 365 };
        Option<long> rows = new("--rows") { DefaultValueFactory = _ => 1_000_000, Description = "Rows of each kind over all shops" };
        Option<int> seed = new("--seed") { DefaultValueFactory = _ => Seed };
        Option<string[]> kinds = new("--kind") { AllowMultipleArgumentsPerToken = true, Description = "Fact kinds (default: order_line)" };
        Option<DateOnly?> lastDay = Verb.Day("--last-day", "The last day of the facts (default: 2026-10-31)");
        return Verb.OnFiles("simulate", "Writes fact files of any size for load tests.", "simulate --out files --shops 10 --days 90 --rows 1000000 --seed 7",
            [folder, shops, days, rows, seed, kinds, lastDay], async (parsed, output, cancel) =>
        {
            DirectoryInfo into = Directory.CreateDirectory(Here.Full(parsed.GetRequiredValue(folder)));
            string[] wanted = parsed.GetValue(kinds) is { Length: > 0 } named ? named : ["order_line"];
            FactFilePlan plan = new(parsed.GetValue(seed), parsed.GetValue(lastDay) ?? new DateOnly(2026, 10, 31),
                parsed.GetValue(shops), parsed.GetValue(days), parsed.GetValue(rows));
            List<object> made = [];
            foreach (string kind in wanted)
            {
                if (FactTables.Find(kind) is not { } table) return output.Refuse(Chosen.UnknownKind(kind));
                for (int shop = 0; shop < plan.Shops; shop++)
                {
                    cancel.ThrowIfCancellationRequested();
                    string file = Path.Combine(into.FullName, string.Create(CultureInfo.InvariantCulture, $"{kind}-shop-{shop + 1}.csv"));
                    await using FileStream stream = File.Create(file);
                    FactFiles.Write(table.Kind, plan, shop, stream);
                    made.Add(new { file, kind, shop = shop + 1, rows = plan.RowsOf(shop) });
                }
            }

            return output.Answer(made, people => people.WriteLine(output.Say($"写了 {made.Count} 个文件到 {into.FullName}", $"{made.Count} files written to {into.FullName}")));
        });
    }

    /// <summary>Reports at once, on the thread that reports.</summary>
    sealed class Reporting<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
