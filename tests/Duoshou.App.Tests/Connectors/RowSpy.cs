using Duoshou.App.Connectors.Actions;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Connectors;

/// <summary>A ledger that only listens: it keeps the rows that an import sends.</summary>
sealed class RowSpy : IFactLedger, IBatchLoad
{
    readonly List<Dictionary<string, object?>> rows = [];

    public List<RefusedRow> Refusals { get; } = [];

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows => rows;

    public static async Task<RowSpy> Read(IReadOnlyList<InputFile> files, Workbench bench, ImportChoices? choices = null)
    {
        RowSpy spy = new();
        ImportPlan plan = await bench.Recognise(files, choices);
        await new ImportFiles(spy, new NoRaw(), TimeProvider.System).Run(new(bench.Target, bench.Scope.User, files, plan), null, default);
        return spy;
    }

    public static Task<RowSpy> Read(string name, string text, Workbench bench, ImportChoices? choices = null) => Read([Workbench.Text(name, text)], bench, choices);

    public decimal Sum(string column) => rows.Sum(row => (decimal?)row[column] ?? 0);

    public int Count(string column) => rows.Count(row => row[column] is not null);

    public HashSet<string> Distinct(string column) => [.. rows.Select(row => row[column]).OfType<string>()];

    public object? this[int row, string column] => rows[row][column];

    public Task Append(FactChunk chunk, CancellationToken cancel)
    {
        for (int row = 0; row < chunk.Count; row++)
            rows.Add(chunk.Table.Columns.ToDictionary(column => column.Name, column => column.Type switch
            {
                FactType.Text => chunk.Text(column, row),
                FactType.Number => chunk.Number(column, row),
                _ => (object?)chunk.Moment(column, row),
            }));
        return Task.CompletedTask;
    }

    public void LeaveOut(RefusedRow row) => Refusals.Add(row);

    public void Refuse(RefusedRow row) => Refusals.Add(row);

    public void Ignore(string reason, long records) { }

    public void Kept(string? rawFile, string? sourceHash) { }

    public void Read(long records) { }

    public void Records(long loaded, long unchanged, long restated) { }

    public Task<IBatchLoad> Begin(BatchStart start, CancellationToken cancel) => Task.FromResult<IBatchLoad>(this);

    public Task<BatchRecord> Commit(CancellationToken cancel) => Task.FromResult<BatchRecord>(null!);

    public Task<BatchRecord> Preview(CancellationToken cancel) => Task.FromResult<BatchRecord>(null!);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task SaveShops(IReadOnlyCollection<ShopFacts> shops, CancellationToken cancel) => Task.CompletedTask;

    public Task<BatchRecord?> Undo(BatchId batch, Scope scope, DateTimeOffset at, CancellationToken cancel) => Task.FromResult<BatchRecord?>(null);

    public Task<IReadOnlyList<BatchRecord>> Batches(Scope scope, int limit, DateTimeOffset? before, CancellationToken cancel) => Task.FromResult<IReadOnlyList<BatchRecord>>([]);

    public Task<BatchRecord?> Batch(BatchId batch, Scope scope, CancellationToken cancel) => Task.FromResult<BatchRecord?>(null);

    public Task<IReadOnlyList<RefusedRow>> Refused(BatchId batch, Scope scope, CancellationToken cancel) => Task.FromResult<IReadOnlyList<RefusedRow>>([]);

    public Task<IReadOnlyList<FeedDay>> Feeds(Scope scope, Period range, CancellationToken cancel) => Task.FromResult<IReadOnlyList<FeedDay>>([]);

    public Task<IReadOnlyList<CutAside>> Aside(Scope scope, Period range, CancellationToken cancel) => Task.FromResult<IReadOnlyList<CutAside>>([]);

    sealed class NoRaw : Duoshou.App.Connectors.IRawFiles
    {
        public Task<Duoshou.App.Connectors.KeptRaw> Keep(IReadOnlyList<InputFile> files, CancellationToken cancel) => Task.FromResult(default(Duoshou.App.Connectors.KeptRaw));
    }
}
