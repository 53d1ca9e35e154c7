using System.Globalization;
using Duoshou.Kernel;

namespace Duoshou.Web.Shell.Numbers;

/// <summary>How days, ranges, times and ages are written in each language. The year shows when it is not this one.</summary>
/// <param name="Language">The reader's language.</param>
/// <param name="Today">The day from which "this year" is told.</param>
public sealed record Moments(Language Language, DateOnly Today)
{
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;
    static readonly string[] ChineseDays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    bool Chinese => Language == Language.Chinese;

    /// <summary>10-26 or 26 Oct, with its year when it is another one.</summary>
    public string Day(DateOnly day) => day.Year == Today.Year ? Short(day) : Full(day);

    /// <summary>2026-10-26 or 26 Oct 2026.</summary>
    public string Full(DateOnly day) => day.ToString(Chinese ? "yyyy-MM-dd" : "d MMM yyyy", Plain);

    /// <summary>周一 or Mon.</summary>
    public string Weekday(DateOnly day) => Chinese ? ChineseDays[(int)day.DayOfWeek] : day.ToString("ddd", Plain);

    /// <summary>10-26 – 11-01 or 26 Oct – 1 Nov; one day stands alone.</summary>
    public string Range(Period range)
    {
        if (range.Days == 1) return Day(range.First);
        bool thisYear = range.First.Year == Today.Year && range.Last.Year == Today.Year;
        if (thisYear) return $"{Short(range.First)} – {Short(range.Last)}";
        return range.First.Year == range.Last.Year
            ? Chinese ? $"{Full(range.First)} – {Short(range.Last)}" : $"{Short(range.First)} – {Full(range.Last)}"
            : $"{Full(range.First)} – {Full(range.Last)}";
    }

    /// <summary>Mon 26 Oct – Sun 1 Nov, for the line under a panel's title.</summary>
    public string RangeWithWeekdays(Period range) => Chinese
        ? $"{Day(range.First)} {Weekday(range.First)} – {Day(range.Last)} {Weekday(range.Last)}"
        : $"{Weekday(range.First)} {Day(range.First)} – {Weekday(range.Last)} {Day(range.Last)}";

    /// <summary>12 分, 3 时, 10-29: how old something is.</summary>
    public string Age(DateTimeOffset at, DateTimeOffset now)
    {
        TimeSpan age = now - at;
        if (age < TimeSpan.FromMinutes(1)) return Chinese ? "刚刚" : "just now";
        if (age < TimeSpan.FromHours(1)) return Number((int)age.TotalMinutes, "分", "min");
        return age < TimeSpan.FromHours(48) ? Number((int)age.TotalHours, "时", "h") : Day(DateOnly.FromDateTime(at.UtcDateTime));
    }

    /// <summary>The same within a sentence: 37 分前 or 37 min ago; a day stays a day.</summary>
    public string Ago(DateTimeOffset at, DateTimeOffset now) =>
        now - at is { TotalMinutes: >= 1, TotalHours: < 48 } ? Age(at, now) + (Chinese ? "前" : " ago") : Age(at, now);

    /// <summary>09:40（UTC+8） or 09:40 (UTC+8).</summary>
    public string Time(DateTimeOffset local) => Chinese
        ? $"{local.ToString("HH:mm", Plain)}（{Offset(local.Offset)}）"
        : $"{local.ToString("HH:mm", Plain)} ({Offset(local.Offset)})";

    /// <summary>UTC+8, UTC−3:30.</summary>
    public static string Offset(TimeSpan offset)
    {
        string sign = offset < TimeSpan.Zero ? Shown.Minus.ToString() : "+";
        TimeSpan size = offset.Duration();
        string minutes = size.Minutes == 0 ? "" : size.ToString("\\:mm", Plain);
        return $"UTC{sign}{((int)size.TotalHours).ToString(Plain)}{minutes}";
    }

    string Short(DateOnly day) => day.ToString(Chinese ? "MM-dd" : "d MMM", Plain);

    string Number(int value, string zh, string en) => $"{value.ToString(Plain)} {(Chinese ? zh : en)}";
}
