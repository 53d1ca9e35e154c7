using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.RollUps;

/// <summary>
/// How many orders each shop had on each day. Different orders cannot be added up from lines, so every entry of the ledger adds by how many
/// it changed the orders of a day: those that stand with it, less those that stood before. What is added that way can be asked as known on
/// a moment, and over several days it counts every order once as long as no order has lines on two days; the shops where one has are marked
/// and counted from their facts.
/// </summary>
static class OrderDays
{
    /// <summary>The table of the changes: entry, known_at, shop, day, n.</summary>
    public const string Name = "order_days";

    /// <summary>The shops that have, or once had, an order with lines on two days.</summary>
    public const string Spread = "order_spread";

    const string Lines = "row_class = 'sale' and order_id is not null and ordered_at is not null";

    const string Day = "cast(ordered_at as date)";

    /// <summary>Makes the tables, and fills them from the facts of a store that was kept without them.</summary>
    public static void Ensure(IFactSession session)
    {
        bool known = LedgerSchema.Has(session, Name);
        session.Execute($"create table if not exists {Name} (entry integer, known_at timestamp, shop integer, day date, n bigint)");
        session.Execute($"create table if not exists {Spread} (shop integer)");
        if (known) return;
        session.Execute($"insert into {Name} {Changes()}");
        session.Execute($"insert into {Spread} select distinct shop from (select shop from order_line where {Lines} group by shop, order_id having min({Day}) <> max({Day})) o");
    }

    /// <summary>Whether the roll-up can count what a measure counts: orders with sale lines, by the day on which they were ordered.</summary>
    public static bool Counts(Measure measure) =>
        measure is { Kind: FactKind.OrderLine, Aggregate: Aggregate.Distinct, Thing: "order_id", WithinShop: true, Moment: "ordered_at", Filters: [var only] }
            && only == RowFilter.Sales;

    /// <summary>Adds what one entry changed.</summary>
    public static void Add(IFactSession session, Entry entry, bool takesBack)
    {
        if (!takesBack && !Any(session, "select 1 from order_line where shop = $1 and entry <> $2 limit 1", entry.Shop, entry.Number) && AddFirst(session, entry)) return;
        if (Days(session, entry) is not { } days) return;
        string touched = $"shop = $1 and {Lines} and order_id in (select order_id from order_line where entry = $2 and {Lines})";
        session.Execute($"""
            insert into {Name} select {entry.Number}, make_timestamp({entry.KnownAtMicroseconds}), {entry.Shop}, day, cast(sum(change) as bigint) from (
                select {Day} as day, case when sum(sign) > 0 then 1 else 0 end - case when coalesce(sum(sign) filter (where entry < $2), 0) > 0 then 1 else 0 end as change
                from order_line where {touched} and ordered_at >= $3 and ordered_at < $4 group by order_id, day) o group by day having sum(change) <> 0
            """, [entry.Shop, entry.Number, days.First.ToDateTime(default), days.Last.AddDays(1).ToDateTime(default)]);
        if (Any(session, $"select 1 from {Spread} where shop = $1", entry.Shop)) return;
        if (Any(session, $"{OnTwoDays(touched)} limit 1", entry.Shop, entry.Number)) session.Execute($"insert into {Spread} values ($1)", [entry.Shop]);
    }

    /// <summary>What every entry changed, worked out from the facts alone.</summary>
    public static string Changes() => $"""
        select entry, known_at, shop, day, cast(sum(change) as bigint) as n from (
            select entry, known_at, shop, day, case when after > 0 then 1 else 0 end - case when after - said > 0 then 1 else 0 end as change from (
                select *, sum(said) over (partition by shop, order_id, day order by entry) as after from (
                    select entry, any_value(known_at) as known_at, shop, order_id, {Day} as day, sum(sign) as said
                    from order_line where {Lines} group by entry, shop, order_id, day) s) a) c
        group by entry, known_at, shop, day having sum(change) <> 0
        """;

    /// <summary>The first lines of a shop: nothing stood before, and nearly always an order lies within a day, so that one pass tells all.</summary>
    static bool AddFirst(IFactSession session, Entry entry)
    {
        List<(DateOnly Day, long Orders)> days = [];
        using (IFactReader rows = session.Query(
            $"select first, last, count(*) from (select min({Day}) as first, max({Day}) as last from order_line where entry = $1 and {Lines} group by order_id) o " +
            "group by first, last order by first", [entry.Number]))
        {
            while (rows.Next())
                for (int i = 0; i < rows.Count; i++)
                {
                    if (rows.Day(0, i) != rows.Day(1, i)) return false;
                    days.Add((rows.Day(0, i), (long)rows.Whole(2, i)));
                }
        }

        if (days.Count == 0) return true;
        IEnumerable<string> values = days.Select(day => string.Create(CultureInfo.InvariantCulture,
            $"({entry.Number}, make_timestamp({entry.KnownAtMicroseconds}), {entry.Shop}, date '{day.Day:O}', {day.Orders})"));
        session.Execute($"insert into {Name} values {string.Join(", ", values)}");
        return true;
    }

    static Period? Days(IFactSession session, Entry entry)
    {
        using IFactReader rows = session.Query($"select min({Day}), max({Day}) from order_line where entry = $1 and {Lines}", [entry.Number]);
        return rows.Next() && !rows.IsNull(0, 0) ? new Period(rows.Day(0, 0), rows.Day(1, 0)) : null;
    }

    /// <summary>Orders of which lines stand on two days.</summary>
    static string OnTwoDays(string which) =>
        $"select shop from (select shop, order_id, {Day} as day from order_line where {which} group by shop, order_id, day having sum(sign) > 0) g " +
        "group by shop, order_id having count(*) > 1";

    static bool Any(IFactSession session, string sql, params object?[] arguments)
    {
        using IFactReader rows = session.Query(sql, arguments);
        return rows.Next() && rows.Count > 0;
    }
}
