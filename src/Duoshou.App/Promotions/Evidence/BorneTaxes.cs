using System.Globalization;
using Duoshou.App.Shops;
using Duoshou.App.Tax;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Evidence;

/// <summary>
/// Duty and import tax that a shop bears on what it sells: as its statements name them for the product, else for the shop, else by the law of
/// the day for the product and where it goes; else not known.
/// </summary>
sealed class BorneTaxes(IFactRows facts, LandedCosts landed)
{
    /// <param name="range">The days whose statements and orders are read.</param>
    public async Task<Found> Read(ShopCard shop, Period range, Scope scope, CancellationToken cancel)
    {
        Scope only = scope.Narrowed([shop.Id]) with { SeesCost = true, SeesProfit = true };
        IReadOnlyList<FactSum> fees = await facts.Sums(FactKind.Fee, ["fee_kind", "currency", "sku"], ["amount"], range, only, cancel);
        FactSum[] taxes = [.. fees.Where(f => f.Keys[0] == "tax" && f.Keys[1] == shop.Currency.Code)];
        Dictionary<string, decimal> rates = [];
        decimal? rate = null;
        if (taxes.Length > 0)
        {
            FactSum[] sold = [.. (await facts.Sums(FactKind.OrderLine, ["row_class", "currency", "sku"], ["paid"], range, only, cancel))
                .Where(s => s.Keys[0] is null or RowClass.Sale && s.Keys[1] == shop.Currency.Code && s.Sums[0] is > 0m)];
            foreach (IGrouping<string, FactSum> own in taxes.Where(t => t.Keys[2] is not null).GroupBy(t => t.Keys[2]!))
                if (sold.Where(s => s.Keys[2] == own.Key).Sum(s => s.Sums[0]!.Value) is > 0m and var paid) rates[own.Key] = own.Sum(t => t.Sums[0] ?? 0m) / paid;
            decimal all = sold.Sum(s => s.Sums[0]!.Value);
            if (taxes.Any(t => t.Keys[2] is null) && all > 0m) rate = taxes.Where(t => t.Keys[2] is null).Sum(t => t.Sums[0] ?? 0m) / all;
        }

        return new(shop, rates, rate, await landed.Crosses(shop, only, cancel), await landed.Of(only, range, range.Last, shop.Currency, cancel), range.Last);
    }

    /// <param name="Rates">Taxes of statements over what was paid, by SKU.</param>
    /// <param name="Rate">The same for rows that name no SKU.</param>
    /// <param name="Crosses">What the shop sells crosses a border when it is sold.</param>
    /// <param name="Items">By the law of the day.</param>
    internal sealed record Found(
        ShopCard Shop, IReadOnlyDictionary<string, decimal> Rates, decimal? Rate, bool Crosses, IReadOnlyDictionary<string, LandedCost> Items, DateOnly Day)
    {
        readonly Dictionary<(string, string?, decimal), decimal?> known = [];

        public DutySource SourceOf(string sku) => RateOf(sku) is not null ? DutySource.Statements : !Crosses ? DutySource.NoBorder
            : Items.GetValueOrDefault(sku) is { } item && (item.IsOnTop || item.Lacking is null) ? DutySource.TaxBook : DutySource.Unknown;

        public decimal? RateOf(string sku) => Rates.TryGetValue(sku, out decimal own) ? own + (Rate ?? 0m) : Rate;

        /// <summary>By the law, where that is what counts for the item.</summary>
        public LandedCost? LandedOf(string sku) => RateOf(sku) is null && Crosses ? Items.GetValueOrDefault(sku) : null;

        /// <summary>What the seller bears on a piece at a price; null where it is not known.</summary>
        /// <param name="country">Where it goes; null for the market in which it bears most: a mean would hide a loss.</param>
        public decimal? At(string sku, decimal price, string? country = null)
        {
            if (RateOf(sku) is { } share) return price * share;
            if (!Crosses) return 0m;
            if (known.TryGetValue((sku, country, price), out decimal? before)) return before;
            return known[(sku, country, price)] = ByLaw(sku, price, country);
        }

        decimal? ByLaw(string sku, decimal price, string? country)
        {
            if (Items.GetValueOrDefault(sku) is not { } item) return null;
            if (item.IsOnTop) return 0m;
            if (price <= 0m) return null;
            MarketTax[] markets = [.. item.Markets.Where(m => country is null || m.Country.Equals(country, StringComparison.OrdinalIgnoreCase))];
            decimal?[] borne = [.. markets.Select(m => m is { PricesHoldTax: false, Unknown.Code: not "not_set" } ? 0m : m.At(price)?.Borne)];
            return country is null ? borne.Max() : borne.Length > 0 && borne.All(b => b is not null) ? borne.Max() : null;
        }

        /// <summary>Which source told what, over goods.</summary>
        public IReadOnlyList<DutyNote> Notes(IEnumerable<string> skus) =>
            [.. skus.Distinct().GroupBy(SourceOf).OrderBy(g => g.Key).Select(g => Note(g.Key, [.. g.Order(StringComparer.Ordinal)]))];

        DutyNote Note(DutySource source, string[] skus) => source switch
        {
            DutySource.Statements => new(source, skus.Length, $"{skus.Length} 款的关税和进口税按结算单里的税费占成交的比例算",
                $"Duty and import tax of {skus.Length} goods: the taxes of the statements as a share of what was paid"),
            DutySource.TaxBook => new(source, skus.Length, $"结算单里没有，{skus.Length} 款的关税和进口税按 {Day:O} 的税率，分商品和目的地算",
                $"The statements name none, so duty and import tax of {skus.Length} goods are those of the law on {Day:O}, by product and where it goes"),
            DutySource.NoBorder => new(source, skus.Length, $"{skus.Length} 款卖出时不过境，没有关税", $"{skus.Length} goods cross no border when they are sold, so there is no duty"),
            _ => new(source, skus.Length, $"{skus.Length} 款的关税未知，没有扣：{Some(skus)}。{Why(skus).Zh.TrimEnd('。')}",
                $"Duty unknown for {skus.Length} goods, so none is taken off: {Some(skus)}. {Why(skus).En.TrimEnd('.')}"),
        };

        Words Why(string[] skus) => skus.Select(sku => Items.GetValueOrDefault(sku)?.Lacking?.Unknown?.Detail).FirstOrDefault(d => d is not null)
            ?? new("结算单没有写，近期也没有卖出过，不知道卖到哪里", "No statement names it, and nothing was sold of late that would tell where it goes");

        static string Some(string[] skus) => string.Join(", ", skus.Take(3)) + (skus.Length > 3 ? string.Create(CultureInfo.InvariantCulture, $" +{skus.Length - 3}") : "");
    }
}
