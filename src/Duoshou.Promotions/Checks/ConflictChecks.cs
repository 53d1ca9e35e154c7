using Duoshou.Kernel;
using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Checks;

/// <summary>Promotions that get into each other's way.</summary>
static class ConflictChecks
{
    internal static IEnumerable<Finding> All(CheckInput input)
    {
        Promotion[] all = [.. input.Planned, .. input.Others];
        for (int i = 0; i < input.Planned.Count; i++)
            for (int j = i + 1; j < all.Length; j++)
                if (Overlap(all[i], all[j]))
                    foreach (Finding finding in Between(all[i], all[j], input)) yield return finding;
    }

    static IEnumerable<Finding> Between(Promotion p, Promotion q, CheckInput input)
    {
        string[] ids = [p.Id, q.Id];
        if (p.Actions.Any(FlashPrice) && q.Actions.Any(FlashPrice) && ShareItems(p, q, input))
            yield return Conflict("two_flash_prices", FindingWeight.Blocking, ids, "同一商品同时有两个秒杀价",
                "the same goods have two flash prices at once");
        if (p.Group is not null && p.Group == q.Group)
            yield return Conflict("same_group", FindingWeight.Note, ids, $"同属叠加组「{p.Group}」,只有一个会生效",
                $"both are in group \"{p.Group}\": only one will apply");
        if (p.Exclusive != q.Exclusive && (p.Exclusive ? q : p).EffectiveStage == Stage.Platform)
            yield return Conflict("exclusive_against_platform", FindingWeight.Warning, ids, "互斥活动与无法退出的平台活动同期",
                "an exclusive promotion meets a platform event that cannot be left");
        if (p.Coupon is not null && q.Coupon is not null && p.Coupon != q.Coupon && !KeptApart(p, q) && ShareItems(p, q, input)
            && !Approved(p.Coupon, q.Coupon, input))
            yield return Conflict("coupons_combine", FindingWeight.Warning, ids, $"券 {p.Coupon} 与 {q.Coupon} 可同用,未经批准",
                $"codes {p.Coupon} and {q.Coupon} can be used together, which nobody approved");
    }

    static Finding Conflict(string code, FindingWeight weight, string[] ids, string zh, string en) =>
        new(code, weight, ids, null, null, null, new Words($"{ids[0]} 与 {ids[1]}:{zh}", $"{ids[0]} and {ids[1]}: {en}"));

    static bool Approved(string a, string b, CheckInput input) =>
        input.ApprovedCouponPairs.Any(pair => pair == (a, b) || pair == (b, a));

    static bool FlashPrice(PromotionAction action) => action is PromotionAction.FixedPrice { Scope: ActionScope.Unit };

    internal static bool KeptApart(Promotion p, Promotion q) =>
        p.Exclusive || q.Exclusive || p.Group is not null && p.Group == q.Group || p.Excludes.Contains(q.Id)
            || q.Excludes.Contains(p.Id);

    internal static bool Overlap(Promotion p, Promotion q) =>
        p.Enabled && q.Enabled && (p.Starts ?? DateTimeOffset.MinValue) < (q.Ends ?? DateTimeOffset.MaxValue)
        && (q.Starts ?? DateTimeOffset.MinValue) < (p.Ends ?? DateTimeOffset.MaxValue)
        && (p.Channels is null || q.Channels is null || p.Channels.Intersect(q.Channels).Any());

    internal static bool ShareItems(Promotion p, Promotion q, CheckInput input) => Items(p, input).Overlaps(Items(q, input));

    /// <summary>The SKUs of the shop on which a promotion can act.</summary>
    internal static HashSet<string> Items(Promotion p, CheckInput input)
    {
        Cart cart = new() { Currency = input.Currency, At = input.At,
            Lines = [.. input.Items.Select(i => i.Line with { Id = i.Line.Sku, Quantity = 1, Selected = true })] };
        Basket basket = new(cart, input.Policy);
        return [.. new StepBuilder(basket).Build(p).SelectMany(s => s.Touches).Select(i => basket.Lines[i].Sku)];
    }
}
