using Duoshou.App.Connectors;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Connectors;

/// <summary>Money that a file gives for a whole order is shared among its rows; an order closed after payment went back to its buyer.</summary>
public sealed class OrderSharesTests
{
    const string Shopify = "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,"
        + "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Country,Refunded Amount\n"
        + "#1001,a@x.invalid,paid,2026-03-01 10:05:00 +0000,USD,110.00,10.00,0.01,120.01,,0.00,2026-03-01 10:00:00 +0000,2,Mug,20.00,MUG,US,0.00\n"
        + "#1001,a@x.invalid,,,,,,,,,,2026-03-01 10:00:00 +0000,1,Lamp,70.00,LAMP,,\n"
        + "#1002,b@x.invalid,paid,2026-03-02 10:05:00 +0000,USD,30.00,0.00,0.00,30.00,,0.00,2026-03-02 10:00:00 +0000,3,Cup,10.00,CUP,US,0.00\n";

    [Fact]
    public async Task The_total_of_an_order_is_shared_by_what_its_rows_are_worth()
    {
        using Workbench bench = new("USD", "America/New_York");
        await bench.ImportText("orders_export.csv", Shopify);
        (await Rows(bench, "sku", "paid", "freight", "tax")).ShouldBe(["CUP 30 0 0", "LAMP 76.37 6.36 0.01", "MUG 43.64 3.64 0"]);
        ImportReport again = await bench.ImportText("orders_export.csv", Shopify);
        (again.RowsUnchanged, again.RowsLoaded, again.RowsRestated).ShouldBe((3, 0, 0));
    }

    [Fact]
    public async Task A_file_that_nobody_described_and_that_writes_totals_in_the_first_row_is_read_alike()
    {
        using Workbench bench = new("EUR", "Europe/Berlin");
        await bench.ImportText("bestellungen.csv", "order id,order date,sku,quantity,unit price,amount paid,shipping fee\n"
            + "A1,2026-03-01,MUG,2,20.00,115.00,5.00\nA1,2026-03-01,LAMP,1,70.00,,\nA2,2026-03-02,CUP,1,10.00,12.00,2.00\nA2,2026-03-02,MUG,1,20.00,,\n"
            + "A3,2026-03-03,MUG,1,20.00,22.00,2.00\n");
        (await Rows(bench, "order_id", "sku", "paid")).ShouldBe(["A1 LAMP 73.18", "A1 MUG 41.82", "A2 CUP 4", "A2 MUG 8", "A3 MUG 22"]);
    }

    [Fact]
    public async Task Orders_of_many_rows_keep_together_however_the_file_is_cut_into_pieces()
    {
        using Workbench bench = new("USD", "America/New_York");
        string head = Shopify[..(Shopify.IndexOf('\n') + 1)];
        IEnumerable<string> lines = Enumerable.Range(0, 700).SelectMany(order => Enumerable.Range(0, 10).Select(line => line == 0
            ? $"#{order},a@x.invalid,paid,2026-03-01 10:05:00 +0000,USD,100.00,0.00,0.00,100.00,,0.00,2026-03-01 10:00:00 +0000,1,Thing,10.00,S{line},US,0.00"
            : $"#{order},a@x.invalid,,,,,,,,,,2026-03-01 10:00:00 +0000,1,Thing,10.00,S{line},,"));
        await bench.ImportText("orders_export.csv", head + string.Join('\n', lines) + "\n");
        string[] paid = await Rows(bench, "order_id", "sku", "paid");
        paid.Length.ShouldBe(7000);
        paid.ShouldAllBe(row => row.EndsWith(" 10", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("交易关闭", "2026-03-01 10:05:00", "", "100")]
    [InlineData("交易关闭", "2026-03-01 10:05:00", "40", "40")]
    [InlineData("交易关闭", "", "", "—")]
    [InlineData("交易成功", "2026-03-01 10:05:00", "", "—")]
    public async Task An_order_closed_after_it_was_paid_went_back_unless_the_file_says_how_much_did(string status, string paidAt, string refund, string refunded)
    {
        using Workbench bench = new("CNY", "Asia/Shanghai");
        await bench.ImportText("订单.csv", "订单编号,订单状态,订单创建时间,订单付款时间,商家编码,购买数量,实付金额,退款金额\n"
            + $"9001,{status},2026-03-01 10:00:00,{paidAt},A1,1,100.00,{refund}\n9002,交易成功,2026-03-02 10:00:00,2026-03-02 10:05:00,A2,1,50.00,10.00\n");
        (await Rows(bench, "order_id", "refunded")).ShouldBe([$"9001 {refunded}", "9002 10"]);
    }

    [Fact]
    public async Task What_a_closed_order_gave_back_is_shared_as_what_it_was_paid()
    {
        using Workbench bench = new("EUR", "Europe/Berlin");
        await bench.ImportText("orders.csv", "order id,order status,order date,paid at,sku,quantity,unit price,amount paid\n"
            + "A1,cancelled,2026-03-01,2026-03-01,MUG,2,20.00,110.00\nA1,cancelled,2026-03-01,2026-03-01,LAMP,1,70.00,\n"
            + "A2,completed,2026-03-02,2026-03-02,CUP,1,10.00,30.00\nA2,completed,2026-03-02,2026-03-02,MUG,1,20.00,\n");
        (await Rows(bench, "order_id", "sku", "paid", "refunded")).ShouldBe(["A1 LAMP 70 70", "A1 MUG 40 40", "A2 CUP 10 —", "A2 MUG 20 —"]);
    }

    static async Task<string[]> Rows(Workbench bench, params string[] columns)
    {
        IReadOnlyList<FactRow> rows = await ((IFactRows)bench.Ledger).Facts(FactKind.OrderLine, columns, new(new(2026, 1, 1), new(2026, 12, 31)), bench.Scope, 10_000, default);
        return [.. rows.Select(row => string.Join(' ', row.Values.Select(value => value is null ? "—" : value.Contains('.') ? value.TrimEnd('0').TrimEnd('.') : value)))
            .Order(StringComparer.Ordinal)];
    }
}
