using System.Globalization;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Tests.Warehouse;

/// <summary>Looks under the store's cover with plain SQL, for what its own questions must be held against.</summary>
static class StoreSql
{
    public static Task<long> Rows(this Store store, string table) => Task.FromResult(long.Parse(Ask(store, $"select count(*) from {table}"), CultureInfo.InvariantCulture));

    public static Task<string> Text(this Store store, string sql) => Task.FromResult(Ask(store, sql));

    /// <summary>Gross of all order lines from the facts, checked against the roll-up.</summary>
    public static Task<decimal> Gross(this Store store)
    {
        string facts = Ask(store, "select coalesce(sum(sign * gross), 0) from order_line");
        Ask(store, "select coalesce(sum(gross), 0) from order_line_by_ordered_at").ShouldBe(facts);
        return Task.FromResult(decimal.Parse(facts, CultureInfo.InvariantCulture));
    }

    static string Ask(Store store, string sql)
    {
        using IFactSession session = store.Facts.Connect();
        using IFactReader reader = session.Query($"select cast(({sql}) as varchar)");
        reader.Next();
        return reader.Text(0, 0);
    }
}
