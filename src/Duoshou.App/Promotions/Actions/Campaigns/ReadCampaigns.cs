using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Promotions.Checks;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>Campaigns of the shops that are chosen, one of them with everything, and the goods that one can be made of.</summary>
public sealed class ReadCampaigns
{
    readonly IDbContextFactory<DuoshouDb> database;
    readonly IShops shops;
    readonly CampaignDrawer drawer;
    readonly ShopGoods goods;
    readonly CampaignFigures figures;

    internal ReadCampaigns(IDbContextFactory<DuoshouDb> database, IShops shops, CampaignDrawer drawer, ShopGoods goods, CampaignFigures figures) =>
        (this.database, this.shops, this.drawer, this.goods, this.figures) = (database, shops, drawer, goods, figures);

    /// <summary>A product to choose.</summary>
    /// <param name="OnHand">Null where stock is not known.</param>
    public sealed record Product(string Sku, string Name, decimal Price, int? OnHand, decimal UnitsSold);

    public async Task<IReadOnlyList<CampaignCard>> All(Period range, Scope scope, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> seen = await shops.All(scope, cancel);
        ShopId[] ids = [.. seen.Select(shop => shop.Id)];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        List<Campaign> found = await db.Set<Campaign>().AsNoTracking()
            .Where(c => ids.Contains(c.ShopId) && c.First <= range.Last && c.Last >= range.First).OrderBy(c => c.First).ThenBy(c => c.Id).ToListAsync(cancel);
        return [.. found.Select(c => Card(c, seen.First(shop => shop.Id == c.ShopId)))];
    }

    /// <summary>The same with what there is to say of each on a day; guard-rails are read for those that run.</summary>
    public async Task<IReadOnlyList<CampaignCard>> WithStanding(IReadOnlyList<CampaignCard> cards, DateOnly known, Scope scope, CancellationToken cancel)
    {
        Guid[] ids = [.. cards.Select(card => card.Id)];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        Dictionary<Guid, Campaign> found = await db.Set<Campaign>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancel);
        Scope full = scope with { SeesCost = true, SeesProfit = true };
        List<CampaignCard> told = [];
        foreach (CampaignCard card in cards)
        {
            if (!found.TryGetValue(card.Id, out Campaign? campaign)) continue;
            CampaignPlan plan = CampaignDrawer.PlanOf(campaign);
            bool runs = card.State == CampaignState.Launched && card.First <= known && card.Last > known && plan.Guards != new GuardRails();
            JudgedFigure[]? guards = !runs ? null
                : [.. Judgement.Guards(plan.Guards, await figures.Read(card.Id, card.Shop, plan, new(card.First, known), known, full, cancel))];
            told.Add(card with { Standing = Standings.Of(campaign, plan, card.Last, known, guards) });
        }

        return told;
    }

    public Task<Answered<CampaignSheet>> One(Guid id, Scope scope, CancellationToken cancel) => drawer.Find(id, scope, cancel);

    public async Task<IReadOnlyList<Product>> Products(ShopCard shop, DateOnly until, Scope scope, CancellationToken cancel) =>
        [.. (await goods.Read(shop, until, scope, cancel)).Select(g => new Product(g.Item.Line.Sku, g.Name, Money.FromMinor(g.Item.Line.UnitPrice,
            shop.Currency).Amount, g.Item.Stock, g.UnitsSold))];

    internal static CampaignCard Card(Campaign c, ShopCard shop)
    {
        CheckFinding? worst = c.Blocked ? CampaignDrawer.Read<CheckReport>(c.Check)?.Findings.FirstOrDefault(f => f.Weight == FindingWeight.Blocking) : null;
        int losses = c.Blocked ? CampaignDrawer.Read<CheckReport>(c.Check)!.Findings.Count(f => f.Code == "below_cost") : 0;
        string? verdict = CampaignDrawer.Read<CampaignResult>(c.Result)?.Figures.FirstOrDefault(f => f.Key == "sales")?.Verdict.ToString();
        return new(c.Id, shop, c.Name, c.Strategy, c.First, c.StoppedOn is { } stop && stop >= c.First && stop < c.Last ? stop : c.Last, c.State, c.Blocked,
            worst is null ? null : losses > 0 ? $"{losses}" : worst.Code, verdict);
    }
}
