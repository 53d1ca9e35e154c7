using System.Collections.Frozen;
using System.Text;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Actions;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Recognition;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Connectors;

/// <summary>A real ledger in memory with one shop, and short ways to bring files into it.</summary>
sealed class Workbench : IDisposable
{
    readonly Clock clock = new();
    readonly Lazy<FactStore> opened;

    public Workbench(string currency = "CNY", string zone = "Asia/Shanghai")
    {
        ShopId shop = ShopId.New(clock);
        Target = new(shop, Currency.Of(currency), new(zone), Encoding.UTF8.GetBytes("a key of the tests, not of a shop"));
        opened = new(() =>
        {
            FactStore store = FactStore.Open(new FactStoreOptions { MemoryLimit = "700MB", Threads = 2, Clock = clock });
            store.SaveShops([new(shop, "Shop", ClientId.New(clock), "Client", "tmall", "CN", Target.Currency, zone)], default).GetAwaiter().GetResult();
            return store;
        });
        Scope = new() { User = new UserId(Guid.Empty), Shops = new[] { shop }.ToFrozenSet(), SeesCost = true, SeesProfit = true };
    }

    public ImportTarget Target { get; }

    public Scope Scope { get; }

    public IFactLedger Ledger => opened.Value;

    public Kept Mappings { get; } = new();

    public Task<ImportPlan> Recognise(IReadOnlyList<InputFile> files, ImportChoices? choices = null) =>
        new RecogniseFiles(Mappings, clock).Run(new(Target, files, choices ?? new()), default);

    public async Task<IReadOnlyList<ImportReport>> Import(IReadOnlyList<InputFile> files, ImportChoices? choices = null, bool dryRun = false)
    {
        ImportPlan plan = await Recognise(files, choices);
        return await Importer().Run(new(Target, Scope.User, files, plan) { DryRun = dryRun }, null, default);
    }

    public ImportFiles Importer() => new(Ledger, new NoRaw(), clock);

    /// <summary>Imports one small text as a file.</summary>
    public async Task<ImportReport> ImportText(string name, string text, ImportChoices? choices = null) => (await Import([Text(name, text)], choices)).Single();

    public static InputFile Text(string name, string text) => Bytes(name, Encoding.UTF8.GetBytes(text)).Single();

    public static IReadOnlyList<InputFile> Bytes(string name, byte[] bytes) => InputFile.Of(name, new DateTime(2026, 3, 1), () => new MemoryStream(bytes));

    public static IReadOnlyList<InputFile> Reference(params string[] paths) => [.. paths.SelectMany(path => InputFile.At(ReferenceFiles.Path("data/" + path)))];

    public static void ShouldSum(ImportReport report) =>
        report.RowsRead.ShouldBe(report.RowsLoaded + report.RowsUnchanged + report.RowsRestated + report.RowsRefused + report.RowsIgnored, report.File);

    public async Task<BatchRecord> Undo(BatchId batch)
    {
        BatchRecord? undone = await Ledger.Undo(batch, Scope, clock.GetUtcNow(), default);
        return undone.ShouldNotBeNull();
    }

    public void Dispose()
    {
        if (opened.IsValueCreated) opened.Value.Dispose();
    }

    /// <summary>Each reading is a second later, for the ledger wants batches in order.</summary>
    sealed class Clock : TimeProvider
    {
        DateTimeOffset now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now = now.AddSeconds(1);
    }

    sealed class NoRaw : IRawFiles
    {
        public Task<KeptRaw> Keep(IReadOnlyList<InputFile> files, CancellationToken cancel) => Task.FromResult(default(KeptRaw));
    }

    public sealed class Kept : ISavedMappings
    {
        public Dictionary<string, Mapping> Held { get; } = [];

        public Task<IReadOnlyDictionary<string, Mapping>> All(CancellationToken cancel) => Task.FromResult<IReadOnlyDictionary<string, Mapping>>(Held);

        public Task Save(string name, IReadOnlyList<string> headers, Mapping mapping, CancellationToken cancel)
        {
            Held[name] = mapping with { Name = name };
            return Task.CompletedTask;
        }
    }
}
