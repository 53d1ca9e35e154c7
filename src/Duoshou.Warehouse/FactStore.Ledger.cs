using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse;

public sealed partial class FactStore
{
    /// <inheritdoc />
    public Task SaveShops(IReadOnlyCollection<ShopFacts> shops, CancellationToken cancel) => Writing(session =>
    {
        session.Begin();
        this.shops.Save(session, shops);
        session.Commit();
        this.shops = ShopRegister.Load(session);
        return true;
    }, cancel);

    /// <inheritdoc />
    public async Task<IBatchLoad> Begin(BatchStart start, CancellationToken cancel)
    {
        if (!shops.ById.TryGetValue(start.Shop, out NumberedShop shop))
            throw new InvalidOperationException($"The warehouse does not know the shop {start.Shop}; save it first.");
        await writing.WaitAsync(cancel);
        IFactSession? session = null;
        try
        {
            session = engine.Connect();
            Entry entry = NextEntry(session, shop.Number, start.KnownAt);
            session.Begin();
            return new BatchLoad(session, start, entry, kept =>
            {
                if (kept is not null) Interlocked.Increment(ref step);
                writing.Release();
            });
        }
        catch
        {
            session?.Dispose();
            writing.Release();
            throw;
        }
    }

    /// <inheritdoc />
    public Task<BatchRecord?> Undo(BatchId batch, Scope scope, DateTimeOffset at, CancellationToken cancel) => Writing(session =>
    {
        if (Find(session, batch, scope, cancel) is not { UndoneAt: null } found) return Find(session, batch, scope, cancel);
        int shop = shops.ById[found.Shop].Number;
        Entry entry = NextEntry(session, shop, at);
        session.Begin();
        try
        {
            int number = Numbers(session, "select number from batch where id = $1", batch)[0];
            int[] undone = [number, .. Numbers(session, "select number from batch where shop = $1 and undone_at is not null", shop)];
            session.Execute("insert into entry values ($1, 'undo', $2, $3, $4)", [entry.Number, batch, shop, entry.KnownAt]);
            foreach (LedgerTable table in LedgerTable.All.Where(table => found.Kinds.ContainsKey(table.Name)))
            {
                cancel.ThrowIfCancellationRequested();
                if (TakeBack.Undo(session, table, entry, number, undone) == 0) continue;
                EntryEffects.Add(session, table, entry, takesBack: true);
                EntryEffects.Supplied(session, table, entry);
            }

            session.Execute("update batch set undone_at = $1 where number = $2", [entry.KnownAt, number]);
            session.Commit();
            Interlocked.Increment(ref step);
        }
        catch
        {
            session.Rollback();
            throw;
        }

        return Find(session, batch, scope, cancel);
    }, cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<BatchRecord>> Batches(Scope scope, int limit, DateTimeOffset? before, CancellationToken cancel) => Reading<IReadOnlyList<BatchRecord>>(
        session => before is { } moment
            ? BatchTable.Read(session, $"{Visible("b.shop", scope)} and known_at < $1", [moment], limit, cancel)
            : BatchTable.Read(session, Visible("b.shop", scope), [], limit, cancel), cancel);

    /// <inheritdoc />
    public Task<BatchRecord?> Batch(BatchId batch, Scope scope, CancellationToken cancel) => Reading(session => Find(session, batch, scope, cancel), cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<RefusedRow>> Refused(BatchId batch, Scope scope, CancellationToken cancel) => Reading<IReadOnlyList<RefusedRow>>(
        session => Find(session, batch, scope, cancel) is null ? [] : BatchTable.Refused(session, batch, cancel), cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<FeedDay>> Feeds(Scope scope, Period range, CancellationToken cancel) => Reading<IReadOnlyList<FeedDay>>(session =>
    {
        List<FeedDay> days = [];
        using IFactReader rows = session.Query(
            $"select shop, kind, day, sum(n), max(known_at) from feed where {Visible("shop", scope)} and day between $1 and $2 " +
            "group by shop, kind, day having sum(n) > 0 order by shop, kind, day", [range.First, range.Last], cancel);
        while (rows.Next())
            for (int i = 0; i < rows.Count; i++)
                days.Add(new FeedDay(shops.ByNumber[(int)rows.Whole(0, i)].Facts.Id, (FactKind)(int)rows.Whole(1, i), rows.Day(2, i), (long)rows.Whole(3, i),
                    new DateTimeOffset(rows.Moment(4, i), TimeSpan.Zero)));
        return days;
    }, cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<CutAside>> Aside(Scope scope, Period range, CancellationToken cancel) => Reading(session =>
        CutsAside.Read(session, Visible("f.shop", scope), range, 0, null, number => shops.ByNumber[number].Facts.Id, cancel), cancel);

    BatchRecord? Find(IFactSession session, BatchId batch, Scope scope, CancellationToken cancel) =>
        BatchTable.Read(session, $"{Visible("b.shop", scope)} and b.id = $1", [batch], 1, cancel).FirstOrDefault();

    /// <summary>The condition that keeps a statement to the caller's shops. An empty scope sees nothing.</summary>
    string Visible(string column, Scope scope)
    {
        int[] numbers = [.. scope.Shops.Where(shops.ById.ContainsKey).Select(shop => shops.ById[shop].Number).Order()];
        return numbers.Length == 0 ? "false" : $"{column} in ({string.Join(", ", numbers)})";
    }

    /// <summary>The next step of the ledger. Within a shop each step is learned after the one before it, at least by a microsecond.</summary>
    static Entry NextEntry(IFactSession session, int shop, DateTimeOffset knownAt)
    {
        using IFactReader rows = session.Query("select coalesce(max(number), 0) + 1, max(known_at) filter (where shop = $1) from entry", [shop]);
        rows.Next();
        DateTime moment = knownAt.UtcDateTime;
        if (!rows.IsNull(1, 0) && rows.Moment(1, 0) >= moment) moment = rows.Moment(1, 0).AddMicroseconds(1);
        return new Entry((int)rows.Whole(0, 0), shop, moment);
    }

    static int[] Numbers(IFactSession session, string sql, object argument)
    {
        List<int> numbers = [];
        using IFactReader rows = session.Query(sql, [argument]);
        while (rows.Next())
            for (int i = 0; i < rows.Count; i++)
                numbers.Add((int)rows.Whole(0, i));
        return [.. numbers];
    }

    async Task<T> Writing<T>(Func<IFactSession, T> write, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            return await Reading(write, cancel);
        }
        finally
        {
            writing.Release();
        }
    }
}
