namespace Duoshou.Analytics.Portfolio;

/// <summary>A path of prices that sells stock off by a date for the most cash.</summary>
/// <param name="Prices">One per week.</param>
/// <param name="Units">Expected to sell each week.</param>
/// <param name="Cash">In all, holding cost paid and what is left sold for salvage.</param>
/// <param name="Left">Units that remain.</param>
public sealed record Markdown(IReadOnlyList<double> Prices, IReadOnlyList<double> Units, double Cash, double Left)
{
    const int StockSteps = 200;

    /// <summary>
    /// A dynamic programme over weeks and stock. Demand at a price is the base week's units x (price / base price)^elasticity;
    /// prices
    /// only fall.
    /// </summary>
    public static Markdown Plan(double stock, int weeks, double basePrice, double baseUnits, double elasticity, double salvage,
        double holdingPerUnitWeek)
    {
        if (stock <= 0 || weeks <= 0 || basePrice <= 0) return new([], [], Math.Max(0, stock) * salvage, Math.Max(0, stock));
        double[] prices = [.. Enumerable.Range(0, 15).Select(i => basePrice * (1 - 0.05 * i))];
        double[] demand = [.. prices.Select(p => Math.Max(0, baseUnits) * Math.Pow(p / basePrice, elasticity))];
        double step = stock / StockSteps;
        double[,,] value = new double[weeks + 1, prices.Length, StockSteps + 1];
        int[,,] choice = new int[weeks, prices.Length, StockSteps + 1];
        for (int s = 0; s <= StockSteps; s++)
            for (int p = 0; p < prices.Length; p++) value[weeks, p, s] = s * step * salvage;
        for (int w = weeks - 1; w >= 0; w--)
            for (int s = 0; s <= StockSteps; s++)
                for (int last = 0; last < prices.Length; last++)
                {
                    value[w, last, s] = double.NegativeInfinity;
                    for (int p = last; p < prices.Length; p++)
                    {
                        double sold = Math.Min(s * step, demand[p]), left = s * step - sold;
                        double cash = prices[p] * sold - holdingPerUnitWeek * left + Between(value, w + 1, p, left / step);
                        if (cash > value[w, last, s]) (value[w, last, s], choice[w, last, s]) = (cash, p);
                    }
                }

        return Follow(stock, weeks, step, prices, demand, choice, salvage, holdingPerUnitWeek);
    }

    static double Between(double[,,] value, int week, int price, double at)
    {
        int low = Math.Clamp((int)at, 0, StockSteps - 1);
        double share = at - low;
        return value[week, price, low] * (1 - share) + value[week, price, low + 1] * share;
    }

    static Markdown Follow(double stock, int weeks, double step, double[] prices, double[] demand, int[,,] choice,
        double salvage, double holding)
    {
        List<double> path = [], units = [];
        double left = stock, cash = 0;
        for (int w = 0, last = 0; w < weeks; w++)
        {
            last = choice[w, last, Math.Clamp((int)Math.Round(left / step), 0, StockSteps)];
            double sold = Math.Min(left, demand[last]);
            left -= sold;
            cash += prices[last] * sold - holding * left;
            path.Add(prices[last]);
            units.Add(sold);
        }

        return new(path, units, cash + left * salvage, left);
    }
}
