using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>
/// What holds for all rows of an entry, so that questions need not look at each: whether rows take others back, and how far its other moments
/// lie from the one that dates the fact. Kept by entry and never taken away, so it also holds as known on any moment, and at worst says too much.
/// </summary>
static class EntrySpans
{
    /// <summary>The table: entry, shop, kind, name (<c>sign</c> or a moment), least, most; moments in microseconds after the one that dates the fact.</summary>
    public const string Name = "entry_span";

    /// <summary>The name under which the signs of an entry's rows stand.</summary>
    public const string Sign = "sign";

    /// <summary>Makes the table, and fills it from the facts of a store that was kept without it.</summary>
    public static void Ensure(IFactSession session)
    {
        if (LedgerSchema.Has(session, Name)) return;
        session.Execute($"create table {Name} (entry integer, shop integer, kind integer, name varchar, least bigint, most bigint)");
        foreach (LedgerTable table in LedgerTable.All) session.Execute($"insert into {Name} {Of(table, "true")}");
    }

    /// <summary>Adds what one entry holds.</summary>
    public static void Add(IFactSession session, LedgerTable table, Entry entry) => session.Execute($"insert into {Name} {Of(table, "entry = $1")}", [entry.Number]);

    /// <summary>The same of some rows, worked out from the facts.</summary>
    public static string Of(LedgerTable table, string which)
    {
        (string Name, string Value)[] all =
        [
            (Sign, "sign"),
            .. table.Facts.Columns.Where(column => column.Type == Kernel.FactType.Time && column != table.Moment)
                .Select(column => (column.Name, $"epoch_us({column.Sql()}) - epoch_us({table.Moment.Sql()})")),
        ];
        string Each(string aggregate) => string.Join(", ", all.Select(one => $"cast({aggregate}({one.Value}) as bigint)"));
        return $"""
            select * from (select entry, shop, {(int)table.Facts.Kind} as kind, unnest([{string.Join(", ", all.Select(one => $"'{one.Name}'"))}]) as name,
                unnest([{Each("min")}]) as least, unnest([{Each("max")}]) as most from {table.Name} where {which} group by entry, shop) s where least is not null
            """;
    }
}
