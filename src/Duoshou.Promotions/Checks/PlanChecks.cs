using Duoshou.Kernel;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Checks;

/// <summary>
/// A plan against what is known besides the promotions: goods, prices of the past, money, stock, calendar, audience.
/// </summary>
static class PlanChecks
{
    internal static IEnumerable<Finding> All(CheckInput input) => input.Planned.SelectMany(p => Of(p, input));

    static IEnumerable<Finding> Of(Promotion p, CheckInput input)
    {
        if (p.Ends <= input.At) yield return About(p, "period_over", FindingWeight.Blocking, "活动期已过,永远不会生效",
            "its period is over: it can never apply");
        if (!new RankedPromotion(p, 0, -1, -1).StatesCurrency(input.Currency))
        {
            yield return About(p, "currency_missing", FindingWeight.Blocking, $"没有设置 {input.Currency} 的金额",
                $"it states no amount in {input.Currency}");
            yield break;
        }

        HashSet<string> items = ConflictChecks.Items(p, input);
        bool onGoods = p.EffectiveStage is not (Stage.Shipping or Stage.Gift);
        if (onGoods && items.Count == 0) yield return About(p, "empty_selection", FindingWeight.Blocking, "没有商品符合条件",
            "it selects no goods of the shop");
        IEnumerable<Finding> rest =
            [.. Money(p, input), .. Stock(p, items, input), .. Calendar(p, input), .. Audience(p, input),
            .. Reference(p, items, input)];
        foreach (Finding finding in rest) yield return finding;
    }

    static IEnumerable<Finding> Money(Promotion p, CheckInput input)
    {
        if (p.Limits.Budget?.In(input.Currency) is not { } budget
            || !input.ExpectedSpend.TryGetValue(p.Id, out long expected)) yield break;
        if (expected <= budget - p.Limits.BudgetUsed) yield break;
        string shown = PromotionCheck.Shown(expected, input.Currency),
            left = PromotionCheck.Shown(budget - p.Limits.BudgetUsed, input.Currency);
        yield return About(p, "budget_exceeded", FindingWeight.Warning, $"预计支出 {shown},预算只剩 {left},会提前用完",
            $"it is expected to spend {shown} of {left}, so it will run dry") with
        {
            Found = expected, Limit = budget - p.Limits.BudgetUsed,
        };
    }

    static IEnumerable<Finding> Stock(Promotion p, HashSet<string> items, CheckInput input)
    {
        Dictionary<string, int> stock = input.Items.Where(i => i.Stock is not null).GroupBy(i => i.Line.Sku)
            .ToDictionary(g => g.Key, g => g.Sum(i => i.Stock!.Value));
        foreach (string sku in items)
        {
            if (p.Limits.Units is not { } units || !stock.TryGetValue(sku, out int left) || left >= units) continue;
            yield return About(p, "stock_short", FindingWeight.Warning, $"{sku} 活动库存 {units} 件,实际只有 {left} 件",
                $"it promises {units} units, {sku} has {left}") with { Item = sku, Found = left, Limit = units };
        }

        foreach (PromotionAction.Gift gift in p.Actions.OfType<PromotionAction.Gift>())
        {
            if (!stock.TryGetValue(gift.Sku, out int left) || left > 0) continue;
            yield return About(p, "gift_out_of_stock", FindingWeight.Warning, $"赠品 {gift.Sku} 没有库存",
                $"its gift {gift.Sku} is out of stock") with { Item = gift.Sku, Found = 0, Limit = gift.Quantity };
        }
    }

    static IEnumerable<Finding> Calendar(Promotion p, CheckInput input) => input.Calendar
        .Where(entry => entry.Closed && (p.Starts ?? DateTimeOffset.MinValue) < entry.Ends
            && entry.Starts < (p.Ends ?? DateTimeOffset.MaxValue))
        .Select(entry => About(p, "calendar_clash", FindingWeight.Warning, $"与「{entry.Name.Zh}」冲突",
            $"it clashes with \"{entry.Name.En}\""));

    static IEnumerable<Finding> Audience(Promotion p, CheckInput input)
    {
        if (input.Channels.Count > 0 && p.Channels is { } channels && !channels.Intersect(input.Channels).Any())
            yield return About(p, "channel_unknown", FindingWeight.Blocking, "店铺没有它的渠道", "the shop has none of its channels");
        foreach (Condition.CustomerGroup group in p.When.SelectMany(ProbeCarts.Flat).OfType<Condition.CustomerGroup>())
        {
            if (input.Groups.Count == 0 || group.In.Any(g => input.Groups.GetValueOrDefault(g) > 0)) continue;
            string names = string.Join(", ", group.In);
            yield return About(p, "audience_mismatch", FindingWeight.Blocking, $"人群 {names} 中没有顾客", $"no customer is in {names}");
        }

        bool first = p.When.Any(c => c is Condition.NthOrder { Number: 1 });
        if (first && p.When.Any(c => c is Condition.CustomerLevel))
            yield return About(p, "audience_mismatch", FindingWeight.Warning, "首单顾客不会有会员等级",
                "a first order rarely comes from a customer with a level");
    }

    /// <summary>
    /// The price that a reduction is shown against must be the lowest of the days before it, and not raised just before.
    /// </summary>
    static IEnumerable<Finding> Reference(Promotion p, HashSet<string> items, CheckInput input)
    {
        if (input.ReferencePrices is not { } rule) yield break;
        DateOnly start = DateOnly.FromDateTime((p.Starts ?? input.At).UtcDateTime);
        foreach (CheckedItem item in input.Items.Where(i => items.Contains(i.Line.Sku) && i.PriceHistory.Count > 0))
        {
            long lowest = Charged(item, start.AddDays(-rule.Days), start).Min();
            long shown = item.Line.ListPrice ?? item.Line.UnitPrice;
            string low = PromotionCheck.Shown(lowest, input.Currency), high = PromotionCheck.Shown(shown, input.Currency);
            if (shown > lowest)
            {
                string zh = $"{item.Line.Sku} 划线价 {high} 高于前 {rule.Days} 天最低价 {low}";
                string en = $"{item.Line.Sku} is shown against {high}, but sold for {low} within {rule.Days} days before";
                yield return About(p, "reference_price", FindingWeight.Blocking, zh, en) with { Item = item.Line.Sku,
                    Found = shown, Limit = lowest };
            }

            long[] late = Charged(item, start.AddDays(-rule.RaiseDays), start);
            if (late[^1] <= late[0]) continue;
            yield return About(p, "price_raised", FindingWeight.Warning, $"{item.Line.Sku} 在活动前 {rule.RaiseDays} 天内涨过价",
                $"the price of {item.Line.Sku} was raised within {rule.RaiseDays} days before the start") with
            {
                Item = item.Line.Sku, Found = late[^1], Limit = late[0],
            };
        }
    }

    /// <summary>Prices in force from a day up to the start, the one carried in from before included, in order of time.</summary>
    static long[] Charged(CheckedItem item, DateOnly from, DateOnly start)
    {
        (DateOnly From, long UnitPrice)[] known = [.. item.PriceHistory.OrderBy(h => h.From).Where(h => h.From < start)];
        if (known.Length == 0) return [item.Line.UnitPrice];
        (DateOnly From, long UnitPrice)[] carried = [.. known.Where(h => h.From <= from).TakeLast(1)];
        return [.. carried.Concat(known.Where(h => h.From > from)).Select(h => h.UnitPrice)];
    }

    static Finding About(Promotion p, string code, FindingWeight weight, string zh, string en) =>
        new(code, weight, [p.Id], null, null, null, new Words($"{p.Id}:{zh}", $"{p.Id}: {en}"));
}
