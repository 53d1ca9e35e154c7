using System.Globalization;
using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>
/// Offers that the shop's change log names are taken over: into its book, so that past orders can be replayed as they were, and the
/// recent ones as campaigns. They were never written down here before they ran, so they have no range to be judged against.
/// </summary>
public sealed class AdoptOffers
{
    const int Most = 5_000;
    readonly IFactRows facts;
    readonly IShops shops;
    readonly PublishBook publish;
    readonly CampaignDrawer drawer;
    readonly CheckPromotions check;

    internal AdoptOffers(IFactRows facts, IShops shops, PublishBook publish, CampaignDrawer drawer, CheckPromotions check) =>
        (this.facts, this.shops, this.publish, this.drawer, this.check) = (facts, shops, publish, drawer, check);

    /// <param name="Range">In which the log is read.</param>
    /// <param name="CampaignsFrom">Offers that end on this day or later become campaigns.</param>
    public sealed record Request(ShopId Shop, Period Range, DateOnly CampaignsFrom);

    sealed record Found(string Name, decimal Rate, DateOnly First, DateOnly Last, IReadOnlyList<string> Skus);

    /// <returns>How many offers were taken over.</returns>
    public async Task<int> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (await shops.Find(request.Shop, scope, cancel) is not { } shop) return 0;
        Found[] offers = [.. await Logged(shop, request.Range, scope, cancel)];
        if (offers.Length == 0) return 0;
        (Guid Id, CampaignPlan Plan)[] plans = [.. offers.Select((offer, i) => (Guid.CreateVersion7(shop.Zone.Begins(offer.First).AddSeconds(i)), PlanOf(offer)))];
        await publish.Change(shop.Id, "change log", scope.User, book =>
        {
            JsonArray list = book["promotions"]!.AsArray();
            foreach ((Guid id, CampaignPlan plan) in plans)
                foreach (Offer offer in plan.Offers) list.Add(OfferText.Promotion(id, offer, plan, shop));
            return book;
        }, cancel);
        foreach ((Guid id, CampaignPlan plan) in plans.Where(p => p.Plan.Last >= request.CampaignsFrom))
        {
            await drawer.Add(shop, plan, null, scope, cancel, CampaignState.Launched, id);

            // What met other offers on the same goods is looked at at once, so that a loss stands in the calendar.
            bool meets = plans.Any(o => o.Id != id && o.Plan.First <= plan.Last && plan.First <= o.Plan.Last
                && (o.Plan.Products.Count == 0 || plan.Products.Count == 0 || o.Plan.Products.Intersect(plan.Products).Any()));
            if (!meets || (await check.Run(new(shop.Id.ToString(), OfferText.Promotions(id, plan, shop), plan.First), scope with { SeesCost = true },
                cancel)).Value is not { } report) continue;
            await drawer.Change(id, "checked", scope, c =>
            {
                (c.Check, c.CheckHash, c.Blocked) = (CampaignDrawer.Write(report), c.PlanHash, !report.MayLaunch);
                return null;
            }, cancel);
        }

        return offers.Length;
    }

    async Task<IEnumerable<Found>> Logged(ShopCard shop, Period range, Scope scope, CancellationToken cancel)
    {
        IReadOnlyList<FactRow> rows = await facts.Facts(FactKind.Change, ["at", "until", "thing_kind", "thing", "property", "sku", "new_value"], range,
            scope.Narrowed([shop.Id]), Most, cancel);
        return rows.Where(r => r.Values[2] == "promotion" && r.Values[4] == "coupon" && r.Values[1] is not null && Rate(r.Values[6]) is not null)
            .GroupBy(r => (Name: r.Values[3] ?? "", Rate: Rate(r.Values[6])!.Value, First: Day(r.Values[0]!), Last: Day(r.Values[1]!)))
            .OrderBy(g => g.Key.First)
            .Select(g => new Found(g.Key.Name, g.Key.Rate, g.Key.First, g.Key.Last, [.. g.Select(r => r.Values[5]).OfType<string>().Distinct()]));
    }

    static CampaignPlan PlanOf(Found offer) => new()
    {
        Name = offer.Name, Strategy = Strategy.BigSale, First = offer.First, Last = offer.Last, Products = offer.Skus,
        Offers = [new Offer("a", OfferKind.Percent, offer.Name) { Rate = offer.Rate, OfPrice = true, Skus = offer.Skus }],
    };

    /// <summary>-20% is a rate of 0.2.</summary>
    static decimal? Rate(string? text) => text is ['-', .. var rest] && rest.EndsWith('%')
        && decimal.TryParse(rest[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent) && percent is > 0m and < 100m ? percent / 100m : null;

    static DateOnly Day(string moment) => DateOnly.ParseExact(moment[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
