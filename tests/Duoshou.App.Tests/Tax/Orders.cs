using System.Globalization;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Tax;

/// <summary>Puts order lines into an installation's ledger: "order_id=A1 ordered_at=2026-07-01 gross=119 ...", one text a line.</summary>
static class Orders
{
    public static async Task Bring(TestInstallation installation, ShopCard shop, params string[] lines)
    {
        FactTable table = FactTables.OrderLine;
        FactChunk chunk = new(table, lines.Length);
        BatchStart start = new(BatchId.New(TimeProvider.System), shop.Id, "test", null, installation.Owner, TimeProvider.System.GetUtcNow());
        foreach (string line in lines)
        {
            int row = chunk.Add();
            Dictionary<string, string> told = new(StringComparer.Ordinal)
            {
                ["line_id"] = "1", ["row_class"] = RowClass.Sale, ["currency"] = shop.Currency.Code, ["quantity"] = "1", ["product"] = "Hoodie", ["sku"] = "H1",
            };
            foreach (string part in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) told[part[..part.IndexOf('=')]] = part[(part.IndexOf('=') + 1)..];
            if (told.TryGetValue("ordered_at", out string? at)) told.TryAdd("paid_at", at);
            if (told.TryGetValue("gross", out string? gross)) told.TryAdd("paid", gross);
            foreach ((string name, string value) in told)
            {
                FactColumn column = table[name];
                if (column.Type == FactType.Number) chunk.Set(column, row, (decimal?)decimal.Parse(value, CultureInfo.InvariantCulture));
                else if (column.Type == FactType.Time)
                    chunk.Set(column, row, (DateTime?)DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(new(10, 0)));
                else chunk.Set(column, row, value.Replace('_', name is "product" ? ' ' : '_'));
            }
        }

        await using IBatchLoad load = await installation.Get<IFactLedger>().Begin(start, default);
        await load.Append(chunk, default);
        await load.Commit(default);
    }
}
