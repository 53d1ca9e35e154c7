using System.Globalization;
using Duoshou.App.Catalog;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Promotions.Checks;
using Duoshou.Promotions.Model;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Evidence;

/// <summary>The goods of a shop as checks and templates see them: price, cost, stock and the prices of the days before.</summary>
sealed class ShopGoods(IFactRows facts)
{
    /// <summary>Days looked at, up to the one that is asked about.</summary>
    public const int Days = 62;

    /// <param name="Item">As the check reads it.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="UnitsSold">In the days looked at.</param>
    /// <param name="Sales">Paid in the days looked at.</param>
    /// <param name="Orders">Its orders, in the shop's currency; null where none is there.</param>
    public sealed record Good(CheckedItem Item, string Name, decimal UnitsSold, decimal Sales, int? CoverDays, ItemOrders? Orders);

    /// <summary>Goods that were in stock or sold in the two months up to a day, the best sold first.</summary>
    public async Task<IReadOnlyList<Good>> Read(ShopCard shop, DateOnly until, Scope scope, CancellationToken cancel)
    {
        Scope only = scope.Narrowed([shop.Id]);
        Period range = Period.Ending(until, Days);
        IReadOnlyList<FactSum> sold = await facts.Sums(FactKind.OrderLine, ["day", "sku", "product", "category", "brand", "row_class", "status"],
            ["quantity", "gross", "cost", "paid", "fee_estimate", "list_amount", "refunded"], range, only, cancel);
        IReadOnlyList<FactSum> stock = await facts.Sums(FactKind.Stock, ["day", "sku", "product", "category", "brand"],
            ["on_hand", "price", "list_price", "unit_cost"], range, only, cancel);
        FactSum[] sales = [.. sold.Where(row => row.Keys[5] is null or RowClass.Sale && row.Keys[6] != "closed" && row.Sums[0] is > 0m)];
        decimal paid = sales.Sum(row => row.Sums[3] ?? 0m), fees = sales.Sum(row => row.Sums[4] ?? 0m);
        int feesBasisPoints = paid > 0m ? (int)decimal.Round(fees / paid * 10_000m) : 0;
        ILookup<string, FactSum> soldOf = sales.Where(row => row.Keys[1] is not null).ToLookup(row => row.Keys[1]!);
        ILookup<string, FactSum> stockOf = stock.Where(row => row.Keys[1] is not null).ToLookup(row => row.Keys[1]!);
        IEnumerable<string> skus = soldOf.Select(group => group.Key).Union(stockOf.Select(group => group.Key));
        return [.. skus.Select(sku => Good1(sku, [.. soldOf[sku]], [.. stockOf[sku]], shop, feesBasisPoints)).OfType<Good>()
            .OrderByDescending(good => good.Sales).ThenBy(good => good.Item.Line.Sku, StringComparer.Ordinal)];
    }

    static Good? Good1(string sku, FactSum[] sold, FactSum[] stock, ShopCard shop, int fees)
    {
        List<(DateOnly From, long UnitPrice)> history = [];
        var priced = stock.Where(row => row.Sums[1] is > 0m).Select(row => (Day: Day(row), Price: row.Sums[1]!.Value / row.Count))
            .Concat(stock.Any(row => row.Sums[1] is > 0m) ? [] : sold.Where(row => row.Sums[1] is > 0m).Select(row => (Day: Day(row),
                Price: row.Sums[1]!.Value / row.Sums[0]!.Value)));
        foreach (var day in priced.GroupBy(p => p.Day).OrderBy(g => g.Key))
        {
            long price = Rounded(day.Min(p => p.Price), shop.Currency);
            if (history.Count == 0 || history[^1].UnitPrice != price) history.Add((day.Key, price));
        }

        if (history.Count == 0) return null;
        FactSum? last = stock.OrderBy(Day).LastOrDefault(row => row.Sums[1] is not null);
        decimal units = sold.Sum(row => row.Sums[0] ?? 0m);
        decimal? cost = last?.Sums[3] is { } unit ? unit / last.Count
            : sold.Where(row => row.Sums[2] is not null).ToArray() is { Length: > 0 } known ? known.Sum(row => row.Sums[2]!.Value) / known.Sum(row => row.Sums[0]!.Value) : null;
        decimal? list = last?.Sums[2] is { } shown ? shown / last.Count : null;
        FactSum named = sold.LastOrDefault() ?? stock[^1];
        int? onHand = stock.Length == 0 ? null : (int)stock.Where(row => Day(row) == stock.Max(Day)).Sum(row => row.Sums[0] ?? 0m);
        int? cover = onHand is { } left && units > 0m ? (int)decimal.Round(left / (units / Days)) : null;
        CartLine line = new()
        {
            Id = sku, Sku = sku, Product = named.Keys[2], Brand = named.Keys[4], Shop = shop.Id.ToString(), Categories = named.Keys[3] is { } category ? [category] : [],
            Quantity = 1, UnitPrice = history[^1].UnitPrice, ListPrice = list is { } l ? Rounded(l, shop.Currency) : null,
            Cost = cost is { } c ? Rounded(c, shop.Currency) : null, StockCoverDays = cover,
        };
        return new(new CheckedItem(line) { FeesBasisPoints = fees, Stock = onHand, PriceHistory = history }, named.Keys[2] ?? sku, units, sold.Sum(row => row.Sums[3]
            ?? 0m), cover, OrdersOf(sku, named.Keys[2], sold));
    }

    static ItemOrders? OrdersOf(string sku, string? product, FactSum[] sold)
    {
        FactSum[] paid = [.. sold.Where(row => row.Sums[0] is > 0m && row.Sums[3] is > 0m)];
        if (paid.Length == 0) return null;
        decimal money = paid.Sum(row => row.Sums[3]!.Value);
        return new(sku, product, paid.Sum(row => row.Sums[0]!.Value), money, paid.All(row => row.Sums[2] is not null) ? paid.Sum(row => row.Sums[2]!.Value) : null,
            paid.All(row => row.Sums[4] is not null) ? paid.Sum(row => row.Sums[4]!.Value) : null, paid.Sum(row => row.Sums[6] ?? 0m) / money);
    }

    static long Rounded(decimal amount, Currency currency) => new Money(amount, currency).Rounded().Minor();

    static DateOnly Day(FactSum row) => DateOnly.ParseExact(row.Keys[0]![..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
