using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>Reads what a campaign's days brought: its orders, its subsidy, refunds, stock, margin. Asked with full sight; what a reader may see is cut on reading.</summary>
sealed class CampaignFigures(IFactRows facts, DailySales daily, ChannelFigures channels)
{
    public async Task<CampaignFacts> Read(Guid campaign, ShopCard shop, CampaignPlan plan, Period during, DateOnly lastDay, Scope scope, CancellationToken cancel)
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
        decimal value = lines.Where(r => orders.Contains(r.Keys[0])).Sum(r => r.Sums[0] ?? 0m);
        return new()
        {
            OrderValue = value,
            Channels = await channels.Read(campaign, shop, plan, during, scope, cancel),
            SlotCost = plan.Slot is not { } slot || slot.Fee is null && slot.FeeRate is null ? null : (slot.Fee ?? 0m) + decimal.Round((slot.FeeRate ?? 0m) * value, 2),
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
