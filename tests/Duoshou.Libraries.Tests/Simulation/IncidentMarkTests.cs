using Duoshou.Analytics.Simulation;
using Duoshou.Kernel;
using Xunit.Abstractions;

namespace Duoshou.Libraries.Tests.Simulation;

public sealed class IncidentMarkTests(ITestOutputHelper log)
{
    static readonly AgencySimulation Simulation = SimulatedFacts.Small(11);

    [Fact]
    public void Every_kind_is_planted_near_the_end_over_many_seeds()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            AgencySimulation simulation = SimulatedFacts.Small(seed, 400);
            foreach (IncidentKind kind in Enum.GetValues<IncidentKind>())
                simulation.Incidents.Any(i => i.Kind == kind && i.To > SimulatedFacts.LastDay.AddDays(-60))
                    .ShouldBeTrue($"seed {seed} lacks {kind}");
            simulation.Incidents.Count(i => i.To == SimulatedFacts.LastDay).ShouldBeGreaterThanOrEqualTo(5, $"seed {seed}");
            simulation.Incidents.ShouldAllBe(i => i.From >= i.CausedOn && i.To >= i.From && i.To <= SimulatedFacts.LastDay
                && i.Direction != 0);
        }
    }

    [Fact]
    public void Incidents_of_a_shop_keep_their_distance()
    {
        foreach (var shop in Simulation.Incidents.GroupBy(i => i.Shop.Index))
            foreach (var (one, next) in shop.OrderBy(i => i.CausedOn).Zip(shop.OrderBy(i => i.CausedOn).Skip(1)))
                (next.CausedOn.DayNumber - one.To.DayNumber).ShouldBeGreaterThan(14);
    }

    [Fact]
    public void Causes_stand_in_the_change_log_on_their_day_with_the_thing_they_touch()
    {
        foreach (PlantedIncident incident in Simulation.Incidents.Where(i => i.CauseChangeId is not null))
        {
            Row change = Simulation.Rows(incident.Shop, FactKind.Change)
                .Single(row => row.Text("change_id") == incident.CauseChangeId);
            change.Day("at").ShouldBe(incident.CausedOn, incident.Kind.ToString());
            if (change.Text("sku") is { } sku) incident.Thing["sku"].ShouldContain(sku);
        }

        Simulation.Incidents.Where(i => i.CauseChangeId is null).Select(i => i.Kind).Distinct().ShouldBe(
            [IncidentKind.StockOut, IncidentKind.WrongRate, IncidentKind.MissingFeed, IncidentKind.Brushing,
                IncidentKind.RivalPriceCut], ignoreOrder: true);
    }

    [Fact]
    public void A_stock_out_has_no_stock_and_no_sale()
    {
        foreach (PlantedIncident incident in Of(IncidentKind.StockOut))
        {
            Stock(incident).Where(row => incident.Days.Contains(row.Day("at"))).ShouldAllBe(row => row.Number("on_hand") == 0);
            Stock(incident).Where(row => row.Day("at") == incident.From.AddDays(-2))
                .ShouldAllBe(row => row.Number("on_hand") > 0);
            Sales(incident).Where(row => incident.Days.Contains(row.Day("ordered_at"))).ShouldBeEmpty();
            Sales(incident).Count(row => incident.Before().Contains(row.Day("ordered_at"))).ShouldBeGreaterThan(20);
        }
    }

    [Theory]
    [InlineData(IncidentKind.ImageChange)]
    [InlineData(IncidentKind.PriceRise)]
    [InlineData(IncidentKind.RivalPriceCut)]
    public void Conversion_of_the_item_falls_about_as_far_as_the_truth_says(IncidentKind kind)
    {
        foreach (PlantedIncident incident in Of(kind))
        {
            double now = Conversion(incident, incident.Days), before = Conversion(incident, incident.Before());
            log.WriteLine($"{incident.Shop.Name.En} {before:P2} {now:P2} expected {incident.ExpectedChange}");
            (now / before - 1).ShouldBe((double)incident.ExpectedChange, 0.25);
        }
    }

    [Fact]
    public void Paid_visitors_and_ad_cost_fail_to_come_when_the_budget_ends()
    {
        foreach (PlantedIncident incident in Of(IncidentKind.AdBudgetEnd))
        {
            double visitors = Ratio(incident, FactKind.Traffic, "visitors", row => row.Text("channel") == "paid_search");
            double cost = Ratio(incident, FactKind.Ad, "cost", _ => true);
            (visitors - 1).ShouldBe((double)incident.ExpectedChange, 0.2);
            (cost - 1).ShouldBe((double)incident.ExpectedChange, 0.2);
            Ratio(incident, FactKind.Traffic, "visitors", row => row.Text("channel") != "paid_search").ShouldBeGreaterThan(0.7);
        }
    }

    [Fact]
    public void Stacked_coupons_sell_below_cost()
    {
        foreach (PlantedIncident incident in Of(IncidentKind.CouponClash))
        {
            Row[] sales = [.. Sales(incident).Where(row => incident.Days.Contains(row.Day("ordered_at"))
                && row.Moment("paid_at") is not null)];
            sales.Sum(row => row.Number("paid") - row.Number("freight") - row.Number("cost")).ShouldBeLessThan(0);
            Row[] calm = [.. Sales(incident).Where(row => incident.Before().Previous().Contains(row.Day("ordered_at")))];
            calm.Sum(row => row.Number("paid") - row.Number("freight") - row.Number("cost")).ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void A_late_carrier_is_slow_and_costs_scores_and_refunds_in_its_regions_only()
    {
        foreach (PlantedIncident incident in Of(IncidentKind.LateCarrier))
        {
            HashSet<string> regions = [.. incident.Thing["region"].Split('|')];
            var orders = Simulation.Rows(incident.Shop, FactKind.OrderLine).Where(row => row.Text("row_class") == RowClass.Sale)
                .ToArray();
            var sent = orders.Where(row => row.Moment("completed_at") is not null && incident.CausedOn <= row.Day("ordered_at")
                && row.Day("ordered_at") <= incident.To).ToLookup(row => regions.Contains(row.Text("region")!));
            if (sent[true].Any()) sent[true].Average(Days).ShouldBeGreaterThan(sent[false].Average(Days) + 3);
            var late = orders.Where(row => incident.CausedOn <= row.Day("ordered_at") && row.Day("ordered_at") <= incident.To
                && regions.Contains(row.Text("region")!)).Select(row => row.Text("order_id")).ToHashSet();
            var reviews = Simulation.Rows(incident.Shop, FactKind.Review).Where(row => late.Contains(row.Text("order_id")))
                .ToArray();
            if (reviews.Length > 5) reviews.Average(row => row.Number("dsr_logistics")).ShouldBeLessThan(3.2m);
            Row[] all = [.. Simulation.Rows(incident.Shop, FactKind.Review)];
            Score(all, incident.Days).ShouldBeLessThan(Score(all, incident.Before()) - 0.3m);
        }

        static decimal Score(Row[] reviews, Period days) =>
            reviews.Where(row => days.Contains(row.Day("at"))).Average(row => row.Number("dsr_logistics"));

        static double Days(Row row) => (row.Moment("completed_at")!.Value - row.Moment("dispatched_at")!.Value).TotalDays;
    }

    [Fact]
    public void A_bad_batch_turns_the_reviews_of_one_item()
    {
        foreach (PlantedIncident incident in Of(IncidentKind.BadBatch))
        {
            Row[] reviews = [.. Simulation.Rows(incident.Shop, FactKind.Review)
                .Where(row => row.Text("sku") == incident.Thing["sku"])];
            Row[] now = [.. reviews.Where(row => incident.Days.Contains(row.Day("at")))];
            now.Count(row => row.Number("stars") <= 2).ShouldBeGreaterThan(now.Length / 4, $"{now.Length} reviews");
            now.Where(row => row.Number("stars") <= 2).GroupBy(row => row.Text("aspects"))
                .MaxBy(group => group.Count())!.Key.ShouldBe(incident.Thing["aspects"]);
            reviews.Where(row => incident.Before().Contains(row.Day("at"))).Average(row => row.Number("stars"))
                .ShouldBeGreaterThan(4);
        }
    }

    [Fact]
    public void A_wrong_rate_jumps_and_jumps_back()
    {
        foreach (PlantedIncident incident in Of(IncidentKind.WrongRate))
        {
            decimal Rate(DateOnly day) => Simulation.Rates.Single(r => r.From == incident.Shop.Currency && r.On == day
                && r.Kind == RateKind.Day).Rate;
            (Rate(incident.From) / Rate(incident.From.AddDays(-1)) - 1)
                .ShouldBe(incident.ExpectedChange, 0.1m * (1 + incident.ExpectedChange));
            if (incident.To < SimulatedFacts.LastDay) (Rate(incident.To.AddDays(1)) / Rate(incident.From.AddDays(-1)))
                .ShouldBe(1m, 0.05m);
        }
    }

    [Fact]
    public void A_missing_feed_is_silent_for_its_days_only()
    {
        foreach (PlantedIncident incident in Of(IncidentKind.MissingFeed))
        {
            FactTable table = FactTables.Find(incident.Thing["feed"])!;
            string moment = table.Kind == FactKind.OrderLine ? "ordered_at" : "at";
            Row[] rows = [.. Simulation.Rows(incident.Shop, table.Kind)];
            rows.Where(row => incident.Days.Contains(row.Day(moment))).ShouldBeEmpty();
            rows.ShouldContain(row => row.Day(moment) == incident.From.AddDays(-1));
        }
    }

    [Fact]
    public void Brushing_is_a_plateau_of_few_buyers_without_visitors()
    {
        foreach (PlantedIncident incident in Of(IncidentKind.Brushing))
        {
            var direct = Sales(incident).Where(row => incident.Days.Contains(row.Day("ordered_at"))
                && row.Text("channel") == "direct").ToArray();
            direct.GroupBy(row => row.Text("buyer_key")).OrderByDescending(group => group.Count()).Take(6)
                .Sum(group => group.Count())
                .ShouldBeGreaterThan(direct.Length * 7 / 10);
            Ratio(incident, FactKind.Traffic, "visitors", row => row.Text("sku") == incident.Thing["sku"])
                .ShouldBeInRange(0.7, 1.4);
        }
    }

    [Fact]
    public void A_tracking_loss_halves_visitors_and_keeps_orders()
    {
        foreach (PlantedIncident incident in Of(IncidentKind.TrackingLoss))
        {
            (Ratio(incident, FactKind.Traffic, "visitors", _ => true) - 1).ShouldBe((double)incident.ExpectedChange, 0.12);
            Ratio(incident, FactKind.OrderLine, "quantity", row => row.Text("row_class") == RowClass.Sale)
                .ShouldBeInRange(0.7, 1.4);
        }
    }

    [Fact]
    public void Without_incidents_the_days_before_the_first_cause_are_the_same()
    {
        AgencySimulation clean = SimulatedFacts.Small(11, incidents: false);
        clean.Incidents.ShouldBeEmpty();
        foreach (var shop in Simulation.Incidents.Where(i => i.Kind != IncidentKind.StockOut).GroupBy(i => i.Shop.Index).Take(4))
        {
            if (Simulation.Incidents.Any(i => i.Shop.Index == shop.Key && i.Kind is IncidentKind.StockOut)) continue;
            DateOnly first = shop.Min(i => i.CausedOn).AddDays(-16);
            decimal Visitors(AgencySimulation s) => s.Rows(s.Agency.Shops[shop.Key], FactKind.Traffic)
                .Where(row => row.Day("at") < first).Sum(row => row.Number("visitors"));
            Visitors(Simulation).ShouldBe(Visitors(clean));
        }
    }

    static PlantedIncident[] Of(IncidentKind kind) => Simulation.Incidents.Where(i => i.Kind == kind)
        .ToArray() is { Length: > 0 } found
        ? found
        : throw new InvalidOperationException($"{kind} is not planted.");

    static IEnumerable<Row> Stock(PlantedIncident incident) => Simulation.Rows(incident.Shop, FactKind.Stock)
        .Where(row => incident.Thing["sku"].Split('|').Contains(row.Text("sku")));

    static IEnumerable<Row> Sales(PlantedIncident incident) => Simulation.Rows(incident.Shop, FactKind.OrderLine)
        .Where(row => row.Text("row_class") == RowClass.Sale && incident.Thing["sku"].Split('|').Contains(row.Text("sku")));

    static double Conversion(PlantedIncident incident, Period days)
    {
        int orders = Sales(incident).Count(row => row.Text("line_id") == "1" && days.Contains(row.Day("ordered_at")));
        decimal visitors = Simulation.Rows(incident.Shop, FactKind.Traffic)
            .Where(row => row.Text("sku") == incident.Thing["sku"] && days.Contains(row.Day("at")))
            .Sum(row => row.Number("visitors"));
        return orders / (double)visitors;
    }

    /// <summary>A measure per day during the incident against the two weeks before.</summary>
    static double Ratio(PlantedIncident incident, FactKind kind, string measure, Func<Row, bool> which)
    {
        string moment = kind == FactKind.OrderLine ? "ordered_at" : "at";
        Row[] rows = [.. Simulation.Rows(incident.Shop, kind).Where(which)];
        decimal now = rows.Where(row => incident.Days.Contains(row.Day(moment)))
            .Sum(row => row.Number(measure)) / incident.Days.Days;
        decimal before = rows.Where(row => incident.Before().Contains(row.Day(moment))).Sum(row => row.Number(measure)) / 14;
        return (double)(now / before);
    }
}
