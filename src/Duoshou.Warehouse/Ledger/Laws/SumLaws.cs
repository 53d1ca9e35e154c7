using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.RollUps;

namespace Duoshou.Warehouse.Ledger;

/// <summary>Laws of what is kept beside the rows: it equals the rows, summed anew.</summary>
static class SumLaws
{
    static readonly Words RollUps = new("汇总表等于逐行相加", "Roll-ups equal the sums of the facts");
    static readonly Words Feed = new("来数日历等于逐行计数", "The feed map equals the count of the facts");
    static readonly Words Supplied = new("各列的供数计数等于逐行计数", "What each source supplies equals the count of the facts that know it");

    static readonly Words Spans = new("每笔入账的界限等于逐行的最小与最大", "The bounds of each entry equal the least and the most of its rows");

    public static IEnumerable<LedgerLaw> Try(IFactSession session, CancellationToken cancel)
    {
        yield return Law.Joined([.. RollUp.All.Select(rollUp => OfRollUp(rollUp).Try(session, cancel)), OfOrderDays().Try(session, cancel)]);
        yield return Law.Joined([.. LedgerTable.All.Select(table => OfFeed(table).Try(session, cancel))]);
        yield return Law.Joined([.. LedgerTable.All.Select(table => OfSupplied(table).Try(session, cancel))]);
        yield return Law.Joined([.. LedgerTable.All.Select(table => OfSpans(table).Try(session, cancel))]);
    }

    static Law OfRollUp(RollUp rollUp) => new("sums.roll_ups", RollUps, Difference(
        $"'{rollUp.Name}, entry ' || entry || ', ' || day", rollUp.Sums("true"), $"select * from {rollUp.Name}"));

    static Law OfOrderDays() => new("sums.roll_ups", RollUps, Difference(
        $"'{OrderDays.Name}, entry ' || entry || ', ' || day", OrderDays.Changes(), $"select * from {OrderDays.Name}"));

    static Law OfFeed(LedgerTable table)
    {
        string currency = table.Currency is null ? "null::varchar" : table.Currency.Sql();
        return new("sums.feed", Feed, Difference($"'{table.Name}, entry ' || entry || ', ' || day",
            $"select entry, origin, shop, cast({table.Moment.Sql()} as date) as day, {currency} as money, cast(sum(sign) as bigint) as n from {table.Name} group by all",
            $"select entry, origin, shop, day, currency, n from feed where kind = {(int)table.Facts.Kind}"));
    }

    static Law OfSpans(LedgerTable table) => new("sums.spans", Spans, Difference($"'{table.Name}.' || name || ', entry ' || entry",
        EntrySpans.Of(table, "true"), $"select * from {EntrySpans.Name} where kind = {(int)table.Facts.Kind}"));

    /// <summary>A column that nobody supplies may stand with a count of nothing or not at all.</summary>
    static Law OfSupplied(LedgerTable table)
    {
        FactColumn[] columns = [.. table.Facts.Columns.Where(column => column.Role != FactRole.Note)];
        string names = string.Join(", ", columns.Select(column => $"'{column.Name}'"));
        string counts = string.Join(", ", columns.Select(column => $"coalesce(sum(sign) filter (where {column.Sql()} is not null), 0)"));
        return new("sums.supplied", Supplied, Difference($"'{table.Name}.' || name || ', entry ' || entry",
            $"select * from (select entry, shop, unnest([{names}]) as name, cast(unnest([{counts}]) as bigint) as n from {table.Name} group by entry, shop) where n <> 0",
            $"select entry, shop, name, n from supplied where kind = {(int)table.Facts.Kind} and n <> 0 and name in ({names})"));
    }

    /// <summary>What stands in one of two tables and not in the other.</summary>
    static string Difference(string place, string left, string right) => $"""
        with summed as ({left}), kept as ({right})
        select {place} from ((from summed except all from kept) union all (from kept except all from summed))
        """;
}
