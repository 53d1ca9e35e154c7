using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Calculation;

/// <summary>Percentages of whole minor units, by the rule of the shop. Products are exact in 128 bits.</summary>
static class Rounding
{
    internal const int Whole = 10_000;

    /// <summary>
    /// What a rate takes off an amount. Never falls and never grows faster than the amount itself, which the search relies on.
    /// </summary>
    internal static long Off(long amount, int basisPoints, PricingPolicy policy) => policy.RoundPrice
        ? amount - Part(amount, Whole - basisPoints, policy.Rounding)
        : Part(amount, basisPoints, policy.Rounding);

    static long Part(long amount, int basisPoints, RoundingRule rule)
    {
        long quotient, rest;
        if (amount < long.MaxValue / Whole)
        {
            (quotient, rest) = Math.DivRem(amount * basisPoints, Whole);
        }
        else
        {
            (Int128 whole, Int128 left) = Int128.DivRem((Int128)amount * basisPoints, Whole);
            (quotient, rest) = ((long)whole, (long)left);
        }

        bool up = rule switch
        {
            RoundingRule.HalfUp => 2 * rest >= Whole,
            RoundingRule.HalfEven => 2 * rest > Whole || 2 * rest == Whole && (quotient & 1) == 1,
            _ => false,
        };
        return up ? quotient + 1 : quotient;
    }
}
