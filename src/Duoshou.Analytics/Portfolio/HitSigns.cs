namespace Duoshou.Analytics.Portfolio;

/// <summary>What is known of an item before a day, as numbers that mean the same in every shop and season.</summary>
static class HitSigns
{
    /// <summary>
    /// Weights to begin from while there is little history to learn from: recent pace against the height to reach counts most.
    /// </summary>
    public static double[] Prior { get; } = [-5, 0.6, 0.4, 0.3, 0.2, 0.3, 0.3, 0.3, 0, 0, 0];

    public static double[] Of(SalesHistory history, int item, int at, double bar)
    {
        double u28 = history.Units(item, at - 28, at), target = Math.Max(bar, 3 * u28);
        double u7 = history.Units(item, at - 7, at), u14 = history.Units(item, at - 14, at), u3 = history.Units(item, at - 3, at);
        double o7 = history.Orders(item, at - 7, at), o14 = history.Orders(item, at - 14, at), o28 = history.Orders(item, at - 28, at);
        int age = Math.Min(at - history.FirstSale[item], 28);
        double best = 0;
        for (int end = at - 28; end > 0; end -= 14) best = Math.Max(best, history.Units(item, end - 28, end));
        double largest = history.LargestOrders(item, at - 28, at);
        return
        [
            1,
            Log(4 * u7 + 1) - Log(target),
            Log(28 / 3.0 * u3 + 1) - Log(target),
            Log(2 * u14 + 1) - Log(target),
            Log(28.0 / Math.Max(3, age) * u28) - Log(target),
            Log((o7 + 1) / (o14 - o7 + 1)),
            Log(o7 + 1),
            Log(o28 + 1),
            Math.Min(2, Log(best + 1) - Log(target)),
            age < 28 ? 1 : 0,
            largest / Math.Max(1, u28),
        ];
    }

    static double Log(double value) => Math.Log(Math.Max(value, 1e-9));
}
