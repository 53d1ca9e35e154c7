using System.Collections.Frozen;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Jobs;

/// <summary>Guard-rails that stop a campaign: what its days brought so far is held against each line, and one crossed ends its offers.</summary>
sealed class WatchGuards(IDbContextFactory<DuoshouDb> database, IShopList shops, CampaignFigures figures, LaunchCampaign launch) : ICampaignWatch
{
    public async Task<int> Run(DateOnly known, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> every = await shops.Every(cancel);
        Scope scope = new() { User = default, Shops = every.Select(shop => shop.Id).ToFrozenSet(), SeesCost = true, SeesProfit = true };
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        List<Campaign> running = await db.Set<Campaign>().AsNoTracking()
            .Where(c => c.State == CampaignState.Launched && c.LaunchedAt != null && c.First <= known && c.Last > known).ToListAsync(cancel);
        int stopped = 0;
        foreach (Campaign campaign in running)
        {
            CampaignPlan plan = CampaignDrawer.PlanOf(campaign);
            if (plan.Guards == new GuardRails() || every.FirstOrDefault(shop => shop.Id == campaign.ShopId) is not { } shop) continue;
            CampaignFacts facts = await figures.Read(campaign.Id, shop, plan, new(plan.First, known), known, scope, cancel);
            if (Crossed(plan.Guards, facts) && (await launch.Stop(campaign.Id, known, "guarded", scope, cancel)).Value is not null) stopped++;
        }

        return stopped;
    }

    static bool Crossed(GuardRails guards, CampaignFacts facts) =>
        facts.RefundRate > guards.RefundRate || facts.StockLeft < guards.StockLeft
        || facts.SubsidisedOrders > 0 && facts.Subsidy / facts.SubsidisedOrders > guards.SubsidyPerOrder;
}
