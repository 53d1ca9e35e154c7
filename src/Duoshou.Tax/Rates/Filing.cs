using Duoshou.Kernel;

namespace Duoshou.Tax.Rates;

/// <summary>When a tax that a seller collects is to be filed.</summary>
/// <param name="Cited">The row.</param>
/// <param name="Place">A country or a group of countries.</param>
/// <param name="Scheme">Stable: ioss, uk_vat, sg_gst, ...</param>
/// <param name="Name">Its name.</param>
/// <param name="Months">Months of one period, counted from January.</param>
/// <param name="DueMonths">How many months after the period's last month it is due.</param>
/// <param name="DueDay">The day of that month; 0 for its last.</param>
public sealed record Filing(Cited Cited, string Place, string Scheme, Words Name, int Months, int DueMonths, int DueDay)
{
    /// <summary>Periods that are filed on another day: their last month, and the month and day of filing.</summary>
    public IReadOnlyDictionary<int, (int Month, int Day)> Otherwise { get; init; } = new Dictionary<int, (int, int)>();

    /// <summary>The period that holds a day.</summary>
    public Period PeriodOf(DateOnly day)
    {
        DateOnly first = new(day.Year, (day.Month - 1) / Months * Months + 1, 1);
        return new(first, first.AddMonths(Months).AddDays(-1));
    }

    /// <summary>The day by which a period is filed. Weekends and holidays move it in some places; that is not counted here.</summary>
    public DateOnly DueOf(Period period)
    {
        if (Otherwise.TryGetValue(period.Last.Month, out (int Month, int Day) other))
            return new(period.Last.Year + (other.Month <= period.Last.Month ? 1 : 0), other.Month, other.Day);
        DateOnly month = new DateOnly(period.Last.Year, period.Last.Month, 1).AddMonths(DueMonths);
        int last = DateTime.DaysInMonth(month.Year, month.Month);
        return month.AddDays((DueDay == 0 ? last : Math.Min(DueDay, last)) - 1);
    }
}
