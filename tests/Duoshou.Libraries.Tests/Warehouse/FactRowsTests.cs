using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Tests.Warehouse;

/// <summary>Facts as they stand, for what looks at single things: restated and undone rows are not there, other shops are not seen.</summary>
public sealed class FactRowsTests(MarchStore march) : IClassFixture<MarchStore>
{
    [Fact]
    public async Task Facts_come_oldest_first_with_unknown_values_unknown()
    {
        IReadOnlyList<FactRow> rows = await march.Store.Facts.Facts(
            FactKind.Review, ["review_id", "at", "stars"], MarchFacts.Range, Store.All, 100, default);
        rows.Select(row => row.Values[0]).ShouldBe(["1", "2", "3", "4"]);
        rows[0].Values[1].ShouldBe("2026-03-01T00:00:00");
        rows[0].Values[2].ShouldBe("5.000000");
        rows[3].Values[2].ShouldBeNull();
        rows.ShouldAllBe(row => row.Shop == Store.North.Id && row.Count == 1);
    }

    [Fact]
    public async Task Facts_that_are_alike_in_what_is_asked_come_once_with_their_number()
    {
        IReadOnlyList<FactRow> rows = await march.Store.Facts.Facts(
            FactKind.OrderLine, ["city"], MarchFacts.Range, Store.Sees(Store.North), 100, default);
        rows.Single(row => row.Values[0] == "Wuhan").Count.ShouldBe(3);
        (await march.Store.Facts.Facts(FactKind.OrderLine, ["city"], MarchFacts.Range, Store.Sees(Store.North), 1, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sums_go_by_day_and_dimension_and_keep_the_unknown_apart_from_zero()
    {
        IReadOnlyList<FactSum> sums = await march.Store.Facts.Sums(
            FactKind.OrderLine, ["day", "sku", "row_class"], ["quantity", "discount_seller"], MarchFacts.Range, Store.Sees(Store.North), default);
        FactSum first = sums.Single(sum => sum.Keys is ["2026-03-01", "S1", "sale"]);
        (first.Sums[0], first.Sums[1], first.Count).ShouldBe((2m, 10m, 1));
        FactSum second = sums.Single(sum => sum.Keys is ["2026-03-01", "S2", "sale"]);
        (second.Sums[0], second.Sums[1], second.Count).ShouldBe((2m, null, 2));
    }

    [Fact]
    public async Task What_was_restated_counts_as_it_stands_and_what_was_undone_not_at_all()
    {
        using Store store = new();
        await store.Load(Store.North, FactTables.Stock, "at=2026-03-01 sku=S1 on_hand=5", "at=2026-03-02 sku=S1 on_hand=4");
        await store.Load(Store.North, FactTables.Stock, "at=2026-03-02 sku=S1 on_hand=0");
        BatchRecord late = await store.Load(Store.North, FactTables.Stock, "at=2026-03-03 sku=S1 on_hand=9");
        await store.Facts.Undo(late.Id, Store.All, Store.Noon, default);

        IReadOnlyList<FactSum> sums = await store.Facts.Sums(FactKind.Stock, ["day"], ["on_hand"], MarchFacts.Range, Store.All, default);
        sums.Select(sum => (sum.Keys[0], sum.Sums[0])).ShouldBe([("2026-03-01", 5m), ("2026-03-02", 0m)]);
        IReadOnlyList<FactRow> rows = await store.Facts.Facts(FactKind.Stock, ["sku", "on_hand"], MarchFacts.Range, Store.All, 10, default);
        rows.Select(row => row.Values[1]).ShouldBe(["5.000000", "0.000000"]);
    }

    [Fact]
    public async Task A_shop_outside_of_the_scope_is_not_there()
    {
        (await march.Store.Facts.Sums(FactKind.OrderLine, ["day"], ["gross"], MarchFacts.Range, Store.Sees(Store.South), default))
            .ShouldAllBe(sum => sum.Shop == Store.South.Id);
        (await march.Store.Facts.Facts(FactKind.OrderLine, ["sku"], MarchFacts.Range, Store.Sees(), 10, default)).ShouldBeEmpty();
    }
}
