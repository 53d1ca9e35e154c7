using Duoshou.Kernel;

namespace Duoshou.Web.Shell.Selecting;

/// <summary>The stretches that operators ask for by name. Each is exact days by the time it reaches the address.</summary>
public static class DateChoices
{
    /// <summary>The named stretches that end on or before a day, with the key of each one's name.</summary>
    public static IReadOnlyList<(string Key, Period Range)> Named(DateOnly lastDay)
    {
        DateOnly monday = lastDay.AddDays(-(((int)lastDay.DayOfWeek + 6) % 7));
        DateOnly month = new(lastDay.Year, lastDay.Month, 1);
        DateOnly quarter = new(lastDay.Year, (lastDay.Month - 1) / 3 * 3 + 1, 1);
        return
        [
            ("yesterday", Period.Of(lastDay)),
            ("last7", Period.Ending(lastDay, 7)),
            ("last14", Period.Ending(lastDay, 14)),
            ("last30", Period.Ending(lastDay, 30)),
            ("last90", Period.Ending(lastDay, 90)),
            ("lastweek", new(monday.AddDays(-7), monday.AddDays(-1))),
            ("month", new(month, lastDay)),
            ("lastmonth", new(month.AddMonths(-1), month.AddDays(-1))),
            ("lastquarter", new(quarter.AddMonths(-3), quarter.AddDays(-1))),
        ];
    }

    /// <summary>The trade's own feasts whose days are over or running by a day, newest first.</summary>
    public static IReadOnlyList<Festival> Campaigns(DateOnly lastDay) =>
        [.. Festivals.Meeting(Period.Ending(lastDay, 366)).Where(f => f.Days.First <= lastDay).OrderByDescending(f => f.Days.First).Take(6)];

    /// <summary>The words for a comparison in the address, with the key of each one's name.</summary>
    public static IReadOnlyList<(string Key, Comparison? Against)> Comparisons { get; } =
    [
        ("previous", Comparison.Previous),
        ("weekdays", Comparison.SameWeekdaysLastYear),
        ("year", new(ComparisonKind.LastYear)),
        ("festival", new(ComparisonKind.Festival)),
        ("none", null),
    ];
}
