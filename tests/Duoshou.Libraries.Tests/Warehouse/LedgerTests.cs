using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Tests.Warehouse;

public sealed class LedgerTests
{
    const string First = "order_id=A line_id=1 row_class=sale ordered_at=2026-03-01T10:00 currency=CNY quantity=2 gross=20.50";
    const string Second = "order_id=B line_id=1 row_class=sale ordered_at=2026-03-02T10:00 currency=CNY quantity=1 gross=9.99";

    [Fact]
    public async Task A_first_import_loads_every_row_and_keeps_its_control_totals()
    {
        using Store store = new();
        BatchRecord batch = await store.Load(Store.North, FactTables.OrderLine, First, Second);

        batch.RowsLoaded.ShouldBe(2);
        batch.RowsRead.ShouldBe(2);
        batch.Quantity.ShouldBe(3);
        batch.Money["CNY"].ShouldBe(30.49m);
        (batch.First, batch.Last).ShouldBe((new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2)));
        batch.Kinds["order_line"].ShouldBe(2);
        BatchRecord? read = await store.Facts.Batch(batch.Id, Store.All, default);
        read.ShouldNotBeNull();
        read.Money["CNY"].ShouldBe(30.49m);
        read.RowsLoaded.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_file_again_loads_nothing()
    {
        using Store store = new();
        await store.Load(Store.North, FactTables.OrderLine, First, Second);
        BatchRecord again = await store.Load(Store.North, FactTables.OrderLine, First, Second);

        (again.RowsLoaded, again.RowsUnchanged, again.RowsRestated).ShouldBe((0, 2, 0));
        (await store.Gross()).ShouldBe(30.49m);
    }

    [Fact]
    public async Task The_same_key_in_another_shop_is_another_fact()
    {
        using Store store = new();
        await store.Load(Store.North, FactTables.OrderLine, First);
        BatchRecord south = await store.Load(Store.South, FactTables.OrderLine, First);

        south.RowsLoaded.ShouldBe(1);
        (await store.Gross()).ShouldBe(41m);
    }

    [Fact]
    public async Task A_changed_row_takes_the_old_values_back()
    {
        using Store store = new();
        await store.Load(Store.North, FactTables.OrderLine, First, Second);
        BatchRecord changed = await store.Load(Store.North, FactTables.OrderLine, First.Replace("20.50", "18"), Second);

        (changed.RowsLoaded, changed.RowsUnchanged, changed.RowsRestated).ShouldBe((0, 1, 1));
        (await store.Gross()).ShouldBe(27.99m);
        (await store.Rows("order_line")).ShouldBe(4);
    }

    [Fact]
    public async Task An_unknown_value_differs_from_zero()
    {
        using Store store = new();
        await store.Load(Store.North, FactTables.OrderLine, First + " cost=");
        (await store.Load(Store.North, FactTables.OrderLine, First + " cost=0")).RowsRestated.ShouldBe(1);
    }

    [Fact]
    public async Task Within_a_batch_the_later_row_of_a_key_wins()
    {
        using Store store = new();
        BatchRecord batch = await store.Load(Store.North, FactTables.OrderLine, First, First.Replace("20.50", "7"), First.Replace("20.50", "7"), First, Second);

        (batch.RowsLoaded, batch.RowsUnchanged, batch.RowsRestated).ShouldBe((2, 1, 2));
        batch.RowsRead.ShouldBe(5);
        (await store.Gross()).ShouldBe(30.49m);
    }

    [Fact]
    public async Task Undo_takes_every_row_back_and_a_later_import_loads_them_anew()
    {
        using Store store = new();
        BatchRecord batch = await store.Load(Store.North, FactTables.OrderLine, First, Second);
        BatchRecord? undone = await store.Facts.Undo(batch.Id, Store.All, Store.Noon, default);

        undone!.UndoneAt.ShouldNotBeNull();
        (await store.Gross()).ShouldBe(0m);
        (await store.Facts.Feeds(Store.All, new Period(new(2026, 1, 1), new(2026, 12, 31)), default)).ShouldBeEmpty();
        long rows = await store.Rows("order_line");
        await store.Facts.Undo(batch.Id, Store.All, Store.Noon.AddDays(1), default);
        (await store.Rows("order_line")).ShouldBe(rows);
        (await store.Load(Store.North, FactTables.OrderLine, First, Second)).RowsLoaded.ShouldBe(2);
        (await store.Gross()).ShouldBe(30.49m);
    }

    [Fact]
    public async Task Undo_of_a_restating_batch_brings_the_earlier_values_back()
    {
        using Store store = new();
        await store.Load(Store.North, FactTables.OrderLine, First, Second);
        BatchRecord changed = await store.Load(Store.North, FactTables.OrderLine, First.Replace("20.50", "18"), First.Replace("20.50", "17"));
        (await store.Gross()).ShouldBe(26.99m);
        await store.Facts.Undo(changed.Id, Store.All, Store.Noon, default);

        (await store.Gross()).ShouldBe(30.49m);
        (await store.Load(Store.North, FactTables.OrderLine, First, Second)).RowsUnchanged.ShouldBe(2);
    }

    [Fact]
    public async Task Undo_of_the_earlier_batch_leaves_what_a_later_one_restated()
    {
        using Store store = new();
        BatchRecord first = await store.Load(Store.North, FactTables.OrderLine, First, Second);
        BatchRecord changed = await store.Load(Store.North, FactTables.OrderLine, First.Replace("20.50", "18"));
        await store.Facts.Undo(first.Id, Store.All, Store.Noon, default);
        (await store.Gross()).ShouldBe(18m);
        await store.Facts.Undo(changed.Id, Store.All, Store.Noon.AddDays(1), default);
        (await store.Gross()).ShouldBe(0m);
    }

    [Fact]
    public async Task A_load_that_is_not_committed_leaves_no_trace()
    {
        using Store store = new();
        await using (IBatchLoad load = await store.Facts.Begin(store.Start(Store.North), default))
            await load.Append(Store.Chunk(FactTables.OrderLine, First, Second), default);
        await using (IBatchLoad preview = await store.Facts.Begin(store.Start(Store.North), default))
        {
            await preview.Append(Store.Chunk(FactTables.OrderLine, First, Second), default);
            (await preview.Preview(default)).RowsLoaded.ShouldBe(2);
        }

        (await store.Rows("order_line")).ShouldBe(0);
        (await store.Facts.Batches(Store.All, 10, null, default)).ShouldBeEmpty();
        (await store.Load(Store.North, FactTables.OrderLine, First)).RowsLoaded.ShouldBe(1);
    }

    [Fact]
    public async Task Refused_and_ignored_records_are_kept_and_the_counts_add_up()
    {
        using Store store = new();
        BatchStart start = store.Start(Store.North);
        await using IBatchLoad load = await store.Facts.Begin(start, default);
        await load.Append(Store.Chunk(FactTables.OrderLine, First), default);
        load.Refuse(new RefusedRow(7, "order_line", "金额", "abc", "number.unreadable", "not a number", "[\"abc\"]"));
        load.Ignore("blank", 2);
        load.Read(4);
        BatchRecord batch = await load.Commit(default);

        batch.RowsRead.ShouldBe(batch.RowsLoaded + batch.RowsUnchanged + batch.RowsRestated + batch.RowsRefused + batch.RowsIgnored);
        (await store.Facts.Refused(start.Id, Store.All, default)).ShouldHaveSingleItem().Field.ShouldBe("金额");
        (await store.Facts.Refused(start.Id, Store.Sees(Store.South), default)).ShouldBeEmpty();
        (await store.Facts.Batch(start.Id, Store.Sees(Store.South), default)).ShouldBeNull();
        (await store.Facts.Undo(start.Id, Store.Sees(Store.South), Store.Noon, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_store_on_disk_is_the_same_when_opened_again()
    {
        string folder = Directory.CreateTempSubdirectory("duoshou-").FullName;
        string path = Path.Combine(folder, "facts.duckdb");
        string longText = new('长', 40);
        using (Store store = new(path))
            await store.Load(Store.North, FactTables.OrderLine, First + $" product={longText}", Second + " product=héé");
        using (Store store = new(path))
        {
            (await store.Gross()).ShouldBe(30.49m);
            (await store.Load(Store.North, FactTables.OrderLine, First + $" product={longText}", Second + " product=héé")).RowsUnchanged.ShouldBe(2);
            (await store.Text("select string_agg(product, '|' order by product) from order_line")).ShouldBe("héé|" + longText);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Facts_beyond_one_vector_arrive_whole()
    {
        using Store store = new();
        string[] rows = [.. Enumerable.Range(0, 10_000).Select(i => $"order_id=O{i / 2} line_id={i} ordered_at=2026-03-01 currency=CNY gross={i}.01 product=Product-number-{i % 97}")];
        BatchRecord batch = await store.Load(Store.North, FactTables.OrderLine, rows);

        batch.RowsLoaded.ShouldBe(10_000);
        (await store.Gross()).ShouldBe(49_995_000m + 100m);
        (await store.Text("select count(distinct product) from order_line where product like 'Product-number-%'")).ShouldBe("97");
        (await store.Load(Store.North, FactTables.OrderLine, rows)).RowsUnchanged.ShouldBe(10_000);
    }
}
