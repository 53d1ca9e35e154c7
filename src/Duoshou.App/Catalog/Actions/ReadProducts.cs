using Duoshou.App.Agency;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.App.Tax;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Catalog.Actions;

/// <summary>The operator asks how products stand: their places, what goes together, what will sell.</summary>
public sealed class ReadProducts(Sales sales, IFactRows facts, Remembered remembered, IAgency agency, IShops shops, LandedCosts landed)
{
    /// <summary>Floors are worked out for the items that sell most.</summary>
    const int MostFloors = 20;

    /// <param name="Shops">The shops; null for all that the person may see.</param>
    /// <param name="Range">The days whose orders are read.</param>
    public sealed record Request(UserId Person, IReadOnlyCollection<ShopId>? Shops, Period Range, Currency? Currency);

    public async Task<Answered<ProductPortfolio>> Portfolio(Request request, CancellationToken cancel)
    {
        Answered<ProductPortfolio> found = await With(request, "portfolio", null, async (sold, scope) =>
        {
            IReadOnlyList<StockOnHand> stock = await StockReading.Of(facts, scope, request.Range.Last, cancel);
            return ProductPortfolio.Of(sold, stock.Count == 0 ? null : stock);
        }, cancel);
        return found.Value is { } portfolio ? new(portfolio.With(await Landed(request, portfolio.Footing.Currency, cancel)), null) : found;
    }

    public Task<Answered<Companions>> Companions(Request request, Companions.Search search, CancellationToken cancel) =>
        With(request, "companions", search, (sold, _) => Task.FromResult(Catalog.Companions.Of(sold, search)), cancel);

    public Task<Answered<SalesForecast>> Forecast(Request request, SalesForecast.Wish wish, CancellationToken cancel) =>
        With(request, "forecast", wish, (sold, _) => Task.FromResult(SalesForecast.Of(sold, wish)), cancel);

    /// <summary>What the leading items will sell in four weeks, against what is on hand.</summary>
    public Task<Answered<StockPlan>> Plan(Request request, CancellationToken cancel) => With(request, "plan", null, async (sold, scope) =>
        StockPlan.Of(SalesForecast.Of(sold, new(ForecastGrain.Day, StockPlan.Horizon, ByItem: true, MostItems: StockPlan.MostItems)),
            await StockReading.Of(facts, scope, request.Range.Last, cancel)), cancel);

    public async Task<Answered<PriceLadder>> Ladder(Request request, CancellationToken cancel)
    {
        Answered<PriceLadder> found = await With(request, "ladder", null, (sold, _) => Task.FromResult(PriceLadder.Of(sold)), cancel);
        if (found.Value is not { Footing.Currency: { } currency } ladder || currency == Currency.None) return found;
        IReadOnlyDictionary<string, LandedCost> taxes = await Landed(request, currency, cancel);
        (Scope scope, RateBook rates) = (await ScopeOf(request, cancel), await shops.Rates(cancel));
        IReadOnlyList<ItemOrders> orders = await FloorReading.Of(remembered, facts, scope, request.Range, rates, currency, cancel);
        return new(ladder.With(taxes, [.. orders.Take(MostFloors).Select(item => FloorCard.Of(item, taxes.GetValueOrDefault(item.Item), currency.MinorUnits))]), null);
    }

    /// <summary>Codes and ways of shipping change without the ledger moving, so taxes are not remembered with the rest.</summary>
    async Task<IReadOnlyDictionary<string, LandedCost>> Landed(Request request, Currency? currency, CancellationToken cancel) =>
        currency is { } into && into != Currency.None ? await landed.Of(await ScopeOf(request, cancel), request.Range, request.Range.Last, into, cancel)
            : new Dictionary<string, LandedCost>();

    async Task<Scope> ScopeOf(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        return request.Shops is null ? scope : scope.Narrowed(request.Shops);
    }

    async Task<Answered<T>> With<T>(Request request, string what, object? more, Func<SoldLines, Scope, Task<T>> read, CancellationToken cancel) where T : class
    {
        Scope scope = await ScopeOf(request, cancel);
        return await remembered.Once<Answered<T>>((what, scope, request.Range, (request.Currency, more)), async () =>
        {
            Answered<SoldLines> sold = await sales.OfShops(scope, request.Range, request.Currency, cancel);
            return sold.Value is { } lines ? new(await Task.Run(() => read(lines, scope), cancel), null) : new(null, sold.Refusal);
        });
    }
}
