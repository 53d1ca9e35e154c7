using Duoshou.App.Connectors;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Connectors;

/// <summary>A cancellation that is a row of its own finds its sale, also one that another import brought.</summary>
public sealed class CancellationTests
{
    const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    [Fact]
    public async Task A_cancellation_finds_the_sale_of_an_earlier_import()
    {
        using Workbench bench = new("GBP", "Europe/London");
        await bench.ImportText("january.csv", Header
            + "1001,A,Cup,12,2026-01-05 10:00,2.5,17850,United Kingdom\n"
            + "1002,A,Cup,6,2026-01-06 10:00,2.5,17850,United Kingdom\n"
            + "1003,A,Cup,12,2026-01-07 10:00,2.5,99999,United Kingdom\n"
            + "1004,A,Cup,12,2026-02-20 10:00,2.5,17850,United Kingdom\n");
        string february = Header
            + "C2001,A,Cup,-12,2026-02-05 10:00,2.5,17850,United Kingdom\n"
            + "C2002,A,Cup,-4,2026-02-05 11:00,2.5,17850,United Kingdom\n"
            + "C2003,A,Cup,-1,2026-02-05 12:00,9.5,17850,United Kingdom\n";
        ImportReport report = await bench.ImportText("february.csv", february);
        (await Links(bench)).ShouldBe(["C2001 of 1001", "C2002 of 1002", "C2003 of "]);
        ImportReport again = await bench.ImportText("february.csv", february);
        (again.RowsUnchanged, again.RowsLoaded, again.RowsRestated).ShouldBe((3, 0, 0));
        await bench.Undo(report.Batch!.Value);
        (await Links(bench)).ShouldBeEmpty();
    }

    static async Task<string[]> Links(Workbench bench)
    {
        IReadOnlyList<FactRow> rows = await ((IFactRows)bench.Ledger).Facts(FactKind.OrderLine, ["order_id", "refers_to", "row_class"],
            new(new(2026, 1, 1), new(2026, 12, 31)), bench.Scope, 100, default);
        return [.. rows.Where(row => row.Values[2] == RowClass.Cancellation).Select(row => $"{row.Values[0]} of {row.Values[1]}").Order(StringComparer.Ordinal)];
    }
}
