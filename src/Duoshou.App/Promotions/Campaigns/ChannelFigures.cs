using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>
/// What came of each channel of a campaign: orders that order data puts down to its partner or to the offer of its code, and where the data
/// names neither, those that were placed through the till with its code.
/// </summary>
sealed class ChannelFigures(IFactRows facts, IDbContextFactory<DuoshouDb> database)
{
    sealed record Sold(int Orders, decimal Sales, decimal Discount);

    public async Task<IReadOnlyList<ChannelResult>> Read(Guid campaign, ShopCard shop, CampaignPlan plan, Period during, Scope scope, CancellationToken cancel)
    {
        if (plan.Channels.Count == 0) return [];
        IReadOnlyList<FactSum> rows = await facts.Sums(FactKind.OrderLine, ["order_id", "campaign", "affiliate", "row_class", "status"], ["paid", "discount_seller"], during,
            scope.Narrowed([shop.Id]), cancel);
        FactSum[] lines = [.. rows.Where(r => r.Keys[3] is null or RowClass.Sale && r.Keys[4] != "closed")];
        Dictionary<string, Sold> till = await Till(campaign, shop, plan, during, cancel);
        return [.. plan.Channels.Select(channel => Of(channel, plan, lines, till))];
    }

    static ChannelResult Of(SalesChannel channel, CampaignPlan plan, FactSum[] lines, Dictionary<string, Sold> till)
    {
        Offer[] offers = [.. plan.Offers.Where(o => o.Code is { } code && channel.Codes.Contains(code, StringComparer.OrdinalIgnoreCase))];
        HashSet<string> names = [.. offers.Select(o => o.Name)];
        HashSet<string?> orders = [.. lines.Where(r => r.Keys[1] is { } named && names.Contains(named)
            || r.Keys[2] is { } partner && channel.Codes.Contains(partner, StringComparer.OrdinalIgnoreCase)).Select(r => r.Keys[0])];
        Sold[] placed = [.. offers.Select(o => till.GetValueOrDefault(o.Key)).OfType<Sold>()];
        Sold? sold = orders.Count > 0 ? new(orders.Count, lines.Where(r => orders.Contains(r.Keys[0])).Sum(r => r.Sums[0] ?? 0m),
                lines.Where(r => orders.Contains(r.Keys[0])).Sum(r => r.Sums[1] ?? 0m))
            : placed.Length > 0 ? new(placed.Sum(p => p.Orders), placed.Sum(p => p.Sales), placed.Sum(p => p.Discount))
            : till.Count > 0 || lines.Any(r => names.Count > 0 && r.Keys[1] is not null || names.Count == 0 && r.Keys[2] is not null) ? new(0, 0m, 0m) : null;
        bool byPiece = channel.Kind == ChannelKind.ParcelInsert || channel.CostPerPiece is not null, byShare = channel.Kind == ChannelKind.Affiliate
            || channel.Commission is not null;
        decimal? pieces = byPiece ? channel.PieceCost : 0m, share = !byShare ? 0m : channel.Commission is { } rate && sold is not null ? decimal.Round(rate * sold.Sales,
            2) : null;
        return new(channel.Key, channel.Name, channel.Kind, channel.Codes, sold?.Orders, sold?.Sales, sold?.Discount, pieces + share);
    }

    /// <summary>By offer: the orders placed through the till that used it and were not cancelled.</summary>
    async Task<Dictionary<string, Sold>> Till(Guid campaign, ShopCard shop, CampaignPlan plan, Period during, CancellationToken cancel)
    {
        Dictionary<string, string> keys = plan.Offers.ToDictionary(o => OfferText.Id(campaign, o), o => o.Key);
        string[] ids = [.. keys.Keys];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        var uses = await db.Set<OrderUse>().AsNoTracking().Where(use => ids.Contains(use.Promotion) && use.Day >= during.First && use.Day <= during.Last)
            .Join(db.Set<PricedOrder>().Where(order => order.ShopId == shop.Id && order.CancelledAt == null), use => use.OrderId, order => order.Id,
                (use, order) => new { use.Promotion, use.Discount, use.Currency, order.Answer }).ToListAsync(cancel);
        return uses.Where(use => use.Currency == shop.Currency).GroupBy(use => keys[use.Promotion]).ToDictionary(g => g.Key, g => new Sold(g.Count(),
            g.Sum(use => Money.FromMinor(JsonNode.Parse(use.Answer)!["total"]!.GetValue<long>(), shop.Currency).Amount),
            g.Sum(use => Money.FromMinor(use.Discount, shop.Currency).Amount)));
    }
}
