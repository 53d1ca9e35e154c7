using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>A campaign that is over is held against what would have been without it. It can be judged again when more days are known.</summary>
public sealed class JudgeCampaign
{
    readonly CampaignDrawer drawer;
    readonly IShops shops;
    readonly CampaignFigures figures;
    readonly DailySales daily;
    readonly TimeProvider clock;

    internal JudgeCampaign(CampaignDrawer drawer, IShops shops, CampaignFigures figures, DailySales daily, TimeProvider clock) =>
        (this.drawer, this.shops, this.figures, this.daily, this.clock) = (drawer, shops, figures, daily, clock);

    public async Task<Answered<CampaignSheet>> Run(Guid id, DateOnly lastDay, Scope scope, CancellationToken cancel)
    {
        (Campaign? campaign, ShopCard? shop) = await drawer.Open(id, scope, cancel);
        if (campaign is null) return new(null, CampaignDrawer.Unknown(id));
        if (CampaignDrawer.Only(campaign, CampaignState.Launched, CampaignState.Stopped, CampaignState.Judged) is { } closed) return new(null, closed);
        CampaignPlan plan = CampaignDrawer.PlanOf(campaign);
        Period during = new(plan.First, campaign.StoppedOn is { } stop && stop >= plan.First && stop < plan.Last ? stop : plan.Last);
        if (during.Last > lastDay)
            return new(null, new("campaign.running", new($"活动到 {during.Last:yyyy-MM-dd} 才结束，数据到 {lastDay:yyyy-MM-dd}。",
                $"It runs until {during.Last:yyyy-MM-dd}; facts reach {lastDay:yyyy-MM-dd}."), new("结束后再判定。", "Judge it after its end.")));
        Scope full = scope with { SeesCost = true, SeesProfit = true };
        Period span = new(during.First.AddDays(-Counterfactual.WaitingDays - Counterfactual.LearnedDays), lastDay);
        var sales = await daily.Read(shop!, "paid_sales", span, full, cancel);
        Dictionary<string, IReadOnlyDictionary<DateOnly, decimal>> others = [];

        // Only shops of the same client: the sheet names them, and others who read it may not know of anyone else's.
        foreach (ShopCard other in (await shops.All(scope, cancel)).Where(o => o.Client == shop!.Client && o.Country == shop.Country && o.Id != shop.Id).Take(6))
            others[other.Name] = await daily.Read(other, "paid_sales", span, full, cancel);
        if (Counterfactual.Of(sales, others, during, lastDay) is not { } without)
            return new(null, new("campaign.too_little", new("活动前的数据不到 14 天，算不出没有活动时会怎样。",
                "There are fewer than 14 days before it: what would have been cannot be told."), new("先补导更早的订单。", "Import earlier orders first.")));
        CampaignFacts known = await figures.Read(id, shop!, plan, during, lastDay, full, cancel);
        CampaignResult result = Judgement.Of(plan, CampaignDrawer.Read<SalesRange>(campaign.Expected), without, known);
        return await drawer.Change(id, "judged", scope, c =>
        {
            if (CampaignDrawer.Only(c, CampaignState.Launched, CampaignState.Stopped, CampaignState.Judged) is { } late) return late;
            (c.State, c.Result, c.JudgedAt) = (CampaignState.Judged, CampaignDrawer.Write(result), clock.GetUtcNow());
            return null;
        }, cancel);
    }
}
