using Duoshou.Kernel;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Checks;

/// <summary>Rules and steps that nobody will ever get.</summary>
static class DeadRuleChecks
{
    internal static IEnumerable<Finding> All(CheckInput input, ProbeCarts probes) =>
        [.. input.Planned.SelectMany(p => Steps(p, input)), .. Beaten(input, probes)];

    /// <summary>Steps that give no more than the one before, or lie above what the shop has to sell.</summary>
    static IEnumerable<Finding> Steps(Promotion p, CheckInput input)
    {
        foreach (PromotionAction.Tiers tiers in p.Actions.OfType<PromotionAction.Tiers>())
        {
            (long At, Tier Step)[] steps = [.. tiers.Steps.Select(s => (At: s.At.In(input.Currency) ?? -1, Step: s)).Where(s => s.At >= 0).OrderBy(s => s.At)];
            for (int i = 1; i < steps.Length; i++)
            {
                if (Size(steps[i].Step, input) is { } later && Size(steps[i - 1].Step, input) is { } earlier && later.Kind == earlier.Kind && later.Amount <= earlier.Amount)
                    yield return Dead(p, "tier_dominated", FindingWeight.Warning, Shown(tiers, steps[i].At, input), "给的不比前一档多", "gives no more than the step before");
            }

            if (Most(tiers, p, input) is not { } most) continue;
            foreach ((long at, _) in steps.Where(s => s.At > most))
                yield return Dead(p, "tier_unreachable", FindingWeight.Warning, Shown(tiers, at, input), "高于店里所有可参加的货",
                    "lies above all goods of the shop that count") with { Found = at, Limit = most };
        }
    }

    /// <summary>All that the shop has in stock of the goods that count; null where a stock is not known.</summary>
    static long? Most(PromotionAction.Tiers tiers, Promotion p, CheckInput input)
    {
        HashSet<string> items = ConflictChecks.Items(p, input);
        CheckedItem[] counted = [.. input.Items.Where(i => items.Contains(i.Line.Sku))];
        if (counted.Length == 0 || counted.Any(i => i.Stock is null)) return null;
        return tiers.Measure == Measure.Quantity ? counted.Sum(i => (long)i.Stock!.Value) : counted.Sum(i => i.Stock!.Value * i.Line.UnitPrice);
    }

    static (string Kind, long Amount)? Size(Tier step, CheckInput input) => step.Do is not [var one] ? null : one switch
    {
        PromotionAction.AmountOff a when a.Amount.In(input.Currency) is { } amount => ($"amount {a.Scope}", amount),
        PromotionAction.PercentOff r => ($"rate {r.Scope}", r.BasisPoints),
        _ => null,
    };

    /// <summary>A promotion that others beat in every cart in which it could apply alone: the customer will never see it.</summary>
    static IEnumerable<Finding> Beaten(CheckInput input, ProbeCarts probes)
    {
        foreach (Promotion p in input.Planned)
        {
            PromotionBook alone = new([p]);
            bool could = false, does = false;
            HashSet<string> winners = [];
            foreach (Cart cart in Carts(input, probes).TakeWhile(_ => !does))
            {
                if (PromotionEngine.Price(cart, alone, input.Policy).Applied.Count == 0) continue;
                could = true;
                CartPrice price = PromotionEngine.Price(cart, probes.Book, input.Policy);
                does = price.Applied.Any(a => a.Promotion.Id == p.Id);
                foreach (AppliedPromotion other in price.Applied) winners.Add(other.Promotion.Id);
            }

            if (!could || does) continue;
            string names = string.Join(", ", winners.Order(StringComparer.Ordinal));
            yield return new Finding("dominated", FindingWeight.Warning, [p.Id, .. winners.Order(StringComparer.Ordinal)], null, null, null,
                new Words($"{p.Id}:试过的购物车里总被 {names} 代替,不会生效", $"{p.Id}: in every cart tried {names} apply instead, so it never does"));
        }
    }

    static IEnumerable<Cart> Carts(CheckInput input, ProbeCarts probes) =>
        probes.Instants().SelectMany(at => input.Items.Where(i => i.Line.UnitPrice > 0).SelectMany(item => probes.For(item, at)));

    static string Shown(PromotionAction.Tiers tiers, long at, CheckInput input) =>
        tiers.Measure == Measure.Quantity ? $"{at}" : PromotionCheck.Shown(at, input.Currency);

    static Finding Dead(Promotion p, string code, FindingWeight weight, string step, string zh, string en) =>
        new(code, weight, [p.Id], null, null, null, new Words($"{p.Id}:{step} 一档{zh}", $"{p.Id}: the step at {step} {en}"));
}
