using Duoshou.App;
using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Shops;
using Duoshou.App.Shops.Actions;
using Duoshou.App.Storage;
using Duoshou.App.Storage.Migrations;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;
using Duoshou.Warehouse.RollUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.Benchmarks.Warehouse;

/// <summary>
/// A home folder with many shops and two years of facts, written straight into the ledger's tables in the order in which imports would
/// have brought them (one batch for each shop and ten days), with the roll-ups and the feed map by the ledger's own statements.
/// </summary>
static class LargeStore
{
    const int Blocks = 73, DaysOfBlock = 10;

    /// <summary>The last day with facts; the first is 729 days before.</summary>
    public static DateOnly Last { get; } = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1);

    public static DateOnly First => Last.AddDays(1 - Blocks * DaysOfBlock);

    /// <summary>Makes the agency, its people and shops, and fills the facts.</summary>
    public static async Task Make(string folder, int rows, int shops)
    {
        Home home = new(folder);
        await using (ServiceProvider services = new ServiceCollection().AddLogging().AddDuoshou(home).BuildServiceProvider()) await SetUp(services, shops);
        using FactStore store = FactStore.Open(new FactStoreOptions { Path = home.FactsFile, MemoryLimit = "6GB", QueryTimeout = TimeSpan.Zero });
        using IFactSession session = store.Connect();
        session.Execute("set preserve_insertion_order = true");
        for (int block = 0; block < Blocks; block++)
        {
            session.Begin();
            session.Execute(OrderLineBlock(block, shops, rows / shops / Blocks));
            session.Execute(TrafficBlock(block, shops));
            session.Execute(AdBlock(block, shops));
            session.Commit();
        }

        session.Begin();
        session.Execute($"insert into entry select n, 'import', md5(n::varchar)::uuid::varchar, (n - 1) % {shops} + 1, timestamp '{First.AddDays(0):yyyy-MM-dd}' from range(1, {Blocks * shops + 1}) t(n)");
        session.Execute($"insert into batch (number, id, shop, source, known_at) select n, md5(n::varchar)::uuid::varchar, (n - 1) % {shops} + 1, 'drawn', " +
            $"timestamp '{First:yyyy-MM-dd}' + to_days(cast((n - 1) // {shops} as integer) * {DaysOfBlock}) from range(1, {Blocks * shops + 1}) t(n)");
        foreach (LedgerTable table in new[] { FactKind.OrderLine, FactKind.Traffic, FactKind.Ad }.Select(LedgerTable.Of)) Effects(session, table, "true");
        session.Commit();
        Derive(session);
    }

    /// <summary>
    /// Every fiftieth line of the last two months is restated, as an export brings orders again that were refunded since: a row that takes the old version back and one that
    /// says the new, by an entry of its own for each shop. Then questions need the signs of rows.
    /// </summary>
    public static void Restate(string folder, int shops)
    {
        using FactStore store = FactStore.Open(new FactStoreOptions { Path = new Home(folder).FactsFile, MemoryLimit = "6GB", QueryTimeout = TimeSpan.Zero });
        using IFactSession session = store.Connect();
        int before = Blocks * shops;
        string at = $"timestamp '{Last:yyyy-MM-dd}'";
        session.Begin();
        session.Execute($"insert into order_line select * replace (cast(-1 as tinyint) as sign, {at} as known_at, cast({before} + shop as integer) as entry) from order_line " +
            $"where ordered_at >= timestamp '{Last.AddDays(-60):yyyy-MM-dd}' and hash(row_key) % 50 = 0");
        session.Execute("insert into order_line select * replace (cast(1 as tinyint) as sign, gross as refunded, 'refunded' as status, entry as origin, xor(content, 1) as content) " +
            $"from order_line where entry > {before}");
        session.Execute($"insert into entry select {before} + n, 'import', md5(({before} + n)::varchar)::uuid::varchar, n, {at} from range(1, {shops + 1}) t(n)");
        session.Execute($"insert into batch (number, id, shop, source, known_at) select {before} + n, md5(({before} + n)::varchar)::uuid::varchar, n, 'restated', {at} from range(1, {shops + 1}) t(n)");
        Effects(session, LedgerTable.Of(FactKind.OrderLine), $"entry > {before}");
        session.Commit();
        Derive(session);
    }

    /// <summary>Fills from the facts what each import would have added: orders by day, and how far moments and signs of an entry reach.</summary>
    static void Derive(IFactSession session)
    {
        foreach (string table in (string[])[OrderDays.Name, OrderDays.Spread, EntrySpans.Name]) session.Execute($"drop table {table}");
        session.Begin();
        OrderDays.Ensure(session);
        EntrySpans.Ensure(session);
        session.Commit();
        session.Execute("checkpoint");
    }

    static async Task SetUp(IServiceProvider services, int shops)
    {
        await using (DuoshouDb db = await services.GetRequiredService<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync()) await SchemaSteps.Apply(db, default);
        await services.GetRequiredService<FoundAgency>().Run(new("Bench", new("Asia/Shanghai"), Currency.Of("CNY")), default);
        ClientId[] clients = new ClientId[Math.Max(1, shops / 10)];
        for (int i = 0; i < clients.Length; i++) clients[i] = (await services.GetRequiredService<OpenClient>().Run(new($"Client {i:000}", "CNY"), default)).Value!.Id;
        for (int i = 0; i < shops; i++)
            await services.GetRequiredService<OpenShop>().Run(new($"Shop {i:000}", clients[i % clients.Length], i % 2 == 0 ? "tmall" : "jd", "CN", "CNY", "Asia/Shanghai", 1_000_000m), default);
        await services.GetRequiredService<AddPerson>().Run(new("owner@bench.invalid", "Owner", Role.Owner, [], Language.English), default);
    }

    static string Own(int block, int shops, string key) =>
        $"1, {{0}}, timestamp '{First.AddDays((block + 1) * DaysOfBlock):yyyy-MM-dd}', {block * shops} + s, {block * shops} + s, s, cast(j + 2 as integer), " +
        $"cast(hash({key}) >> 1 as bigint), cast(hash({key}, 7) >> 1 as bigint)";

    const string OwnColumns = "sign, cut, known_at, entry, origin, shop, line, row_key, content";

    static string OrderLineBlock(int block, int shops, int per) => $"""
        insert into order_line (order_id, line_id, row_class, ordered_at, paid_at, status, sku, product, category, brand, buyer_key, channel, source, device, country, region, city,
            currency, quantity, gross, discount_seller, paid, refunded, cost, {OwnColumns})
        select 's' || s || '-' || cast({block} * {per} + j // 2 * 2 as varchar), cast(j % 2 + 1 as varchar), 'sale', ordered, case when h % 12 = 0 then null else ordered + interval 5 minute end,
            case when h % 5 = 0 then 'shipped' else 'done' end, 'SKU-' || cast(item as varchar), 'Product with a longer name ' || cast(item % 500 as varchar), 'Category ' || cast(item % 30 as varchar),
            'Brand ' || cast(item % 12 as varchar), 'b' || s || '-' || cast(buyer as varchar), ['mall', 'live', 'search'][item % 3 + 1],
            ['search', 'recommend', 'cart', 'ads', 'live room'][h // 7 % 5 + 1], ['phone', 'phone', 'phone', 'desktop'][buyer % 4 + 1], 'CN', 'Region ' || cast(buyer % 31 as varchar), 'City number ' || cast(buyer % 300 as varchar), 'CNY',
            cast(1 + h // 11 % 3 as decimal(18,6)), gross, gross / 10, case when h % 12 = 0 then 0 else gross end, case when h % 15 = 0 then gross else 0 end, gross * 0.4,
            {string.Format(System.Globalization.CultureInfo.InvariantCulture, Own(block, shops, "s, " + block + ", j"), 0)}
        from (select *, cast(h % 2000 * (h // 2000 % 2000) // 2000 as integer) as item, timestamp '{First.AddDays(block * DaysOfBlock):yyyy-MM-dd}' + to_microseconds(cast(j // 2 * 2 * {DaysOfBlock * 86_400_000_000L} // {per} as bigint)) as ordered,
                cast(cast(500 + h // 13 % 49500 as decimal(18,2)) / 100 as decimal(18,6)) as gross, cast(ho % {Math.Max(1, per * Blocks / 8)} as integer) as buyer
            from (select cast(i // {per} + 1 as integer) as s, cast(i % {per} as integer) as j, cast(hash(i, {block}) % 1000000007 as bigint) as h, cast(hash(i // 2, {block}, 3) % 1000000009 as bigint) as ho from range(cast({per} as bigint) * {shops}) t(i)))
        """;

    static string TrafficBlock(int block, int shops) => $"""
        insert into traffic ("at", source, device, impressions, visitors, page_views, add_to_cart, favourites, {OwnColumns})
        select timestamp '{First.AddDays(block * DaysOfBlock):yyyy-MM-dd}' + to_days(cast(j // 10 as integer)), ['search', 'recommend', 'cart', 'ads', 'live room'][j % 5 + 1],
            ['phone', 'desktop'][j // 5 % 2 + 1], 4000 + h % 2000, 400 + h % 200, 900 + h % 500, 40 + h % 20, 10 + h % 9,
            {string.Format(System.Globalization.CultureInfo.InvariantCulture, Own(block, shops, "s, " + block + ", j, 't'"), TrafficCut.BySource | 4)}
        from (select cast(i // {DaysOfBlock * 10} + 1 as integer) as s, cast(i % {DaysOfBlock * 10} as integer) as j, cast(hash(i, {block}, 5) % 1000003 as bigint) as h from range({DaysOfBlock * 10 * shops}) t(i))
        """;

    static string AdBlock(int block, int shops) => $"""
        insert into ad ("at", ad_platform, campaign, keyword, currency, impressions, clicks, cost, credited_orders, credited_sales, {OwnColumns})
        select timestamp '{First.AddDays(block * DaysOfBlock):yyyy-MM-dd}' + to_days(cast(j // 10 as integer)), 'search ads', 'Campaign ' || cast(j % 10 // 3 as varchar),
            'word ' || cast(j % 10 as varchar), 'CNY', 3000 + h % 900, 90 + h % 40, cast(40 + h % 30 as decimal(18,6)), 3 + h % 4, cast(200 + h % 300 as decimal(18,6)),
            {string.Format(System.Globalization.CultureInfo.InvariantCulture, Own(block, shops, "s, " + block + ", j, 'a'"), 0)}
        from (select cast(i // {DaysOfBlock * 10} + 1 as integer) as s, cast(i % {DaysOfBlock * 10} as integer) as j, cast(hash(i, {block}, 9) % 1000003 as bigint) as h from range({DaysOfBlock * 10 * shops}) t(i))
        """;

    static void Effects(IFactSession session, LedgerTable table, string which)
    {
        foreach (RollUp rollUp in RollUp.All.Where(rollUp => rollUp.Table == table)) session.Execute($"insert into {rollUp.Name} {rollUp.Sums(which)}");
        string currency = table.Currency is null ? "null" : table.Currency.Sql();
        session.Execute($"insert into feed select entry, origin, any_value(known_at), shop, {(int)table.Facts.Kind}, cast({table.Moment.Sql()} as date) as day, {currency} as money, sum(sign) " +
            $"from {table.Name} where {which} group by entry, origin, shop, day, money");
        foreach (FactColumn column in table.Facts.Columns)
            session.Execute($"insert into supplied select max(entry), shop, {(int)table.Facts.Kind}, '{column.Name}', sum(sign) from {table.Name} where {column.Sql()} is not null and {which} group by shop having sum(sign) <> 0");
    }
}
