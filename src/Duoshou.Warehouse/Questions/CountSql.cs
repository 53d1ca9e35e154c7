using Duoshou.Kernel;

namespace Duoshou.Warehouse.Questions;

/// <summary>
/// Statements that count different things, each once at the grain that is asked. A thing counts when rows of it stand: the signs of
/// its rows add up to more than nothing.
/// </summary>
sealed class CountSql(MeasureSql outer, Measure measure, IReadOnlyList<string> keys)
{
    readonly string[] aliases = [.. keys.Select(MeasureSql.Alias)];

    FactTable Table => measure.Table;

    public string Build() => measure.Aggregate switch
    {
        Aggregate.Distinct => Distinct(measure.Thing!, measure.WithinShop),
        Aggregate.SoldItems => Distinct("sku", withinShop: true),
        Aggregate.Repeaters => Repeaters(),
        Aggregate.Newcomers => Newcomers(),
        Aggregate.Level => Level(),
        Aggregate.ListedItems => ListedItems(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The first filter says which rows there are at all, the others which of the things count: so nothing found is told from nothing there.</summary>
    string Distinct(string thing, bool withinShop)
    {
        string? hit = Hit();
        bool apart = withinShop && !outer.By.Any(dimension => dimension.Key == "shop");
        string inner = $"select {List([.. keys, $"{thing} as thing", .. hit is null ? Array.Empty<string>() : [$"{hit} as hit"]])} from {outer.Source(Table)} " +
            $"where {outer.Condition(Table, Moment, measure.Filters.Take(1))} and {thing} is not null " +
            $"group by {List([.. aliases, .. apart ? ["f.shop"] : Array.Empty<string>(), "thing"])}{Standing(Table)}";
        return $"select {List([.. aliases, hit is null ? "count(*)" : "sum(hit)", "count(*)", "count(*)"])} from ({inner}) t{Grouped(aliases)}";
    }

    /// <summary>A value that was taken back must not count as a hit, so signs are added up there too.</summary>
    string? Hit() => measure.Filters.Count < 2 ? null
        : $"case when sum(case when {string.Join(" and ", measure.Filters.Skip(1).Select(filter => filter.For(Table)))} then f.sign else 0 end) > 0 then 1 else 0 end";

    string Repeaters()
    {
        string orders = $"select {List([.. keys, "f.buyer_key as buyer"])}, f.shop, f.order_id from {outer.Source(Table)} " +
            $"where {outer.Condition(Table, Moment, measure.Filters)} and f.buyer_key is not null " +
            $"group by {List([.. aliases, "buyer", "f.shop", "f.order_id"])}{Standing(Table)}";
        string buyers = $"select {List([.. aliases, "buyer", "count(*) as orders"])} from ({orders}) o group by {List([.. aliases, "buyer"])}";
        return $"select {List([.. aliases, "count(*) filter (where orders > 1)", "count(*)", "count(*)"])} from ({buyers}) t{Grouped(aliases)}";
    }

    string Newcomers()
    {
        string now = $"select {List([.. keys, "f.buyer_key as buyer"])} from {outer.Source(Table)} where {outer.Condition(Table, Moment, measure.Filters)} " +
            $"and f.buyer_key is not null group by {List([.. aliases, "buyer"])}{Standing(Table)}";
        string earlier = $"select f.buyer_key as buyer from order_line f " +
            $"where {outer.Condition(Table, Moment, measure.Filters, untilOnly: true, filtered: false)} and {Moment} < " +
            $"{outer.Argument(outer.Range.First.ToDateTime(default))} and f.buyer_key is not null group by f.buyer_key{Standing(Table)}";
        return $"select {List([.. aliases, "count(*) - count(e.buyer)", "count(*)", "count(*)"])} " +
            $"from ({now}) n left join ({earlier}) e on e.buyer = n.buyer{Grouped(aliases)}";
    }

    string Level()
    {
        string at = $"select {List([.. keys])}{Comma}f.shop, f.sku, f.warehouse, f.\"at\", " +
            $"sum(case when f.sign > 0 then f.{measure.Column} else -f.{measure.Column} end) as level " +
            $"from {outer.Source(Table)} where {outer.Condition(Table, Moment, measure.Filters, untilOnly: true)} and f.{measure.Column} is not null " +
            $"group by {List([.. aliases, "f.shop", "f.sku", "f.warehouse", "f.\"at\""])}{Standing(Table)}";
        string newest = $"select {List([.. aliases])}{Comma}arg_max(level, \"at\") as level from ({at}) a group by {List([.. aliases, "shop", "sku", "warehouse"])}";
        return $"select {List([.. aliases, "sum(level)", "count(*)", "count(*)"])} from ({newest}) t{Grouped(aliases)}";
    }

    string ListedItems()
    {
        FactTable sold = FactTables.OrderLine;
        string[] soldKeys = [.. outer.By.Select((dimension, i) => $"{dimension.Sql(sold, "f.ordered_at")} as k{i}")];
        string stocked = $"select {List([.. keys])}{Comma}f.shop as shop, f.sku as sku " +
            $"from {outer.Source(Table)} where {outer.Condition(Table, Moment, [])} and f.on_hand > 0 " +
            $"group by {List([.. aliases, "f.shop", "f.sku"])}{Standing(Table)}";
        string ordered = $"select {List(soldKeys)}{Comma}f.shop as shop, f.sku as sku " +
            $"from {outer.Source(sold)} where {outer.Condition(sold, "f.ordered_at", [RowFilter.Sales])} " +
            $"and f.sku is not null group by {List([.. aliases, "f.shop", "f.sku"])}{Standing(sold)}";
        string items = $"select {List([.. aliases])}{Comma}shop, sku from ({stocked} union all {ordered}) u group by {List([.. aliases, "shop", "sku"])}";
        return $"select {List([.. aliases, "count(*)", "count(*)", "count(*)"])} from ({items}) t{Grouped(aliases)}";
    }

    /// <summary>The condition that rows of a thing stand. Where no row takes another back, every row does.</summary>
    string Standing(FactTable table) => outer.TakesBack(table.Kind) ? " having sum(f.sign) > 0" : "";

    string Moment => $"f.\"{measure.Moment}\"";

    string Comma => aliases.Length == 0 ? "" : ", ";

    static string List(params string[] parts) => string.Join(", ", parts);

    static string Grouped(string[] aliases) => aliases.Length == 0 ? "" : $" group by {string.Join(", ", aliases)}";
}
