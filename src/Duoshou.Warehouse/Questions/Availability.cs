using System.Collections.Concurrent;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;
using Duoshou.Warehouse.RollUps;

namespace Duoshou.Warehouse.Questions;

/// <summary>What facts there are at all: from which day to which, in which currencies, with which columns. Read once for each step of the ledger.</summary>
sealed class Availability
{
    const int MostWorked = 64;

    static readonly string[] Queries =
    [
        "select shop, kind, currency, min(day), max(day), sum(n) from (select shop, kind, currency, day, sum(n) as n from feed group by shop, kind, currency, day " +
            "having sum(n) > 0) d group by shop, kind, currency",
        "select shop, kind, name, sum(n) from supplied group by shop, kind, name having sum(n) > 0",
        "select shop, cut from traffic_by_at group by shop, cut having sum(n) > 0",
        $"select distinct shop from {OrderDays.Spread}",
        $"select shop, kind, name, min(least), max(most) from {EntrySpans.Name} group by shop, kind, name",
    ];

    readonly Dictionary<(int Shop, FactKind Kind), FeedSpan> feeds = [];
    readonly Dictionary<(int Shop, FactKind Kind, string Column), long> supplied = [];
    readonly Dictionary<(int Shop, FactKind Kind), long> standing = [];
    readonly Dictionary<int, HashSet<int>> cuts = [];
    readonly HashSet<int> spread = [];
    readonly Dictionary<(int Shop, FactKind Kind, string Name), (long Least, long Most)> spans = [];
    readonly ConcurrentDictionary<string, object> worked = new(StringComparer.Ordinal);

    public static Availability Load(IFactSession session, CancellationToken cancel)
    {
        Availability found = new();
        Each(session, Queries[0], (rows, i) => found.Add((int)rows.Whole(0, i), (FactKind)(int)rows.Whole(1, i),
            rows.IsNull(2, i) ? null : rows.Text(2, i), new Period(rows.Day(3, i), rows.Day(4, i)), (long)rows.Whole(5, i)), cancel);
        Each(session, Queries[1], (rows, i) => found.supplied[((int)rows.Whole(0, i), (FactKind)(int)rows.Whole(1, i), rows.Text(2, i))] = (long)rows.Whole(3, i), cancel);
        Each(session, Queries[2], (rows, i) =>
        {
            int shop = (int)rows.Whole(0, i);
            if (!found.cuts.TryGetValue(shop, out HashSet<int>? known)) found.cuts[shop] = known = [];
            known.Add((int)rows.Whole(1, i));
        }, cancel);
        Each(session, Queries[3], (rows, i) => found.spread.Add((int)rows.Whole(0, i)), cancel);
        Each(session, Queries[4], (rows, i) => found.spans[((int)rows.Whole(0, i), (FactKind)(int)rows.Whole(1, i), rows.Text(2, i))] =
            ((long)rows.Whole(3, i), (long)rows.Whole(4, i)), cancel);
        return found;
    }

    /// <summary>The feed of a shop, or null when it was never connected or imported.</summary>
    public FeedSpan? Feed(int shop, FactKind kind) => feeds.GetValueOrDefault((shop, kind));

    /// <summary>The shop has facts of the kind in days that overlap the range; or supplies the column, when one is named.</summary>
    public bool Has(int shop, FactKind kind, string? column, Period range) => column is null
        ? Feed(shop, kind) is { } feed && feed.Days.Overlaps(range)
        : supplied.ContainsKey((shop, kind, column));

    /// <summary>Every row of the kind that stands for the shop has a value in the column, so that rows need not be asked for it one by one.</summary>
    public bool HasThroughout(int shop, FactKind kind, string column) =>
        standing.TryGetValue((shop, kind), out long rows) && supplied.GetValueOrDefault((shop, kind, column)) == rows;

    /// <summary>The cuts along which the shop's traffic was given.</summary>
    public IReadOnlySet<int> Cuts(int shop) => cuts.TryGetValue(shop, out HashSet<int>? known) ? known : new HashSet<int>();

    /// <summary>An order of the shop has, or had, lines on two days, so that orders of days do not add up.</summary>
    public bool SpreadsOrders(int shop) => spread.Contains(shop);

    /// <summary>Some row of the kind takes another of the shop back, or once did.</summary>
    public bool TakesBack(int shop, FactKind kind) => spans.TryGetValue((shop, kind, EntrySpans.Sign), out var signs) && signs.Least < 0;

    /// <summary>The least and the most by which a moment came after the one that dates the fact, over all rows of some shops; null when no row has it.</summary>
    public (TimeSpan Least, TimeSpan Most)? After(IReadOnlyList<int> shops, FactKind kind, string moment)
    {
        (long Least, long Most)[] found = [.. shops.Where(shop => spans.ContainsKey((shop, kind, moment))).Select(shop => spans[(shop, kind, moment)])];
        return found.Length == 0 ? null : (TimeSpan.FromMicroseconds(found.Min(span => span.Least)), TimeSpan.FromMicroseconds(found.Max(span => span.Most)));
    }

    /// <summary>Something small that the same questions need again and again, worked out once until the ledger moves on.</summary>
    /// <param name="key">All that it depends on besides the ledger.</param>
    public T Once<T>(string key, Func<T> work) where T : class
    {
        if (worked.TryGetValue(key, out object? known)) return (T)known;
        if (worked.Count >= MostWorked) worked.Clear();
        T made = work();
        worked[key] = made;
        return made;
    }

    void Add(int shop, FactKind kind, string? currency, Period days, long rows)
    {
        standing[(shop, kind)] = standing.GetValueOrDefault((shop, kind)) + rows;
        FeedSpan? before = Feed(shop, kind);
        Period all = before is null ? days : new Period(Earlier(before.Days.First, days.First), Later(before.Days.Last, days.Last));
        feeds[(shop, kind)] = new FeedSpan(all, [.. before?.Currencies ?? [], .. currency is null ? Array.Empty<string>() : [currency]]);
    }

    static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    static void Each(IFactSession session, string sql, Action<IFactReader, int> row, CancellationToken cancel)
    {
        using IFactReader rows = session.Query(sql, [], cancel);
        while (rows.Next())
            for (int i = 0; i < rows.Count; i++)
                row(rows, i);
    }
}

/// <summary>The days and currencies of a shop's facts of one kind.</summary>
sealed record FeedSpan(Period Days, IReadOnlyList<string> Currencies);
