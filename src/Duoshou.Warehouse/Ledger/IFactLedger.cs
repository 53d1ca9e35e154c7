using Duoshou.Kernel;

namespace Duoshou.Warehouse;

/// <summary>The ledger of facts: rows are appended, never edited. A batch is whole or absent, whatever happens to the process.</summary>
public interface IFactLedger
{
    /// <summary>Tells the ledger which shops there are, so that questions can group by client, platform and country of the shop.</summary>
    Task SaveShops(IReadOnlyCollection<ShopFacts> shops, CancellationToken cancel);

    /// <summary>Begins a batch. Nothing is visible until <see cref="IBatchLoad.Commit"/>; disposing without it leaves no trace. One at a time: a second caller waits.</summary>
    Task<IBatchLoad> Begin(BatchStart start, CancellationToken cancel);

    /// <summary>Appends the reversal of every row of a batch, with its own moment of knowledge. Undoing twice changes nothing.</summary>
    /// <returns>The batch as it stands after, or null when there is no such batch within the scope.</returns>
    Task<BatchRecord?> Undo(BatchId batch, Scope scope, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Batches of the scope's shops, newest first.</summary>
    Task<IReadOnlyList<BatchRecord>> Batches(Scope scope, int limit, DateTimeOffset? before, CancellationToken cancel);

    /// <summary>One batch, or null when there is no such batch within the scope.</summary>
    Task<BatchRecord?> Batch(BatchId batch, Scope scope, CancellationToken cancel);

    /// <summary>Rows of a batch that were refused and not yet mended, and those that a person left out.</summary>
    Task<IReadOnlyList<RefusedRow>> Refused(BatchId batch, Scope scope, CancellationToken cancel);

    /// <summary>For each day and kind of fact of a shop: how many rows stand and when the newest was learned. The feed map and gap finding read it.</summary>
    Task<IReadOnlyList<FeedDay>> Feeds(Scope scope, Period range, CancellationToken cancel);

    /// <summary>Traffic of the days that totals are not taken from, because the shop gave a coarser cut of the same days.</summary>
    Task<IReadOnlyList<CutAside>> Aside(Scope scope, Period range, CancellationToken cancel);
}

/// <summary>A shop as the warehouse needs it.</summary>
public sealed record ShopFacts(ShopId Id, string Name, ClientId Client, string ClientName, string Platform, string Country, Currency Currency, string Zone);

/// <summary>What is known of a batch before its rows come.</summary>
/// <param name="Id">The new batch.</param>
/// <param name="Shop">The shop whose facts come.</param>
/// <param name="Source">The file name, feed or generator.</param>
/// <param name="Mapping">The name of the mapping by which the file was read.</param>
/// <param name="By">Who does it.</param>
/// <param name="KnownAt">The moment at which we learn these facts; later than every batch before it.</param>
public sealed record BatchStart(BatchId Id, ShopId Shop, string Source, string? Mapping, UserId By, DateTimeOffset KnownAt);

/// <summary>A batch being loaded.</summary>
public interface IBatchLoad : IAsyncDisposable
{
    /// <summary>
    /// Adds rows of one kind. A row whose natural key stands with the same content is skipped as unchanged; with other content it
    /// becomes a restatement: the old values are taken back and the new ones appended. Within one batch the later row of a key wins.
    /// </summary>
    Task Append(FactChunk rows, CancellationToken cancel);

    /// <summary>Keeps a record that was refused, so that it can be mended and sent again.</summary>
    void Refuse(RefusedRow row);

    /// <summary>Keeps a record that a person left out; it is counted by its reason with the ignored ones, not as refused.</summary>
    void LeaveOut(RefusedRow row);

    /// <summary>Counts records that the reader left out by rule, with the reason (repeated_header, blank).</summary>
    void Ignore(string reason, long records);

    /// <summary>How many records the reader saw.</summary>
    void Read(long records);

    /// <summary>
    /// Says how many records of the source came to what, where a record becomes several rows; without it the counts of the batch are of rows.
    /// </summary>
    void Records(long loaded, long unchanged, long restated);

    /// <summary>Says where the input is kept, which may be known only after its rows were read.</summary>
    /// <param name="rawFile">Relative to the home folder; null when it is not kept.</param>
    /// <param name="sourceHash">SHA-256 of the input in hexadecimal; null when it is not kept.</param>
    void Kept(string? rawFile, string? sourceHash);

    /// <summary>Makes the batch visible as a whole, and says what came of it.</summary>
    Task<BatchRecord> Commit(CancellationToken cancel);

    /// <summary>What would come of it, without keeping anything (dry run); the load is over afterwards.</summary>
    Task<BatchRecord> Preview(CancellationToken cancel);
}

/// <summary>A record that could not be read as a fact.</summary>
/// <param name="Line">The line of the file on which the record begins.</param>
/// <param name="Kind">The fact table's name.</param>
/// <param name="Field">The column of the file.</param>
/// <param name="Value">The value as it stands there.</param>
/// <param name="Code">The stable code of the reason, such as number.unreadable.</param>
/// <param name="Detail">A sentence for people.</param>
/// <param name="Cells">The whole record as a JSON array of strings, so that it can be mended.</param>
public sealed record RefusedRow(int Line, string Kind, string Field, string Value, string Code, string Detail, string Cells);

/// <summary>A batch and what came of it. RowsRead = Loaded + Unchanged + Restated + Refused + Ignored.</summary>
public sealed record BatchRecord
{
    public required BatchId Id { get; init; }
    public required ShopId Shop { get; init; }
    public required string Source { get; init; }
    public string? Mapping { get; init; }
    public required UserId By { get; init; }
    public required DateTimeOffset KnownAt { get; init; }
    public string? RawFile { get; init; }
    public string? SourceHash { get; init; }

    /// <summary>Set when the batch was taken back.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    public long RowsRead { get; init; }
    public long RowsLoaded { get; init; }
    public long RowsUnchanged { get; init; }
    public long RowsRestated { get; init; }
    public long RowsRefused { get; init; }
    public IReadOnlyDictionary<string, long> Ignored { get; init; } = new Dictionary<string, long>();
    public long RowsIgnored => Ignored.Values.Sum();

    /// <summary>Rows loaded or restated by fact table name.</summary>
    public IReadOnlyDictionary<string, long> Kinds { get; init; } = new Dictionary<string, long>();

    /// <summary>Sum of the quantity column of order lines accepted (loaded, restated or unchanged), of every row class.</summary>
    public decimal Quantity { get; init; }

    /// <summary>Control totals by currency over the accepted rows: gross of order lines, cost of ads, amount of fees, and so on.</summary>
    public IReadOnlyDictionary<string, decimal> Money { get; init; } = new Dictionary<string, decimal>();

    public DateOnly? First { get; init; }
    public DateOnly? Last { get; init; }
    public double Seconds { get; init; }
}

/// <summary>Rows that stand for a shop, kind and day.</summary>
public sealed record FeedDay(ShopId Shop, FactKind Kind, DateOnly Day, long Rows, DateTimeOffset NewestKnownAt);
