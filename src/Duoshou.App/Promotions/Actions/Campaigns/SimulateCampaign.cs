using Duoshou.App.Promotions.Campaigns;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>The plan over the four weeks before it, and the range of sales and profit that follows. Written down until launch, frozen from then on.</summary>
public sealed class SimulateCampaign
{
    const int Days = 28;
    readonly CampaignDrawer drawer;
    readonly SimulatePromotions simulate;
    readonly ExpectSales expect;

    internal SimulateCampaign(CampaignDrawer drawer, SimulatePromotions simulate, ExpectSales expect) => (this.drawer, this.simulate, this.expect) = (drawer, simulate, expect);

    public async Task<Answered<CampaignSheet>> Run(Guid id, DateOnly lastDay, Scope scope, CancellationToken cancel)
    {
        (Model.Campaign? campaign, Shops.ShopCard? shop) = await drawer.Open(id, scope, cancel);
        if (campaign is null) return new(null, CampaignDrawer.Unknown(id));
        if (CampaignDrawer.Only(campaign, CampaignState.Draft) is { } closed) return new(null, closed);
        CampaignPlan plan = CampaignDrawer.PlanOf(campaign);
        if (plan.Offers.Count == 0) return new(null, CheckCampaign.NoOffer);
        Scope full = scope with { SeesCost = true, SeesProfit = true };
        DateOnly until = plan.First.AddDays(-1) < lastDay ? plan.First.AddDays(-1) : lastDay;
        string name = shop!.Id.ToString();
        Answered<ReplayAnswer> replayed = await simulate.Run(new(name, OfferText.Promotions(id, plan, shop), Period.Ending(until,
            Days)) { Holders = SideCosts.Holders(plan) }, full, cancel);
        if (replayed.Value is not { } replay) return new(null, replayed.Refusal);
        if (replay.Orders == 0)
            return new(null, new("campaign.no_orders", new("计划前四周没有可回放的订单。", "There are no orders to replay in the four weeks before the plan."), new("先导入订单，或改日期。",
                "Import orders first, or change the dates.")));
        Answered<SalesRange> expected = await expect.Run(new(name, replay, new(plan.First, plan.Last), plan.Uplift, plan.ExtraCost) { Costs = SideCosts.Of(plan, replay) },
            full, cancel);
        if (expected.Value is not { } range) return new(null, expected.Refusal);
        string hash = campaign.PlanHash;
        return await drawer.Change(id, "simulated", scope, c =>
        {
            if (CampaignDrawer.Only(c, CampaignState.Draft) is { } late) return late;
            (c.Replay, c.Expected, c.ReplayHash) = (CampaignDrawer.Write(replay), CampaignDrawer.Write(range), hash);
            return null;
        }, cancel);
    }
}
