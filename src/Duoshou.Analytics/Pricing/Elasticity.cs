using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Pricing;

/// <summary>How demand answers price: ln quantity on ln price.</summary>
/// <param name="Value">Percent of quantity per percent of price; usually negative.</param>
/// <param name="StandardError">Of the elasticity.</param>
/// <param name="Intercept">Of the regression.</param>
/// <param name="Observations">Rows used: those with price and quantity above zero.</param>
/// <param name="RSquared">Share of the variance of ln quantity that is explained.</param>
/// <param name="Identified">Whether the prices moved enough to learn from: at least 8 price points, or 3 changes of 5 % or
/// more.</param>
public sealed record Elasticity(double Value, double StandardError, double Intercept, int Observations, double RSquared,
    bool Identified)
{
    /// <summary>
    /// Least squares with any further columns (week of year, trend, promotion, rival's price, stock-out). Instruments, when
    /// given,
    /// are other causes of price (cost, exchange rate) for the case that prices follow demand.
    /// </summary>
    public static Elasticity Estimate(IReadOnlyList<double> price, IReadOnlyList<double> quantity,
        IReadOnlyList<double[]>? further = null, IReadOnlyList<double[]>? instruments = null)
    {
        int[] usable = [.. Enumerable.Range(0, Math.Min(price.Count, quantity.Count)).Where(i => price[i] > 0 && quantity[i] > 0
            && double.IsFinite(price[i]) && double.IsFinite(quantity[i]))];
        double[] y = [.. usable.Select(i => Math.Log(quantity[i]))], x = [.. usable.Select(i => Math.Log(price[i]))];
        if (usable.Length < 3 || Samples.Variance(x) <= 0) return new(0, 0, Samples.Mean(y), usable.Length, 0, false);
        double[] one = [.. usable.Select(_ => 1.0)];
        double[][] others = [.. (further ?? []).Select(column => usable.Select(i => column[i]).ToArray())];
        double[][] columns = [one, x, .. others];
        LinearFit fit = instruments is null
            ? LeastSquares.Fit(y, columns)
            : LeastSquares.Instrumented(y, columns, [one, .. others, .. instruments.Select(c => usable.Select(i => c[i])
                .ToArray())]);
        return new(fit.Coefficients[1], fit.StandardErrors[1], fit.Coefficients[0], usable.Length, fit.RSquared,
            IsIdentified([.. usable.Select(i => price[i])]));
    }

    static bool IsIdentified(double[] prices)
    {
        int points = prices.Select(p => Math.Round(p, 2)).Distinct().Count();
        int changes = prices.Zip(prices.Skip(1), (a, b) => Math.Abs(b / a - 1)).Count(c => c >= 0.05);
        return points >= 8 || changes >= 3;
    }
}
