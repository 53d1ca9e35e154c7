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
        Dictionary<(string, string), decimal?> known = [];
        decimal? RateOf(FactSum sum)
        {
            if (sum.Keys[3] is not { } code || code == target.Code) return 1m;
            if (!known.TryGetValue((code, sum.Keys[0]!), out decimal? rate))
                known[(code, sum.Keys[0]!)] = rate = rates.Find(Currency.Of(code), target, DateOnly.ParseExact(sum.Keys[0]!, "yyyy-MM-dd",
                    System.Globalization.CultureInfo.InvariantCulture))?.Rate;
            return rate;
        }

        // Two shops may each have a campaign of one name; a budget is moved within one account only, and never from client to client.
        Dictionary<ShopId, string> accounts = cards.Count < 2 ? [] : cards.ToDictionary(card => card.Id, card => $"{card.ClientName} · {card.Name}");
        List<Words> limits = [];
        int unrated = sums.Count(sum => RateOf(sum) is null);
        if (unrated > 0) limits.Add(new($"{unrated} 行没有汇率，没有算。", $"{unrated} rows have no exchange rate and were left out."));
        AdDay[] days = [.. sums.Where(sum => RateOf(sum) is not null).Select(sum => AdReading.Of(sum, RateOf(sum)!.Value, accounts.GetValueOrDefault(sum.Shop, "")))];
        decimal? margin = request.Margin ?? (scope.SeesCost ? MarginOf((await sales.OfShops(scope, request.Range, target, cancel)).Value) : null);
        return new(AdReview.Of(days, target, margin, limits), null);
    }

    static decimal? MarginOf(SoldLines? sold)
    {
        decimal amount = 0m, cost = 0m;
        foreach (SoldLine line in sold?.Lines ?? [])
            if (line.Cost is { } known) (amount, cost) = (amount + line.Amount, cost + known);
        return amount > 0m ? decimal.Round((amount - cost) / amount, 4) : null;
    }
}
