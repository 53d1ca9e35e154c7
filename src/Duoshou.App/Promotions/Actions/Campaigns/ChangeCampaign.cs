using Duoshou.App.Promotions.Campaigns;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>A plan changes while it is a plan. After approval it stands; after launch its range is frozen.</summary>
public sealed class ChangeCampaign
{
    readonly CampaignDrawer drawer;

    internal ChangeCampaign(CampaignDrawer drawer) => this.drawer = drawer;

    /// <param name="Revision">The revision that the editor saw.</param>
    public sealed record Request(Guid Campaign, CampaignPlan Plan, long Revision);

    public async Task<Answered<CampaignSheet>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        CampaignPlan plan = request.Plan;
        if (Check(plan) is { } refusal) return new(null, refusal);
        (Model.Campaign? campaign, Shops.ShopCard? shop) = await drawer.Open(request.Campaign, scope, cancel);
        if (campaign is null) return new(null, CampaignDrawer.Unknown(request.Campaign));
        try
        {
            PromotionText.Promotions(OfferText.Promotions(request.Campaign, plan, shop!));
        }
        catch (PromotionException fault)
        {
            return new(null, Faults.Of(fault, "offers"));
        }

        return await drawer.Change(request.Campaign, "changed", scope, c =>
        {
            if (CampaignDrawer.Only(c, CampaignState.Draft) is { } closed) return closed;
            if (c.Revision != request.Revision) return new("campaign.changed", new("有人刚改过这张活动表。", "Somebody has just changed this sheet."), new("重新打开再改。",
                "Open it again and make your change."));
            (c.Name, c.Strategy, c.First, c.Last, c.Plan, c.PlanHash) = (plan.Name.Trim(), plan.Strategy, plan.First, plan.Last, CampaignDrawer.Write(plan),
                CampaignDrawer.HashOf(plan));
            return null;
        }, cancel);
    }

    static Refusal? Check(CampaignPlan plan)
    {
        if (string.IsNullOrWhiteSpace(plan.Name)) return Refusals.Missing("name");
        if (plan.Last < plan.First) return Wrong("last", $"{plan.Last:yyyy-MM-dd}", new("最后一天在第一天之前。", "The last day is before the first."), new("改日期。", "Change the dates."));
        if (plan.Days > 92) return Wrong("last", $"{plan.Last:yyyy-MM-dd}", new("活动最长 92 天。", "A campaign lasts 92 days at most."), new("分成几个活动。", "Make several of it."));
        foreach (Offer offer in plan.Offers)
        {
            bool rate = offer.Kind is OfferKind.Percent or OfferKind.NthUnit, amount = offer.Kind is OfferKind.SpendSave or OfferKind.EverySave or OfferKind.Bundle;
            if (rate && offer.Rate is not (> 0m and < 1m)) return Wrong("rate", $"{offer.Rate}", new($"「{offer.Name}」的折扣要在 0 和 100% 之间。",
                $"The rate of “{offer.Name}” must lie between 0 and 100%."), new("例如 10 表示减 10%（9 折）。", "10, for example, takes 10% off."));
            if (amount && offer.Amount is not > 0m) return Wrong("amount", $"{offer.Amount}", new($"「{offer.Name}」没有减多少。",
                $"“{offer.Name}” does not say how much it takes off."), new("填一个大于 0 的金额。", "Give an amount above 0."));
            if (offer.Kind is OfferKind.SpendSave or OfferKind.EverySave && !(offer.Threshold > offer.Amount))
                return Wrong("threshold", $"{offer.Threshold}", new($"「{offer.Name}」的门槛要高于减的金额。",
                    $"The threshold of “{offer.Name}” must be above what it takes off."), new("改门槛或金额。", "Change one of the two."));
            if (offer.Kind == OfferKind.Bundle && (offer.Skus.Count > 0 ? offer.Skus : plan.Products).Count < 2)
                return Wrong("products", "", new($"「{offer.Name}」至少要两款商品。", $"“{offer.Name}” needs at least two goods."), new("在商品里选两款以上。", "Choose two or more goods."));
            if (offer.Kind is OfferKind.Gift or OfferKind.Insert && string.IsNullOrWhiteSpace(offer.GiftSku)) return Refusals.Missing("gift");
        }

        return null;
    }

    static Refusal Wrong(string field, string value, Words detail, Words remedy) => new($"campaign.{field}", detail, remedy, field, value);
}
