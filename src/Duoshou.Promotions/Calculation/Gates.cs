using Duoshou.Kernel;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation;

/// <summary>The static filter: what decides about a promotion without looking at an amount of the cart.</summary>
static class Gates
{
    internal static Refusal? Check(RankedPromotion ranked, Cart cart)
    {
        Promotion p = ranked.Promotion;
        if (!p.Enabled) return Refusal.Disabled;
        if (p.Channels is not null && (cart.Channel is null || !p.Channels.Contains(cart.Channel))) return Refusal.Channel;
        if (cart.At < p.Starts) return Refusal.NotStarted;
        if (cart.At >= p.Ends || p.Hours?.Contains(cart.At) == false) return Refusal.Expired;
        if (p.Coupon is not null && !cart.Coupons.Contains(p.Coupon)) return Refusal.CouponMissing;
        PromotionLimits limits = cart.LimitsOf(p);
        if (limits.Used >= limits.Total || limits.UnitsUsed >= limits.Units) return Refusal.UsageLimit;
        if (limits.UsedByCustomer >= limits.PerCustomer) return Refusal.CustomerLimit;
        if (!ranked.StatesCurrency(cart.Currency)) return Refusal.CurrencyMissing;
        return BudgetLeft(limits, cart.Currency) <= 0 ? Refusal.BudgetExhausted : null;
    }

    internal static long BudgetLeft(PromotionLimits limits, Currency currency)
    {
        long left = long.MaxValue;
        if (limits.Budget?.In(currency) is { } budget) left = budget - limits.BudgetUsed;
        if (limits.DayBudget?.In(currency) is { } day) left = Math.Min(left, day - limits.DayBudgetUsed);
        return left;
    }
}
