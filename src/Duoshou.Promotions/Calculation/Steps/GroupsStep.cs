using System.Runtime.InteropServices;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation.Steps;

/// <summary>The deal of a group with its amounts in the currency of the cart.</summary>
sealed record GroupAmounts(long? Price, long? UnitPrice, long? Amount, long? UnitAmount, GroupDeal Deal);

/// <summary>任选 N 件: units sorted by price, cut into full groups; each group, or its nth unit, gets the deal.</summary>
sealed class GroupsStep(LineSet of, int size, UnitPick form, GroupAmounts amounts, int? maxGroups) : Step
{
    internal override int[] Touches => of.Widest;

    internal override Refusal? Run(Turn turn)
    {
        if (of.Widest.Length == 0) return Refusal.NoMatchingLines;
        int[] lines = turn.Targets(of);
        if (lines.Length == 0) return PercentOfLines.Blocked(turn, of);
        turn.Clear();
        UnitPool pool = new();
        foreach (int line in lines) turn.AddUnits(line, unusedOnly: false);
        foreach (Chosen run in turn.Units) pool.Add(run);
        turn.Units.Clear();
        UnitQueue queue = pool.InOrder(_ => true, form);
        int groups = Math.Min(queue.Left / size, maxGroups ?? int.MaxValue), picked = 0;
        if (groups == 0) return Refusal.QuantityBelow;
        for (int i = 0; i < groups; i++)
        {
            List<Chosen> group = queue.Take(size);
            if (amounts.Deal.PickNth is { } nth) picked += Pick(turn, group, nth, picked);
            else Act(turn, group);
        }

        return turn.Commit(MaxAmount) > 0 ? null : Refusal.NoEffect;
    }

    int Pick(Turn turn, List<Chosen> group, int nth, int picked)
    {
        if (picked >= (amounts.Deal.MaxUnits ?? int.MaxValue) || nth > size) return 0;
        group.Sort((a, b) => UnitOrder.ByPrice(a, b, amounts.Deal.From));
        int passed = 0;
        foreach (Chosen run in group)
        {
            if (passed + run.Count < nth)
            {
                passed += run.Count;
                continue;
            }

            Chosen unit = run with { First = run.First + nth - passed - 1, Count = 1 };
            turn.Units.Add(unit);
            turn.CutEach(unit, Rounding.Off(unit.Amount, amounts.Deal.BasisPoints ?? 0, turn.Basket.Policy));
            break;
        }

        return 1;
    }

    void Act(Turn turn, List<Chosen> group)
    {
        turn.Units.AddRange(group);
        if (amounts.UnitPrice is not null || amounts.UnitAmount is not null)
        {
            foreach (Chosen run in group) turn.CutEach(run, OffUnit(run.Amount));
            return;
        }

        long sum = group.Sum(u => u.Total);
        group.Sort(UnitOrder.InCart);
        turn.TakeOver(CollectionsMarshal.AsSpan(group), OffGroup(sum, turn.Basket.Policy));
    }

    long OffUnit(long now) => amounts.UnitPrice is { } price ? Math.Max(0, now - price) : amounts.UnitAmount!.Value;

    long OffGroup(long sum, PricingPolicy policy)
    {
        if (amounts.Price is { } price) return Math.Max(0, sum - price);
        return amounts.Amount ?? Rounding.Off(sum, amounts.Deal.BasisPoints ?? 0, policy);
    }

    internal override long Most(Bounds bounds)
    {
        long groups = Math.Min(bounds.Units(of.Widest) / size, maxGroups ?? int.MaxValue), room = bounds.Room(of.Widest);
        if (amounts.Deal.PickNth is not null)
            return Math.Min(room, bounds.Dearest(of.Widest, groups, a => Bounds.RateUp(a, amounts.Deal.BasisPoints ?? 0)));
        if (amounts.UnitPrice is not null || amounts.UnitAmount is not null)
            return Math.Min(room, bounds.Dearest(of.Widest, groups * size, a => Math.Min(a, OffUnit(a))));
        if (amounts.Amount is { } amount) return Math.Min(room, groups * amount);
        if (amounts.Price is { } price) return Math.Min(room,
            SetPrice.Most(groups, price, sets => bounds.Dearest(of.Widest, sets * size, a => a)));
        return Math.Min(room, bounds.Dearest(of.Widest, groups * size, a => Bounds.RateUp(a, amounts.Deal.BasisPoints ?? 0)));
    }
}

/// <summary>
/// A bound for sets at a price: a set dearer than its price saves the rest, and the dearest units make the dearest sets.
/// </summary>
static class SetPrice
{
    internal static long Most(long sets, long price, Func<long, long> dearest)
    {
        long most = 0;
        for (long i = 1; i <= sets; i++)
        {
            long saving = dearest(i) - i * price;
            if (saving < most) break;
            most = saving;
        }

        return most;
    }
}
