using Duoshou.Kernel;

namespace Duoshou.Warehouse;

/// <summary>One question: some metrics, by some dimensions, over a range, in one currency, as known on a moment.</summary>
public sealed record MetricQuestion
{
    /// <summary>Keys of the catalogue.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>Dimension keys to group by; empty for one total.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Filters; all must hold.</summary>
    public IReadOnlyList<Condition> Where { get; init; } = [];

    /// <summary>Business days, each shop in its own zone.</summary>
    public required Period Range { get; init; }

    /// <summary>What to hold the range against, or null.</summary>
    public Comparison? Against { get; init; }

    /// <summary>The currency of every money figure. Null keeps the source's own currency, and refuses a question over several.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Which of the three rates.</summary>
    public RateKind Rate { get; init; } = RateKind.Day;

    /// <summary>Only what had been learned by this moment; null for all that is known now.</summary>
    public DateTimeOffset? AsKnownOn { get; init; }

    /// <summary>The metric or dimension to sort by, descending for metrics; null sorts by the dimensions.</summary>
    public string? OrderBy { get; init; }

    /// <summary>With a metric to sort by: by how much it moved against the range before, not by its size.</summary>
    public bool OrderByChange { get; init; }

    /// <summary>The other way round: metrics from the smallest, dimensions from the last. The unknown stays last.</summary>
    public bool Reversed { get; init; }

    /// <summary>
    /// False when only the rows are wanted: figures of the whole that rows do not add up to, such as people or orders, are then not counted a
    /// second time and say <see cref="EmptyReason.NotAsked"/>.
    /// </summary>
    public bool CountsTotal { get; init; } = true;

    /// <summary>The most rows to return; the answer says when there were more.</summary>
    public int Limit { get; init; } = 10_000;
}

/// <summary>One filter over a dimension.</summary>
/// <param name="Dimension">A dimension key.</param>
/// <param name="Values">The values of which the row must have one; "" is "not supplied".</param>
/// <param name="Not">True to keep the rows that have none of them.</param>
public sealed record Condition(string Dimension, IReadOnlyList<string> Values, bool Not = false);

/// <summary>How sure a figure is.</summary>
public enum NumberState
{
    /// <summary>Still moving: the day is not over or restatements are usual.</summary>
    Live,

    /// <summary>Matched to a settlement or past the platform's restatement window.</summary>
    Settled,

    /// <summary>Rests on estimates, such as fees not yet billed.</summary>
    Estimated,

    /// <summary>Facts of part of the range or of some shops are missing.</summary>
    Incomplete,

    /// <summary>Nothing is known; a dash, never zero.</summary>
    Unknown,
}

/// <summary>Why a figure is empty.</summary>
public enum EmptyReason
{
    /// <summary>It is not empty.</summary>
    None,

    /// <summary>There is no data in the range.</summary>
    NoData,

    /// <summary>The feed was never connected or imported.</summary>
    NotConnected,

    /// <summary>The caller's role does not include it.</summary>
    NotPermitted,

    /// <summary>This platform or file does not supply it.</summary>
    NotSupplied,

    /// <summary>The money is known, but not a rate into the currency asked for on one of its days.</summary>
    NoRate,

    /// <summary>The question wanted rows alone, see <see cref="MetricQuestion.CountsTotal"/>.</summary>
    NotAsked,
}

/// <summary>One figure: null is unknown.</summary>
public readonly record struct Figure(decimal? Value, NumberState State, EmptyReason Empty = EmptyReason.None)
{
    /// <summary>What a ratio or mean stands on (visitors, orders, money), to be held against the metric's smallest base; null for plain sums.</summary>
    public decimal? Base { get; init; }

    /// <summary>An unknown figure.</summary>
    public static Figure None(EmptyReason why) => new(null, NumberState.Unknown, why);
}

/// <summary>One row of an answer: dimension values in the order of By, figures in the order of Metrics.</summary>
public sealed record AnswerRow(IReadOnlyList<string?> Keys, IReadOnlyList<Figure> Now, IReadOnlyList<Figure>? Before);

/// <summary>What a number on any screen opens.</summary>
public sealed record Passport
{
    public required string Metric { get; init; }
    public required Words Name { get; init; }
    public required Words Meaning { get; init; }
    public required Words Use { get; init; }
    public required Words Traps { get; init; }
    public required string Formula { get; init; }
    public required Period Range { get; init; }
    public required string Zone { get; init; }
    public required Words DateBasis { get; init; }
    public Currency? Currency { get; init; }
    public string? Rate { get; init; }
    public DateOnly? RateDate { get; init; }
    public required IReadOnlyList<Condition> Filters { get; init; }
    public required IReadOnlyList<PassportSource> Sources { get; init; }
    public required long Rows { get; init; }

    /// <summary>Traffic that was given in a cut from which the figure is not taken.</summary>
    public IReadOnlyList<CutAside> Aside { get; init; } = [];

    /// <summary>The share of the rows that know the value, such as the cost; null where nothing is known.</summary>
    public decimal? Coverage { get; init; }

    /// <summary>When the newest fact behind it was learned; null when there is none.</summary>
    public DateTimeOffset? NewestKnownAt { get; init; }
    public required Figure Total { get; init; }
    public Figure? TotalBefore { get; init; }

    /// <summary>How the total comes from the rows: summed, counted anew, recomputed from parts, or not summable.</summary>
    public required Words SumMethod { get; init; }
}

/// <summary>A batch that supplied facts to a number.</summary>
public sealed record PassportSource(BatchId Batch, string Source, long Rows, DateTimeOffset KnownAt);

/// <summary>The answer to a question.</summary>
public sealed record MetricAnswer
{
    public required MetricQuestion Question { get; init; }
    public required Period Range { get; init; }
    public Period? Before { get; init; }
    public required IReadOnlyList<AnswerRow> Rows { get; init; }

    /// <summary>The total of each metric over the whole selection, in the order of Metrics, made by its own rule and never by adding rows that do not add.</summary>
    public required AnswerRow Total { get; init; }
    public required IReadOnlyDictionary<string, Passport> Passports { get; init; }

    /// <summary>True when more rows exist than Limit allowed.</summary>
    public bool Truncated { get; init; }
}

/// <summary>A question answered or refused.</summary>
/// <param name="Value">The answer, or null when refused.</param>
/// <param name="Refusal">Why not, or null.</param>
public sealed record Answered<T>(T? Value, Refusal? Refusal) where T : class;

/// <summary>A stable code, the field that is at fault, its value, a sentence in both languages and what to do.</summary>
public sealed record Refusal(string Code, Words Detail, Words Remedy, string? Field = null, string? Value = null);

/// <summary>Answers questions. The scope is not optional: there is no way to ask without it.</summary>
public interface IMetricQuestions
{
    Task<Answered<MetricAnswer>> Ask(MetricQuestion question, Scope scope, CancellationToken cancel);

    /// <summary>The single facts behind a figure of the answer, newest first: the way down to rows.</summary>
    /// <param name="metric">The metric whose facts are wanted.</param>
    /// <param name="after">The cursor of the page before, or null.</param>
    Task<Answered<FactPage>> Rows(string metric, MetricQuestion question, Scope scope, string? after, int limit, CancellationToken cancel);

    /// <summary>The values of a dimension that occur in a range, most rows first.</summary>
    Task<IReadOnlyList<string>> Values(string dimension, Period range, Scope scope, int limit, CancellationToken cancel);
}

/// <summary>A page of facts.</summary>
/// <param name="Kind">Which table.</param>
/// <param name="Columns">Column names in order; the ledger's own (batch, source line, known_at) last.</param>
/// <param name="Rows">Values as invariant text; null is unknown.</param>
/// <param name="Next">The cursor of the next page, or null at the end.</param>
/// <param name="Count">How many facts stand behind the figure in all.</param>
public sealed record FactPage(FactKind Kind, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows, string? Next, long Count);
