namespace Duoshou.Analytics.Pricing;

/// <summary>The price with the greatest profit for a constant elasticity.</summary>
public static class BestPrice
{
    /// <summary>
    /// Unit cost x e / (e + 1). None where demand is not elastic (e at or above -1): profit would rise with the price without
    /// end,
    /// which says that the estimate does not hold so far out.
    /// </summary>
    public static double? ForElasticity(double unitCost, double elasticity) =>
        elasticity < -1 && unitCost >= 0 ? unitCost * elasticity / (elasticity + 1) : null;

    /// <summary>The same, held between a floor and a ceiling; an inelastic product goes to the ceiling.</summary>
    public static double Within(double unitCost, double elasticity, double floor, double ceiling) =>
        Math.Max(floor, Math.Min(Math.Max(floor, ceiling), ForElasticity(unitCost, elasticity) ?? ceiling));
}
