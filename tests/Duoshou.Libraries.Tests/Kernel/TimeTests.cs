using Duoshou.Kernel;

namespace Duoshou.Libraries.Tests.Kernel;

public sealed class TimeTests
{
    [Theory]
    [InlineData("lunar_new_year", "2025-01-29"), InlineData("lunar_new_year", "2026-02-17"), InlineData("lunar_new_year", "2027-02-06"),
     InlineData("lunar_new_year", "2030-02-03"), InlineData("mid_autumn", "2025-10-06"), InlineData("mid_autumn", "2026-09-25"),
     InlineData("dragon_boat", "2026-06-19"), InlineData("qixi", "2025-08-29"), InlineData("easter", "2026-04-05"), InlineData("easter", "2030-04-21"),
     InlineData("black_friday", "2026-11-27"), InlineData("cyber_monday", "2026-11-30"), InlineData("mothers_day", "2026-05-10"),
     InlineData("double_11", "2026-11-11"), InlineData("618", "2026-06-18"), InlineData("diwali", "2026-11-08"), InlineData("qingming", "2026-04-05"),
     InlineData("qingming", "2024-04-04"), InlineData("prime_day", "2024-07-16"), InlineData("ramadan", "2026-02-18"), InlineData("eid_al_fitr", "2026-03-20")]
    public void Festivals_fall_on_the_days_of_the_almanac(string key, string day)
    {
        DateOnly date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Festivals.In(date.Year).Where(f => f.Key == key).Select(f => f.On).ShouldContain(date);
    }

    [Fact]
    public void The_lunar_new_year_is_held_against_the_lunar_new_year()
    {
        Period holiday = new(new(2026, 2, 10), new(2026, 2, 23));
        Period before = new Comparison(ComparisonKind.Festival, "lunar_new_year").Against(holiday);
        before.ShouldBe(new Period(new(2025, 1, 22), new(2025, 2, 4)));
    }

    [Fact]
    public void Without_a_name_the_nearest_festival_aligns() =>
        new Comparison(ComparisonKind.Festival).Against(new(new(2026, 11, 10), new(2026, 11, 12))).ShouldBe(new Period(new(2025, 11, 10), new(2025, 11, 12)));

    [Fact]
    public void A_festival_without_a_date_refuses_rather_than_guesses() =>
        Should.Throw<InvalidOperationException>(() => new Comparison(ComparisonKind.Festival, "no_such").Against(Period.Of(new(2026, 1, 1))));

    [Fact]
    public void Same_weekdays_last_year_meet_their_weekdays()
    {
        Period week = new(new(2026, 10, 26), new(2026, 11, 1));
        Period before = Comparison.SameWeekdaysLastYear.Against(week);
        before.First.DayOfWeek.ShouldBe(week.First.DayOfWeek);
        before.ShouldBe(new Period(new(2025, 10, 27), new(2025, 11, 2)));
    }

    [Fact]
    public void A_business_day_that_begins_at_six_keeps_the_night_with_the_evening()
    {
        ShopZone shop = new("Asia/Shanghai", 6);
        shop.Day(new(2026, 5, 2, 5, 59, 0, TimeSpan.FromHours(8))).ShouldBe(new DateOnly(2026, 5, 1));
        shop.Day(new(2026, 5, 2, 6, 0, 0, TimeSpan.FromHours(8))).ShouldBe(new DateOnly(2026, 5, 2));
    }

    [Fact]
    public void The_day_of_a_clock_change_is_as_long_as_it_really_was()
    {
        ShopZone berlin = new("Europe/Berlin");
        (berlin.Begins(new(2026, 3, 30)) - berlin.Begins(new(2026, 3, 29))).ShouldBe(TimeSpan.FromHours(23));
        (berlin.Begins(new(2026, 10, 26)) - berlin.Begins(new(2026, 10, 25))).ShouldBe(TimeSpan.FromHours(25));
    }

    [Fact]
    public void An_unknown_zone_is_refused_with_what_to_write() =>
        Should.Throw<FormatException>(() => new ShopZone("Beijing")).Message.ShouldContain("Asia/Shanghai");

    [Fact]
    public void A_period_knows_its_neighbours_and_refuses_to_end_before_it_begins()
    {
        Period week = new(new(2026, 1, 8), new(2026, 1, 14));
        week.Previous().ShouldBe(new Period(new(2026, 1, 1), new(2026, 1, 7)));
        week.Next().First.ShouldBe(new DateOnly(2026, 1, 15));
        week.ToString().ShouldBe("2026-01-08/2026-01-14");
        Should.Throw<ArgumentOutOfRangeException>(() => new Period(new(2026, 1, 2), new(2026, 1, 1)));
    }
}
