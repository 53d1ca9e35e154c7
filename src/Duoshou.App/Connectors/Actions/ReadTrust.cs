using Duoshou.App.Diagnosis;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Connectors.Actions;

/// <summary>The operator looks whether the data can be trusted: what came in, for which days, and which days lack it.</summary>
public sealed class ReadTrust(IFactLedger ledger)
{
    /// <summary>A feed of a shop: one kind of fact.</summary>
    /// <param name="Days">Rows on each day of the range; null where none stand.</param>
    /// <param name="Gaps">For a kind that comes every day: days without rows from the first that has some to the end of the range. 0 for the others.</param>
    public sealed record Feed(ShopId Shop, FactKind Kind, IReadOnlyList<long?> Days, int Gaps, DateOnly Last, DateTimeOffset NewestKnownAt)
    {
        /// <summary>Rows are expected each day, so that a day without any is a gap.</summary>
        public bool Daily { get; init; }
    }

    /// <param name="Feeds">By shop, then kind.</param>
    /// <param name="Batches">Newest first.</param>
    /// <param name="Aside">Traffic that totals are not taken from.</param>
    public sealed record Trust(IReadOnlyList<Feed> Feeds, IReadOnlyList<BatchRecord> Batches, IReadOnlyList<CutAside> Aside);

    /// <summary>Kinds of which every day of an open shop has some; reviews, fees or changes may rightly skip days.</summary>
    static bool ComesDaily(FactKind kind) => kind is FactKind.OrderLine or FactKind.Traffic or FactKind.VisitEvent or FactKind.Ad;

    public async Task<Trust> Run(Period range, Scope scope, int batches, CancellationToken cancel)
    {
        IReadOnlyList<FeedDay> days = await ledger.Feeds(scope, range, cancel);
        IReadOnlyList<BatchRecord> came = await ledger.Batches(scope, batches, null, cancel);
        return new([.. days.GroupBy(day => (day.Shop, day.Kind)).OrderBy(feed => feed.Key.Kind).Select(feed => Of(feed.Key.Shop, feed.Key.Kind, [.. feed], range))], came,
            await ledger.Aside(scope, range, cancel));
    }

    static Feed Of(ShopId shop, FactKind kind, FeedDay[] days, Period range)
    {
        Dictionary<DateOnly, long> rows = days.GroupBy(day => day.Day).ToDictionary(day => day.Key, day => day.Sum(each => each.Rows));
        DateOnly first = rows.Keys.Min();
        long?[] map = [.. range.Each().Select(day => rows.TryGetValue(day, out long count) && count > 0 ? count : (long?)null)];
        int gaps = !ComesDaily(kind) ? 0 : range.Each().Where((day, i) => day >= first && map[i] is null).Count();
        return new(shop, kind, map, gaps, rows.Keys.Max(), days.Max(day => day.NewestKnownAt)) { Daily = ComesDaily(kind) };
    }
}

/// <summary>Takes a whole batch back. Its rows stay in the record with their reversal; importing the file again brings them back.</summary>
public sealed class UndoBatch(IFactLedger ledger, IDueSearches due, TimeProvider clock)
{
    /// <returns>The batch as it stands after, or null when there is no such batch within the scope.</returns>
    public async Task<BatchRecord?> Run(BatchId batch, Scope scope, CancellationToken cancel)
    {
        BatchRecord? undone = await ledger.Undo(batch, scope, clock.GetUtcNow(), cancel);
        if (undone is not null) await due.Came(undone.Shop, cancel);
        return undone;
    }
}
