using Duoshou.App.Metrics.Actions;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Analyses;

/// <summary>The change of level on the traffic page, and the logged changes that are offered for a judgement.</summary>
public sealed class TrafficAndChangesTests
{
    static readonly DateOnly Last = new(2026, 10, 31);

    /// <summary>The base level of the days before, and a fall to three fifths from a day of the range on.</summary>
    [Theory]
    [InlineData(14, 0.6)]
    [InlineData(10, 1.6)]
    public async Task A_level_that_moved_within_the_range_is_told_with_its_day_and_both_levels(int daysAgo, double factor)
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ShopCard shop = await duoshou.Shop((await duoshou.Client()).Id);
        DateOnly moved = Last.AddDays(1 - daysAgo);
        await Visits(duoshou, shop, Period.Ending(Last, 91), day => day >= moved ? factor : 1);
        TrafficShift shift = (await Traffic(duoshou, shop, 28)).Shift.ShouldNotBeNull();
        Math.Abs(shift.On.DayNumber - moved.DayNumber).ShouldBeLessThanOrEqualTo(1);
        ((double)(shift.After / shift.Before)).ShouldBe(factor, 0.08);
        // A range that begins after the level moved holds no change of level.
        (await Traffic(duoshou, shop, 5)).Shift.ShouldBeNull();
    }

    [Fact]
    public async Task A_level_that_held_a_shop_without_visits_and_days_with_holes_have_none()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ShopCard shop = await duoshou.Shop((await duoshou.Client()).Id);
        TrafficReading empty = await Traffic(duoshou, shop, 28);
        (empty.Shift, empty.Sources, empty.Words).ShouldBe((null, null, null));
        await Visits(duoshou, shop, Period.Ending(Last, 91), _ => 1);
        TrafficReading steady = await Traffic(duoshou, shop, 28);
        steady.Shift.ShouldBeNull();
        steady.Daily.Rows.Count.ShouldBe(28);
        steady.Sources!.Rows.Sum(row => row.Now[0].Value).ShouldBe(steady.Daily.Total.Now[0].Value);
        ShopCard young = await duoshou.Shop((await duoshou.Client("新客户")).Id, "新店");
        await Visits(duoshou, young, Period.Ending(Last, 40), day => day > Last.AddDays(-10) ? 0.5 : 1);
        (await Traffic(duoshou, young, 28)).Shift.ShouldBeNull("the weeks before have no days, so no level is known");
    }

    [Fact]
    public async Task Changes_old_enough_are_offered_newest_first_with_the_metric_that_each_should_have_moved()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ShopCard shop = await duoshou.Shop((await duoshou.Client()).Id), other = await duoshou.Shop((await duoshou.Client("别家")).Id, "别店");
        await Log(duoshou, shop,
        [
            (Last.AddDays(-20), "sku", "S1", "price", "100", "120", "涨价"), (Last.AddDays(-19), "sku", "S2", "main_image", "v1", "v2", ""),
            (Last.AddDays(-18), "campaign", "计划A", "daily_budget", "500", "100", ""), (Last.AddDays(-17), "carrier", "华南", "carrier", "甲", "乙", ""),
            // The same value again is no change; a week has not gone by; long ago; three items alike on one day are one change.
            (Last.AddDays(-16), "sku", "S3", "price", "80", "80", ""), (Last.AddDays(-6), "sku", "S4", "price", "80", "90", ""),
            (Last.AddDays(-300), "sku", "S5", "price", "80", "90", ""),
            (Last.AddDays(-15), "sku", "S6", "title", "a", "b", "统一标题"), (Last.AddDays(-15), "sku", "S7", "title", "a", "b", "统一标题"),
            (Last.AddDays(-15), "sku", "S8", "title", "a", "b", "统一标题"),
        ]);
        await Log(duoshou, other, [(Last.AddDays(-12), "sku", "X", "price", "1", "2", "")]);
        IReadOnlyList<DatedChange> found = await duoshou.Get<ListChanges>().Run(duoshou.Owner, [shop.Id], Last, 10, default);
        found.Select(change => (change.On, change.Metric)).ShouldBe(
        [
            (Last.AddDays(-15), "visitor_days"), (Last.AddDays(-17), "refund_rate"), (Last.AddDays(-18), "visitor_days"),
            (Last.AddDays(-19), "visitor_days"), (Last.AddDays(-20), "paid_sales"),
        ]);
        (found[0].Rows, found[0].Thing.EndsWith(" +2", StringComparison.Ordinal)).ShouldBe((3L, true));
        (found[^1].Old, found[^1].New, found[^1].Why).ShouldBe(("100", "120", "涨价"));
        (await duoshou.Get<ListChanges>().Run(duoshou.Owner, [shop.Id], Last, 2, default)).Count.ShouldBe(2);
        (await duoshou.Get<ListChanges>().Run(default, [shop.Id], Last, 10, default)).ShouldBeEmpty();
    }

    static async Task<TrafficReading> Traffic(TestInstallation duoshou, ShopCard shop, int days)
    {
        Answered<TrafficReading> read = await duoshou.Get<ReadTraffic>().Run(
            new(duoshou.Owner, [shop.Id], ["visitor_days", "page_views"], Period.Ending(Last, days), null, null), default);
        return read.Value ?? throw new InvalidOperationException(read.Refusal!.Detail.En);
    }

    /// <summary>Visits with a week of their own and a swing of a few per cent that is the same every time.</summary>
    static Task Visits(TestInstallation duoshou, ShopCard shop, Period days, Func<DateOnly, double> factor) =>
        Bring(duoshou, shop, FactTables.Traffic, [.. days.Each().SelectMany(day => new[] { "search", "direct" }
            .Select(source => (day, source)))], (table, chunk, row, each) =>
        {
            double weekend = each.day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1.3 : 1, swing = 1 + (each.day.DayNumber * 37 % 11 - 5) / 100.0;
            decimal visitors = Math.Round((decimal)(400 * weekend * swing * factor(each.day)));
            chunk.Set(table["at"], row, (DateTime?)each.day.ToDateTime(default));
            chunk.Set(table["source"], row, each.source);
            chunk.Set(table["visitors"], row, (decimal?)visitors);
            chunk.Set(table["page_views"], row, (decimal?)(visitors * 3));
        });

    static Task Log(TestInstallation duoshou, ShopCard shop,
        IReadOnlyList<(DateOnly On, string Kind, string Thing, string Property, string Old, string New, string Why)> changes) =>
        Bring(duoshou, shop, FactTables.Change, changes, (table, chunk, row, each) =>
        {
            chunk.Set(table["change_id"], row, $"c{row}");
            chunk.Set(table["at"], row, (DateTime?)each.On.ToDateTime(new(10, 0)));
            foreach ((string column, string text) in (ReadOnlySpan<(string, string)>)[("thing_kind", each.Kind), ("thing", each.Thing), ("property", each.Property),
                ("old_value", each.Old), ("new_value", each.New), ("why", each.Why)])
                if (text.Length > 0) chunk.Set(table[column], row, text);
        });

    static async Task Bring<T>(TestInstallation duoshou, ShopCard shop, FactTable table, IReadOnlyList<T> rows, Action<FactTable, FactChunk, int, T> fill)
    {
        FactChunk chunk = new(table, rows.Count);
        foreach (T each in rows) fill(table, chunk, chunk.Add(), each);
        await using IBatchLoad load = await duoshou.Get<IFactLedger>().Begin(new(BatchId.New(TimeProvider.System), shop.Id, "test", null, duoshou.Owner,
            TimeProvider.System.GetUtcNow()), default);
        await load.Append(chunk, default);
        await load.Commit(default);
    }
}
