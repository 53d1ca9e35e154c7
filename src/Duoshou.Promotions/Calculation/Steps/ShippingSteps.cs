using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation.Steps;

/// <summary>What happens to a shipping fee.</summary>
enum FeeDeal
{
    Percent,
    Amount,
    Spread,
    Price,
}

/// <summary>A percentage or an amount off shipping fees, or a price for them. Never below zero.</summary>
sealed class ShippingStep(int[] choices, FeeDeal deal, long value) : Step
{
    internal override int[] Touches => [];

    internal override bool TouchesShipping => true;

    internal override Refusal? Run(Turn turn)
    {
        long[] fees = turn.Running.Fees;
        if (choices.Length == 0) return fees.Length > 0 ? Refusal.ShippingMethod : Refusal.NoEffect;
        Span<long> wanted = stackalloc long[fees.Length];
        wanted.Clear();
        if (deal == FeeDeal.Spread) SpreadOver(turn, wanted);
        else
            foreach (int i in choices) wanted[i] = OffFee(fees[i], turn.Basket.Policy);
        return turn.CommitShipping(wanted, MaxAmount) > 0 ? null : Refusal.NoEffect;
    }

    void SpreadOver(Turn turn, Span<long> wanted)
    {
        long[] weights = new long[wanted.Length], spare = new long[wanted.Length];
        foreach (int i in choices) weights[i] = turn.Running.Fees[i];
        Spread.Over(value, weights, weights, default, turn.Basket.Policy.Remainder, wanted, spare);
        for (int i = 0; i < wanted.Length; i++) wanted[i] += spare[i];
    }

    long OffFee(long fee, Model.PricingPolicy policy) => deal switch
    {
        FeeDeal.Percent => Rounding.Off(fee, (int)value, policy),
        FeeDeal.Price => Math.Max(0, fee - value),
        _ => Math.Min(fee, value),
    };

    internal override long Most(Bounds bounds)
    {
        long most = 0;
        foreach (int i in choices) most += OffFee(bounds.Now.Fees[i], bounds.Basket.Policy);
        return deal == FeeDeal.Spread ? Math.Min(most, value) : most;
    }

    internal override void Relax(Bounds bounds)
    {
        if (deal != FeeDeal.Percent || MaxAmount is not null)
        {
            base.Relax(bounds);
            return;
        }

        foreach (int i in choices) bounds.LowFees[i] -= OffFee(bounds.LowFees[i], bounds.Basket.Policy);
    }
}
