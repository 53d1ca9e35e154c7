namespace Duoshou.Analytics.Customers;

/// <summary>What a model of repeat buying needs to know of a customer, in one unit of time (weeks or days).</summary>
/// <param name="Repeats">Orders after the first; x.</param>
/// <param name="LastAt">Time from the first to the last order; t_x, 0 without repeats.</param>
/// <param name="Observed">Time from the first order to the end of the observation; T.</param>
public readonly record struct PurchaseHistory(int Repeats, double LastAt, double Observed)
{
    /// <summary>
    /// From the moments of a customer's orders; orders of one day count once. The unit is a week unless said otherwise.
    /// </summary>
    public static PurchaseHistory From(IEnumerable<DateOnly> orders, DateOnly end, double unitDays = 7)
    {
        int[] days = [.. orders.Where(d => d <= end).Select(d => d.DayNumber).Distinct().Order()];
        return days.Length == 0 ? default
            : new(days.Length - 1, (days[^1] - days[0]) / unitDays, (end.DayNumber - days[0]) / unitDays);
    }

    internal static (PurchaseHistory History, int Count)[] Grouped(IEnumerable<PurchaseHistory> histories) =>
        [.. histories.Where(h => h.Observed >= 0 && h.Repeats >= 0 && double.IsFinite(h.Observed))
            .Select(h => h with { LastAt = Math.Clamp(h.LastAt, 0, h.Observed) })
            .GroupBy(h => h).Select(g => (g.Key, g.Count()))
            .OrderBy(g => g.Key.Repeats).ThenBy(g => g.Key.LastAt).ThenBy(g => g.Key.Observed)];
}
