using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.RollUps;

namespace Duoshou.Warehouse.Ledger;

/// <summary>What an entry adds beside its rows, in the same transaction: its sums to the roll-ups, its counts to the feed map.</summary>
static class EntryEffects
{
    public static void Add(IFactSession session, LedgerTable table, Entry entry)
    {
        foreach (RollUp rollUp in RollUp.All.Where(rollUp => rollUp.Table == table)) session.Execute(rollUp.Add(), [entry.Number]);
        string currency = table.Currency is null ? "null" : table.Currency.Sql();
        session.Execute($"""
            insert into feed select {entry.Number}, origin, any_value(known_at), shop, {(int)table.Facts.Kind}, cast({table.Moment.Sql()} as date) as day,
                {currency} as money, sum(sign) from {table.Name} where entry = $1 group by origin, shop, day, money
            """, [entry.Number]);
        FactColumn[] counted = [.. table.Facts.Columns.Where(column => column.Role != FactRole.Note)];
        string counts = string.Join(", ", counted.Select(column => $"coalesce(sum(sign) filter (where {column.Sql()} is not null), 0)"));
        using IFactReader reader = session.Query($"select {counts} from {table.Name} where entry = $1", [entry.Number]);
        if (!reader.Next()) return;
        string values = string.Join(", ", counted.Select((column, i) =>
            $"({entry.Number}, {entry.Shop}, {(int)table.Facts.Kind}, '{column.Name}', {reader.Whole(i, 0)})"));
        session.Execute($"insert into supplied values {values}");
    }
}
