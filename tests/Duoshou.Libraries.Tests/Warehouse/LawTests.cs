using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Tests.Warehouse;

/// <summary>The laws of the ledger hold after any history, and each catches the fault that it is about.</summary>
public sealed class LawTests
{
    [Fact]
    public async Task A_history_of_restatements_and_undos_breaks_no_law()
    {
        using Store store = await Filled();
        IReadOnlyList<LedgerLaw> laws = await store.Facts.Check(default);
        laws.Count.ShouldBeGreaterThan(10);
        laws.Select(law => law.Code).ShouldBeUnique();
        laws.ShouldAllBe(law => law.Broken == 0 && law.Examples.Count == 0);
    }

    [Theory]
    [InlineData("update order_line_by_ordered_at set gross = gross + 1", "sums.roll_ups")]
    [InlineData("delete from traffic_by_at", "sums.roll_ups")]
    [InlineData("insert into feed select * from feed limit 1", "sums.feed")]
    [InlineData("delete from supplied where name = 'gross'", "sums.supplied")]
    [InlineData("update entry_span set most = most + 1 where entry = 1", "sums.spans")]
    [InlineData("delete from entry_span where name = 'sign'", "sums.spans")]
    [InlineData("delete from order_line where order_id = 'A1' and entry = 1", "batches.counts")]
    [InlineData("insert into order_line select * from order_line where order_id = 'A2'", "rows.one_version")]
    [InlineData("insert into order_line select * from order_line where order_id = 'A2'", "rows.taken_back_once")]
    [InlineData("update order_line set sign = 2 where order_id = 'A2'", "rows.sign")]
    [InlineData("update order_line set entry = 99 where order_id = 'A2'", "rows.entry")]
    [InlineData("update order_line set known_at = known_at + interval 1 hour where order_id = 'A2'", "rows.entry")]
    [InlineData("update order_line set origin = 99 where order_id = 'A2'", "rows.origin")]
    [InlineData("delete from order_line where sign < 0 and entry = (select max(entry) from order_line)", "rows.undone")]
    [InlineData("update batch set rows_read = rows_read + 1", "batches.counts")]
    [InlineData("delete from refused", "batches.counts")]
    [InlineData("delete from batch where number = 1", "entries.batch")]
    [InlineData("delete from batch where number = 1", "refused.batch")]
    [InlineData("update batch set undone_at = null", "entries.batch")]
    [InlineData("delete from shop where name = 'North'", "entries.shop")]
    [InlineData("insert into shop select * from shop", "shops.once")]
    [InlineData("update entry set known_at = known_at - interval 100 day where number = 2", "entries.order")]
    public async Task A_fault_is_caught_by_its_law(string fault, string law)
    {
        using Store store = await Filled();
        using (IFactSession session = store.Facts.Connect()) session.Execute(fault);
        LedgerLaw broken = (await store.Facts.Check(default)).Single(each => each.Code == law);
        broken.Broken.ShouldBeGreaterThan(0);
        broken.Examples.ShouldNotBeEmpty();
    }

    /// <summary>Two imports of order lines with a restatement between and within them, traffic, a refused record, and an undo.</summary>
    static async Task<Store> Filled()
    {
        Store store = new();
        await using (IBatchLoad load = await store.Facts.Begin(store.Start(Store.North), default))
        {
            await load.Append(Store.Chunk(FactTables.OrderLine, Line("A1", 10), Line("A2", 20), Line("A2", 25), Line("A3", 30)), default);
            load.Refuse(new(9, "order_line", "gross", "x", "number.unreadable", "x", "[]"));
            await load.Commit(default);
        }

        await store.Load(Store.North, FactTables.Traffic, "at=2026-03-01 source=search visitors=5");
        BatchRecord restated = await store.Load(Store.North, FactTables.OrderLine, Line("A1", 11), Line("A4", 40));
        await store.Load(Store.South, FactTables.OrderLine, Line("A1", 7));
        await store.Facts.Undo(restated.Id, Store.All, Store.Noon, default);
        return store;
    }

    static string Line(string order, int gross) => $"order_id={order} line_id=1 row_class=sale ordered_at=2026-03-01 currency=CNY quantity=1 gross={gross}";
}
