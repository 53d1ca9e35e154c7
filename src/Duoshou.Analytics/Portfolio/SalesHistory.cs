namespace Duoshou.Analytics.Portfolio;

/// <summary>One line of a sale.</summary>
/// <param name="Item">What was sold.</param>
/// <param name="Day">When.</param>
/// <param name="Units">How many.</param>
/// <param name="Order">In which order.</param>
/// <param name="Buyer">To whom; empty where unknown.</param>
/// <param name="Price">Of one unit.</param>
public readonly record struct SaleLine(string Item, DateOnly Day, double Units, string Order, string Buyer, double Price);

/// <summary>Daily units, orders and buyers of every item, summed so that any span is one subtraction.</summary>
sealed class SalesHistory
{
    readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);
    readonly double[][] units, orders, buyers, largest, record;

    public SalesHistory(IEnumerable<SaleLine> lines)
    {
        SaleLine[] all = [.. lines];
        Items = [.. all.Select(l => l.Item).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        for (int i = 0; i < Items.Length; i++) rows[Items[i]] = i;
        (First, Last) = all.Length == 0 ? (default, default) : (all.Min(l => l.Day), all.Max(l => l.Day));
        int days = all.Length == 0 ? 0 : Last.DayNumber - First.DayNumber + 1;
        (units, orders, buyers, largest, record) = (Table(days), Table(days), Table(days), Table(days), Table(days));
        FirstSale = [.. Items.Select(_ => int.MaxValue)];
        FirstPrice = new double[Items.Length];
        foreach (IGrouping<(int Item, int Day), SaleLine> day in all.GroupBy(l => (rows[l.Item], l.Day.DayNumber
            - First.DayNumber)))
            Add(day.Key.Item, day.Key.Day, [.. day]);
        foreach (double[][] table in new[] { units, orders, buyers, largest })
            foreach (double[] row in table)
                for (int d = 1; d < row.Length; d++)
                    row[d] += row[d - 1];
        foreach (double[] row in record)
            for (int d = 1; d < row.Length; d++)
                row[d] = Math.Max(row[d], row[d - 1]);
    }

    public string[] Items { get; }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    /// <summary>Day of each item's first sale, counted from the first day of the history.</summary>
    public int[] FirstSale { get; }

    /// <summary>Price of each item's first sale.</summary>
    public double[] FirstPrice { get; }

    /// <summary>Days from the first day; negative before it.</summary>
    public int DayOf(DateOnly day) => day.DayNumber - First.DayNumber;

    public double Units(int item, int from, int to) => Between(units[item], from, to);

    public double Orders(int item, int from, int to) => Between(orders[item], from, to);

    public double Buyers(int item, int from, int to) => Between(buyers[item], from, to);

    /// <summary>Sum over the days of each day's largest order.</summary>
    public double LargestOrders(int item, int from, int to) => Between(largest[item], from, to);

    /// <summary>The largest single order ever, before the day.</summary>
    public double LargestOrderBefore(int item, int day) => record[item][Math.Clamp(day, 0, record[item].Length - 1)];

    /// <summary>From the first day included to the last day excluded.</summary>
    static double Between(double[] sums, int from, int to)
    {
        int last = sums.Length - 1;
        return last <= 0 || to <= from ? 0 : sums[Math.Clamp(to, 0, last)] - sums[Math.Clamp(from, 0, last)];
    }

    void Add(int item, int day, SaleLine[] lines)
    {
        Dictionary<string, double> byOrder = new(StringComparer.Ordinal);
        foreach (SaleLine line in lines) byOrder[line.Order] = byOrder.GetValueOrDefault(line.Order) + line.Units;
        units[item][day + 1] = byOrder.Values.Sum();
        orders[item][day + 1] = byOrder.Count;
        buyers[item][day + 1] = lines.Where(l => l.Buyer.Length > 0).Select(l => l.Buyer).Distinct(StringComparer.Ordinal)
            .Count();
        largest[item][day + 1] = record[item][day + 1] = byOrder.Values.Max();
        if (day >= FirstSale[item]) return;
        FirstSale[item] = day;
        FirstPrice[item] = lines.Min(l => l.Price);
    }

    double[][] Table(int days) => [.. Items.Select(_ => new double[days + 1])];
}
