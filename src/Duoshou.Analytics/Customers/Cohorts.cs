namespace Duoshou.Analytics.Customers;

/// <summary>The customers who first bought in one month, and how many of them bought in each month after.</summary>
/// <param name="Month">The first day of their month.</param>
/// <param name="Customers">How many they are.</param>
/// <param name="Active">Buyers in month 0, 1, 2 ...; month 0 is everybody.</param>
/// <param name="Revenue">What they paid in month 0, 1, 2 ...</param>
public sealed record Cohort(DateOnly Month, int Customers, IReadOnlyList<int> Active, IReadOnlyList<decimal> Revenue);

/// <summary>How soon and how often customers come back.</summary>
/// <param name="Customers">All of them.</param>
/// <param name="RepeatCustomers">Those with orders on at least two days.</param>
/// <param name="MedianGapDays">Between a customer's consecutive days of order; 0 without any.</param>
/// <param name="SecondOrderShare">Share who had ordered again after that many days, day 0 first, corrected for customers whose
/// time
/// was cut short (Kaplan and Meier 1958).</param>
public sealed record RepeatBuying(int Customers, int RepeatCustomers, double MedianGapDays,
    IReadOnlyList<double> SecondOrderShare);

/// <summary>Customers by the month they came (同期群).</summary>
public static class Cohorts
{
    /// <summary>One cohort per month with new customers, oldest first, all followed to the last month of the data.</summary>
    public static IReadOnlyList<Cohort> ByMonth(IEnumerable<CustomerOrder> orders)
    {
        CustomerOrder[] all = [.. orders];
        if (all.Length == 0) return [];
        int last = all.Max(o => MonthNumber(o.Day));
        Dictionary<string, int> first = all.GroupBy(o => o.Customer, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Min(o => MonthNumber(o.Day)), StringComparer.Ordinal);
        return [.. all.GroupBy(o => first[o.Customer]).OrderBy(g => g.Key).Select(g => One(g.Key, [.. g], last))];
    }

    /// <summary>Repeat buying up to the end of the data, followed for so many days.</summary>
    public static RepeatBuying Repeats(IEnumerable<CustomerOrder> orders, DateOnly end, int followDays = 180)
    {
        int[][] days = [.. orders.Where(o => o.Day <= end).GroupBy(o => o.Customer, StringComparer.Ordinal)
            .Select(g => g.Select(o => o.Day.DayNumber).Distinct().Order().ToArray())];
        double[] gaps = [.. days.SelectMany(d => d.Zip(d.Skip(1), (a, b) => (double)(b - a)))];
        (int Days, bool Came)[] seconds = [.. days.Select(d => d.Length > 1 ? (d[1] - d[0], true) : (end.DayNumber - d[0],
            false))];
        return new(days.Length, days.Count(d => d.Length > 1), Numerics.Samples.Median(gaps), SecondOrders(seconds, followDays));
    }

    static Cohort One(int month, CustomerOrder[] orders, int last)
    {
        HashSet<string>[] active = [.. Enumerable.Range(0, last - month + 1).Select(_ =>
            new HashSet<string>(StringComparer.Ordinal))];
        decimal[] revenue = new decimal[active.Length];
        foreach (CustomerOrder o in orders)
        {
            active[MonthNumber(o.Day) - month].Add(o.Customer);
            revenue[MonthNumber(o.Day) - month] += o.Amount;
        }

        return new(new DateOnly(month / 12, month % 12 + 1, 1), active[0].Count, [.. active.Select(a => a.Count)], revenue);
    }

    static double[] SecondOrders((int Days, bool Came)[] seconds, int followDays)
    {
        double[] share = new double[Math.Max(0, followDays) + 1];
        double still = 1;
        int atRisk = seconds.Length;
        ILookup<int, bool> byDay = seconds.ToLookup(s => s.Days, s => s.Came);
        for (int day = 0; day < share.Length; day++)
        {
            int came = byDay[day].Count(c => c);
            if (atRisk > 0) still *= 1 - (double)came / atRisk;
            atRisk -= byDay[day].Count();
            share[day] = 1 - still;
        }

        return share;
    }

    static int MonthNumber(DateOnly day) => day.Year * 12 + day.Month - 1;
}
