using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Reports;
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
            plan = plan with { Family = CampaignDrawer.PlanOf(c).Family };
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
            bool rate = offer.Kind is OfferKind.Percent or OfferKind.NthUnit,
                amount = offer.Kind is OfferKind.SpendSave or OfferKind.EverySave or OfferKind.Bundle or OfferKind.FixedPrice;
            if (rate && offer.Rate is not (> 0m and < 1m)) return Wrong("rate", $"{offer.Rate}", new($"「{offer.Name}」的折扣要在 0 和 100% 之间。",
                $"The rate of “{offer.Name}” must lie between 0 and 100%."), new("例如 10 表示减 10%（9 折）。", "10, for example, takes 10% off."));
            if (offer.Kind == OfferKind.FixedPrice && (offer.Skus.Count > 0 ? offer.Skus : plan.Products).Count == 0)
                return Wrong("products", "", new($"「{offer.Name}」没有选商品：一个价格不能给所有商品。", $"“{offer.Name}” names no goods: one price cannot hold for all of them."),
                    new("在商品里选。", "Choose its goods."));
            if (amount && offer.Amount is not > 0m) return Wrong("amount", $"{offer.Amount}", new($"「{offer.Name}」没有减多少。",
                $"“{offer.Name}” does not say how much it takes off."), new("填一个大于 0 的金额。", "Give an amount above 0."));
            if (offer.Kind is OfferKind.SpendSave or OfferKind.EverySave && !(offer.Threshold > offer.Amount))
                return Wrong("threshold", $"{offer.Threshold}", new($"「{offer.Name}」的门槛要高于减的金额。",
                    $"The threshold of “{offer.Name}” must be above what it takes off."), new("改门槛或金额。", "Change one of the two."));
            if (offer.Kind == OfferKind.Bundle && (offer.Skus.Count > 0 ? offer.Skus : plan.Products).Count < 2)
                return Wrong("products", "", new($"「{offer.Name}」至少要两款商品。", $"“{offer.Name}” needs at least two goods."), new("在商品里选两款以上。", "Choose two or more goods."));
            if (offer.Kind is OfferKind.Gift or OfferKind.Insert && string.IsNullOrWhiteSpace(offer.GiftSku)) return Refusals.Missing("gift");
        }

        return Channels(plan) ?? Slot(plan.Slot);
    }

    static Refusal? Channels(CampaignPlan plan)
    {
        foreach (SalesChannel channel in plan.Channels)
        {
            if (string.IsNullOrWhiteSpace(channel.Name)) return Refusals.Missing("channel");
            if (channel.Commission is { } rate && rate is not (>= 0m and < 1m))
                return Wrong("commission", $"{Written.Plain(rate * 100m)}", new($"「{channel.Name}」的佣金要在 0 和 100% 之间。",
                $"The commission of “{channel.Name}” must lie between 0 and 100%."), new("例如 20 表示付成交额的 20%。", "20, for example, pays 20% of what is sold."));
            if (channel.Pieces < 0 || channel.CostPerPiece < 0m || channel.Holders < 0) return Wrong("channel", channel.Name,
                new($"「{channel.Name}」的数量和成本不能是负数。", $"Pieces, holders and cost of “{channel.Name}” cannot be negative."),
                new("不知道就留空。", "Leave empty what is not known."));
        }

        if (plan.Channels.SelectMany(c => c.Codes.Distinct(StringComparer.OrdinalIgnoreCase)).GroupBy(code => code,
            StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return Wrong("codes", twice.Key, new($"券码「{twice.Key}」在两个渠道里：分不清订单是谁带来的。", $"The code “{twice.Key}” stands in two channels: whose its orders are could not be told."),
                new("每个渠道用自己的券码。", "Give each channel a code of its own."));
        return null;
    }

    internal static Refusal? Slot(PlatformSlot? slot)
    {
        if (slot is null) return null;
        if (string.IsNullOrWhiteSpace(slot.Name)) return Refusals.Missing("slot");
        if (slot.FeeRate is { } rate && rate is not (>= 0m and < 1m)) return Wrong("slot.rate", $"{Written.Plain(rate * 100m)}", new("报名扣点要在 0 和 100% 之间。",
            "The share of sales that the slot takes must lie between 0 and 100%."), new("例如 5 表示扣成交额的 5%。", "5, for example, takes 5% of what is sold."));
        return slot.Fee < 0m || slot.Stock < 0 ? Wrong("slot", slot.Name, new("报名费和备货量不能是负数。", "Fee and stock of a slot cannot be negative."),
            new("不知道就留空。", "Leave empty what is not known.")) : null;
    }

    static Refusal Wrong(string field, string value, Words detail, Words remedy) => new($"campaign.{field}", detail, remedy, field, value);
}
