using System.Globalization;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Replay;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Evidence;

/// <summary>Orders of a shop as carts: what was bought at which price before discounts, and what it cost then.</summary>
sealed class PastBaskets(IFactRows facts)
{
    static readonly string[] Columns = ["ordered_at", "order_id", "line_id", "row_class", "status", "sku", "product", "category", "brand", "buyer_kind", "currency",
        "country", "affiliate"];
    static readonly string[] Measures = ["quantity", "gross", "cost", "discount_seller", "paid", "fee_estimate"];

    /// <param name="Orders">Oldest first. A line whose amount is no whole price for each unit is left out with its order and counted.</param>
    /// <param name="LeftOut">Orders that cannot be replayed.</param>
    /// <param name="SellerDiscount">What the shop really gave on these orders, in minor units.</param>
    /// <param name="FeesBasisPoints">Estimated fees over what was paid.</param>
    /// <param name="Partners">By order: the affiliate that brought it.</param>
    public sealed record Baskets(IReadOnlyList<PastOrder> Orders, int LeftOut, long SellerDiscount, int FeesBasisPoints, IReadOnlyDictionary<string, string> Partners);

    public async Task<Baskets> Read(ShopCard shop, Period range, Scope scope, CancellationToken cancel)
    {
        IReadOnlyList<FactSum> rows = await facts.Sums(FactKind.OrderLine, Columns, Measures, range, scope.Narrowed([shop.Id]), cancel);
        List<PastOrder> orders = [];
        Dictionary<string, string> partners = [];
        int leftOut = 0;
        decimal discount = 0m, paid = 0m, fees = 0m;
        foreach (IGrouping<string, FactSum> order in rows.Where(IsSale).GroupBy(row => row.Keys[1] ?? ""))
        {
            if (Cart(shop, order) is not { } past)
            {
                leftOut++;
                continue;
            }

            orders.Add(past);
            if (order.Select(row => row.Keys[12]).FirstOrDefault(partner => partner is not null) is { } by) partners[order.Key] = by;
            discount += order.Sum(row => row.Sums[3] ?? 0m);
            paid += order.Sum(row => row.Sums[4] ?? 0m);
            fees += order.Sum(row => row.Sums[5] ?? 0m);
        }

        orders.Sort((a, b) => a.Cart.At != b.Cart.At ? a.Cart.At.CompareTo(b.Cart.At) : string.CompareOrdinal(a.Id, b.Id));
        return new(orders, leftOut, Minor(discount, shop.Currency) ?? 0, paid > 0m ? (int)decimal.Round(fees / paid * 10_000m) : 0, partners);
    }

    static bool IsSale(FactSum row) => row.Keys[3] is null or RowClass.Sale && row.Keys[4] != "closed" && row.Sums[0] is > 0m && row.Sums[1] is > 0m;

    static PastOrder? Cart(ShopCard shop, IGrouping<string, FactSum> order)
    {
        List<CartLine> lines = [];
        foreach (FactSum row in order)
        {
            int units = (int)row.Sums[0]!.Value;
            if (units != row.Sums[0] || Minor(row.Sums[1]!.Value, shop.Currency) is not { } gross || row.Keys[10] is { } currency && currency != shop.Currency.Code) return null;
            long price = gross / units;
            long? cost = row.Sums[2] is { } all && Minor(decimal.Round(all / units, shop.Currency.MinorUnits), shop.Currency) is { } each ? each : null;
            CartLine line = new()
            {
                Id = $"{row.Keys[2] ?? "1"}.{lines.Count}", Sku = row.Keys[5] ?? row.Keys[6] ?? "?", Product = row.Keys[6], Brand = row.Keys[8], Shop = shop.Id.ToString(),
                Categories = row.Keys[7] is { } category ? [category] : [], Quantity = units, UnitPrice = price, Cost = cost,
            };
            lines.Add(line);

            // An amount that does not divide has its spare units on a line of one.
            if (gross % units != 0)
            {
                lines[^1] = line with { Quantity = units - 1 };
                lines.Add(line with { Id = line.Id + "+", Quantity = 1, UnitPrice = gross - price * (units - 1) });
                if (units == 1) lines.RemoveAt(lines.Count - 2);
            }
        }

        FactSum first = order.First();
        DateTime local = DateTime.Parse(first.Keys[0]!, CultureInfo.InvariantCulture);
        DateTimeOffset near = shop.Zone.Begins(DateOnly.FromDateTime(local));
        DateTimeOffset at = new(local, shop.Zone.Offset(near.Add(local.TimeOfDay)));
        return new PastOrder(new Cart { Currency = shop.Currency, At = at, Lines = lines, ShipTo = new Destination(first.Keys[11], null) },
            DateOnly.FromDateTime(local), first.Keys[9]) { Id = order.Key };
    }

    /// <summary>Whole smallest units; null for an amount that is finer.</summary>
    public static long? Minor(decimal amount, Currency currency)
    {
        decimal rounded = decimal.Round(amount, currency.MinorUnits);
        return rounded == amount ? new Money(rounded, currency).Minor() : null;
    }
}
