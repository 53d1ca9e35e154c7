using Duoshou.App.Promotions.Campaigns;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Promotions.Model;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>What speaks against the plan as it stands: with all that runs beside it, from what is known before its first day.</summary>
public sealed class CheckCampaign
{
    readonly CampaignDrawer drawer;
    readonly CheckPromotions check;

    internal CheckCampaign(CampaignDrawer drawer, CheckPromotions check) => (this.drawer, this.check) = (drawer, check);

    /// <param name="lastDay">The last day of facts there can be.</param>
    public async Task<Answered<CampaignSheet>> Run(Guid id, DateOnly lastDay, Scope scope, CancellationToken cancel)
    {
        (Model.Campaign? campaign, Shops.ShopCard? shop) = await drawer.Open(id, scope, cancel);
        if (campaign is null) return new(null, CampaignDrawer.Unknown(id));
        CampaignPlan plan = CampaignDrawer.PlanOf(campaign);
        if (plan.Offers.Count == 0) return new(null, NoOffer);
        DateOnly on = plan.First <= lastDay ? plan.First : lastDay;
        Dictionary<string, long> spend = [];
        if (campaign.ReplayHash == campaign.PlanHash && CampaignDrawer.Read<ReplayAnswer>(campaign.Replay) is { } replay)
            foreach (ReplayOffer offer in replay.Offers)
                spend[offer.Promotion] = new Money(decimal.Round(offer.Cost / replay.Past.Days * plan.Days, shop!.Currency.MinorUnits), shop.Currency).Minor();

        // Losses are looked for with full sight; what a reader may see of them is cut on reading.
        Answered<CheckReport> answered = await check.Run(new(shop!.Id.ToString(), OfferText.Promotions(id, plan, shop), on, spend), scope with { SeesCost = true }, cancel);
        if (answered.Value is not { } report) return new(null, answered.Refusal);
        string hash = campaign.PlanHash;
        return await drawer.Change(id, "checked", scope, c =>
        {
            (c.Check, c.CheckHash, c.Blocked) = (CampaignDrawer.Write(report), hash, !report.MayLaunch);
            return null;
        }, cancel);
    }

    internal static Refusal NoOffer { get; } = new("campaign.no_offer", new("还没有活动内容。", "There is no offer in it yet."), new("从模板加一个优惠。", "Add one."), "offers");
}
