using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Connectors;

/// <summary>
/// Exports made up by hand the way platforms, spreadsheets and people make them, with what a careful person reads out of each. All of them
/// go the whole way: a dry run, an import, the same again, and back.
/// </summary>
public sealed class ExportTests
{
    const string Folder = "Duoshou.App.Tests.Connectors.Exports.";

    /// <summary>What is known of an export. Absent members are not asked.</summary>
    public sealed record Export(string File, string Currency, string Zone, string? Kind, string? Mapping, string? Problem, string? Question,
        long? Loaded, long? Refused, long? Ignored, long? Total, string? First, string? Last)
    {
        public Dictionary<string, decimal> Sums { get; init; } = [];

        public Dictionary<string, string> Dims { get; init; } = [];
    }

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    static readonly IReadOnlyDictionary<string, Export> All = JsonSerializer.Deserialize<List<Export>>(Bytes("exports.json"), Json)!.ToDictionary(export => export.File);

    public static TheoryData<string> Files() => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_export_is_read_as_a_person_would_read_it(string file)
    {
        Export export = All[file];
        using Workbench bench = new(export.Currency, export.Zone);
        ImportPlan plan;
        IReadOnlyList<InputFile> files;
        try
        {
            files = Workbench.Bytes(file, Bytes(file));
            plan = await bench.Recognise(files);
        }
        catch (ImportProblem problem) when (export.Problem is not null || export.Kind is null)
        {
            problem.Code.ShouldBe(export.Problem ?? problem.Code);
            return;
        }

        export.Problem.ShouldBeNull("there should be a problem");
        plan.Questions.Where(question => !question.IsCertain).Select(question => question.Key).ShouldBe(export.Question is null ? [] : [export.Question]);
        if (export.Question is not null) return;
        RowSpy rows = await RowSpy.Read(files, bench);
        foreach ((string column, decimal sum) in export.Sums) rows.Sum(column).ShouldBe(sum, column);
        foreach ((string column, string text) in export.Dims) rows[0, column].ShouldBe(text, column);
        IReadOnlyList<ImportReport> dry = await bench.Import(files, dryRun: true), first = await bench.Import(files), second = await bench.Import(files);
        Judge(export, [.. first.Where(report => report.Kind is not null)], first);
        first.ShouldAllBe(report => report.RowsRead == report.RowsLoaded + report.RowsUnchanged + report.RowsRestated + report.RowsRefused + report.RowsIgnored);
        dry.Sum(report => report.RowsLoaded).ShouldBe(first.Sum(report => report.RowsLoaded));
        second.Sum(report => report.RowsLoaded + report.RowsRestated).ShouldBe(0);
        foreach (BatchId batch in first.Select(report => report.Batch).OfType<BatchId>().Distinct()) await bench.Undo(batch);
        (await bench.Ledger.Feeds(bench.Scope, new(new(2000, 1, 1), new(2035, 12, 31)), default)).Sum(day => day.Rows).ShouldBe(0);
    }

    static void Judge(Export export, ImportReport[] facts, IReadOnlyList<ImportReport> all)
    {
        if (export.Kind is not null) facts.Select(report => report.Kind).Distinct().ShouldBe([export.Kind]);
        if (export.Mapping is not null) facts[0].Mapping.ShouldBe(export.Mapping);
        if (export.Loaded is { } loaded) facts.Sum(report => report.RowsLoaded).ShouldBe(loaded);
        if (export.Refused is { } refused) all.Sum(report => report.RowsRefused).ShouldBe(refused);
        if (export.Ignored is { } ignored) all.Sum(report => report.RowsIgnored).ShouldBe(ignored);
        if (export.Total is { } total) all.Sum(report => report.RowsRead).ShouldBe(total);
        if (export.First is not null) facts.Min(report => report.First).ShouldBe(DateOnly.ParseExact(export.First, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (export.Last is not null) facts.Max(report => report.Last).ShouldBe(DateOnly.ParseExact(export.Last, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    static byte[] Bytes(string file)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + file) ?? throw new FileNotFoundException(file);
        using MemoryStream all = new();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
