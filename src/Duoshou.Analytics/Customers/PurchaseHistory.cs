using System.Runtime.InteropServices;

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

    internal static (PurchaseHistory History, int Count)[] Grouped(IEnumerable<PurchaseHistory> histories)
    {
        Dictionary<PurchaseHistory, int> counts = [];
        foreach (PurchaseHistory h in histories)
        {
            if (!(h.Observed >= 0 && h.Repeats >= 0 && double.IsFinite(h.Observed))) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(counts, h with { LastAt = Math.Clamp(h.LastAt, 0, h.Observed) }, out _)++;
        }

        (PurchaseHistory History, int Count)[] groups = new (PurchaseHistory, int)[counts.Count];
        int at = 0;
        foreach ((PurchaseHistory history, int count) in counts) groups[at++] = (history, count);
        Array.Sort(groups, static (a, b) => a.History.Repeats != b.History.Repeats ? a.History.Repeats.CompareTo(b.History.Repeats)
            : a.History.LastAt != b.History.LastAt ? a.History.LastAt.CompareTo(b.History.LastAt) : a.History.Observed.CompareTo(b.History.Observed));
        return groups;
    }
}
