using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Explanations;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Replay;

/// <summary>
/// 回放: recalculates orders of the past as they were and with a change, by the same engine that prices live carts. Nothing is
/// written, and behaviour is not predicted: growth is an assumption of the question.
/// </summary>
public static class PromotionReplay
{
    /// <summary>
    /// The replay of orders. They are priced on every core and summed up in their order, so the report is always the same.
    /// </summary>
    /// <exception cref="PromotionException">The cart of an order contradicts itself.</exception>
    public static ReplayReport Run(IEnumerable<PastOrder> orders, ReplayQuestion question)
    {
        Tally tally = new(question);
        foreach (Replayed order in InParallel(orders, question)) tally.Add(order);
        return tally.Report();
    }

    /// <summary>
    /// Orders are priced a block at a time: parallel inside the block, in their order outside, and memory stays that of a block.
    /// </summary>
    static IEnumerable<Replayed> InParallel(IEnumerable<PastOrder> orders, ReplayQuestion question)
    {
        foreach (PastOrder[] block in orders.Chunk(4_096))
        {
            Replayed[] done = new Replayed[block.Length];
            PromotionException?[] faults = new PromotionException?[block.Length];
            Parallel.For(0, block.Length, i =>
            {
                try
                {
                    done[i] = Price(block[i], question);
                }
                catch (PromotionException fault)
                {
                    faults[i] = fault;
                }
            });
            if (Array.Find(faults, f => f is not null) is { } first) throw first;
            foreach (Replayed one in done) yield return one;
        }
    }

    static Replayed Price(PastOrder order, ReplayQuestion question)
    {
        Calculated after = PromotionEngine.Calculate(order.Cart, question.After, question.Policy);
        List<string> near = [];
        foreach (Contender one in after.Contenders)
        {
            if (!question.Strategy.Contains(one.Promotion.Id) || after.Choice.Decisions.Any(d => d.Contender == one)) continue;
            if (Readings.Next(one, after.Running) is not { } next) continue;
            long threshold = next.Gauge.Read(one.Basket, after.Running) + next.Missing;
            if ((Int128)next.Missing * Rounding.Whole <= (Int128)threshold * question.NearBasisPoints) near.Add(one.Promotion.Id);
        }

        return new Replayed(order, PromotionEngine.Price(order.Cart, question.Before, question.Policy), after.Price(), near);
    }
}

/// <summary>An order with both prices, and the promotions of the strategy to whose thresholds it comes near.</summary>
sealed record Replayed(PastOrder Order, CartPrice Before, CartPrice After, IReadOnlyList<string> Near);
