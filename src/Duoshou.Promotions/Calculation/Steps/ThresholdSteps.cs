using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation.Steps;

/// <summary>What a threshold counts: the amount or the units of lines, now or before promotions.</summary>
sealed record Gauge(LineSet Of, Measure Measure, AmountBasis Basis)
{
    /// <summary>True if discounts change what it reads.</summary>
    internal bool Moves => Measure == Measure.Subtotal && Basis == AmountBasis.Running || Of.Reading is not null;

    internal Refusal Below => Measure == Measure.Subtotal ? Refusal.SubtotalBelow : Refusal.QuantityBelow;

    internal long Read(Basket basket, Running running) => Sum(basket, running, basket.Now(Of, running));

    /// <summary>
    /// The most it can read from now on: amounts only fall, and a selection that reads discounts may be at its widest again.
    /// </summary>
    internal long Highest(Basket basket, Running running) => Sum(basket, running, Of.Widest);

    long Sum(Basket basket, Running running, int[] lines)
    {
        long sum = 0;
        foreach (int line in lines)
        {
            sum += Measure == Measure.Quantity ? basket.Lines[line].Quantity
                : Basis == AmountBasis.List ? basket.ListTotals[line] : running.Totals[line];
        }

        return sum;
    }
}

/// <summary>阶梯: the highest step that is reached acts.</summary>
sealed class TierStep(Gauge gauge, IReadOnlyList<(long At, Step[] Steps)> tiers) : Step
{
    readonly (long At, Step[] Steps)[] falling = [.. tiers.OrderByDescending(t => t.At)];

    internal Gauge Gauge => gauge;

    /// <summary>Thresholds, lowest first.</summary>
    internal IEnumerable<long> Thresholds => falling.Select(t => t.At).Reverse();

    internal override int[] Touches { get; } = [.. tiers.SelectMany(t => t.Steps).SelectMany(s => s.Touches).Distinct().Order()];

    internal override int[] Reads => gauge.Moves ? gauge.Of.Widest : [];

    internal override bool TouchesShipping { get; } = tiers.Any(t => t.Steps.Any(s => s.TouchesShipping));

    internal override int MostGifts { get; } = tiers.Select(t => t.Steps.Sum(s => s.MostGifts)).DefaultIfEmpty(0).Max();

    internal override Refusal? Run(Turn turn)
    {
        if (gauge.Of.Widest.Length == 0) return Refusal.NoMatchingLines;
        long reading = gauge.Read(turn.Basket, turn.Running);
        foreach ((long at, Step[] steps) in falling)
        {
            if (reading < at) continue;
            Refusal? first = Refusal.NoEffect;
            bool gave = false;
            foreach (Step step in steps)
            {
                Refusal? refusal = step.Run(turn);
                gave |= refusal is null;
                if (step == steps[0]) first = refusal;
            }

            return gave ? null : first;
        }

        return gauge.Below;
    }

    /// <summary>
    /// Amounts only fall, so a step out of reach now stays out of reach; of those in reach the most generous counts.
    /// </summary>
    internal override long Most(Bounds bounds)
    {
        long reading = gauge.Highest(bounds.Basket, bounds.Now), most = 0;
        foreach ((long at, Step[] steps) in falling)
        {
            if (reading < at) continue;
            long sum = 0;
            foreach (Step step in steps) sum += step.Capped(step.Most(bounds));
            most = Math.Max(most, sum);
        }

        return most;
    }
}

/// <summary>每满减: an amount for each full step, divided over the lines.</summary>
sealed class EveryStep(Gauge gauge, LineSet of, long step, long amount, int? maxTimes) : Step
{
    internal Gauge Gauge => gauge;

    internal long StepSize => step;

    internal override int[] Touches => of.Widest;

    internal override int[] Reads => gauge.Moves ? gauge.Of.Widest : [];

    internal override Refusal? Run(Turn turn)
    {
        if (gauge.Of.Widest.Length == 0) return Refusal.NoMatchingLines;
        long times = Times(gauge.Read(turn.Basket, turn.Running));
        if (times == 0) return gauge.Below;
        if (of.Widest.Length == 0) return Refusal.NoMatchingLines;
        int[] lines = turn.Targets(of);
        if (lines.Length == 0) return PercentOfLines.Blocked(turn, of);
        return OrderAmount.Take(turn, lines, checked(times * amount), MaxAmount);
    }

    internal long Times(long reading) => Math.Min(reading / step, maxTimes ?? long.MaxValue);

    internal override long Most(Bounds bounds) =>
        Math.Min(bounds.Room(of.Widest), Times(gauge.Highest(bounds.Basket, bounds.Now)) * amount);
}

/// <summary>赠品: units for nothing, as far as the stock goes; a substitute where the gift is gone.</summary>
sealed class GiftStep(PromotionAction.Gift gift, Gauge gauge, long? everySubtotal) : Step
{
    internal override int[] Touches => [];

    internal override int[] Reads => everySubtotal is not null && gauge.Moves ? gauge.Of.Widest : [];

    internal string Sku => gift.Sku;

    internal long? EverySubtotal => everySubtotal;

    internal override int MostGifts => everySubtotal is null ? Most(1) : gift.MaxQuantity ?? int.MaxValue / 2;

    internal override Refusal? Run(Turn turn)
    {
        long times = everySubtotal is { } each ? gauge.Read(turn.Basket, turn.Running) / each : 1;
        int wanted = Most(times);
        if (wanted == 0) return Refusal.SubtotalBelow;
        foreach (string sku in gift.Substitutes.Prepend(gift.Sku))
        {
            int left = turn.Basket.Cart.Stock.TryGetValue(sku, out int stock) ? stock - turn.Running.Given(sku) : int.MaxValue;
            if (left <= 0) continue;
            turn.Running.Give(new GiftUnits(turn.Contender.Promotion.Id, sku, Math.Min(wanted, left), gift.Insert));
            return null;
        }

        return Refusal.GiftOutOfStock;
    }

    internal override long Most(Bounds bounds) => 0;

    int Most(long times) => (int)Math.Min(checked(times * gift.Quantity), gift.MaxQuantity ?? int.MaxValue / 2);
}
