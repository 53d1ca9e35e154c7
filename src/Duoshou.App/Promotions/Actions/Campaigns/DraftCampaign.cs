using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>A campaign begins: from one of the seven templates, or from what an earlier one taught.</summary>
public sealed class DraftCampaign
{
    readonly CampaignDrawer drawer;
    readonly IShops shops;
    readonly ShopGoods goods;
    readonly DailySales daily;

    internal DraftCampaign(CampaignDrawer drawer, IShops shops, ShopGoods goods, DailySales daily) => (this.drawer, this.shops, this.goods, this.daily) = (drawer,
        shops, goods, daily);

    /// <param name="First">The first day; null: the day after the last known one.</param>
    public sealed record Request(ShopId Shop, Strategy Strategy, DateOnly? First, DateOnly LastDay, Language Language);

    public async Task<Answered<CampaignSheet>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (await shops.Find(request.Shop, scope, cancel) is not { } shop) return new(null, Faults.Shop(request.Shop.ToString()));
        DateOnly first = request.First ?? request.LastDay.AddDays(1), known = first <= request.LastDay ? first.AddDays(-1) : request.LastDay;
        IReadOnlyList<ShopGoods.Good> all = await goods.Read(shop, known, scope, cancel);
        if (all.Count == 0)
            return new(null, new("campaign.no_goods", new($"「{shop.Name}」在 {first:yyyy-MM-dd} 之前两个月没有商品数据。",
                $"“{shop.Name}” has no goods in the two months before {first:yyyy-MM-dd}."),
                new("先导入订单或库存，或改一个开始日。", "Import orders or stock first, or choose another first day."), "first", $"{first:yyyy-MM-dd}"));
        decimal? value = await daily.Total(shop, "aov", Period.Ending(known, 28), scope, cancel);
        return await drawer.Add(shop, StrategyTemplates.For(request.Strategy, shop, all, value ?? 100m, first, request.Language), null, scope, cancel);
    }

    /// <summary>The next plan: the offers and guard-rails of a judged one, with the growth that was measured instead of an assumed one.</summary>
    public async Task<Answered<CampaignSheet>> Again(Guid campaign, DateOnly lastDay, Scope scope, CancellationToken cancel)
    {
        Answered<CampaignSheet> found = await drawer.Find(campaign, scope, cancel);
        if (found.Value is not { } sheet) return found;
        if (sheet.Result is not { } result)
            return new(null, new("campaign.not_judged", new("这个活动还没有判定，没有经验可以带走。", "This campaign is not judged yet: it has taught nothing so far."), new("先判定它。",
                "Judge it first.")));
        DateOnly first = lastDay.AddDays(1);
        while (first.DayOfWeek != sheet.Plan.First.DayOfWeek) first = first.AddDays(1);
        Band growth = result.Growth;
        string low = ExpectSales.Percent(growth.Low), mid = ExpectSales.Percent(growth.Mid), high = ExpectSales.Percent(growth.High);
        Assumption measured = new($"增幅用「{sheet.Plan.Name}」{sheet.Plan.First:yyyy-MM-dd} 那次实测的 {low} / {mid} / {high}",
            $"Growth as measured for “{sheet.Plan.Name}” of {sheet.Plan.First:yyyy-MM-dd}: {low}, {mid}, {high}");
        CampaignPlan next = sheet.Plan with
        {
            First = first, Last = first.AddDays(sheet.Plan.Days - 1), Family = null,
            Uplift = new(growth.Low, growth.Mid, growth.High, measured),
        };
        return await drawer.Add(sheet.Shop, next, campaign, scope, cancel);
    }
}
