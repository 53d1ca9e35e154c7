using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Events;

/// <summary>Rows that one feed brought for one day, or for one hour of it.</summary>
public sealed record FeedRows(string Feed, DateOnly Day, long Rows, int? Hour = null);

/// <summary>A day of a feed that is not all there.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Day">The day.</param>
/// <param name="Rows">Rows that came.</param>
/// <param name="UsualRows">Rows that usually come on that weekday.</param>
/// <param name="IsCertain">
/// Nothing came at all, or hours stay empty that never were. False when there are only fewer rows, which may be the fall itself.
/// </param>
/// <param name="MissingHours">Hours without a row that usually have some.</param>
public sealed record DataGap(
    string Feed, DateOnly Day, long Rows, double UsualRows, bool IsCertain, IReadOnlyList<int> MissingHours)
{
    const double FewestUsual = 8;
    const double FewerThan = 0.5;

    /// <summary>
    /// The gaps of a range: each feed's day, or hour, against the middle of the same weekdays outside of the range. A feed with
    /// history that has no entry for a day of the range brought nothing on it.
    /// </summary>
    public static IReadOnlyList<DataGap> Find(IReadOnlyList<FeedRows> feeds, Period range)
    {
        List<DataGap> gaps = [];
        foreach (IGrouping<string, FeedRows> feed in feeds.GroupBy(f => f.Feed).OrderBy(g => g.Key, StringComparer.Ordinal))
            for (DateOnly day = range.First; day <= range.Last; day = day.AddDays(1))
                if (OfDay([.. feed], feed.Key, day, range) is { } gap) gaps.Add(gap);
        return gaps;
    }

    static DataGap? OfDay(List<FeedRows> feed, string name, DateOnly day, Period range)
    {
        List<FeedRows> history = [.. feed.Where(f => !range.Contains(f.Day))];
        List<FeedRows> same = [.. history.Where(f => f.Day.DayOfWeek == day.DayOfWeek)];
        if (same.Count == 0) same = history;
        if (same.Count == 0) return null;
        double usual = Middle([.. same.GroupBy(f => f.Day).Select(g => (double)g.Sum(f => f.Rows))]);
        long rows = feed.Where(f => f.Day == day).Sum(f => f.Rows);
        if (usual < FewestUsual) return null;
        int[] missing = EmptyHours(feed, same, day);
        if (rows == 0) return new(name, day, 0, usual, true, missing);
        if (missing.Length > 0) return new(name, day, rows, usual, true, missing);
        return rows < usual * FewerThan && rows < usual - (4 * Math.Sqrt(usual)) ? new(name, day, rows, usual, false, []) : null;
    }

    /// <summary>The empty hours at the end of a day whose usual rows could not fail to come by chance (e^-8).</summary>
    static int[] EmptyHours(List<FeedRows> feed, List<FeedRows> same, DateOnly day)
    {
        if (same.All(f => f.Hour is null)) return [];
        int days = same.Select(f => f.Day).Distinct().Count();
        int last = feed.Where(f => f.Day == day && f.Rows > 0).Select(f => f.Hour ?? -1).DefaultIfEmpty(-1).Max();
        List<FeedRows> later = [.. same.Where(f => f.Hour > last)];
        double usual = (double)later.Sum(f => f.Rows) / days;
        return usual >= FewestUsual ? [.. later.Where(f => f.Rows > 0).Select(f => f.Hour!.Value).Distinct().Order()] : [];
    }

    static double Middle(double[] values)
    {
        Array.Sort(values);
        int half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
