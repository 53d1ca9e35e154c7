using System.Diagnostics;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.App.Connectors.Translation;
using Duoshou.App.Diagnosis;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Connectors.Actions;

/// <summary>
/// The operator imports files by a plan. Tables that belong together are one batch, which is whole or absent, and can be taken
/// back.
/// </summary>
public sealed class ImportFiles(IFactLedger ledger, IRawFiles raw, TimeProvider clock, IDueSearches? due = null)
{
    /// <summary>What is to be imported.</summary>
    /// <param name="Target">Where the facts go.</param>
    /// <param name="By">Who does it.</param>
    /// <param name="Files">The same files of which the plan was made.</param>
    /// <param name="Plan">How they are read.</param>
    public sealed record Request(ImportTarget Target, UserId By, IReadOnlyList<InputFile> Files, ImportPlan Plan)
    {
        /// <summary>Says what would come of it and keeps nothing.</summary>
        public bool DryRun { get; init; }

        /// <summary>Records mended by a person: table, line, cells.</summary>
        public IReadOnlyDictionary<string, IReadOnlyDictionary<int, IReadOnlyList<string>>> Corrections { get; init; } =
            new Dictionary<string, IReadOnlyDictionary<int, IReadOnlyList<string>>>();

        /// <summary>Records that a person leaves out, by table. They are kept in the ledger with who it was.</summary>
        public IReadOnlyDictionary<string, LeftOutRows> LeftOut { get; init; } = new Dictionary<string, LeftOutRows>();
    }

    /// <summary>Imports, and reports file by file in the order of the plan.</summary>
    /// <exception cref="ImportProblem">A question is open, or a file is damaged; nothing of its batch is kept.</exception>
    public async Task<IReadOnlyList<ImportReport>> Run(Request request, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        if (request.Plan.Questions.FirstOrDefault(question => !question.IsCertain) is { } open) throw StillOpen(request.Plan, open);
        Dictionary<string, InputFile> files = InputFile.Distinct(request.Files).ToDictionary(file => file.Name, StringComparer.Ordinal);
        if (request.Plan.Tables.FirstOrDefault(plan => !files.ContainsKey(plan.File)) is { } lost)
            throw ImportProblem.Missing(lost.File, new FileNotFoundException(lost.File));
        Dictionary<TablePlan, ImportReport> reports = new(ReferenceEqualityComparer.Instance);
        if (due is not null && !request.DryRun) await due.Expect(request.Target.Shop, cancel);
        foreach (IReadOnlyList<TablePlan> group in RelatedTables.Groups(request.Plan.Tables))
            foreach ((TablePlan plan, ImportReport report) in await Batch(request, group, files, progress, cancel)) reports[plan] = report;
        // New facts may end a problem or show one.
        if (due is not null && !request.DryRun) await due.Came(request.Target.Shop, cancel);
        return [.. request.Plan.Tables.Select(plan => reports[plan])];
    }

    async Task<List<(TablePlan Plan, ImportReport Report)>> Batch(
        Request request, IReadOnlyList<TablePlan> group, Dictionary<string, InputFile> files, IProgress<ImportProgress>? progress,
            CancellationToken cancel)
    {
        long began = Stopwatch.GetTimestamp();
        InputFile[] inputs = [.. group.Select(plan => plan.File).Distinct().Select(name => files[name])];
        // The input is kept while its rows are read: a long file is not gone through once more before the first row.
        Task<KeptRaw> keeping = request.DryRun ? Task.FromResult<KeptRaw>(default) : raw.Keep(inputs, cancel);
        BatchStart start = new(BatchId.New(clock), request.Target.Shop, string.Join(", ", group.Select(plan => plan.Name)),
            string.Join(", ", group.Select(plan => plan.Mapping.Name).Distinct()), request.By, clock.GetUtcNow());
        try
        {
            return await Load(request, group, files, start, keeping, began, progress, cancel);
        }
        finally
        {
            // Whatever came of the batch, nobody writes on behind its back.
            await ((Task)keeping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (keeping is { IsCompletedSuccessfully: true, Result.Written: { } writing }) await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<List<(TablePlan Plan, ImportReport Report)>> Load(
        Request request, IReadOnlyList<TablePlan> group, Dictionary<string, InputFile> files, BatchStart start, Task<KeptRaw> keeping, long began,
        IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        await using IBatchLoad load = await ledger.Begin(start, cancel);
        RelatedTables related = new(group, files);
        List<(TablePlan Plan, TableTally Tally, double Seconds)> tallies = [];
        foreach (TablePlan plan in group)
        {
            long from = Stopwatch.GetTimestamp();
            TableReading reading = new(plan, related, request.Target, load);
            await reading.Run(request.Corrections.GetValueOrDefault(plan.Name), request.LeftOut.GetValueOrDefault(plan.Name), progress, cancel);
            tallies.Add((plan, reading.Tally, Stopwatch.GetElapsedTime(from).TotalSeconds));
        }
        Tell(load, [.. tallies.Select(tally => tally.Tally)]);
        KeptRaw kept = await keeping;
        load.Kept(kept.File, kept.Hash);
        if (kept.Written is { } writing) await writing;
        if (request.DryRun) await load.Preview(cancel);
        else await load.Commit(cancel);
        double rest = Stopwatch.GetElapsedTime(began).TotalSeconds - tallies.Sum(tally => tally.Seconds);
        BatchId? batch = request.DryRun ? null : start.Id;
        return [.. tallies.Select((tally, place) => (tally.Plan, tally.Tally.Report(request.Target, batch,
            tally.Seconds + (place == 0 ? rest : 0))))];
    }

    /// <summary>Tells the ledger the counts of records, which it cannot know where a record becomes several rows.</summary>
    static void Tell(IBatchLoad load, TableTally[] tallies)
    {
        load.Read(tallies.Sum(tally => tally.Read));
        foreach ((string reason, long records) in tallies.SelectMany(tally => tally.Ignored)) load.Ignore(reason, records);
        load.Records(tallies.Sum(tally => tally.Records.Loaded), tallies.Sum(tally => tally.Records.Unchanged), tallies.Sum(tally =>
            tally.Records.Restated));
    }

    static ImportProblem StillOpen(ImportPlan plan, ImportQuestion open)
    {
        string file = plan.Tables.First(table => table.Questions.Any(question => question.Key == open.Key)).Name;
        string choices = string.Join(", ", open.Options.Select(option => option.Value));
        return new("question.open", file,
            new($"{open.Text.Zh}{open.Detail.Zh}", $"{open.Text.En} {open.Detail.En}"),
            new($"请回答：--answer {open.Key}=…{(choices.Length > 0 ? $"（{choices}）" : "")}", $"Answer it: --answer {open.Key}=…{(choices.Length > 0 ? $" ({choices})" : "")}"))
        { Field = open.Key, Value = open.Examples.FirstOrDefault() };
    }
}
