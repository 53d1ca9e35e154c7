using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.App.Tax;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Catalog;

/// <summary>Orders of an item as they came in, before refunds: what its price floor stands on.</summary>
/// <param name="Fees">Estimated fees; null where no order tells them.</param>
/// <param name="Refunded">Share of the money that was given back.</param>
public sealed record ItemOrders(string Item, string? Product, decimal Pieces, decimal Paid, decimal? Cost, decimal? Fees, decimal Refunded)
{
    /// <summary>Goods cost of a piece.</summary>
    public decimal? CostEach => Cost / Pieces;

    /// <summary>Fees over money paid; null where nothing was paid.</summary>
    public decimal? FeeShare => Paid > 0m ? Fees / Paid : null;
}

/// <summary>The least price at which a piece still covers its goods, duty, import tax, fees and returns.</summary>
/// <param name="Price">Mean price paid.</param>
/// <param name="Cost">Goods cost of a piece; null where unknown.</param>
/// <param name="Duty">Duty of a piece at <paramref name="Price"/> that the price holds; null where unknown.</param>
/// <param name="ImportTax">The same of VAT, GST and the like.</param>
/// <param name="FeeShare">Fees over money paid; null where unknown and left out.</param>
/// <param name="ReturnShare">Money given back over money paid.</param>
/// <param name="Floor">Null where cost or tax is not known.</param>
public sealed record FloorCard(
    string Item, string? Product, decimal Price, decimal? Cost, decimal? Duty, decimal? ImportTax, decimal? FeeShare, decimal ReturnShare, decimal? Floor)
{
    /// <summary>The taxes behind it; null where the item crosses no border.</summary>
    public LandedCost? Landed { get; init; }

    /// <summary>How far the price stands above the floor; below zero it sells at a loss.</summary>
    public decimal? Headroom => Floor is > 0m and var floor ? decimal.Round(Price / floor - 1m, 4) : null;

    /// <summary>The floor of one item.</summary>
    public static FloorCard Of(ItemOrders orders, LandedCost? landed, int minorUnits = 2)
    {
        decimal price = orders.Paid / orders.Pieces, returns = Math.Clamp(orders.Refunded, 0m, 1m), kept = 1m - returns;
        decimal? cost = orders.CostEach, fees = orders.FeeShare;
        PieceTax? now = landed?.MeanAt(price);
        // What buyers pay on top is not the seller's money: such a floor needs no tax.
        LandedCost? borne = landed is { IsOnTop: false } ? landed : null;
        bool known = cost is not null && (borne is null || now is not null);
        return new(orders.Item, orders.Product, decimal.Round(price, minorUnits), Rounded(cost), landed is null ? 0m : Rounded(DutyOf(now)), landed is null ? 0m
            : Rounded(TaxOf(now)), fees is { } share ? decimal.Round(share, 4) : null, decimal.Round(returns, 4), known ? Least() : null) { Landed = landed };

        decimal? Rounded(decimal? amount) => amount is { } known ? decimal.Round(known, minorUnits) : null;

        // VAT is corrected when a piece comes back and the goods go to stock again; duty and fees are not given back.
        decimal? Money(decimal at)
        {
            PieceTax? tax = borne?.MeanAt(at);
            return borne is not null && tax is null ? null : kept * (at - (TaxOf(tax) ?? 0m) - cost!.Value) - (DutyOf(tax) ?? 0m) - (fees ?? 0m) * at;
        }

        decimal? Least()
        {
            decimal unit = new(1, 0, 0, false, (byte)minorUnits), low = 0m, high = decimal.Ceiling(Math.Max(cost!.Value, price) * 2m + 1m);
            for (int doubled = 0; Money(high) is < 0m; doubled++)
            {
                if (doubled == 6) return null;
                (low, high) = (high, high * 2m);
            }

            while (high - low > unit)
            {
                decimal middle = decimal.Floor((low + high) / 2m / unit) * unit;
                if (Money(middle) is not { } left) return null;
                if (left < 0m) low = middle;
                else high = middle;
            }

            return decimal.Round(high, minorUnits);
        }
    }

    static decimal? DutyOf(PieceTax? tax) => tax is null ? null : tax.InPrice ? tax.Duty : 0m;
    static decimal? TaxOf(PieceTax? tax) => tax is null ? null : tax.InPrice ? tax.ImportTax : 0m;
}

/// <summary>Reads the orders that floors stand on.</summary>
static class FloorReading
{
    static readonly string[] By = ["row_class", "sku", "product", "currency", "day"];

    static readonly string[] Sums = ["quantity", "paid", "refunded", "cost", "fee_estimate"];

    /// <summary>Items that were sold, the best paid first; remembered until the ledger or the rates move.</summary>
    public static Task<IReadOnlyList<ItemOrders>> Of(Remembered remembered, IFactRows facts, Scope scope, Period range, RateBook rates, Currency into, CancellationToken cancel) =>
        remembered.Once(("floors", scope, range, (into, rates)), () => Read(facts, scope, range, rates, into, cancel));

    static async Task<IReadOnlyList<ItemOrders>> Read(IFactRows facts, Scope scope, Period range, RateBook rates, Currency into, CancellationToken cancel)
    {
        IReadOnlyList<FactSum> sums = await facts.Sums(FactKind.OrderLine, By, Sums, range, scope, cancel);
        Dictionary<(string, string), decimal?> known = [];
        decimal? Rate(string? currency, string? day) => currency is null || currency == into.Code ? 1m : known.TryGetValue((currency, day ?? ""), out decimal? rate) ? rate
            : known[(currency, day ?? "")] = rates.Find(Currency.Of(currency), into, SoldLineReading.Day(day))?.Rate;
        return [.. sums.Where(sum => (sum.Keys[0] ?? RowClass.Sale) == RowClass.Sale && (sum.Keys[1] ?? sum.Keys[2]) is { Length: > 0 }
                && sum.Sums[0] is > 0m && sum.Sums[1] is > 0m)
            .Select(sum => (Sum: sum, Rate: Rate(sum.Keys[3], sum.Keys[4]))).Where(one => one.Rate is not null)
            .GroupBy(one => one.Sum.Keys[1] ?? one.Sum.Keys[2]!, StringComparer.Ordinal)
            .Select(group => new ItemOrders(group.Key, group.Select(one => one.Sum.Keys[2]).FirstOrDefault(name => name is not null),
                group.Sum(one => one.Sum.Sums[0]!.Value), group.Sum(one => one.Sum.Sums[1]!.Value * one.Rate!.Value),
                scope.SeesCost && group.All(one => one.Sum.Sums[3] is not null) ? group.Sum(one => one.Sum.Sums[3]!.Value * one.Rate!.Value) : null,
                group.All(one => one.Sum.Sums[4] is not null) ? group.Sum(one => one.Sum.Sums[4]!.Value * one.Rate!.Value) : null,
                group.Sum(one => (one.Sum.Sums[2] ?? 0m) * one.Rate!.Value) / group.Sum(one => one.Sum.Sums[1]!.Value * one.Rate!.Value)))
            .OrderByDescending(item => item.Paid)];
    }
}
