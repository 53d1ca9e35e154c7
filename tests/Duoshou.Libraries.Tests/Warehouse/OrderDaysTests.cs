using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.RollUps;

namespace Duoshou.Tests.Warehouse;

/// <summary>Orders are counted once, whether the orders of days answer or the facts.</summary>
public sealed class OrderDaysTests
{
    static readonly Period March = new(new(2026, 3, 1), new(2026, 3, 20));

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public async Task They_equal_the_facts_after_any_history_at_every_moment_of_it(int seed, bool spread)
    {
        using Store store = new();
        Random random = new(seed);
        List<BatchRecord> batches = [];
        List<DateTimeOffset> moments = [];
        for (int step = 0; step < 12; step++)
        {
            if (batches.Count > 2 && random.Next(4) == 0) await store.Facts.Undo(batches[random.Next(batches.Count)].Id, Store.All, Store.Noon.AddMinutes(step), default);
            else batches.Add(await store.Load(random.Next(2) == 0 ? Store.North : Store.South, FactTables.OrderLine, Lines(random, 40, spread)));
            moments.Add(batches[^1].KnownAt);
        }

        (await store.Text($"select count(*) from {OrderDays.Spread}")).ShouldBe(spread ? "2" : "0");
        (await store.Facts.Check(default)).ShouldAllBe(law => law.Broken == 0);
        foreach (string[] by in new string[][] { [], ["day"], ["shop"], ["week"], ["shop", "day"], ["client"] })
            foreach (DateTimeOffset? moment in moments.Select(moment => (DateTimeOffset?)moment).Append(null))
                await ShouldEqualFacts(store, by, moment);
    }

    [Fact]
    public async Task A_store_kept_without_them_is_filled_when_it_is_opened()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("duoshou-test-").FullName, "facts.duckdb");
        using (Store store = new(path))
        {
            await store.Load(Store.North, FactTables.OrderLine, Lines(new(5), 40, spread: false));
            await store.Load(Store.South, FactTables.OrderLine, Lines(new(6), 40, spread: true));
            using IFactSession session = store.Facts.Connect();
            session.Execute($"drop table {OrderDays.Name}");
            session.Execute($"drop table {OrderDays.Spread}");
        }

        using Store again = new(path);
        (await again.Text($"select count(*) from {OrderDays.Spread}")).ShouldBe("1");
        (await again.Facts.Check(default)).ShouldAllBe(law => law.Broken == 0);
        await ShouldEqualFacts(again, ["shop"], null);
    }

    [Fact]
    public async Task The_law_sees_a_count_that_is_off()
    {
        using Store store = new();
        await store.Load(Store.North, FactTables.OrderLine, Lines(new(7), 40, spread: false));
        using (IFactSession session = store.Facts.Connect()) session.Execute($"update {OrderDays.Name} set n = n + 1 where day = (select min(day) from {OrderDays.Name})");
        (await store.Facts.Check(default)).Single(law => law.Code == "sums.roll_ups").Broken.ShouldBeGreaterThan(0);
    }

    /// <summary>The statement by hand finds the lines that stand and counts their orders, without anything that is kept beside them.</summary>
    static async Task ShouldEqualFacts(Store store, string[] by, DateTimeOffset? knownOn)
    {
        MetricAnswer answer = await store.Ask(new() { Metrics = ["orders"], By = by, Range = March, AsKnownOn = knownOn }, Store.All);
        string ours = string.Join(' ', (by.Length == 0 ? [answer.Total] : answer.Rows).Select(row => (long)(row.Now[0].Value ?? 0m)).Where(orders => orders > 0).Order());
        string known = knownOn is { } moment ? $" and epoch_us(known_at) <= {(moment.UtcDateTime - DateTime.UnixEpoch).Ticks / 10}" : "";
        string standing = $"select shop, order_id, ordered_at from order_line where row_class = 'sale'{known} group by shop, order_id, ordered_at, row_key, origin, content having sum(sign) > 0";
        string keys = by.Length == 0 ? "" : "group by " + string.Join(", ", by.Select(dimension => dimension switch
        {
            "day" => "cast(ordered_at as date)", "week" => "date_trunc('week', ordered_at)", "client" => "shop < 0", _ => dimension,
        }));
        string counted = $"select coalesce(string_agg(n, ' ' order by n), '') from (select count(distinct (shop, order_id)) as n from ({standing}) l {keys}) c where n > 0";
        ours.ShouldBe(await store.Text(counted), $"{string.Join(", ", by)} as known on {knownOn:O}");
    }

    static string[] Lines(Random random, int count, bool spread) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        int order = random.Next(25), day = spread ? 1 + random.Next(20) : 1 + (order * 7 % 20), cents = random.Next(1, 99_999);
        return string.Create(CultureInfo.InvariantCulture,
            $"order_id=O{order} line_id={random.Next(3)} row_class={(random.Next(9) == 0 ? "cancellation" : "sale")} ordered_at=2026-03-{day:00}T12:00 currency=CNY " +
            $"quantity={random.Next(1, 5)} gross={cents / 100m} sku=s{random.Next(5)}");
    })];
}
