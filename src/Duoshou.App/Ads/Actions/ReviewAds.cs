using Duoshou.App.Agency;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Ads.Actions;

/// <summary>The operator looks an advertising account through.</summary>
public sealed class ReviewAds(IFactRows facts, Sales sales, IShops shops, Remembered remembered, IAgency agency)
{
    /// <param name="Shops">The shops; null for all that the person may see.</param>
    /// <param name="Margin">The share of sales left before advertising; null for what costs say.</param>
    public sealed record Request(UserId Person, IReadOnlyCollection<ShopId>? Shops, Period Range, Currency? Currency, decimal? Margin = null);

    public async Task<Answered<AdReview>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (request.Shops is not null) scope = scope.Narrowed(request.Shops);
        return await remembered.Once<Answered<AdReview>>(("ads", scope, request.Range, (request.Currency, request.Margin)), () => Read(scope, request, cancel));
    }

    async Task<Answered<AdReview>> Read(Scope scope, Request request, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> cards = await shops.All(scope, cancel);
        Currency[] own = [.. cards.Select(card => card.Currency).Distinct()];
        Currency target = request.Currency ?? (own.Length > 0 ? own[0] : Currency.None);
        if (request.Currency is null && own.Length > 1)
            return new(null, new("currency.mixed", new("所选店铺币种不同，花费不能直接相加。", "The shops have different currencies, so spend cannot be added."),
                new("指定一种货币。", "Name a currency to convert into."), "currency"));
        RateBook rates = await shops.Rates(cancel);
        IReadOnlyList<FactSum> sums = await facts.Sums(FactKind.Ad, AdReading.By, AdReading.Sums, request.Range, scope, cancel);
        // Two shops may each have a campaign of one name; a budget is moved within one account only, and never from client to client.
        Dictionary<ShopId, string> accounts = cards.Count < 2 ? [] : cards.ToDictionary(card => card.Id, card => $"{card.ClientName} · {card.Name}");
        (AdDay[] days, List<Words> limits) = AdReading.Converted(sums, rates, target, accounts);
        decimal? margin = request.Margin ?? (scope.SeesCost ? AdReading.MarginOf((await sales.OfShops(scope, request.Range, target, cancel)).Value) : null);
        return new(AdReview.Of(days, target, margin, limits), null);
    }
}
