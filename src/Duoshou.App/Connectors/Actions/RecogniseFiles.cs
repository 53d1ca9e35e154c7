using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Recognition;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Actions;

/// <summary>
/// The operator drops files; the product says what they are, how it would read them, and what it must ask. Nothing is written.
/// </summary>
public sealed class RecogniseFiles(ISavedMappings saved, TimeProvider clock)
{
    /// <summary>What is asked.</summary>
    /// <param name="Target">Where the facts will go.</param>
    /// <param name="Files">The files, archives opened.</param>
    /// <param name="Choices">What was said beforehand, and answers to earlier questions.</param>
    public sealed record Request(ImportTarget Target, IReadOnlyList<InputFile> Files, ImportChoices Choices)
    {
        /// <summary>What was seen already of one of the files; null when none was looked at.</summary>
        public LookedAt? Looked { get; init; }
    }

    /// <summary>What a file holds, before anybody knows for which shop it is.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Tables">The first part of each of its tables that is not empty, hidden ones last.</param>
    public sealed record LookedAt(InputFile File, IReadOnlyList<TableSample> Tables);

    /// <summary>Looks at a file; the same that <see cref="Run"/> would do first.</summary>
    /// <exception cref="ImportProblem">The file cannot be read.</exception>
    public static LookedAt Look(InputFile file, CancellationToken cancel)
    {
        List<TableSample> tables = [];
        foreach ((string sheet, Dialect dialect) in DialectFinder.In(file).OrderBy(table => table.Dialect.IsHidden))
        {
            cancel.ThrowIfCancellationRequested();
            if (TableSample.Of(file, sheet, dialect) is { } sample) tables.Add(sample);
        }

        return new(file, tables);
    }

    /// <summary>Proposes a plan.</summary>
    /// <exception cref="ImportProblem">A file cannot be read, or nothing in it can be understood.</exception>
    public async Task<ImportPlan> Run(Request request, CancellationToken cancel)
    {
        IReadOnlyDictionary<string, Mapping> mappings = await saved.All(cancel);
        DateTime today = request.Target.Zone.Local(clock.GetUtcNow());
        ImportChoices choices = request.Choices.Answer("kind") is { } kind && FactTables.Find(kind) is { } table
            ? request.Choices with { Kind = table.Kind } : request.Choices;
        Recogniser recogniser = new(request.Target, today, choices, mappings.GetValueOrDefault);
        return await Task.Run(() =>
        {
            List<TablePlan> plans = [];
            foreach (InputFile file in InputFile.Distinct(request.Files))
                plans.AddRange(PlansOf(request.Looked is { } looked && looked.File == file ? looked : Look(file, cancel), recogniser));
            return new ImportPlan { Tables = [.. plans.Select(plan => WithRelated(plan, plans))] };
        }, cancel);
    }

    /// <summary>
    /// The tables of a file. A workbook may hold a cover sheet, or hidden ones that repeat what is shown; they are passed over as long as
    /// another sheet is understood.
    /// </summary>
    static List<TablePlan> PlansOf(LookedAt file, Recogniser recogniser)
    {
        List<TablePlan> plans = [];
        List<TableSample> passed = [];
        ImportProblem? problem = null;
        foreach (TableSample sample in file.Tables)
        {
            if (sample.Dialect.IsHidden && plans.Count > 0)
            {
                passed.Add(sample);
                continue;
            }

            try
            {
                plans.Add(recogniser.Plan(sample));
            }
            catch (ImportProblem unclear) when (unclear.Code == "kind.unknown")
            {
                problem ??= unclear;
                passed.Add(sample);
            }
        }
        if (plans.Count == 0) throw problem ?? ImportProblem.Empty(file.File.Name);
        plans.AddRange(passed.Select(NotFacts));
        return plans;
    }

    static TablePlan NotFacts(TableSample sample) => new()
    {
        File = sample.File.Name, Sheet = sample.Sheet, Dialect = sample.Dialect, Headers = sample.Headers,
        Mapping = new() { Name = RecogniseAs.NotFacts, Title = new("不入库", "Not imported") },
        Columns = [.. sample.Headers.Select(header => new ColumnProposal(header, [], Confidence.Skipped, []))],
    };

    /// <summary>A table that cannot stand without another asks for it.</summary>
    static TablePlan WithRelated(TablePlan plan, List<TablePlan> all)
    {
        string[] lacking = [.. plan.Mapping.LookUps.Where(lookUp => lookUp.Required && all.All(other =>
            other.Mapping.Name != lookUp.Table)).Select(lookUp => lookUp.Table)];
        return lacking.Length == 0 ? plan : plan with { Questions = [.. plan.Questions, .. lacking.Select(table => Related(plan, table))] };
    }

    static ImportQuestion Related(TablePlan plan, string table)
    {
        Words title = KnownFormats.Named(table)?.Mapping.Title ?? new(table, table);
        return new()
        {
            Key = "related:" + table, Text = new($"请把「{title.Zh}」一起导入。", $"Please import '{title.En}' together with it."),
            Detail = new($"{plan.Name} 自己没有日期，要从「{title.Zh}」里取。", $"{plan.Name} has no dates of its own; they stand in '{title.En}'."),
        };
    }
}

/// <summary>Mappings that people keep: by a name of their own, and by the headers of the files they were made for.</summary>
public interface ISavedMappings
{
    /// <summary>Every saved mapping, by its name and by the fingerprint of its headers.</summary>
    Task<IReadOnlyDictionary<string, Mapping>> All(CancellationToken cancel);

    /// <summary>Keeps a mapping under a name, and for files with the same headers.</summary>
    Task Save(string name, IReadOnlyList<string> headers, Mapping mapping, CancellationToken cancel);
}
