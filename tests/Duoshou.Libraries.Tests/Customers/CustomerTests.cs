using Duoshou.Analytics.Customers;

namespace Duoshou.Libraries.Tests.Customers;

public class CustomerTests
{
    static readonly DateOnly Day = new(2025, 3, 1);

    [Fact]
    public void Shuffled_orders_give_the_same_table_and_the_money_adds_up()
    {
        CustomerOrder[] orders = Orders();
        IReadOnlyList<RfmRow> table = Rfm.Build(orders, Day.AddDays(200));
        Rfm.Build(orders.Reverse(), Day.AddDays(200)).ShouldBe(table);
        table.Sum(r => r.Monetary).ShouldBe(orders.Sum(o => o.Amount));
        table.Sum(r => r.Frequency).ShouldBe(orders.Select(o => o.Order).Distinct().Count());
    }

    [Fact]
    public void Equal_customers_get_equal_scores()
    {
        CustomerOrder[] orders = [.. Enumerable.Range(0, 10).Select(i => new CustomerOrder($"c{i}", $"o{i}", Day, 100m))];
        Rfm.Build(orders, Day.AddDays(1)).Select(r => (r.RecencyScore, r.FrequencyScore, r.MonetaryScore, r.Segment))
            .Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Nobody_and_one_customer_are_no_error()
    {
        Rfm.Build([], Day).ShouldBeEmpty();
        Rfm.Build([new("a", "1", Day, 0m)], Day).Single().RecencyDays.ShouldBe(0);
        BgNbd.Fit([]).ShouldBeNull();
        BgNbd.Fit(Enumerable.Repeat(new PurchaseHistory(0, 0, 30), 50)).ShouldBeNull();
        GammaGamma.Fit([(1, 5), (0, 0)]).ShouldBeNull();
        Cohorts.ByMonth([]).ShouldBeEmpty();
        Cohorts.Repeats([], Day).Customers.ShouldBe(0);
    }

    [SkippableFact]
    public void Weeks_or_days_make_the_same_model()
    {
        PurchaseHistory[] weeks = Sample();
        BgNbd inWeeks = BgNbd.Fit(weeks)!, inDays = BgNbd.Fit(weeks.Select(h => new PurchaseHistory(h.Repeats, 7 * h.LastAt, 7
            * h.Observed)))!;
        inDays.R.ShouldBe(inWeeks.R, 1e-4);
        inDays.Alpha.ShouldBe(7 * inWeeks.Alpha, 1e-2);
        BgNbd.Fit(weeks.Reverse())!.R.ShouldBe(inWeeks.R, 1e-12);
    }

    [SkippableFact]
    public void The_older_model_is_the_published_one_and_agrees()
    {
        PurchaseHistory[] weeks = Sample();
        ParetoNbd model = ParetoNbd.Fit(weeks)!;
        (model.R, model.Alpha, model.S).ShouldSatisfyAllConditions(
            m => m.R.ShouldBe(0.5533, 0.005), m => m.Alpha.ShouldBe(10.578, 0.05), m => m.S.ShouldBe(0.606, 0.005));
        model.LogLikelihood.ShouldBe(-9594.9739, 0.01);
        // Customer 1516 in the manual of the R package BTYD.
        PurchaseHistory customer = new(26, 30.86, 31);
        model.ExpectedOrders(customer, 52).ShouldBe(25.456, 0.05);
        model.ProbabilityAlive(customer).ShouldBe(0.9979, 0.0005);
    }

    [SkippableFact]
    public void All_23570_customers_of_CDNOW_fit_as_published()
    {
        Dictionary<string, List<DateOnly>> orders = new(StringComparer.Ordinal);
        foreach (string line in File.ReadLines(ReferenceFiles.Path("data/cdnow/CDNOW_master.txt")))
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!orders.TryGetValue(parts[0], out List<DateOnly>? days)) orders[parts[0]] = days = [];
            days.Add(DateOnly.ParseExact(parts[1], "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture));
        }

        BgNbd model = BgNbd.Fit(orders.Values.Select(d => PurchaseHistory.From(d, new(1997, 9, 30))))!;
        model.Customers.ShouldBe(23570);
        (model.R, model.Alpha, model.A, model.B).ShouldSatisfyAllConditions(m => m.R.ShouldBe(0.25162, 0.001),
            m => m.Alpha.ShouldBe(4.78894, 0.01), m => m.A.ShouldBe(0.72343, 0.005), m => m.B.ShouldBe(2.16109, 0.01));
        model.LogLikelihood.ShouldBe(-95368.444, 0.05);
    }

    [Fact]
    public void More_time_never_means_fewer_orders_and_silence_makes_a_customer_less_alive()
    {
        BgNbd model = new(0.243, 4.414, 0.793, 2.426);
        PurchaseHistory customer = new(4, 20, 30);
        double[] expected = [.. Enumerable.Range(0, 50).Select(t => model.ExpectedOrders(customer, 5 * t))];
        expected.ShouldBe(expected.Order());
        model.ProbabilityAlive(new(4, 20, 60)).ShouldBeLessThan(model.ProbabilityAlive(customer));
        foreach (double a in new[] { 0.2, 0.999999, 1, 1.5 })
            double.IsFinite(new BgNbd(0.3, 5, a, 1 - a > 0 ? 1 - a : 0.5).ExpectedOrders(new(0, 0, 10), 10)).ShouldBeTrue();
    }

    [Fact]
    public void A_cohort_begins_whole_and_its_money_adds_up()
    {
        CustomerOrder[] orders = Orders();
        IReadOnlyList<Cohort> cohorts = Cohorts.ByMonth(orders);
        cohorts.All(c => c.Active[0] == c.Customers).ShouldBeTrue();
        cohorts.Sum(c => c.Revenue.Sum()).ShouldBe(orders.Sum(o => o.Amount));
        cohorts.Sum(c => c.Customers).ShouldBe(orders.Select(o => o.Customer).Distinct().Count());
        RepeatBuying repeats = Cohorts.Repeats(orders, Day.AddDays(200));
        repeats.SecondOrderShare.ShouldBe(repeats.SecondOrderShare.Order());
    }

    [Fact]
    public void Value_is_margin_times_orders_times_spend_when_money_does_not_lose_value()
    {
        CustomerValue value = CustomerValue.Of(new(0.243, 4.414, 0.793, 2.426), new(6.25, 3.74, 15.44), new(2, 30.43, 38.86),
            22.35, 39, 0.3, 0);
        value.Value.ShouldBe(0.3 * value.ExpectedOrders * value.ExpectedSpend, 1e-9);
        value.ExpectedOrders.ShouldBe(1.226, 0.001);
    }

    static CustomerOrder[] Orders() => [.. Enumerable.Range(0, 300).Select(i =>
        new CustomerOrder($"c{i * 7 % 83}", $"o{i}", Day.AddDays(i * 13 % 180), 10m + i % 17 + 0.37m))];

    static PurchaseHistory[] Sample() => [.. File.ReadLines(ReferenceFiles.Path("data/cdnow_sample/calibration.csv")).Skip(1)
        .Select(l =>
    {
        double[] v = [.. l.Split(',').Select(p => double.Parse(p, System.Globalization.CultureInfo.InvariantCulture))];
        return new PurchaseHistory((int)v[1], v[2], v[3]);
    })];
}
