using Duoshou.Kernel;

namespace Duoshou.Analytics.Anomalies;

/// <summary>A span of days on which people buy differently, in one year.</summary>
/// <param name="Key">The same in every year, so that years can be compared: cny, 618, 1111.</param>
/// <param name="First">First day on which it is felt.</param>
/// <param name="Last">Last day on which it is felt.</param>
public sealed record CalendarEvent(string Key, DateOnly First, DateOnly Last)
{
    /// <summary>Days from its first day: the third day of one year is compared with the third day of another.</summary>
    public int OffsetOf(DateOnly day) => day.DayNumber - First.DayNumber;

    /// <summary>Whether it is felt on a day.</summary>
    public bool Covers(DateOnly day) => day >= First && day <= Last;
}

/// <summary>The sale days of online trade, with the ones that move (活动日历).</summary>
public static class RetailCalendar
{
    /// <summary>New year of the Chinese calendar, by year of ours.</summary>
    static readonly Dictionary<int, DateOnly> LunarNewYear = new()
    {
        [2020] = new(2020, 1, 25), [2021] = new(2021, 2, 12), [2022] = new(2022, 2, 1), [2023] = new(2023, 1, 22),
            [2024] = new(2024, 2, 10),
        [2025] = new(2025, 1, 29), [2026] = new(2026, 2, 17), [2027] = new(2027, 2, 6), [2028] = new(2028, 1, 26),
            [2029] = new(2029, 2, 13),
        [2030] = new(2030, 2, 3),
    };

    /// <summary>Every event that touches the years, by first day.</summary>
    public static IReadOnlyList<CalendarEvent> Between(int firstYear, int lastYear) =>
        [.. Enumerable.Range(firstYear, Math.Max(0, lastYear - firstYear + 1)).SelectMany(In).OrderBy(e => e.First)];

    /// <summary>The name of a known event; the key itself for others.</summary>
    public static Words NameOf(string key) => key switch
    {
        "cny" => new("春节", "Chinese New Year"),
        "618" => new("618 大促", "6.18 sale"),
        "1111" => new("双十一", "Double 11"),
        "bfcm" => new("黑五网一", "Black Friday to Cyber Monday"),
        "1212" => new("双十二", "Double 12"),
        "easter" => new("复活节", "Easter"),
        _ => new(key, key),
    };

    static IEnumerable<CalendarEvent> In(int year)
    {
        if (LunarNewYear.TryGetValue(year, out DateOnly spring)) yield return new("cny", spring.AddDays(-10), spring.AddDays(7));
        DateOnly easter = Easter(year), friday = BlackFriday(year);
        yield return new("easter", easter.AddDays(-2), easter.AddDays(1));
        yield return new("618", new(year, 6, 1), new(year, 6, 18));
        yield return new("1111", new(year, 11, 1), new(year, 11, 11));
        yield return new("bfcm", friday, friday.AddDays(3));
        yield return new("1212", new(year, 12, 10), new(year, 12, 12));
    }

    /// <summary>The day after the fourth Thursday of November.</summary>
    static DateOnly BlackFriday(int year)
    {
        DateOnly first = new(year, 11, 1);
        int toThursday = ((int)DayOfWeek.Thursday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(toThursday + 22);
    }

    /// <summary>
    /// Gregorian Easter Sunday, by the anonymous algorithm of 1876 (Meeus, Astronomical Algorithms, chapter 8).
    /// </summary>
    static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h
            + 22 * l) / 451;
        int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
        return new(year, month, day);
    }
}
