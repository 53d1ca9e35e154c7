using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Stock;

/// <summary>How much to order.</summary>
public static class OrderQuantity
{
    /// <summary>
    /// The newsvendor's quantity for goods of one season: the demand quantile at (price - cost) / (price - salvage). Nothing
    /// where a
    /// sale earns nothing.
    /// </summary>
    public static double Newsvendor(double price, double cost, double salvage, double meanDemand, double sdDemand) =>
        CriticalRatio(price, cost, salvage) is var ratio && ratio <= 0 ? 0
        : ratio >= 1 || sdDemand <= 0 ? Math.Max(0, meanDemand)
        : Math.Max(0, Normal.InvCDF(meanDemand, sdDemand, ratio));

    /// <summary>The same from sales that were seen, without a curve.</summary>
    public static double Newsvendor(double price, double cost, double salvage, ReadOnlySpan<double> demandSeen) =>
        CriticalRatio(price, cost, salvage) is var ratio && ratio <= 0 ? 0 : Math.Max(0, Numerics.Samples.Quantile(demandSeen,
            ratio));

    /// <summary>The share of futures in which the last unit should sell: (price - cost) / (price - salvage).</summary>
    public static double CriticalRatio(double price, double cost, double salvage) =>
        price > salvage ? Math.Clamp((price - cost) / (price - salvage), 0, 1) : 0;

    /// <summary>
    /// Harris's economic order quantity (1913): sqrt(2 D K / h) for a year's demand, a cost per order and a holding cost per
    /// unit.
    /// </summary>
    public static double Economic(double yearlyDemand, double costPerOrder, double holdingCostPerUnitYear) =>
        yearlyDemand > 0 && costPerOrder > 0 && holdingCostPerUnitYear > 0
            ? Math.Sqrt(2 * yearlyDemand * costPerOrder / holdingCostPerUnitYear) : 0;
}
