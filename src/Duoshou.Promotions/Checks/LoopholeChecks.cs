using Duoshou.Kernel;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Refunds;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Checks;

/// <summary>Ways to get more out of promotions than they mean to give, found by trying them.</summary>
static class LoopholeChecks
{
    internal static IEnumerable<Finding> All(CheckInput input, ProbeCarts probes) =>
        [.. SelfStacking(input), .. Unlimited(input), .. Tried(input, probes)];

    /// <summary>
    /// 每满减 without a ceiling together with a rate on the same goods, or two like promotions that nothing keeps apart.
    /// </summary>
    static IEnumerable<Finding> SelfStacking(CheckInput input)
    {
        Promotion[] all = [.. input.Planned, .. input.Others];
        foreach (Promotion p in input.Planned)
        {
            foreach (Promotion q in all)
            {
                if (q == p || !ConflictChecks.Overlap(p, q) || ConflictChecks.KeptApart(p, q)
                    || !ConflictChecks.ShareItems(p, q, input)) continue;
                bool unbounded = p.Actions.Any(a => a is PromotionAction.Every { MaxTimes: null, MaxAmount: null })
                    && q.Actions.Any(Rate);
                bool twins = string.CompareOrdinal(p.Id, q.Id) < 0 && p.Actions.SequenceEqual(q.Actions) && p.Coupon == q.Coupon;
                if (unbounded)
                {
                    yield return new Finding("self_stacking", FindingWeight.Warning, [p.Id, q.Id], null, null, null, new Words(
                        $"{p.Id} 每满减不封顶,又可与折扣 {q.Id} 叠加",
                            $"{p.Id} repeats without a ceiling and stacks with the percentage of {q.Id}"));
                }

                if (twins)
                {
                    yield return new Finding("self_stacking", FindingWeight.Warning, [p.Id, q.Id], null, null, null, new Words(
                        $"{p.Id} 与 {q.Id} 内容相同且可叠加,优惠会重复",
                            $"{p.Id} and {q.Id} are alike and stack, so the discount is given twice"));
                }
            }
        }
    }

    /// <summary>A code without a limit for one customer will be shared.</summary>
    static IEnumerable<Finding> Unlimited(CheckInput input) => input.Planned
        .Where(p => p.Coupon is not null && p.Limits.PerCustomer is null && p.Limits.Total is null && p.Limits.Budget is null)
        .Select(p => new Finding("coupon_unlimited", FindingWeight.Warning, [p.Id], null, null, null, new Words(
            $"优惠码 {p.Coupon} 没有每人、总次数或预算限制,可被无限分享",
                $"code {p.Coupon} has no limit for a customer, in all, or of money: it can be shared without end")));

    /// <summary>Carts at thresholds: returned in part, split in two, made larger by a unit.</summary>
    static IEnumerable<Finding> Tried(CheckInput input, ProbeCarts probes)
    {
        HashSet<(string, string)> seen = [];
        foreach (DateTimeOffset at in probes.Instants())
        {
            foreach (CheckedItem item in input.Items.Where(i => i.Line.UnitPrice > 0))
            {
                foreach (int quantity in probes.Quantities(item))
                {
                    Cart cart = probes.Of(at, (item, quantity));
                    CartPrice price = PromotionEngine.Price(cart, probes.Book, input.Policy);
                    Finding?[] tried = [Return(price, item, input, probes), Split(price, item, quantity, input, probes),
                        AddUnit(price, item, quantity, input, probes)];
                    foreach (Finding finding in tried.OfType<Finding>())
                        if (seen.Add((finding.Code, item.Line.Sku))) yield return finding;
                }
            }
        }
    }

    /// <summary>
    /// 退款套利: keeping one unit of a cart costs less than buying it alone, because the discount outlives the threshold.
    /// </summary>
    static Finding? Return(CartPrice price, CheckedItem item, CheckInput input, ProbeCarts probes)
    {
        int quantity = price.Lines[0].Line.Quantity;
        if (quantity < 2) return null;
        RefundLedger ledger = new(price, probes.Book, input.Policy, input.Refunds with { WholeSetsOnly = [] });
        RefundAnswer back = ledger.Refund(new RefundRequest([new ReturnedUnits(price.Lines[0].Line.Id, quantity - 1)], []));
        CartPrice alone = PromotionEngine.Price(probes.Of(price.Cart.At, (item, 1)), probes.Book, input.Policy);
        long kept = price.Total - back.Amount;
        bool giftKept = price.Gifts.Count > alone.Gifts.Count && input.Refunds.Gifts == GiftReturn.NotExpected;
        if (kept >= alone.Total && !giftKept) return null;
        string paid = PromotionCheck.Shown(kept, input.Currency), regular = PromotionCheck.Shown(alone.Total, input.Currency);
        string zh = $"买 {quantity} 件 {item.Line.Sku} 退 {quantity - 1} 件",
            en = $"buying {quantity} of {item.Line.Sku} and returning {quantity - 1}";
        Words text = giftKept ? new($"{zh},赠品仍归顾客", $"{en} leaves the gift with the customer")
            : new($"{zh},留下的一件只付 {paid},单买要 {regular}", $"{en} leaves one for {paid}, which alone costs {regular}");
        return new Finding("refund_arbitrage", FindingWeight.Warning, Ids(price), item.Line.Sku, kept, alone.Total, text);
    }

    /// <summary>拆单: two orders cost less than one.</summary>
    static Finding? Split(CartPrice price, CheckedItem item, int quantity, CheckInput input, ProbeCarts probes)
    {
        CartPrice twice = PromotionEngine.Price(probes.Of(price.Cart.At, (item, 2 * quantity)), probes.Book, input.Policy);
        if (2 * price.Total >= twice.Total || price.Applied.All(a => a.Promotion.Limits.PerCustomer is not null)) return null;
        string split = PromotionCheck.Shown(2 * price.Total, input.Currency),
            whole = PromotionCheck.Shown(twice.Total, input.Currency);
        return new Finding("threshold_splitting", FindingWeight.Note, Ids(price), item.Line.Sku, 2 * price.Total, twice.Total,
            new Words(
            $"{2 * quantity} 件 {item.Line.Sku} 拆成两单付 {split},一单付 {whole}",
                $"{2 * quantity} of {item.Line.Sku} in two orders cost {split}, in one {whole}"));
    }

    /// <summary>A customer who adds a unit pays less in total; often intended, always worth knowing.</summary>
    static Finding? AddUnit(CartPrice price, CheckedItem item, int quantity, CheckInput input, ProbeCarts probes)
    {
        if (quantity < 2) return null;
        CartPrice less = PromotionEngine.Price(probes.Of(price.Cart.At, (item, quantity - 1)), probes.Book, input.Policy);
        if (price.Total >= less.Total) return null;
        string now = PromotionCheck.Shown(price.Total, input.Currency), before = PromotionCheck.Shown(less.Total, input.Currency);
        return new Finding("discontinuity", FindingWeight.Note, Ids(price), item.Line.Sku, price.Total, less.Total, new Words(
            $"{item.Line.Sku} 买 {quantity} 件付 {now},比买 {quantity - 1} 件的 {before} 还少",
                $"{quantity} of {item.Line.Sku} cost {now}, less than {before} for {quantity - 1}"));
    }

    static bool Rate(PromotionAction action) => action is PromotionAction.PercentOff { Scope: not ActionScope.Shipping };

    static string[] Ids(CartPrice price) => [.. price.Applied.Select(a => a.Promotion.Id)];
}
