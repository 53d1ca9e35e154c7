using Duoshou.Analytics.Experiments;

namespace Duoshou.Analytics.Ads;

/// <summary>What to do with a search term.</summary>
public enum TermAdvice
{
    /// <summary>Too few clicks to say.</summary>
    Wait,

    /// <summary>Bid on it by itself: it sells.</summary>
    Harvest,

    /// <summary>Shut it out: it would have sold by now.</summary>
    Exclude,
}

/// <summary>What a click may cost.</summary>
public static class ClickValue
{
    /// <summary>Value of a click: conversion times margin per order.</summary>
    public static double PerClick(double conversion, double marginPerOrder) => Math.Max(0, conversion) * Math.Max(0,
        marginPerOrder);

    /// <summary>The bid that leaves the wished profit per unit of ad spend: value over (1 + wish).</summary>
    public static double TargetBid(double conversion, double marginPerOrder, double profitWish) =>
        PerClick(conversion, marginPerOrder) / (1 + Math.Max(0, profitWish));

    /// <summary>The bid that keeps ad cost at a share of sales (ACOS, a ratio): order value x conversion x share.</summary>
    public static double TargetBidForCostShare(double orderValue, double conversion, double targetAcos) =>
        Math.Max(0, orderValue) * Math.Max(0, conversion) * Math.Max(0, targetAcos);

    /// <summary>
    /// Clicks without an order after which a term that converts as expected would have sold with 95 % certainty:
    /// ln 0.05 / ln(1 - conversion), rounded up. 3 % gives 99.
    /// </summary>
    public static int ClicksToExclude(double expectedConversion, double certainty = 0.95) =>
        expectedConversion is > 0 and < 1 ? (int)Math.Ceiling(Math.Log(1 - certainty) / Math.Log(1 - expectedConversion))
            : int.MaxValue;

    /// <summary>
    /// Harvest from three orders when even the low end of the conversion reaches the target; exclude after enough clicks
    /// without any
    /// order, unless it sells other things.
    /// </summary>
    public static TermAdvice Judge(int clicks, int orders, double targetConversion, double expectedConversion,
        bool sellsOthers = false)
    {
        if (orders >= 3 && RateInterval.Wilson(orders, clicks).Low >= targetConversion) return TermAdvice.Harvest;
        return orders == 0 && !sellsOthers && clicks >= ClicksToExclude(expectedConversion) ? TermAdvice.Exclude
            : TermAdvice.Wait;
    }
}
