using System.Globalization;
using Duoshou.App.Agency;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Catalog.Actions;

/// <summary>The operator asks where the market is: niches and price gaps beside what the shops sold.</summary>
public sealed class ReadMarket(IFactRows facts, Sales sales, IShops shops, Remembered remembered, IAgency agency)
{
    const int MostRows = 400_000;

    /// <param name="Shops">The shops; null for all that the person may see.</param>
    public sealed record Request(UserId Person, IReadOnlyCollection<ShopId>? Shops, Period Range, Currency? Currency);

    public async Task<Answered<MarketView>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (request.Shops is not null) scope = scope.Narrowed(request.Shops);
        return await remembered.Once<Answered<MarketView>>(("market", scope, request.Range, request.Currency), () => Read(scope, request, cancel));
    }

    async Task<Answered<MarketView>> Read(Scope scope, Request request, CancellationToken cancel)
    {
        Answered<SoldLines> sold = await sales.OfShops(scope, request.Range, request.Currency, cancel);
        if (sold.Value is not { } lines) return new(null, sold.Refusal);
        RateBook rates = await shops.Rates(cancel);
        bool listPrices = (await shops.All(scope, cancel)).All(card => card.Currency == lines.Currency);
        IReadOnlyList<FactRow> rows = await facts.Facts(FactKind.Market, ["at", "category", "keyword", "rival", "sku", "certainty", "currency",
            "demand", "clicks", "offers", "price"], request.Range, scope, MostRows, cancel);
        List<Words> limits = rows.Count == MostRows
            ? [new($"市场数据超过 {MostRows} 行，只看了最早的。", $"There are more than {MostRows} market rows; only the earliest were read.")] : [];
        MarketDay[] days = [.. rows.Select(row => Day(row, lines.Currency, rates))];
        IReadOnlyList<StockOnHand> stock = await StockReading.Of(facts, scope, request.Range.Last, cancel);
        Dictionary<string, decimal?> prices = stock.ToDictionary(one => one.Item, one => one.Price, StringComparer.Ordinal);
        MarketView.OwnItem[] own = [.. lines.Lines.Where(line => line.Item is not null).GroupBy(line => line.Item!, StringComparer.Ordinal)
            .Select(item => new MarketView.OwnItem(
            item.Key, item.First().Product, item.First().Category, Own(item.Key, [.. item]),
                [.. item.GroupBy(line => line.Day).Select(day => (day.Key, day.Sum(line => line.Amount)))]))];
        return new(MarketView.Of(days, own, lines.Currency, limits), null);

        // The list price stands in the shop's own currency; where that is another than the page's, what buyers paid stands for it.
        decimal? Own(string item, SoldLine[] bought) => listPrices && prices.GetValueOrDefault(item) is { } price
            ? price : decimal.Round(bought.Where(line => line.Day > request.Range.Last.AddDays(-14)).DefaultIfEmpty(bought[^1])
                .Average(line => line.Amount / line.Quantity), 2);
    }

    static MarketDay Day(FactRow row, Currency into, RateBook rates)
    {
        DateOnly day = DateOnly.ParseExact(row.Values[0]![..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        decimal? price = Number(row.Values[10]);
        if (price is { } amount && row.Values[6] is { } code && code != into.Code) price = rates.Find(Currency.Of(code), into, day) is { } rate
            ? amount * rate.Rate : null;
        return new(day, row.Values[1], row.Values[2], row.Values[3], row.Values[4], row.Values[5], Number(row.Values[7]), Number(row.Values[8]),
            Number(row.Values[9]), price);
    }

    static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value) ? value : null;
}
