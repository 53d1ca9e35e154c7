using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>One kind of fact within a batch being loaded: compares, counts, and sends what is new to the engine's bulk way in.</summary>
sealed class KindLoad : IDisposable
{
    readonly LedgerTable table;
    readonly Entry entry;
    readonly IFactAppender appender;
    readonly StandingRows standing;
    readonly RowHashes hashes = new();
    readonly List<(long Key, long Content, bool Own)> superseded = [];
    readonly int firstOwn;
    readonly long[] supplied;
    int[] taken = new int[2048];

    public KindLoad(IFactSession session, LedgerTable table, Entry entry, CancellationToken cancel)
    {
        (this.table, this.entry) = (table, entry);
        standing = Standing(session, cancel);
        appender = session.Append(table.Name, table.Types);
        firstOwn = table.Facts.Columns.Count;
        supplied = new long[firstOwn];
    }

    public LedgerTable Table => table;

    public long Loaded { get; private set; }

    public long Unchanged { get; private set; }

    public long Restated { get; private set; }

    /// <summary>The versions that this batch takes back, by key and content; own when the batch itself had brought them.</summary>
    public IReadOnlyList<(long Key, long Content, bool Own)> Superseded => superseded;

    /// <summary>For each column of the table, how many of the appended rows know it.</summary>
    public IReadOnlyList<long> Supplied => supplied;

    public ControlTotals Totals { get; } = new();

    public void Append(FactChunk rows)
    {
        RefuseGaps(rows);
        hashes.Compute(rows);
        Totals.Add(table, rows);
        if (taken.Length < rows.Count) taken = new int[rows.Capacity];
        int count = Choose(rows);
        for (int from = 0; from < count; from += appender.Capacity) Send(rows, taken.AsSpan(from, Math.Min(appender.Capacity, count - from)));
    }

    public void Finish() => appender.Finish();

    public void Dispose() => appender.Dispose();

    int Choose(FactChunk rows)
    {
        int count = 0;
        Span<RowOutcome> outcomes = rows.Outcomes;
        ReadOnlySpan<long> keys = hashes.Keys, contents = hashes.Contents;
        for (int row = 0; row < rows.Count; row++)
        {
            RowOutcome news = outcomes[row] = standing.Put(keys[row], contents[row], byBatch: true, out var replaced);
            if (news == RowOutcome.Unchanged)
            {
                Unchanged++;
                continue;
            }

            taken[count++] = row;
            if (news == RowOutcome.Loaded) Loaded++;
            else
            {
                Restated++;
                superseded.Add((keys[row], replaced.Content, replaced.Own));
            }
        }

        return count;
    }

    void Send(FactChunk rows, ReadOnlySpan<int> taken)
    {
        foreach (FactColumn column in table.Facts.Columns)
        {
            if (column.Type == FactType.Text) supplied[column.Ordinal] += appender.Texts(column.Ordinal, rows.Texts(column), taken);
            else supplied[column.Ordinal] += column.Type == FactType.Number ? Numbers(column, rows, taken) : Moments(column, rows, taken);
        }

        Own(rows, taken);
        appender.Send(taken.Length);
    }

    int Numbers(FactColumn column, FactChunk rows, ReadOnlySpan<int> taken)
    {
        ReadOnlySpan<long> values = rows.Numbers(column);
        Span<long> target = appender.Longs(column.Ordinal);
        int known = 0;
        for (int i = 0; i < taken.Length; i++)
        {
            target[i] = values[taken[i]];
            if (target[i] != FactChunk.Unknown) known++;
            else appender.SetNull(column.Ordinal, i);
        }

        return known;
    }

    int Moments(FactColumn column, FactChunk rows, ReadOnlySpan<int> taken)
    {
        ReadOnlySpan<long> values = rows.Numbers(column);
        Span<long> target = appender.Longs(column.Ordinal);
        int known = 0;
        for (int i = 0; i < taken.Length; i++)
        {
            if (values[taken[i]] == FactChunk.Unknown) appender.SetNull(column.Ordinal, i);
            else
            {
                target[i] = DuckDb.Clock.MicrosecondsOfTicks(values[taken[i]]);
                known++;
            }
        }

        return known;
    }

    void Own(FactChunk rows, ReadOnlySpan<int> taken)
    {
        int count = taken.Length;
        appender.Bytes(firstOwn)[..count].Fill(1);
        if (table.Facts.Kind == FactKind.Traffic) TrafficCut.Fill(rows, taken, appender.Bytes(firstOwn + 1));
        else appender.Bytes(firstOwn + 1)[..count].Clear();
        appender.Longs(firstOwn + 2)[..count].Fill(entry.KnownAtMicroseconds);
        appender.Ints(firstOwn + 3)[..count].Fill(entry.Number);
        appender.Ints(firstOwn + 4)[..count].Fill(entry.Number);
        appender.Ints(firstOwn + 5)[..count].Fill(entry.Shop);
        Span<int> lines = appender.Ints(firstOwn + 6);
        Span<long> keys = appender.Longs(firstOwn + 7), contents = appender.Longs(firstOwn + 8);
        for (int i = 0; i < count; i++)
            (lines[i], keys[i], contents[i]) = (rows.Line(taken[i]), hashes.Keys[taken[i]], hashes.Contents[taken[i]]);
    }

    /// <summary>A reader refuses a record that lacks what every row must have; one that reaches the ledger is a fault of the reader.</summary>
    void RefuseGaps(FactChunk rows)
    {
        foreach (FactColumn column in table.Facts.Columns.Where(column => column.Required))
        {
            int gap = column.Type == FactType.Text ? rows.Texts(column).IndexOf((string?)null) : rows.Numbers(column).IndexOf(FactChunk.Unknown);
            if (gap >= 0) throw new InvalidDataException($"A row of {table.Name} at line {rows.Line(gap)} has no {column.Name}, which every row must have.");
        }
    }

    StandingRows Standing(IFactSession session, CancellationToken cancel)
    {
        StandingRows rows = new();
        using IFactReader reader = session.Query(
            $"select row_key, content from {table.Name} where shop = $1 group by row_key, origin, content having sum(sign) > 0", [entry.Shop], cancel);
        while (reader.Next())
            for (int i = 0; i < reader.Count; i++)
                rows.Put((long)reader.Whole(0, i), (long)reader.Whole(1, i), byBatch: false, out _);
        return rows;
    }
}

/// <summary>An import or an undo: one step of the ledger.</summary>
/// <param name="Number">Counts up from 1 over all shops.</param>
/// <param name="Shop">The shop's number.</param>
/// <param name="KnownAt">When its facts were learned, in UTC.</param>
readonly record struct Entry(int Number, int Shop, DateTime KnownAt)
{
    public long KnownAtMicroseconds => DuckDb.Clock.Microseconds(KnownAt);
}
