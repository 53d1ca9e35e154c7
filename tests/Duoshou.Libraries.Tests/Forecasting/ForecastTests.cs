using Duoshou.Analytics.Forecasting;

namespace Duoshou.Libraries.Tests.Forecasting;

public class ForecastTests
{
    public static readonly TheoryData<double[]> Odd = new(
        [], [5], [0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3], [-5, 4, -3, 2, -1, 0, 7, -8, 9, 1],
        [1, 2], [1e12, 2e12, 3e12, 1e12, 2e12, 3e12, 1e12, 2e12], [0, 0, 9, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 9, 0, 0]);

    [Theory]
    [MemberData(nameof(Odd))]
    public void Any_series_gets_finite_points_and_an_interval_around_them(double[] series)
    {
        AutomaticForecast made = AutomaticForecast.Make(series, 7, 5);
        made.Forecast.Mean.Count.ShouldBe(5);
        for (int h = 0; h < 5; h++)
        {
            double.IsFinite(made.Forecast.Mean[h]).ShouldBeTrue();
            made.Forecast.Low[h].ShouldBeLessThanOrEqualTo(made.Forecast.Mean[h]);
            made.Forecast.High[h].ShouldBeGreaterThanOrEqualTo(made.Forecast.Mean[h]);
        }

        Theta.Standard(series, 7, 3).All(double.IsFinite).ShouldBeTrue();
        Theta.Optimised(series, 7, 3).All(double.IsFinite).ShouldBeTrue();
        Intermittent.Smooth(series).Croston.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void A_forecast_of_the_series_in_cents_is_the_forecast_in_yuan_times_hundred()
    {
        double[] sales = WeeklySales(120);
        double[] yuan = AutomaticForecast.Mean(sales, 7, 14), cents = AutomaticForecast.Mean([.. sales.Select(v => v * 100)],
            7, 14);
        for (int h = 0; h < 14; h++) cents[h].ShouldBe(100 * yuan[h], 0.002 * Math.Abs(100 * yuan[h]));
    }

    [Fact]
    public void A_weekly_pattern_is_carried_on()
    {
        AutomaticForecast made = AutomaticForecast.Make(WeeklySales(140), 7, 7);
        made.Reliable.ShouldBeTrue();
        made.Forecast.Mean[5].ShouldBeGreaterThan(1.3 * made.Forecast.Mean[0]);
        made.Rolling!.Mase.ShouldBeLessThan(made.RollingNaive!.Mase);
    }

    [Fact]
    public void A_forecast_is_the_same_on_every_run()
    {
        double[] sales = WeeklySales(100);
        AutomaticForecast.Make(sales, 7, 10).Forecast.High.ShouldBe(AutomaticForecast.Make(sales, 7, 10).Forecast.High);
    }

    [Fact]
    public void Demand_that_died_fades_only_where_the_method_knows_death()
    {
        double[] demand = [0, 4, 0, 0, 5, 0, 4, 0, 0, 4, .. new double[40]];
        Intermittent smooth = Intermittent.Smooth(demand);
        smooth.Tsb.ShouldBeLessThan(0.05 * smooth.Croston);
        smooth.Sba.ShouldBe(0.95 * smooth.Croston, 1e-12);
    }

    [Theory]
    [InlineData(new double[] { 5, 5, 4, 5, 6, 5, 5 }, DemandClass.Smooth)]
    [InlineData(new double[] { 1, 9, 1, 14, 1, 1, 20 }, DemandClass.Erratic)]
    [InlineData(new double[] { 0, 5, 0, 0, 5, 0, 5, 0 }, DemandClass.Intermittent)]
    [InlineData(new double[] { 0, 1, 0, 0, 30, 0, 1, 0 }, DemandClass.Lumpy)]
    [InlineData(new double[] { 0, 0, 0 }, DemandClass.None)]
    public void Demand_is_classed_by_how_often_and_how_evenly_it_comes(double[] demand, DemandClass expected) =>
        Intermittent.Smooth(demand).Class.ShouldBe(expected);

    [SkippableFact]
    public void Intervals_of_95_percent_hold_92_to_98_percent_of_what_came()
    {
        using FileStream file = File.OpenRead(ReferenceFiles.Path("data/m3/m3.csv.gz"));
        using System.IO.Compression.GZipStream unpacked = new(file, System.IO.Compression.CompressionMode.Decompress);
        Duoshou.Analytics.Cases.CompetitionSeries[] all = Duoshou.Analytics.Cases.CompetitionSeries.Read(unpacked);
        int held = 0, points = 0;
        foreach (Duoshou.Analytics.Cases.CompetitionSeries s in all.Where((_, i) => i % 24 == 0))
        {
            double[] mean = AutomaticForecast.Mean(s.History, s.Period, s.Future.Length);
            Forecast forecast = AutomaticForecast.WithInterval(s.History, s.Period, mean, "");
            for (int h = 0; h < mean.Length; h++, points++)
                if (s.Future[h] >= forecast.Low[h] && s.Future[h] <= forecast.High[h])
                    held++;
        }

        ((double)held / points).ShouldBeInRange(0.92, 0.98);
    }

    static double[] WeeklySales(int days)
    {
        Duoshou.Analytics.Numerics.SeededRandom random = new(5);
        return [.. Enumerable.Range(0, days).Select(d => (200 + 0.3 * d) * (1 + (d % 7 >= 5 ? 0.6 : -0.1)) * Math.Exp(0.05
            * random.Normal()))];
    }
}
