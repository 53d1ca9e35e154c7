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
    readonly IFactRows facts;
    readonly DailySales daily;
    readonly TimeProvider clock;

    internal JudgeCampaign(CampaignDrawer drawer, IShops shops, IFactRows facts, DailySales daily, TimeProvider clock) =>
        (this.drawer, this.shops, this.facts, this.daily, this.clock) = (drawer, shops, facts, daily, clock);

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
        CampaignFacts known = await Facts(shop!, plan, during, lastDay, full, cancel);
        CampaignResult result = Judgement.Of(plan, CampaignDrawer.Read<SalesRange>(campaign.Expected), without, known);
        return await drawer.Change(id, "judged", scope, c =>
        {
            if (CampaignDrawer.Only(c, CampaignState.Launched, CampaignState.Stopped, CampaignState.Judged) is { } late) return late;
            (c.State, c.Result, c.JudgedAt) = (CampaignState.Judged, CampaignDrawer.Write(result), clock.GetUtcNow());
            return null;
        }, cancel);
    }

    async Task<CampaignFacts> Facts(ShopCard shop, CampaignPlan plan, Period during, DateOnly lastDay, Scope scope, CancellationToken cancel)
    {
        Period usual = Period.Ending(during.First.AddDays(-1 - Counterfactual.WaitingDays), 28);
        HashSet<string> skus = [.. plan.Products, .. plan.Offers.SelectMany(o => o.Skus)];
        IReadOnlyList<FactSum> rows = await facts.Sums(FactKind.OrderLine, ["order_id", "sku", "campaign", "row_class", "status"], ["paid", "discount_seller",
            "quantity"], during, scope.Narrowed([shop.Id]), cancel);
        FactSum[] lines = [.. rows.Where(r => r.Keys[3] is null or RowClass.Sale && r.Keys[4] != "closed")];
        HashSet<string> names = [.. plan.Offers.Select(o => o.Name)];

        // Orders that name one of the offers are its orders; where the source names none, those with a discount on its goods.
        FactSum[] named = [.. lines.Where(r => r.Keys[2] is { } campaign && names.Contains(campaign))];
        FactSum[] own = named.Length > 0 ? named : [.. lines.Where(r => r.Sums[1] is > 0m && (skus.Count == 0 || r.Keys[1] is { } sku && skus.Contains(sku)))];
        HashSet<string?> orders = [.. own.Select(r => r.Keys[0])];
        decimal adsUsual = (await daily.Total(shop, "ad_cost", usual, scope, cancel) ?? 0m) / usual.Days * during.Days, ads = await daily.Total(shop, "ad_cost",
            during, scope, cancel) ?? 0m;
        return new()
        {
            OrderValue = lines.Where(r => orders.Contains(r.Keys[0])).Sum(r => r.Sums[0] ?? 0m),
            SubsidisedOrders = own.Where(r => r.Sums[1] is > 0m).Select(r => r.Keys[0]).Distinct().Count(),
            Subsidy = own.Sum(r => r.Sums[1] ?? 0m),
            UsualMarginRate = await MarginRate(shop, usual, scope, cancel),
            MarginRate = await MarginRate(shop, during, scope, cancel),
            ExtraAds = decimal.Round(Math.Max(0m, ads - adsUsual), 2),
            NewBuyers = await daily.Total(shop, "new_buyers", during, scope, cancel),
            RefundRate = await daily.Total(shop, "refund_rate", during, scope, cancel),
            StockLeft = await StockLeft(shop, skus, during.Last, scope, cancel),
            DaysKnownAfter = Math.Min(Counterfactual.HangoverDays, lastDay.DayNumber - during.Last.DayNumber),
        };
    }

    /// <summary>Paid less goods and estimated fees over paid; null where the cost of a sale is not known.</summary>
    async Task<decimal?> MarginRate(ShopCard shop, Period range, Scope scope, CancellationToken cancel)
    {
        IReadOnlyList<FactSum> rows = await facts.Sums(FactKind.OrderLine, ["row_class", "status"], ["paid", "cost", "fee_estimate"], range, scope.Narrowed([shop.Id]), cancel);
        FactSum[] sold = [.. rows.Where(r => r.Keys[0] is null or RowClass.Sale && r.Keys[1] != "closed")];
        decimal paid = sold.Sum(r => r.Sums[0] ?? 0m);
        return paid <= 0m || sold.All(r => r.Sums[1] is null) ? null : decimal.Round((paid - sold.Sum(r => (r.Sums[1] ?? 0m) + (r.Sums[2] ?? 0m))) / paid, 4);
    }

    async Task<int?> StockLeft(ShopCard shop, HashSet<string> skus, DateOnly on, Scope scope, CancellationToken cancel)
    {
        IReadOnlyList<FactSum> rows = await facts.Sums(FactKind.Stock, ["day", "sku"], ["on_hand"], Period.Ending(on, 7), scope.Narrowed([shop.Id]), cancel);
        if (rows.Count == 0) return null;
        string last = rows.Max(r => r.Keys[0])!;
        return (int)rows.Where(r => r.Keys[0] == last && (skus.Count == 0 || r.Keys[1] is { } sku && skus.Contains(sku))).Sum(r => r.Sums[0] ?? 0m);
    }
}
