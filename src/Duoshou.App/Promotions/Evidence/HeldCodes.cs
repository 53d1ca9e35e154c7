using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Replay;

namespace Duoshou.App.Promotions.Evidence;

/// <summary>
/// Who of the past would have held a code. A code that is only on cards in parcels can be used by who bought before, and by as many as there
/// are cards; a partner's code by the orders that the partner brought. Any other code is taken to be known to everyone: the dearest case.
/// </summary>
sealed class HeldCodes
{
    const uint Parts = 1_000_000;
    readonly PastBaskets.Baskets past;
    readonly string[] free;
    readonly Held[] channels;
    readonly Dictionary<string, string> promotionOf;

    /// <param name="Codes">Codes of offers, given out by the channel alone.</param>
    /// <param name="Whose">Null: everyone may hold one.</param>
    sealed record Held(CodeHolders Of, string[] Codes, Func<PastOrder, bool>? Whose, int Eligible, uint Upto, Words Said)
    {
        public int Given { get; set; }
    }

    public HeldCodes(PastBaskets.Baskets past, IReadOnlyList<Promotion> planned, IReadOnlyList<CodeHolders> holders, Period range)
    {
        this.past = past;
        promotionOf = planned.Where(p => p.Coupon is not null).GroupBy(p => p.Coupon!).ToDictionary(g => g.Key, g => g.First().Id);
        channels = [.. holders.Select(h => Of(h, range))];
        free = [.. promotionOf.Keys.Except(channels.SelectMany(c => c.Codes))];
    }

    /// <summary>The orders with the codes that their buyers would have held.</summary>
    public IEnumerable<PastOrder> Orders()
    {
        if (promotionOf.Count == 0) return past.Orders;
        List<PastOrder> orders = [];
        foreach (PastOrder order in past.Orders)
        {
            List<string> codes = [.. free];
            foreach (Held channel in channels.Where(c => c.Codes.Length > 0 && (c.Whose is null || c.Whose(order)) && Place(order.Id ?? "") < c.Upto))
            {
                codes.AddRange(channel.Codes);
                channel.Given++;
            }

            orders.Add(codes.Count == 0 ? order : order with { Cart = order.Cart with { Coupons = codes } });
        }

        return orders;
    }

    /// <summary>After the replay: what was taken for granted, and what came of each channel.</summary>
    public IReadOnlyList<ChannelReach> Reached(IReadOnlyList<ReplayOffer> offers, Currency currency) => [.. channels.Select(c =>
    {
        decimal byCode = c.Codes.Sum(code => offers.FirstOrDefault(o => o.Promotion == promotionOf[code])?.Sales ?? 0m);
        decimal brought = c.Codes.Length > 0 ? 0m : past.Orders.Where(o => Brought(c.Of, o)).Sum(o => Money.FromMinor(o.Cart.Lines.Sum(l => l.UnitPrice * l.Quantity),
            currency).Amount);
        string codes = string.Join(" / ", c.Of.Codes);
        return new ChannelReach(c.Of.Channel, c.Eligible, c.Codes.Length > 0 ? c.Given : c.Eligible, byCode + brought,
            c.Codes.Length > 0 ? $"券码 {codes} 只给能持有它的人回放：{c.Said.Zh}，{past.Orders.Count} 单里 {c.Given} 单" : $"{codes} 没有券：{c.Said.Zh}",
            c.Codes.Length > 0 ? $"The replay gives {codes} only to those who can hold it: {c.Said.En}, {c.Given} of {past.Orders.Count} orders"
                : $"{codes} carries no coupon: {c.Said.En}");
    })];

    Held Of(CodeHolders holders, Period range)
    {
        string[] codes = [.. holders.Codes.Where(promotionOf.ContainsKey)];
        bool partner = past.Orders.Any(o => Brought(holders, o)), kinds = past.Orders.Any(o => o.Segment is not null);
        (Func<PastOrder, bool>? whose, Words said) = holders.Kind switch
        {
            _ when partner || codes.Length == 0 => ((Func<PastOrder, bool>?)(o => Brought(holders, o)), new Words("推广者带来的订单", "orders that the partner brought")),
            ChannelKind.ParcelInsert when kinds => (o => o.Segment == "returning", new("老客的订单", "orders of returning buyers")),
            ChannelKind.ParcelInsert => (null, new("分不出老客，按全部订单", "who bought before is not known, so all orders")),
            _ => (null, new("全部订单", "all orders")),
        };
        int eligible = whose is null ? past.Orders.Count : past.Orders.Count(whose);
        if (holders.PerDay is not { } perDay || eligible == 0 || partner) return new(holders, codes, whose, eligible, Parts, whose is null && !partner
            ? new(said.Zh + "（持有人数没有填）", said.En + " (holders not given)") : said);
        decimal share = Math.Min(1m, perDay * range.Days / eligible);
        string percent = (share * 100m).ToString("0.#", CultureInfo.InvariantCulture) + "%";
        return new(holders, codes, whose, eligible, (uint)(share * Parts), new($"{said.Zh}的 {percent}", $"{percent} of {said.En}"));
    }

    bool Brought(CodeHolders holders, PastOrder order) =>
        order.Id is { } id && past.Partners.TryGetValue(id, out string? partner) && holders.Codes.Contains(partner, StringComparer.OrdinalIgnoreCase);

    /// <summary>Where an order stands among all, by its number alone (FNV-1a): the same orders hold the code in every run.</summary>
    static uint Place(string order)
    {
        uint hash = 2_166_136_261;
        foreach (char c in order) hash = (hash ^ c) * 16_777_619;
        hash ^= hash >> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        return hash % Parts;
    }
}
