using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Actions;

/// <summary>
/// The operator mends refused records and sends them again. The file is read once more with the mended cells in their place, so that the
/// counts are again those of the whole file and rows that look alike keep their numbers: what stood is unchanged, what was mended is new.
/// </summary>
public sealed class MendRows(ImportFiles import)
{
    /// <summary>A mended record.</summary>
    /// <param name="Table">The table's name in the report.</param>
    /// <param name="Line">The line it was refused on.</param>
    /// <param name="Cells">All its cells, in the order of the headers.</param>
    public sealed record MendedRow(string Table, int Line, IReadOnlyList<string> Cells);

    /// <summary>What is sent again.</summary>
    public sealed record Request(ImportTarget Target, UserId By, IReadOnlyList<InputFile> Files, ImportPlan Plan,
        IReadOnlyList<MendedRow> Rows)
    {
        /// <summary>Records that are left out instead, by table.</summary>
        public IReadOnlyDictionary<string, LeftOutRows> LeftOut { get; init; } = new Dictionary<string, LeftOutRows>();
    }

    /// <summary>Imports again with the mended records.</summary>
    /// <exception cref="ImportProblem">As for an import.</exception>
    public Task<IReadOnlyList<ImportReport>> Run(Request request, IProgress<ImportProgress>? progress, CancellationToken cancel) =>
        import.Run(
        new(request.Target, request.By, request.Files, request.Plan)
        {
            Corrections = request.Rows.GroupBy(row => row.Table).ToDictionary(
                rows => rows.Key,
                rows => (IReadOnlyDictionary<int, IReadOnlyList<string>>)rows.GroupBy(row => row.Line).ToDictionary(line =>
                    line.Key, line => line.Last().Cells)),
            LeftOut = request.LeftOut,
        }, progress, cancel);
}
