namespace Duoshou.Analytics.Ads;

/// <summary>How a campaign's revenue answers spend: a x^b.</summary>
/// <param name="Campaign">Which.</param>
/// <param name="Scale">a.</param>
/// <param name="Exponent">b, between 0 and 1: the less, the sooner it is saturated.</param>
/// <param name="Floor">Spend that it gets in any case.</param>
public sealed record ResponseCurve(string Campaign, double Scale, double Exponent, double Floor = 0)
{
    /// <summary>Revenue of a spend.</summary>
    public double Revenue(double spend) => spend > 0 ? Scale * Math.Pow(spend, Exponent) : 0;

    /// <summary>Spend at which one more unit of money brings so much revenue.</summary>
    internal double SpendAt(double marginal) => Math.Max(Floor, Math.Pow(Scale * Exponent / marginal, 1 / (1 - Exponent)));
}

/// <summary>A budget divided so that the last unit of money brings the same everywhere.</summary>
/// <param name="MarginalReturn">What one more unit of budget would bring; lambda.</param>
/// <param name="Spend">By campaign.</param>
/// <param name="Revenue">In all.</param>
public sealed record BudgetAllocation(double MarginalReturn, IReadOnlyDictionary<string, double> Spend, double Revenue)
{
    /// <summary>
    /// Divides a budget over campaigns. Curves whose scale is not above zero or whose exponent is not between 0 and 1 get their
    /// floor;
    /// a budget below the floors is divided in their proportion.
    /// </summary>
    public static BudgetAllocation Divide(IReadOnlyList<ResponseCurve> curves, double budget)
    {
        ResponseCurve[] usable = [.. curves.Where(c => c.Scale > 0 && c.Exponent is > 0 and < 1)];
        ResponseCurve[] others = [.. curves.Except(usable)];
        double floors = curves.Sum(c => Math.Max(0, c.Floor)), free = budget - others.Sum(c => Math.Max(0, c.Floor));
        if (budget <= 0 || usable.Length == 0 || budget <= floors)
            return Of(curves, 0, c => floors > 0 ? Math.Max(0, c.Floor) * Math.Clamp(budget / floors, 0, 1) : 0);
        double low = 1e-12, high = 1e12;
        for (int i = 0; i < 200; i++)
        {
            double middle = Math.Sqrt(low * high);
            if (usable.Sum(c => c.SpendAt(middle)) > free) low = middle;
            else high = middle;
        }

        double lambda = Math.Sqrt(low * high);
        return Of(curves, lambda, c => usable.Contains(c) ? c.SpendAt(lambda) : Math.Max(0, c.Floor));
    }

    static BudgetAllocation Of(IReadOnlyList<ResponseCurve> curves, double lambda, Func<ResponseCurve, double> spend)
    {
        Dictionary<string, double> byCampaign = new(StringComparer.Ordinal);
        foreach (ResponseCurve c in curves) byCampaign[c.Campaign] = spend(c);
        return new(lambda, byCampaign, curves.Sum(c => c.Revenue(byCampaign[c.Campaign])));
    }
}
