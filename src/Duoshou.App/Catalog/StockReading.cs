using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Catalog;

/// <summary>What is on hand at the end of a day: the last count of each item at each place within the week that ends with it.</summary>
static class StockReading
{
    const int MostRows = 400_000;

    public static async Task<IReadOnlyList<StockOnHand>> Of(IFactRows facts, Scope scope, DateOnly day, CancellationToken cancel)
    {
        IReadOnlyList<FactRow> rows = await facts.Facts(FactKind.Stock, ["at", "sku", "warehouse", "product", "category", "on_hand", "inbound",
            "price"], Period.Ending(day, 3), scope, MostRows, cancel);
        return [.. rows.Where(row => row.Values[1] is not null && row.Values[5] is not null)
            .GroupBy(row => (row.Shop, Sku: row.Values[1]!, Place: row.Values[2])).Select(group => group.MaxBy(row => row.Values[0], StringComparer.Ordinal)!)
            .GroupBy(row => row.Values[1]!, StringComparer.Ordinal)
            .Select(group => new StockOnHand(group.Key, group.Select(row => row.Values[3]).FirstOrDefault(name => name is not null),
                group.Select(row => row.Values[4]).FirstOrDefault(name => name is not null),
                group.Sum(row => Number(row.Values[5]) ?? 0m), group.Sum(row => Number(row.Values[6]) ?? 0m),
                    group.Select(row => Number(row.Values[7])).FirstOrDefault(price => price is not null)))];
    }

    static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value) ? value : null;
}
