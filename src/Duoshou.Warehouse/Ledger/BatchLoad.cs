using System.Diagnostics;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>A batch being loaded: one transaction of the engine, from its first row to its last word.</summary>
sealed class BatchLoad(IFactSession session, BatchStart start, Entry entry, Action<BatchRecord?> ended) : IBatchLoad
{
    readonly long began = Stopwatch.GetTimestamp();
    readonly KindLoad?[] kinds = new KindLoad?[LedgerTable.All.Count];
    readonly List<RefusedRow> refused = [], leftOut = [];
    readonly SortedDictionary<string, long> ignored = new(StringComparer.Ordinal);
    long read;
    (long Loaded, long Unchanged, long Restated)? records;
    (string? File, string? Hash) kept;
    bool over;

    public Task Append(FactChunk rows, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(over, this);
        cancel.ThrowIfCancellationRequested();
        if (rows.Count == 0) return Task.CompletedTask;
        KindLoad kind = kinds[(int)rows.Table.Kind] ??= new KindLoad(session, LedgerTable.Of(rows.Table.Kind), entry, cancel);
        kind.Append(rows);
        return Task.CompletedTask;
    }

    public void Refuse(RefusedRow row) => refused.Add(row);

    public void LeaveOut(RefusedRow row) => leftOut.Add(row);

    public void Ignore(string reason, long records) => ignored[reason] = ignored.GetValueOrDefault(reason) + records;

    public void Read(long records) => read += records;

    public void Records(long loaded, long unchanged, long restated) => records = (loaded, unchanged, restated);

    public void Kept(string? rawFile, string? sourceHash) => kept = (rawFile, sourceHash);

    public async Task<BatchRecord> Commit(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(over, this);
        BatchRecord record = await Task.Run(() => Keep(cancel), cancel);
        End(record);
        return record;
    }

    public async Task<BatchRecord> Preview(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(over, this);
        BatchRecord record = Record();
        await DisposeAsync();
        return record;
    }

    public ValueTask DisposeAsync()
    {
        if (over) return ValueTask.CompletedTask;
        foreach (KindLoad? kind in kinds) kind?.Dispose();
        session.Rollback();
        End(null);
        return ValueTask.CompletedTask;
    }

    BatchRecord Keep(CancellationToken cancel)
    {
        foreach (KindLoad kind in Loads())
        {
            cancel.ThrowIfCancellationRequested();
            kind.Finish();
            if (kind.Table.Facts.Kind == FactKind.OrderLine) SaleLinks.Find(session, entry);
            TakeBack.Superseded(session, kind.Table, entry, kind.Superseded);
            EntryEffects.Add(session, kind.Table, entry, kind.Superseded.Count > 0);
            EntryEffects.Supplied(session, kind, entry);
        }

        BatchRecord record = Record();
        BatchTable.Insert(session, entry, record, [.. refused, .. leftOut]);
        cancel.ThrowIfCancellationRequested();
        session.Commit();
        return record;
    }

    /// <summary>The session, and with it the right to write, goes back whatever happened.</summary>
    void End(BatchRecord? kept)
    {
        over = true;
        foreach (KindLoad? kind in kinds) kind?.Dispose();
        session.Dispose();
        ended(kept);
    }

    IEnumerable<KindLoad> Loads() => kinds.OfType<KindLoad>();

    BatchRecord Record()
    {
        KindLoad[] loads = [.. Loads()];
        (long loaded, long unchanged, long restated) =
            records ?? (loads.Sum(kind => kind.Loaded), loads.Sum(kind => kind.Unchanged), loads.Sum(kind => kind.Restated));
        return new BatchRecord
        {
            Id = start.Id, Shop = start.Shop, Source = start.Source, Mapping = start.Mapping, By = start.By, RawFile = kept.File, SourceHash = kept.Hash,
            KnownAt = new DateTimeOffset(entry.KnownAt, TimeSpan.Zero),
            RowsRead = Math.Max(read, loaded + unchanged + restated + refused.Count + ignored.Values.Sum()),
            RowsLoaded = loaded, RowsUnchanged = unchanged, RowsRestated = restated, RowsRefused = refused.Count,
            Ignored = new Dictionary<string, long>(ignored),
            Kinds = loads.Where(kind => kind.Loaded + kind.Restated > 0).ToDictionary(kind => kind.Table.Name, kind => kind.Loaded + kind.Restated),
            Quantity = loads.Sum(kind => kind.Totals.Quantity),
            Money = loads.SelectMany(kind => kind.Totals.Money).GroupBy(sum => sum.Currency).OrderBy(sums => sums.Key, StringComparer.Ordinal)
                .ToDictionary(sums => sums.Key, sums => sums.Sum(sum => sum.Sum)),
            First = loads.Min(kind => kind.Totals.First), Last = loads.Max(kind => kind.Totals.Last),
            Seconds = Stopwatch.GetElapsedTime(began).TotalSeconds,
        };
    }
}
