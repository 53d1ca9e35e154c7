using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>The appending of rows that take earlier versions back, or bring them back.</summary>
static class TakeBack
{
    /// <summary>For each version that a batch replaces, appends a row with its values and sign -1.</summary>
    public static void Superseded(IFactSession session, LedgerTable table, Entry entry, IReadOnlyList<(long Key, long Content, bool Own)> versions)
    {
        if (versions.Count == 0) return;
        session.Execute("create or replace temp table superseded (nr integer, row_key bigint, content bigint, own integer)");
        using (IFactAppender rows = session.Append("superseded", [StoredType.Int, StoredType.Hash, StoredType.Hash, StoredType.Int]))
        {
            for (int from = 0; from < versions.Count; from += rows.Capacity)
            {
                int count = Math.Min(rows.Capacity, versions.Count - from);
                for (int i = 0; i < count; i++)
                {
                    rows.Ints(0)[i] = from + i;
                    (rows.Longs(1)[i], rows.Longs(2)[i], _) = versions[from + i];
                    rows.Ints(3)[i] = versions[from + i].Own ? 1 : 0;
                }

                rows.Send(count);
            }

            rows.Finish();
        }

        // Of several rows with this key and content the newest is the one that stands: it may have been brought back since it was first said.
        session.Execute($"""
            insert into {table.Name} select {Columns(table, "-1", entry)}
            from {table.Name} f join (
                select arg_max(v.rowid, v.entry) as version from {table.Name} v
                join superseded s on v.row_key = s.row_key and v.content = s.content and (case when v.entry = {entry.Number} then 1 else 0 end) = s.own
                where v.shop = $1 and v.sign = 1 group by s.nr) old on f.rowid = old.version
            """, [entry.Shop]);
        session.Execute("drop table superseded");
    }

    /// <summary>
    /// Brings the keys that a batch touched to the state in which they would be without it: the last version that some other batch,
    /// itself not undone, said; or none.
    /// </summary>
    /// <param name="undone">The numbers of the batches that are undone, this one included.</param>
    /// <returns>How many rows were appended.</returns>
    public static long Undo(IFactSession session, LedgerTable table, Entry entry, int batch, IReadOnlyCollection<int> undone)
    {
        string gone = string.Join(", ", undone);
        session.Execute($"""
            create or replace temp table versions as
            select row_key, origin, content, max(rowid) filter (where sign = 1) as version, sum(sign) as standing,
                sum(case when entry = origin then sign else 0 end) as said
            from {table.Name} where shop = $1 and row_key in (select row_key from {table.Name} where shop = $1 and entry = $2)
            group by row_key, origin, content
            """, [entry.Shop, batch]);
        session.Execute($"""
            create or replace temp table wanted as select row_key, max(origin) as origin from versions
            where said > 0 and origin not in ({gone}) group by row_key
            """);
        long appended = session.Execute($"""
            insert into {table.Name} select {Columns(table, "c.change", entry)} from {table.Name} f join (
                select v.version, cast(case when v.standing > 0 then -1 else 1 end as tinyint) as change
                from versions v left join wanted w on v.row_key = w.row_key and v.origin = w.origin and v.said > 0
                where (v.standing > 0) <> (w.row_key is not null)) c on f.rowid = c.version
            """);
        session.Execute("drop table versions");
        session.Execute("drop table wanted");
        return appended;
    }

    static string Columns(LedgerTable table, string sign, Entry entry)
    {
        string facts = string.Join(", ", table.Facts.Columns.Select(column => $"f.{column.Sql()}"));
        string knownAt = $"make_timestamp({entry.KnownAtMicroseconds})";
        return $"{facts}, {sign}, f.cut, {knownAt}, {entry.Number}, f.origin, f.shop, f.line, f.row_key, f.content";
    }
}
