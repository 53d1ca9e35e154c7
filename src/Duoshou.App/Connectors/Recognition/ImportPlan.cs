using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>
/// What recognition proposes for the files of one import. It can be kept, shown, changed by a person and carried out later.
/// </summary>
public sealed record ImportPlan
{
    /// <summary>The tables, in the order of the files.</summary>
    public required IReadOnlyList<TablePlan> Tables { get; init; }

    /// <summary>Questions still open, each once however many tables and rows it is about.</summary>
    public IReadOnlyList<ImportQuestion> Questions => [.. Tables.SelectMany(table => table.Questions).DistinctBy(question => question.Key)];

    /// <summary>It can be carried out: nothing is open, or what is open has a suggestion that leaves no doubt.</summary>
    public bool IsReady => Questions.All(question => question.IsCertain);
}

/// <summary>What recognition proposes for one table.</summary>
public sealed record TablePlan
{
    /// <summary>The file's name, by which the input is found again.</summary>
    public required string File { get; init; }

    /// <summary>The sheet; empty for text.</summary>
    public required string Sheet { get; init; }

    /// <summary>How the table lies in its file.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>The headers.</summary>
    public required IReadOnlyList<string> Headers { get; init; }

    /// <summary>How it will be read.</summary>
    public required Mapping Mapping { get; init; }

    /// <summary>Column by column: what it is taken for and how surely.</summary>
    public required IReadOnlyList<ColumnProposal> Columns { get; init; }

    /// <summary>What must be decided by a person.</summary>
    public IReadOnlyList<ImportQuestion> Questions { get; init; } = [];

    /// <summary>What was taken for granted, and what the person should know.</summary>
    public IReadOnlyList<Words> Notices { get; init; } = [];

    /// <summary>The first records and those with problems.</summary>
    public IReadOnlyList<PreviewRow> Preview { get; init; } = [];

    /// <summary>What the columns hold, a letter each; null where records cannot lose their place.</summary>
    public string? Shape { get; init; }

    /// <summary>The name by which reports call the table.</summary>
    public string Name => Sheet.Length > 0 ? $"{File}#{Sheet}" : File;
}

/// <summary>How sure recognition is of a column.</summary>
public enum Confidence
{
    /// <summary>The header is one of the target's names.</summary>
    SameName,

    /// <summary>The header is like one of the target's names.</summary>
    Similar,

    /// <summary>The cells look like the target's.</summary>
    Content,

    /// <summary>It is not imported.</summary>
    Skipped,
}

/// <summary>What a column is taken for.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Targets">The columns of the facts that it fills.</param>
/// <param name="Confidence">How surely.</param>
/// <param name="Samples">Some of its values.</param>
public sealed record ColumnProposal(string Header, IReadOnlyList<string> Targets, Confidence Confidence, IReadOnlyList<string> Samples);

/// <summary>A question that only a person can answer, asked once for all rows of its kind.</summary>
public sealed record ImportQuestion
{
    /// <summary>Its stable key: kind, date, date_order, currency, related:olist.orders.</summary>
    public required string Key { get; init; }

    /// <summary>What is asked.</summary>
    public required Words Text { get; init; }

    /// <summary>Why it is asked.</summary>
    public required Words Detail { get; init; }

    /// <summary>The answers to choose from; empty when the answer is free, such as a date.</summary>
    public IReadOnlyList<ImportAnswer> Options { get; init; } = [];

    /// <summary>The answer that fits best; null when none does.</summary>
    public string? Suggested { get; init; }

    /// <summary>Nothing else than the suggestion is likely, so that a script may go on with it.</summary>
    public bool IsCertain { get; init; }

    /// <summary>Values the question is about.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}

/// <summary>An answer.</summary>
/// <param name="Value">What is given back.</param>
/// <param name="Text">What a person reads.</param>
public sealed record ImportAnswer(string Value, Words Text);

/// <summary>A record of the preview.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Code">The problem's code; null when it can be read.</param>
/// <param name="Field">The column with the problem.</param>
/// <param name="Detail">The problem's sentence.</param>
public sealed record PreviewRow(int Line, IReadOnlyList<string> Cells, string? Code, string? Field, Words? Detail);
