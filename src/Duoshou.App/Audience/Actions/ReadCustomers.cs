using Duoshou.App.Agency;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Audience.Actions;

/// <summary>The operator asks who the customers of some shops are: segments, worth to come, and who comes back.</summary>
public sealed class ReadCustomers(Sales sales, Remembered remembered, IAgency agency)
{
    /// <param name="Shops">The shops; null for all that the person may see.</param>
    /// <param name="Range">The days whose orders are read; their end is the day up to which is looked.</param>
    public sealed record Request(UserId Person, IReadOnlyCollection<ShopId>? Shops, Period Range, Currency? Currency);

    public Task<Answered<CustomerSegments>> Segments(Request request, CancellationToken cancel) =>
        With(request, "segments", null, sold => CustomerSegments.Of(sold, sold.End.AddDays(1)), cancel);

    public Task<Answered<CustomerWorth>> Worth(Request request, int weeks, decimal? margin, CancellationToken cancel) =>
        With(request, "worth", (weeks, margin), sold => CustomerWorth.Of(sold, weeks, margin), cancel);

    public Task<Answered<CustomerReturns>> Returns(Request request, CancellationToken cancel) => With(request, "returns", null, CustomerReturns.Of, cancel);

    async Task<Answered<T>> With<T>(Request request, string what, object? more, Func<SoldLines, T> read, CancellationToken cancel) where T : class
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (request.Shops is not null) scope = scope.Narrowed(request.Shops);
        return await remembered.Once<Answered<T>>((what, scope, request.Range, (request.Currency, more)), async () =>
        {
            Answered<SoldLines> sold = await sales.OfShops(scope, request.Range, request.Currency, cancel);
            return sold.Value is { } lines ? new(await Task.Run(() => read(lines), cancel), null) : new(null, sold.Refusal);
        });
    }
}
