using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions;

/// <summary>优惠分摊: division of an amount over parts by the rules that the engine itself uses.</summary>
public static class PromotionAllocation
{
    /// <summary>
    /// Shares of an amount in proportion to the weights, in whole minor units. Without caps they sum to it exactly; with caps no
    /// share passes its own, and what one cannot take goes to the others. Weights that are all zero share evenly. A negative
    /// amount is shared like its positive, negated.
    /// </summary>
    /// <exception cref="ArgumentException">There are no weights, one is negative, or the caps are of another number.</exception>
    public static IReadOnlyList<long> Shares(long amount, IReadOnlyList<long> weights, IReadOnlyList<long>? caps = null,
        RemainderRule rule = RemainderRule.Largest)
    {
        if (weights.Count == 0) throw new ArgumentException("Nothing to share over: give at least one weight.", nameof(weights));
        if (weights.Any(w => w < 0)) throw new ArgumentException("A weight is negative.", nameof(weights));
        if (caps is { Count: > 0 }
            && caps.Count != weights.Count) throw new ArgumentException("Give one cap for each weight, or none.", nameof(caps));
        long[] each = new long[weights.Count], spare = new long[weights.Count];
        Spread.Over(Math.Abs(amount), [.. weights], [.. caps ?? []], default, rule, each, spare);
        return [.. each.Select((share, i) => Math.Sign(amount) * (share + spare[i]))];
    }
}
