using Duoshou.Kernel;

namespace Duoshou.Libraries.Tests.Kernel;

public sealed class FactTests
{
    [Fact]
    public void Every_kind_has_its_table_in_order_with_both_names()
    {
        FactTables.All.Select(table => table.Kind).ShouldBe(Enum.GetValues<FactKind>());
        foreach (FactTable table in FactTables.All)
        {
            table.Columns.Select(column => column.Name).ShouldBeUnique();
            table.Columns.Select(column => column.Ordinal).ShouldBe(Enumerable.Range(0, table.Columns.Count));
            table.Columns.ShouldContain(column => column.Role == FactRole.Key, table.Name);
        }
    }

    [Fact]
    public void A_chunk_gives_back_what_was_set_and_keeps_unknown_apart_from_zero()
    {
        FactTable lines = FactTables.OrderLine;
        FactChunk chunk = new(lines, 2);
        int row = chunk.Add(7);
        chunk.Set(lines["gross"], row, 12.345678m);
        chunk.Set(lines["paid"], row, 0m);
        chunk.Set(lines["ordered_at"], row, new DateTime(2026, 1, 2, 3, 4, 5, 678));
        chunk.Set(lines["sku"], row, "");
        chunk.Number(lines["gross"], row).ShouldBe(12.345678m);
        chunk.Number(lines["paid"], row).ShouldBe(0m);
        chunk.Number(lines["cost"], row).ShouldBeNull();
        chunk.Moment(lines["ordered_at"], row).ShouldBe(new DateTime(2026, 1, 2, 3, 4, 5));
        chunk.Text(lines["sku"], row).ShouldBeNull();
        chunk.Line(row).ShouldBe(7);
        chunk.Add();
        Should.Throw<InvalidOperationException>(() => chunk.Add());
        chunk.Clear();
        chunk.Add();
        chunk.Number(lines["gross"], 0).ShouldBeNull();
    }

    [Fact]
    public void Typed_ids_sort_by_time_and_read_back()
    {
        ShopId id = ShopId.New(TimeProvider.System);
        ShopId.TryParse(id.ToString(), null, out ShopId again).ShouldBeTrue();
        again.ShouldBe(id);
        System.Text.Json.JsonSerializer.Serialize(id).ShouldBe($"\"{id.Value}\"");
        ShopId.TryParse("not an id", null, out _).ShouldBeFalse();
    }
}
