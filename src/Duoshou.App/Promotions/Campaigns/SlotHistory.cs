using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>Campaigns that are over and were in a slot, or gave about as much, with what their goods sold against the weeks before.</summary>
sealed class SlotHistory(IDbContextFactory<DuoshouDb> database, IShops shops, IFactRows facts)
{
    const int Before = 28, Waiting = Counterfactual.WaitingDays, After = Counterfactual.HangoverDays, MostSlots = 3, MostLike = 6, FewestPieces = 5;

    sealed record Ended(Campaign Campaign, CampaignPlan Plan, ShopCard Shop, Period Days);

    /// <param name="All">Every campaign of the shop whose days are looked at, so that baselines can leave them out.</param>
    public sealed record Found(IReadOnlyList<SlotResult> SameSlot, IReadOnlyList<SlotResult> LikeOffers, IReadOnlyList<(Period Days, IReadOnlyCollection<string> Skus)> All);

    /// <param name="depth">How much the slot asks off, as a ratio.</param>
    public async Task<Found> Read(ShopCard shop, PlatformSlot slot, IReadOnlyCollection<string> skus, decimal depth, DateOnly known, Scope scope, CancellationToken cancel)
    {
        ShopCard[] near = [.. (await shops.All(scope, cancel)).Where(s => s.Client == shop.Client && s.Platform == shop.Platform)];
        ShopId[] ids = [.. near.Select(s => s.Id)];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        List<Campaign> rows = await db.Set<Campaign>().AsNoTracking().Where(c => ids.Contains(c.ShopId) && c.First <= known && c.State != CampaignState.Draft
            && c.State != CampaignState.Approved).OrderByDescending(c => c.Last).ThenBy(c => c.Id).Take(400).ToListAsync(cancel);
        Ended[] ended = [.. rows.Select(c => Of(c, near.First(s => s.Id == c.ShopId)))];
        Ended[] over = [.. ended.Where(e => e.Days.Last <= known)];
        List<SlotResult> same = [], like = [];
        foreach (Ended e in over.Where(e => slot.Is(e.Plan.Slot) || slot.Is(new(e.Plan.Name))).Take(MostSlots)) same.Add(await Measured(e, known, scope, cancel));
        if (same.All(r => r.Lift is null))
            foreach (Ended e in over.Where(e => e.Shop.Id == shop.Id && IsLike(e.Plan, depth)).OrderByDescending(e => Meets(e.Plan, skus)).ThenByDescending(e => e.Days.Last)
                .Take(MostLike)) like.Add(await Measured(e, known, scope, cancel));
        return new(same, [.. like.Where(r => r.Lift is not null)], [.. ended.Where(e => e.Shop.Id == shop.Id).Select(e => (e.Days, GoodsOf(e.Plan)))]);
    }

    static Ended Of(Campaign campaign, ShopCard shop) => new(campaign, CampaignDrawer.PlanOf(campaign), shop,
        new(campaign.First, campaign.StoppedOn is { } stop && stop >= campaign.First && stop < campaign.Last ? stop : campaign.Last));

    static IReadOnlyCollection<string> GoodsOf(CampaignPlan plan) => plan.Products.Count == 0 && plan.Offers.All(o => o.Skus.Count == 0) ? []
        : new HashSet<string>([.. plan.Products, .. plan.Offers.SelectMany(o => o.Skus)]);

    static bool Meets(CampaignPlan plan, IReadOnlyCollection<string> skus) => GoodsOf(plan) is var goods && (goods.Count == 0 || skus.Any(goods.Contains));

    /// <summary>A code that buyers must have is no price for everybody.</summary>
    static bool IsLike(CampaignPlan plan, decimal depth) => plan.Offers.Any(o =>
        o.Rate is { } rate && o.Kind == OfferKind.Percent && o.Code is null && rate >= depth / 2m && rate <= depth * 2m);

    async Task<SlotResult> Measured(Ended e, DateOnly known, Scope scope, CancellationToken cancel)
    {
        Period span = new(e.Days.First.AddDays(-Before - Waiting), e.Days.Last.AddDays(After) < known ? e.Days.Last.AddDays(After) : known);
        SortedDictionary<DateOnly, decimal> every = await DailySales.OfGoods(facts, e.Shop, [], "quantity", span, scope, cancel);
        IReadOnlyCollection<string> goods = GoodsOf(e.Plan);
        SortedDictionary<DateOnly, decimal> own = goods.Count == 0 ? every : await DailySales.OfGoods(facts, e.Shop, goods, "quantity", span, scope, cancel);
        DateOnly[] learned = [.. every.Keys.Where(day => day < e.Days.First.AddDays(-Waiting))];
        decimal? lift = null, hangover = null;
        if (learned.Length >= 14)
        {
            Dictionary<DayOfWeek, decimal> usual = learned.GroupBy(day => day.DayOfWeek).ToDictionary(g => g.Key, g => g.Average(own.GetValueOrDefault));
            decimal mean = learned.Average(own.GetValueOrDefault), expected = e.Days.Each().Sum(Usual), sold = e.Days.Each().Sum(own.GetValueOrDefault);
            if (expected >= FewestPieces)
            {
                lift = decimal.Round(sold / expected - 1m, 4);
                if (span.Last > e.Days.Last)
                {
                    Period after = new(e.Days.Last.AddDays(1), span.Last);
                    decimal would = after.Each().Sum(Usual);
                    if (would >= FewestPieces) hangover = Math.Min(0m, decimal.Round((after.Each().Sum(own.GetValueOrDefault) / would - 1m) * after.Days / After, 4));
                }
            }

            decimal Usual(DateOnly day) => usual.GetValueOrDefault(day.DayOfWeek, mean);
        }

        CampaignResult? result = CampaignDrawer.Read<CampaignResult>(e.Campaign.Result);
        return new(e.Campaign.Id, e.Plan.Name, e.Shop.Name, e.Days, lift, hangover, result?.Sales, scope.SeesCost ? result?.Profit : null);
    }
}
