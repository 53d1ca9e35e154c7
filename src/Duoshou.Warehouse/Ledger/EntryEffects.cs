using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.RollUps;

namespace Duoshou.Warehouse.Ledger;

/// <summary>What an entry adds beside its rows, in the same transaction: its sums to the roll-ups, its counts to the feed map, what holds for all of it.</summary>
static class EntryEffects
{
    /// <param name="takesBack">The entry holds rows that take others back.</param>
    public static void Add(IFactSession session, LedgerTable table, Entry entry, bool takesBack)
    {
        foreach (RollUp rollUp in RollUp.All.Where(rollUp => rollUp.Table == table)) session.Execute(rollUp.Add(takesBack), [entry.Number]);
        if (table.Facts.Kind == FactKind.OrderLine) OrderDays.Add(session, entry, takesBack);
        EntrySpans.Add(session, table, entry);
        string currency = table.Currency is null ? "null" : table.Currency.Sql();
        session.Execute($"""
            insert into feed select {entry.Number}, origin, any_value(known_at), shop, {(int)table.Facts.Kind}, cast({table.Moment.Sql()} as date) as day,
                {currency} as money, sum(sign) from {table.Name} where entry = $1 group by origin, shop, day, money
            """, [entry.Number]);
    }

    /// <summary>Counts what the appended rows supply, where the loading counted it already; what they took back is subtracted.</summary>
    public static void Supplied(IFactSession session, KindLoad load, Entry entry)
    {
        long[] counts = load.Superseded.Count == 0 ? new long[load.Supplied.Count] : Counted(session, load.Table, entry, "sign < 0");
        for (int i = 0; i < counts.Length; i++) counts[i] += load.Supplied[i];
        Insert(session, load.Table, entry, counts);
    }

    /// <summary>Counts what the rows of an entry supply, or take away.</summary>
    public static void Supplied(IFactSession session, LedgerTable table, Entry entry) => Insert(session, table, entry, Counted(session, table, entry, "true"));

    static long[] Counted(IFactSession session, LedgerTable table, Entry entry, string which)
    {
        string counts = string.Join(", ", table.Facts.Columns.Select(column => $"coalesce(sum(sign) filter (where {column.Sql()} is not null), 0)"));
        using IFactReader reader = session.Query($"select {counts} from {table.Name} where entry = $1 and {which}", [entry.Number]);
        return reader.Next() ? [.. table.Facts.Columns.Select((_, i) => (long)reader.Whole(i, 0))] : new long[table.Facts.Columns.Count];
    }

    static void Insert(IFactSession session, LedgerTable table, Entry entry, long[] counts)
    {
        IEnumerable<string> values = table.Facts.Columns.Where(column => counts[column.Ordinal] != 0)
            .Select(column => FormattableString.Invariant(
                $"({entry.Number}, {entry.Shop}, {(int)table.Facts.Kind}, '{column.Name}', {counts[column.Ordinal]})"));
        if (values.Any()) session.Execute($"insert into supplied values {string.Join(", ", values)}");
    }
}
