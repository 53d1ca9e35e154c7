using Duoshou.Promotions.Calculation.Steps;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation;

/// <summary>A promotion that passed the static filter, made ready for one basket.</summary>
sealed class Contender
{
    internal Contender(RankedPromotion ranked, int index, Basket basket, StepBuilder builder)
    {
        (Ranked, Index, Basket) = (ranked, index, basket);
        Requirements = Promotion.When.Count == 0 ? [] : [.. Promotion.When.Select(c => Requirement.Of(c, basket))];
        Steps = builder.Build(Promotion);
        PromotionLimits limits = basket.Cart.LimitsOf(Promotion);
        BudgetLeft = Gates.BudgetLeft(limits, basket.Currency);
        UnitsLeft = limits.Units is { } units ? Math.Max(0, units - limits.UnitsUsed) : int.MaxValue;
        MostGifts = Steps.Length == 1 ? Steps[0].MostGifts : (int)Math.Min(int.MaxValue / 2, Steps.Sum(s => (long)s.MostGifts));
        Touches = Steps.Length == 1 ? Steps[0].Touches : [.. Steps.SelectMany(s => s.Touches).Distinct().Order()];
    }

    internal RankedPromotion Ranked { get; }

    internal Promotion Promotion => Ranked.Promotion;

    /// <summary>The place among the contenders of the basket, in calculation order.</summary>
    internal int Index { get; }

    internal Basket Basket { get; }

    internal Stage Stage => Ranked.Stage;

    internal Requirement[] Requirements { get; }

    internal Step[] Steps { get; }

    /// <summary>Number of its per-line group, or -1.</summary>
    internal int LineGroup => Ranked.LineGroup;

    /// <summary>Number of its per-order group, or -1.</summary>
    internal int OrderGroup => Ranked.OrderGroup;

    internal long BudgetLeft { get; }

    internal int UnitsLeft { get; }

    internal int MostGifts { get; }

    internal int[] Touches { get; }

    internal bool TouchesShipping => Array.Exists(Steps, s => s.TouchesShipping);

    /// <summary>Why the conditions do not hold, or null.</summary>
    internal Refusal? Check(Running running)
    {
        foreach (Requirement requirement in Requirements)
            if (requirement.Check(Basket, running) is { } refusal) return refusal;
        return null;
    }

    /// <summary>False if it can never apply again, however amounts fall from here.</summary>
    internal bool MayApply(Running running)
    {
        foreach (Requirement requirement in Requirements)
            if (!requirement.MayHold(Basket, running)) return false;
        return true;
    }

    /// <summary>
    /// Takes its turn. Null if it applied, else why not; then the amounts are as they were before.
    /// </summary>
    internal Refusal? Apply(Turn turn, Running running, IReadOnlySet<int>? leaveOut = null)
    {
        if (Check(running) is { } refusal) return refusal;
        bool mayExceed = BudgetLeft < long.MaxValue && !Basket.Policy.ClipToBudget;
        Running before = mayExceed ? running.Copy() : running;
        int entries = turn.Ledger?.Count ?? 0;
        turn.Begin(this, running, leaveOut);
        Refusal? first = Refusal.NoEffect;
        bool gave = false;
        foreach (Step step in Steps)
        {
            Refusal? result = step.Run(turn);
            gave |= result is null;
            if (step == Steps[0]) first = result;
        }

        if (!gave) return first;
        if (!mayExceed || turn.Taken <= BudgetLeft) return null;
        running.CopyFrom(before);
        turn.Ledger?.RemoveRange(entries, turn.Ledger.Count - entries);
        return Refusal.BudgetExhausted;
    }

    /// <summary>The most it can take off from here: the sum over its actions, within its budget.</summary>
    internal long Most(Bounds bounds)
    {
        if (!MayApply(bounds.Now)) return 0;
        bounds.Waived = Promotion.FloorWaiver is not null;
        long most = 0;
        foreach (Step step in Steps) most += step.Capped(step.Most(bounds));
        return Math.Min(most, BudgetLeft);
    }

    /// <summary>The same for one line.</summary>
    internal long MostOn(Bounds bounds, int line)
    {
        if (!MayApply(bounds.Now)) return 0;
        bounds.Waived = Promotion.FloorWaiver is not null;
        long most = 0;
        foreach (Step step in Steps) most += step.MostOn(bounds, line);
        return Math.Min(most, BudgetLeft);
    }

    /// <summary>Enters what it can take off into a bound over several promotions.</summary>
    internal void Relax(Bounds bounds)
    {
        if (!MayApply(bounds.Now)) return;
        if (BudgetLeft < long.MaxValue)
        {
            bounds.Deficit += Most(bounds);
            return;
        }

        bounds.Waived = Promotion.FloorWaiver is not null;
        foreach (Step step in Steps) step.Relax(bounds);
    }
}
