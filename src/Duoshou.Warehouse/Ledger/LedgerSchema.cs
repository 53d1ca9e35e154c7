using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.RollUps;

namespace Duoshou.Warehouse.Ledger;

/// <summary>The tables beside the facts, and the making of all of them.</summary>
static class LedgerSchema
{
    /// <summary>
    /// <c>feed</c> counts the rows that stand by shop, kind, day, currency and origin; <c>supplied</c> how many of them have a value in
    /// each column, by which "this source does not give it" is told from "there was none". Both grow by entries like a roll-up.
    /// </summary>
    static readonly string[] Tables =
    [
        "create table if not exists shop (number integer, id varchar, name varchar, client varchar, client_name varchar, platform varchar, " +
            "country varchar, currency varchar, zone varchar)",
        "create table if not exists entry (number integer, kind varchar, batch varchar, shop integer, known_at timestamp)",
        "create table if not exists batch (number integer, id varchar, shop integer, source varchar, mapping varchar, by_whom varchar, known_at timestamp, " +
            "raw_file varchar, source_hash varchar, undone_at timestamp, rows_read bigint, loaded bigint, unchanged bigint, restated bigint, refused bigint, " +
            "ignored varchar, kinds varchar, quantity varchar, money varchar, first_day date, last_day date, microseconds bigint)",
        "create table if not exists refused (batch integer, line integer, kind varchar, field varchar, value varchar, code varchar, detail varchar, cells varchar)",
        "create table if not exists feed (entry integer, origin integer, known_at timestamp, shop integer, kind integer, day date, currency varchar, n bigint)",
        "create table if not exists supplied (entry integer, shop integer, kind integer, name varchar, n bigint)",
    ];

    /// <summary>The store has the table already; one that is added later is filled from the facts when it is made.</summary>
    public static bool Has(IFactSession session, string table)
    {
        using IFactReader rows = session.Query("select 1 from information_schema.tables where table_name = $1", [table]);
        return rows.Next() && rows.Count > 0;
    }

    public static void Ensure(IFactSession session)
    {
        session.Begin();
        foreach (string table in Tables) session.Execute(table);
        foreach (LedgerTable facts in LedgerTable.All) session.Execute(facts.Create());
        foreach (RollUp rollUp in RollUp.All) session.Execute(rollUp.Create());
        OrderDays.Ensure(session);
        EntrySpans.Ensure(session);
        session.Commit();
    }
}
