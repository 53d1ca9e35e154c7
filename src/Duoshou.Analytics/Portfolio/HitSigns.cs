namespace Duoshou.Analytics.Portfolio;

/// <summary>
/// What is known of an item before a day, as numbers that mean the same in every shop and season: most are logarithms of a pace
/// over
/// the height that a hit would have to reach.
/// </summary>
static class HitSigns
{
    /// <summary>
    /// Weights for a shop without a past to learn from: the pace since the item appeared, and its own long-run pace.
    /// </summary>
    public static double[] Untaught { get; } = [-4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0];

    public static double[] Of(SalesHistory history, int item, int at, double bar)
    {
        double month = history.Units(item, at - 28, at), target = Math.Max(bar, 3 * month);
        double week = history.Units(item, at - 7, at), fortnight = history.Units(item, at - 14, at),
            lately = history.Units(item, at - 3, at);
        double orders = history.Orders(item, at - 28, at), weekOrders = history.Orders(item, at - 7, at);
        double earlierOrders = history.Orders(item, at - 14, at - 7);
        int age = at - history.FirstSale[item], seen = Math.Max(2, Math.Min(age, 28));
        double ever = history.Units(item, 0, at), everOrders = history.Orders(item, 0, at);
        double Against(double units) => Math.Log(Math.Max(units, 1e-9)) - Math.Log(target);
        return
        [
            1,
            Against(28.0 / seen * (month + 0.5)),
            Against(month),
            Against(4 * week + 1),
            Against(2 * fortnight + 1),
            Against(28 / 3.0 * lately + 1),
            age < 28 ? 1 : 0,
            Math.Min(age, 60) / 10.0,
            Math.Log(Math.Max(1, orders)),
            Math.Log(weekOrders + 1),
            Math.Log((weekOrders + 1) / (earlierOrders + 1)),
            Math.Log(Math.Max(history.FirstPrice[item], 0.001)),
            Math.Log(Math.Max(ever, 1) / Math.Max(everOrders, 1)),
            Against(history.LargestOrderBefore(item, at) + 1),
            Against(BestMonth(history, item, at) + 1),
            DaysSinceSale(history, item, at),
            DaysWithSale(history, item, at),
            Math.Log((month + 1) / (history.Units(item, at - 56, at - 28) + 1)),
            Against(28 * ever / Math.Max(28, age) + 1),
            Math.Log(Math.Max(28.0 / seen * orders, 0.1)),
            Against(Math.Max(0, month - history.LargestOrders(item, at - 28, at)) + 1),
            Math.Log((history.Buyers(item, at - 28, at) + 1) / (orders + 1)),
        ];
    }

    static double BestMonth(SalesHistory history, int item, int at)
    {
        double best = 0;
        for (int end = at - 28; end >= 7; end -= 7) best = Math.Max(best, history.Units(item, end - 28, end));
        return best;
    }

    static int DaysSinceSale(SalesHistory history, int item, int at)
    {
        int days = 0;
        while (days < 28 && history.Units(item, at - days - 1, at - days) == 0) days++;
        return days;
    }

    static int DaysWithSale(SalesHistory history, int item, int at) =>
        Enumerable.Range(at - 28, 28).Count(d => history.Units(item, d, d + 1) > 0);
}
