using Duoshou.Kernel;

namespace Duoshou.Tax.China;

/// <summary>Days that Chinese customs counts by. Holidays are an argument: they are announced each year.</summary>
public static class CustomsCalendar
{
    /// <summary>
    /// The day whose benchmark rate customs uses for a declaration of the given day: the third Wednesday of the month before, or
    /// the
    /// fourth where the third is a holiday (duty collection rules, article 16).
    /// </summary>
    /// <exception cref="ArgumentException">Both Wednesdays are holidays: customs then announces the rate itself.</exception>
    public static DateOnly RateDay(DateOnly declared, Func<DateOnly, bool> isHoliday)
    {
        DateOnly first = new DateOnly(declared.Year, declared.Month, 1).AddMonths(-1);
        DateOnly wednesday = first.AddDays(((int)DayOfWeek.Wednesday - (int)first.DayOfWeek + 7) % 7);
        DateOnly third = wednesday.AddDays(14), fourth = wednesday.AddDays(21);
        if (!isHoliday(third)) return third;
        return !isHoliday(fourth) ? fourth
            : throw new ArgumentException($"Both {third:O} and {fourth:O} are holidays; take the rate that customs announces.");
    }

    /// <summary>
    /// Whether the tax on returned retail-import goods is given back: applied for within 30 days of release, and the goods back
    /// in the
    /// original place within 45 (notice 2020-45). A return before the notice's day is not covered by it.
    /// </summary>
    public static (bool Refunded, Words Reason) Return(DateOnly released, DateOnly applied, DateOnly back)
    {
        if (applied < new DateOnly(2020, 3, 28))
            return (false, new("2020 年第 45 号公告 2020-03-28 起实施。", "Notice 2020-45 holds from 2020-03-28."));
        if (applied.DayNumber - released.DayNumber > 30)
            return (false, new("超过放行后 30 日才申请退货。", "Applied for more than 30 days after release."));
        return back.DayNumber - released.DayNumber > 45
            ? (false, new("货物未在放行后 45 日内退回原监管场所。", "The goods were not back in the original place within 45 days of release."))
            : (true, new("税款不征或退还，年度额度相应调减。", "The tax is not collected or refunded, and the year total is reduced."));
    }
}
