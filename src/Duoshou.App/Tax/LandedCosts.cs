using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Actions;
using Duoshou.App.Tax.Model;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax;

/// <summary>Duty and import tax of what shops sell, per item and market: what a product's money must carry.</summary>
public sealed class LandedCosts(IDbContextFactory<DuoshouDb> database, IFactRows facts, IShops shops, ActiveRates rates, SetShopTax settings, Remembered remembered)
{
    static readonly string[] By = ["row_class", "sku", "product", "country", "currency"];

    static readonly string[] Sums = ["quantity", "gross", "discount_seller", "freight"];

    /// <summary>
    /// The items that cross a border, by SKU or else by product. An item without a border (a domestic shop, or stock that is in the market
    /// already) is not among them.
    /// </summary>
    /// <param name="range">The days whose orders tell prices and markets.</param>
    /// <param name="day">The day whose law holds.</param>
    /// <param name="into">The currency of the amounts.</param>
    public async Task<IReadOnlyDictionary<string, LandedCost>> Of(Scope scope, Period range, DateOnly day, Currency into, CancellationToken cancel)
    {
        RatesInUse use = await rates.Now(cancel);
        RateBook exchange = await shops.Rates(cancel);
        IReadOnlyDictionary<ShopId, SetShopTax.Setting> set = await settings.Read(scope, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        List<ProductCode> standing = await db.Set<ProductCode>().AsNoTracking().Where(c => scope.Shops.Contains(c.ShopId) && c.ReplacedAt == null).ToListAsync(cancel);
        Dictionary<(ShopId, string), ProductCode> codes = standing.GroupBy(c => (c.ShopId, c.Product)).ToDictionary(g => g.Key, g => g.First());
        Dictionary<string, List<MarketTax>> found = new(StringComparer.Ordinal);
        ShopCard[] crossing = [.. (await shops.All(scope, cancel)).Where(shop => Crosses(shop, set.GetValueOrDefault(shop.Id)))];
        Scope sending = scope.Narrowed(crossing.Select(shop => shop.Id));
        // What was sold is the ledger's and holds until it moves on; codes, ways of shipping and law are looked at anew each time.
        ILookup<ShopId, FactSum> sums = (await remembered.Once<IReadOnlyList<FactSum>>(("sold across borders", sending, range, null),
            () => facts.Sums(FactKind.OrderLine, By, Sums, range, sending, cancel))).ToLookup(sum => sum.Shop);
        foreach (ShopCard shop in crossing)
        {
            Asking asking = new(use, exchange, shop, set.GetValueOrDefault(shop.Id), codes, day, into);
            foreach (var market in sums[shop.Id].Select(sum => Sold.Of(sum, shop.Country)).OfType<Sold>().GroupBy(s => (s.Item, s.Country, s.Currency)))
            {
                if (!found.TryGetValue(market.Key.Item, out List<MarketTax>? markets)) found[market.Key.Item] = markets = [];
                markets.Add(asking.Market([.. market]));
            }
        }

        return found.ToDictionary(pair => pair.Key, pair => new LandedCost(pair.Key, [.. pair.Value.OrderByDescending(m => m.Pieces)]), StringComparer.Ordinal);
    }

    /// <summary>What a shop sells crosses a border when it is sold.</summary>
    internal async Task<bool> Crosses(ShopCard shop, Scope scope, CancellationToken cancel) => Crosses(shop, (await settings.Read(scope, cancel)).GetValueOrDefault(shop.Id));

    /// <summary>The shop's goods have a border when they are sold: unless it says otherwise, one abroad does.</summary>
    static bool Crosses(ShopCard shop, SetShopTax.Setting? own) => own is { } set ? set.Route is not (ParcelRoute.Domestic or ParcelRoute.LocalStock) : shop.Country != "CN";

    /// <summary>Sales of an item into a country, in one currency.</summary>
    sealed record Sold(string Item, string Product, string Country, Currency Currency, decimal Pieces, decimal Goods, decimal Freight)
    {
        public static Sold? Of(FactSum sum, string home) =>
            sum.Keys[0] is { } kind && kind != RowClass.Sale || (sum.Keys[1] ?? sum.Keys[2]) is not { Length: > 0 } item
            || !Currency.TryParse(sum.Keys[4], null, out Currency currency) || sum.Sums[0] is not > 0m || sum.Sums[1] is not > 0m ? null
                : new(item, sum.Keys[2] ?? "", sum.Keys[3] is { Length: 2 } country ? country.ToUpperInvariant() : home, currency, sum.Sums[0]!.Value,
                    sum.Sums[1]!.Value - (sum.Sums[2] ?? 0m), sum.Sums[3] ?? 0m);
    }

    sealed class Asking(
        RatesInUse use, RateBook exchange, ShopCard shop, SetShopTax.Setting? set, Dictionary<(ShopId, string), ProductCode> codes, DateOnly day, Currency into)
    {
        public MarketTax Market(Sold[] sold)
        {
            decimal pieces = sold.Sum(s => s.Pieces);
            Currency currency = sold[0].Currency;
            string product = sold.MaxBy(s => s.Pieces)!.Product, country = sold[0].Country;
            decimal price = decimal.Round(sold.Sum(s => s.Goods) / pieces, currency.MinorUnits), freight = decimal.Round(sold.Sum(s => s.Freight) / pieces, currency.MinorUnits);
            ProductCode? code = codes.GetValueOrDefault((shop.Id, product));
            MarketTax market = new(shop.Id, product, country, currency, pieces, price, freight, code?.Hs, code?.Origin ?? set?.From ?? "CN", set?.From ?? "CN",
                set?.Registered ?? false, day, null, null) { PricesHoldTax = set?.PricesHoldTax ?? false };
            if (set is null)
                return market with { Unknown = new("not_set", new("没设这家店怎么发货，不知道有没有进口税。", "How this shop ships is not set: whether import tax is due is not known.")) };
            decimal? rate = currency == into ? 1m : exchange.Find(currency, into, day)?.Rate;
            if (rate is not { } factor)
                return market with { Unknown = new("no_exchange", new($"没有 {currency} 到 {into} 的汇率。", $"There is no rate from {currency} to {into}.")) };
            (PieceTax? now, UnknownTax? unknown) = Tax(market, price, factor);
            return market with { Now = now, Unknown = unknown, At = wanted => Tax(market, decimal.Round(wanted / factor, currency.MinorUnits), factor).Tax };
        }

        (PieceTax? Tax, UnknownTax? Unknown) Tax(MarketTax market, decimal price, decimal factor)
        {
            TaxRequest request = SaleQuestion.Of(set!, market.Country, day, market.Currency, market.Freight,
                [new() { Id = "1", Name = market.Product, Pieces = 1m, Value = price, Hs = market.Hs, Origin = market.Origin,
                    Duty = market is { Country: "CN", Hs: not null } ? new DutyTerm.Lookup() : null }]);
            QuoteTax.Quoted quoted = set!.PricesHoldTax ? SaleQuestion.Apart(use, exchange, request) : QuoteTax.Quote(use, request, exchange);
            if (quoted.Answer is CannotCompute cannot) return (null, Why(market, cannot.Code, cannot.Detail));
            TaxQuote quote = quoted.Quote!;
            decimal duty = quote.Sum("duty") + quote.Sum("additional");
            if (quote.TotalTax is not { } total || quoted.Asked(1m) is not { } per)
                return (null, Why(market, "missing.duty", new("须正常报关，没有关税税率。", "An ordinary declaration is needed and no duty rate is on file.")));
            return (new(duty * per * factor, (total - duty) * per * factor, set.PricesHoldTax, quote.Treatment, quote.Payer, quote.Certainty)
                { Goods = quoted.Request.Lines[0].Value ?? 0m, Freight = quoted.Request.Freight }, null);
        }

        static UnknownTax Why(MarketTax market, string code, Words detail) =>
            code.StartsWith("missing.fx", StringComparison.Ordinal) ? new("no_exchange", new($"关税未知：{detail.Zh}", $"Duty unknown: {detail.En}"))
            : market.Hs is null && code.StartsWith("missing", StringComparison.Ordinal)
            ? new("no_code", new($"关税未知：没有商品编码。{detail.Zh}", $"Duty unknown: no commodity code. {detail.En}"))
            : new(code == "no_rule" || code.StartsWith("missing.duty", StringComparison.Ordinal) ? "no_rate" : "missing",
                new($"关税未知：{detail.Zh}", $"Duty unknown: {detail.En}"));
    }
}
