using Duoshou.App.Agency;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Catalog.Actions;

/// <summary>The operator asks how products stand: their places, what goes together, what will sell.</summary>
public sealed class ReadProducts(Sales sales, IFactRows facts, Remembered remembered, IAgency agency)
{
    /// <param name="Shops">The shops; null for all that the person may see.</param>
    /// <param name="Range">The days whose orders are read.</param>
    public sealed record Request(UserId Person, IReadOnlyCollection<ShopId>? Shops, Period Range, Currency? Currency);

    public Task<Answered<ProductPortfolio>> Portfolio(Request request, CancellationToken cancel) => With(request, "portfolio", null,
        async (sold, scope) =>
        {
            IReadOnlyList<StockOnHand> stock = await StockReading.Of(facts, scope, request.Range.Last, cancel);
            return ProductPortfolio.Of(sold, stock.Count == 0 ? null : stock);
        }, cancel);

    public Task<Answered<Companions>> Companions(Request request, Companions.Search search, CancellationToken cancel) =>
        With(request, "companions", search, (sold, _) => Task.FromResult(Catalog.Companions.Of(sold, search)), cancel);

    public Task<Answered<SalesForecast>> Forecast(Request request, SalesForecast.Wish wish, CancellationToken cancel) =>
        With(request, "forecast", wish, (sold, _) => Task.FromResult(SalesForecast.Of(sold, wish)), cancel);

    /// <summary>What the leading items will sell in four weeks, against what is on hand.</summary>
    public Task<Answered<StockPlan>> Plan(Request request, CancellationToken cancel) => With(request, "plan", null, async (sold, scope) =>
        StockPlan.Of(SalesForecast.Of(sold, new(ForecastGrain.Day, StockPlan.Horizon, ByItem: true, MostItems: StockPlan.MostItems)),
            await StockReading.Of(facts, scope, request.Range.Last, cancel)), cancel);

    public Task<Answered<PriceLadder>> Ladder(Request request, CancellationToken cancel) => With(request, "ladder", null,
        (sold, _) => Task.FromResult(PriceLadder.Of(sold)), cancel);

    async Task<Answered<T>> With<T>(Request request, string what, object? more, Func<SoldLines, Scope, Task<T>> read, CancellationToken cancel) where T : class
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (request.Shops is not null) scope = scope.Narrowed(request.Shops);
        return await remembered.Once<Answered<T>>((what, scope, request.Range, (request.Currency, more)), async () =>
        {
            Answered<SoldLines> sold = await sales.OfShops(scope, request.Range, request.Currency, cancel);
            return sold.Value is { } lines ? new(await Task.Run(() => read(lines, scope), cancel), null) : new(null, sold.Refusal);
        });
    }
}
