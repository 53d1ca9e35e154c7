using Duoshou.Kernel;

namespace Duoshou.Analytics.Customers;

/// <summary>One line or whole of an order, in the one currency of the analysis.</summary>
/// <param name="Customer">Who bought.</param>
/// <param name="Order">The order it belongs to; several lines of one order count as one order.</param>
/// <param name="Day">The day of the order in the shop's zone.</param>
/// <param name="Amount">What was paid.</param>
public readonly record struct CustomerOrder(string Customer, string Order, DateOnly Day, decimal Amount);

/// <summary>The eight kinds of customer by recency, frequency and money against the average.</summary>
public enum RfmSegment
{
    /// <summary>重要价值: recent, often, much.</summary>
    Champions,

    /// <summary>重要发展: recent and much, not often.</summary>
    Promising,

    /// <summary>重要保持: often and much, not recent.</summary>
    SlippingAway,

    /// <summary>重要挽留: much, neither recent nor often.</summary>
    WinBack,

    /// <summary>一般价值: recent and often, little.</summary>
    Regulars,

    /// <summary>一般发展: recent only.</summary>
    Newcomers,

    /// <summary>一般保持: often only.</summary>
    Fading,

    /// <summary>一般挽留: none of the three.</summary>
    Lost,
}

/// <summary>One customer's figures and scores.</summary>
/// <param name="Customer">Who.</param>
/// <param name="RecencyDays">Days from the last order to the snapshot.</param>
/// <param name="Frequency">Orders.</param>
/// <param name="Monetary">Sum paid.</param>
/// <param name="RecencyScore">1 (long ago) to 5 (just now).</param>
/// <param name="FrequencyScore">1 to 5.</param>
/// <param name="MonetaryScore">1 to 5.</param>
/// <param name="Segment">Which of the eight kinds.</param>
public sealed record RfmRow(string Customer, int RecencyDays, int Frequency, decimal Monetary, int RecencyScore,
    int FrequencyScore,
    int MonetaryScore, RfmSegment Segment);

/// <summary>Recency, frequency and money of every customer (最近、频次、金额).</summary>
public static class Rfm
{
    /// <summary>One row per customer, by customer name; orders after the snapshot are left out.</summary>
    public static IReadOnlyList<RfmRow> Build(IEnumerable<CustomerOrder> orders, DateOnly snapshot)
    {
        (string Customer, int Days, int Count, decimal Sum)[] figures = [.. orders.Where(o => o.Day <= snapshot)
            .GroupBy(o => o.Customer, StringComparer.Ordinal)
            .Select(g => (g.Key, snapshot.DayNumber - g.Max(o => o.Day).DayNumber,
                g.Select(o => o.Order).Distinct(StringComparer.Ordinal).Count(), g.Sum(o => o.Amount)))
            .OrderBy(f => f.Key, StringComparer.Ordinal)];
        int[] r = Quintiles([.. figures.Select(f => -(decimal)f.Days)]);
        int[] f = Quintiles([.. figures.Select(f => (decimal)f.Count)]);
        int[] m = Quintiles([.. figures.Select(f => f.Sum)]);
        double Mean(int[] scores) => scores.Length == 0 ? 0 : scores.Average();
        (double meanR, double meanF, double meanM) = (Mean(r), Mean(f), Mean(m));
        return [.. figures.Select((c, i) => new RfmRow(c.Customer, c.Days, c.Count, c.Sum, r[i], f[i], m[i],
            Segment(r[i] >= meanR, f[i] >= meanF, m[i] >= meanM)))];
    }

    /// <summary>The segment's name.</summary>
    public static Words NameOf(RfmSegment segment) => segment switch
    {
        RfmSegment.Champions => new("重要价值客户", "Champions"),
        RfmSegment.Promising => new("重要发展客户", "High spenders to develop"),
        RfmSegment.SlippingAway => new("重要保持客户", "High spenders slipping away"),
        RfmSegment.WinBack => new("重要挽留客户", "High spenders to win back"),
        RfmSegment.Regulars => new("一般价值客户", "Regulars"),
        RfmSegment.Newcomers => new("一般发展客户", "Newcomers"),
        RfmSegment.Fading => new("一般保持客户", "Fading regulars"),
        _ => new("一般挽留客户", "Lost"),
    };

    /// <summary>1 to 5 by rank; equal values share the bin of their mean rank, so the order of rows does not matter.</summary>
    internal static int[] Quintiles(decimal[] values)
    {
        int n = values.Length;
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => values[i])], scores = new int[n];
        for (int from = 0; from < n;)
        {
            int to = from;
            while (to < n && values[order[to]] == values[order[from]]) to++;
            double rank = (from + to - 1) / 2.0;
            for (int i = from; i < to; i++) scores[order[i]] = Math.Min(5, 1 + (int)(5 * (rank + 0.5) / n));
            from = to;
        }

        return scores;
    }

    static RfmSegment Segment(bool recent, bool often, bool much) => (recent, often, much) switch
    {
        (true, true, true) => RfmSegment.Champions,
        (true, false, true) => RfmSegment.Promising,
        (false, true, true) => RfmSegment.SlippingAway,
        (false, false, true) => RfmSegment.WinBack,
        (true, true, false) => RfmSegment.Regulars,
        (true, false, false) => RfmSegment.Newcomers,
        (false, true, false) => RfmSegment.Fading,
        _ => RfmSegment.Lost,
    };
}
