using Duoshou.Analytics.Anomalies;

namespace Duoshou.Libraries.Tests.Anomalies;

public class AnomalyTests
{
    static readonly DateOnly Start = new(2024, 1, 1);

    [Fact]
    public void A_parts_of_a_split_add_up_to_the_series()
    {
        double[] series = Sales(200);
        Stl split = Stl.Split(series, new(7, 11, Robust: true));
        for (int i = 0; i < series.Length; i++)
            (split.Seasonal[i] + split.Trend[i] + split.Remainder[i]).ShouldBe(series[i], 1e-9);
    }

    [Fact]
    public void Two_seasons_are_told_apart()
    {
        double[] hourly = [.. Enumerable.Range(0, 24 * 7 * 6).Select(h =>
            100 + 20 * Math.Sin(2 * Math.PI * h / 24) + 10 * Math.Cos(2 * Math.PI * h / 168))];
        (IReadOnlyList<Stl> seasons, _, IReadOnlyList<double> remainder) = Stl.SplitSeasons(hourly, [168, 24]);
        seasons.Count.ShouldBe(2);
        remainder.Skip(200).Take(500).Max(Math.Abs).ShouldBeLessThan(2);
    }

    [Fact]
    public void A_spike_and_an_outage_are_found_and_measured()
    {
        double[] sales = Sales(365);
        sales[100] *= 1.8;
        for (int d = 200; d < 203; d++) sales[d] *= 0.5;
        AnomalyReport report = AnomalyDetection.Find(Days(365), sales);
        Anomaly spike = report.Anomalies.Single(a => a.First == Start.AddDays(100));
        (spike.Up, spike.Shape).ShouldBe((true, AnomalyShape.Point));
        spike.Amount.ShouldBe(sales[100] - report.Expected[100], 1e-9);
        Anomaly outage = report.Anomalies.Single(a => a.First == Start.AddDays(200));
        (outage.Last, outage.Up).ShouldBe((Start.AddDays(202), false));
        report.Anomalies.Count.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void A_sale_day_is_judged_against_its_own_other_years()
    {
        DateOnly[] days = [.. Enumerable.Range(0, 1096).Select(d => new DateOnly(2023, 1, 1).AddDays(d))];
        double[] sales = Sales(1096);
        IReadOnlyList<CalendarEvent> calendar = RetailCalendar.Between(2023, 2025);
        for (int i = 0; i < days.Length; i++)
            if (days[i].Month == 11 && days[i].Day <= 11)
                sales[i] *= 3;
        AnomalyDetection.Find(days, sales, calendar).Anomalies.Where(a => a.First.Month == 11).ShouldBeEmpty();
        AnomalyDetection.Find(days, sales).Anomalies.Where(a => a.First.Month == 11).ShouldNotBeEmpty();
        int failed = Array.IndexOf(days, new DateOnly(2025, 11, 11));
        sales[failed] /= 2;
        AnomalyDetection.Find(days, sales, calendar).Anomalies.ShouldContain(a => a.First == days[failed] && !a.Up
            && a.EventKey == "1111");
    }

    [Fact]
    public void The_series_in_another_currency_has_the_same_anomalies()
    {
        double[] sales = Sales(365);
        sales[90] *= 2;
        Anomaly[] Found(double rate) => [.. AnomalyDetection.Find(Days(365), [.. sales.Select(v => v * rate)]).Anomalies];
        Found(1).Select(a => (a.First, a.Last, a.Shape)).ShouldBe(Found(7.1).Select(a => (a.First, a.Last, a.Shape)));
    }

    [Fact]
    public void Odd_series_are_answered_without_an_error()
    {
        foreach (double[] odd in new double[][] { [], [1], new double[60], [.. Enumerable.Repeat(5.0, 60)],
            [.. Enumerable.Repeat(double.NaN, 60)],
            [.. Enumerable.Range(0, 60).Select(d => d % 2 == 0 ? -5.0 : 4)] })
            AnomalyDetection.Find(Days(odd.Length), odd).Scores.Count.ShouldBe(odd.Length);
        Stl.Split([], new(7)).Trend.ShouldBeEmpty();
        Stl.Split([4], new(7)).Remainder.Single().ShouldBe(0, 1e-12);
    }

    [Theory]
    [InlineData(2024, "2024-11-29")]
    [InlineData(2025, "2025-11-28")]
    public void Black_Friday_is_the_day_after_the_fourth_Thursday(int year, string day) =>
        RetailCalendar.Between(year, year).Single(e => e.Key == "bfcm").First
            .ShouldBe(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Small_counts_are_judged_by_their_exact_chances()
    {
        TailTests.Count(0, 3).ShouldBe(2 * Math.Exp(-3), 1e-12);
        TailTests.Count(3, 3).ShouldBe(1);
        TailTests.Rate(0, 10, 0.5).ShouldBe(2.0 / 1024, 1e-12);
        TailTests.Rate(0, 0, 0.5).ShouldBe(1);
        TailTests.Trend([1, 2, 3, 4, 5, 6, 7, 8]).ShouldBeLessThan(0.01);
        TailTests.RateScores([5, 5, 5], [100, 100, 0]).ShouldBe([0, 0, 0]);
    }

    static DateOnly[] Days(int count) => [.. Enumerable.Range(0, count).Select(Start.AddDays)];

    /// <summary>Week, growth and noise of about 4 %.</summary>
    static double[] Sales(int days)
    {
        Duoshou.Analytics.Numerics.SeededRandom random = new(7);
        return [.. Enumerable.Range(0, days).Select(d => 20000 * (1 + d / 2000.0) * (1 + 0.15 * Math.Sin(d * 2 * Math.PI / 7))
            * Math.Exp(0.04 * random.Normal()))];
    }
}
