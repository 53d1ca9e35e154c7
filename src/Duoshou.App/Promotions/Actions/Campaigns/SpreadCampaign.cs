using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>The same campaign in other shops of the client: a sheet of its own for each, since goods, checks and ranges are each shop's, and a link among them.</summary>
public sealed class SpreadCampaign
{
    readonly IDbContextFactory<DuoshouDb> database;
    readonly IShops shops;
    readonly CampaignDrawer drawer;
    readonly ShopGoods goods;

    internal SpreadCampaign(IDbContextFactory<DuoshouDb> database, IShops shops, CampaignDrawer drawer, ShopGoods goods) =>
        (this.database, this.shops, this.drawer, this.goods) = (database, shops, drawer, goods);

    /// <param name="Into">Other shops of the same client.</param>
    public sealed record Request(Guid Campaign, IReadOnlyList<ShopId> Into, DateOnly LastDay);

    /// <returns>The new sheets. Nothing is made if any of the shops cannot have one.</returns>
    public async Task<Answered<IReadOnlyList<CampaignSheet>>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        (Campaign? campaign, ShopCard? shop) = await drawer.Open(request.Campaign, scope, cancel);
        if (campaign is null) return new(null, CampaignDrawer.Unknown(request.Campaign));
        if (request.Into.Count == 0) return new(null, Refusals.Missing("shops"));
        CampaignPlan plan = CampaignDrawer.PlanOf(campaign);
        Guid family = plan.Family ?? campaign.Id;
        HashSet<ShopId> taken = [.. (await Members(family, scope, cancel)).Select(member => member.Card.Shop.Id), shop!.Id];
        List<(ShopCard Shop, CampaignPlan Plan)> made = [];
        foreach (ShopId id in request.Into.Distinct())
        {
            if (await shops.Find(id, scope, cancel) is not { } other || other.Client != shop.Client) return new(null, Faults.Shop(id.ToString()));
            if (taken.Contains(id)) return new(null, Wrong(other, new("已经有这个活动的表。", "has a sheet of this campaign already."), new("打开那张表。", "Open that sheet.")));
            (CampaignPlan? fitted, Refusal? refusal) = await Fitted(plan, shop, other, family, request.LastDay, scope, cancel);
            if (fitted is null) return new(null, refusal);
            made.Add((other, fitted));
        }

        List<CampaignSheet> sheets = [];
        foreach ((ShopCard other, CampaignPlan fitted) in made) sheets.Add((await drawer.Add(other, fitted, null, scope, cancel)).Value!);
        if (plan.Family is null)
        {
            Answered<CampaignSheet> linked = await drawer.Change(campaign.Id, "spread", scope, c =>
            {
                c.Plan = CampaignDrawer.Write(CampaignDrawer.PlanOf(c) with { Family = family });
                return null;
            }, cancel);
            if (linked.Value is null) return new(null, linked.Refusal);
        }

        return new(sheets, null);
    }

    /// <summary>The plan as another shop can have it: its own goods of the same codes, and nothing in a currency that it does not sell in.</summary>
    async Task<Answered<CampaignPlan>> Fitted(CampaignPlan plan, ShopCard from, ShopCard to, Guid family, DateOnly lastDay, Scope scope, CancellationToken cancel)
    {
        bool money = plan.Offers.Any(o => o.Amount is not null || o.Threshold is not null || o.Budget is not null) || plan.Budget is not null
            || plan.Guards.SubsidyPerOrder is not null || plan.ExtraCost != 0m || plan.Slot?.Fee is not null || plan.Channels.Any(c => c.CostPerPiece is not null);
        if (money && from.Currency != to.Currency)
            return new(null, Wrong(to, new($"用 {to.Currency}，这张表里有 {from.Currency} 的金额。", $"sells in {to.Currency}, and this sheet holds amounts in {from.Currency}."),
                new("为它单独做一张表。", "Make a sheet of its own for it.")));
        HashSet<string> own = [.. (await goods.Read(to, plan.First <= lastDay ? plan.First.AddDays(-1) : lastDay, scope, cancel)).Select(good => good.Item.Line.Sku)];
        string[] wanted = [.. plan.Products, .. plan.Offers.SelectMany(offer => offer.Skus)];
        if (wanted.Distinct().Where(sku => !own.Contains(sku)).ToArray() is { Length: > 0 } lacking)
            return new(null, Wrong(to, new($"没有这些商品：{string.Join("、", lacking.Take(5))}。", $"does not have these goods: {string.Join(", ", lacking.Take(5))}."),
                new("换成那家店也有的商品，或为它单独做一张表。", "Choose goods that it has too, or make a sheet of its own for it.")));
        return new(plan with { Family = family, Slot = to.Platform.Key == from.Platform.Key ? plan.Slot : null, Uplift = null }, null);
    }

    /// <summary>The sheets of one campaign and what they come to; null for a campaign of one sheet.</summary>
    public async Task<CampaignFamily?> Family(CampaignSheet sheet, Currency into, DateOnly known, Scope scope, CancellationToken cancel)
    {
        if (sheet.Plan.Family is not { } family) return null;
        IReadOnlyList<FamilyMember> members = await Members(family, scope, cancel);
        if (members.Count < 2) return null;
        RateBook rates = await shops.Rates(cancel);
        FamilyMember[] rated = [.. members.Select(member =>
        {
            DateOnly on = member.Card.Last < known ? member.Card.Last : known;
            if (member.Card.Shop.Currency == into) return member with { Rate = 1m };
            return rates.Find(member.Card.Shop.Currency, into, on) is { } rate ? member with { Rate = rate.Rate, RateOn = rate.On } : member;
        })];
        return new(into, rated, FamilyFigures.Add([.. rated.Select(member => member.Own.In(member.Rate))], into.MinorUnits));
    }

    async Task<IReadOnlyList<FamilyMember>> Members(Guid family, Scope scope, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> seen = await shops.All(scope, cancel);
        ShopId[] ids = [.. seen.Select(shop => shop.Id)];
        string mark = $"\"Family\":\"{family}\"";
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        List<Campaign> found = await db.Set<Campaign>().AsNoTracking().Where(c => ids.Contains(c.ShopId) && c.Plan.Contains(mark)).ToListAsync(cancel);
        return [.. found.Select(c => (Card: ReadCampaigns.Card(c, seen.First(shop => shop.Id == c.ShopId)), Campaign: c))
            .OrderBy(m => m.Card.Shop.Name, StringComparer.Ordinal).Select(m => new FamilyMember(m.Card, null, null,
                Seen(FamilyFigures.Of(CampaignDrawer.Read<SalesRange>(m.Campaign.Expected), CampaignDrawer.Read<CampaignResult>(m.Campaign.Result)), scope)))];
    }

    static FamilyFigures Seen(FamilyFigures figures, Scope scope) => scope.SeesCost ? figures : figures with { Profit = null };

    static Refusal Wrong(ShopCard shop, Words what, Words remedy) =>
        new("campaign.shop_unfit", new($"「{shop.Name}」{what.Zh}", $"“{shop.Name}” {what.En}"), remedy, "shops", shop.Name);
}
