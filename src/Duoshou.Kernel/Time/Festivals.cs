using System.Globalization;

namespace Duoshou.Kernel;

/// <summary>A festival or platform event in one year.</summary>
/// <param name="Key">The stable key, such as lunar_new_year.</param>
/// <param name="Name">Its name in both languages.</param>
/// <param name="On">The day on which it peaks: new year's day, the day of the sale.</param>
/// <param name="Days">The stretch in which trade is known to move: from pre-sale or gift buying to the last day.</param>
/// <param name="Markets">ISO 3166 country codes in which it moves trade.</param>
/// <param name="Source">How the date is known: computed, by law, or announced.</param>
public sealed record Festival(string Key, Words Name, DateOnly On, Period Days, IReadOnlyList<string> Markets, string Source);

/// <summary>Festivals of the main markets and platform events. Lunar ones are computed by the calendars of the runtime or dated to 2030.</summary>
public static partial class Festivals
{
    static readonly ChineseLunisolarCalendar Lunar = new();
    static readonly UmAlQuraCalendar Hijri = new();

    /// <summary>The festivals whose peak falls in a year, in order of date.</summary>
    /// <param name="year">The Gregorian year; moving dates without a rule are known from 2017 to 2030.</param>
    /// <param name="market">An ISO 3166 country code, or null for every market.</param>
    public static IReadOnlyList<Festival> In(int year, string? market = null) =>
        [.. Rules.SelectMany(rule => rule.For(year)).Where(f => market is null || f.Markets.Contains(market)).OrderBy(f => f.On).ThenBy(f => f.Key, StringComparer.Ordinal)];

    /// <summary>The festivals whose stretch meets a period.</summary>
    public static IReadOnlyList<Festival> Meeting(Period range, string? market = null) =>
        [.. Enumerable.Range(range.First.Year - 1, range.Last.Year - range.First.Year + 3).SelectMany(year => In(year, market)).Where(f => f.Days.Overlaps(range))];

    /// <summary>The days a year earlier at the same distance from the same festival.</summary>
    /// <param name="range">The days to be compared.</param>
    /// <param name="key">The festival, or null for the one whose peak is nearest to the middle of the range.</param>
    /// <exception cref="InvalidOperationException">The key is unknown, or the festival has no date in one of the two years.</exception>
    public static Period Aligned(Period range, string? key)
    {
        DateOnly middle = range.First.AddDays(range.Days / 2);
        Festival? near = Enumerable.Range(middle.Year - 1, 3).SelectMany(year => In(year))
            .Where(f => key is null || f.Key == key)
            .OrderBy(f => Math.Abs(f.On.DayNumber - middle.DayNumber)).ThenBy(f => f.Key, StringComparer.Ordinal).FirstOrDefault();
        Festival? before = near is null ? null : Rules.Single(rule => rule.Key == near.Key).For(near.On.Year - 1).FirstOrDefault()
            ?? In(near.On.Year - 1).LastOrDefault(f => f.Key == near.Key);
        if (near is null || before is null)
            throw new InvalidOperationException($"No date is known for the festival '{key ?? near?.Key}' a year before {range}; compare with the same weekdays instead.");
        return range.Moved(before.On.DayNumber - near.On.DayNumber);
    }

    sealed record Rule(string Key, Words Name, int DaysBefore, int DaysAfter, string Markets, string Source, Func<int, IEnumerable<DateOnly>> Dates)
    {
        public IEnumerable<Festival> For(int year) => Dates(year)
            .Select(on => new Festival(Key, Name, on, new(on.AddDays(-DaysBefore), on.AddDays(DaysAfter)), Markets.Split(' '), Source));
    }

    static IEnumerable<DateOnly> Fixed(int year, int month, int day) => [new(year, month, day)];

    /// <summary>A day of the Chinese lunar year that begins in the Gregorian year; the leap month is skipped as custom does.</summary>
    static IEnumerable<DateOnly> LunarDay(int year, int month, int day)
    {
        if (year is < 1902 or > 2099) return [];
        int leap = Lunar.GetLeapMonth(year);
        int counted = leap > 0 && month >= leap ? month + 1 : month;
        return [DateOnly.FromDateTime(Lunar.ToDateTime(year, counted, day, 0, 0, 0, 0))];
    }

    /// <summary>A day of the Islamic year by the Umm al-Qura calendar; it can fall twice in a Gregorian year. Sighting may move it a day.</summary>
    static IEnumerable<DateOnly> HijriDay(int year, int month, int day)
    {
        if (year is < 1901 or > 2076) yield break;
        int first = Hijri.GetYear(new DateTime(year, 1, 1));
        for (int hijri = first; hijri <= first + 1; hijri++)
        {
            DateOnly date = DateOnly.FromDateTime(Hijri.ToDateTime(hijri, month, day, 0, 0, 0, 0));
            if (date.Year == year) yield return date;
        }
    }

    /// <summary>The n-th weekday of a month; a negative n counts from its end.</summary>
    static DateOnly Nth(int year, int month, DayOfWeek weekday, int n)
    {
        if (n < 0)
        {
            DateOnly last = new(year, month, DateTime.DaysInMonth(year, month));
            return last.AddDays(-(((int)last.DayOfWeek - (int)weekday + 7) % 7) + 7 * (n + 1));
        }

        DateOnly first = new(year, month, 1);
        return first.AddDays((((int)weekday - (int)first.DayOfWeek + 7) % 7) + 7 * (n - 1));
    }

    /// <summary>Western Easter Sunday (Meeus, Astronomical Algorithms, chapter 8: Gregorian rule).</summary>
    static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        int h = (19 * a + b - d - g + 15) % 30;
        int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
        int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
        return new(year, month, day);
    }

    static Func<int, IEnumerable<DateOnly>> Dated(params string[] days)
    {
        var known = days.Select(text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToLookup(day => day.Year);
        return year => known[year];
    }
}
