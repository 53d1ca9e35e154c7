using Duoshou.Analytics.Simulation;
using Duoshou.Kernel;

namespace Duoshou.Libraries.Tests.Simulation;

public sealed class TradeShapeTests
{
    static readonly AgencySimulation Year = SimulatedFacts.Small(5, 400, incidents: false);
    static readonly SimulatedShop Tmall = Year.Agency.Shops[0];
    static readonly Row[] Orders = [.. Year.Rows(Tmall, FactKind.OrderLine)];

    [Fact]
    public void Paid_is_gross_less_discounts_plus_freight_and_tax_on_every_paid_line()
    {
        AgencySimulation simulation = SimulatedFacts.Small(2, 60);
        foreach (SimulatedShop shop in simulation.Agency.Shops)
        {
            foreach (Row row in simulation.Rows(shop, FactKind.OrderLine).Where(row => row.Moment("paid_at") is not null))
            {
                decimal off = row.Number("discount_seller") + row.Number("discount_platform");
                row.Number("paid").ShouldBe(row.Number("gross") - off + row.Number("freight") + row.Number("tax"));
                row.Number("list_amount").ShouldBeGreaterThanOrEqualTo(row.Number("gross"));
                row.Number("paid").ShouldBeGreaterThan(0);
                new Money(row.Number("paid"), shop.Currency).Minor().ShouldBeGreaterThan(0);
                row.Text("currency").ShouldBe(shop.Currency.Code);
                row.Moment("paid_at")!.Value.ShouldBeGreaterThanOrEqualTo(row.Moment("ordered_at")!.Value);
                if (row.Moment("completed_at") is { } done) done.ShouldBeGreaterThan(row.Moment("dispatched_at")!.Value);
            }
        }
    }

    [Fact]
    public void A_line_is_never_refunded_more_than_was_paid_and_refunds_come_after_the_order()
    {
        var sales = Orders.Where(row => row.Text("row_class") == RowClass.Sale)
            .ToDictionary(row => (row.Text("order_id"), row.Text("line_id")));
        Row[] backs = [.. Orders.Where(row => row.Text("row_class") == RowClass.Cancellation)];
        backs.Length.ShouldBeGreaterThan(100);
        foreach (Row back in backs)
        {
            Row sale = sales[(back.Text("refers_to"), back.Text("line_id"))];
            back.Number("refunded").ShouldBeInRange(0.01m, sale.Number("paid") - sale.Number("refunded"));
            back.Moment("ordered_at")!.Value.ShouldBeGreaterThan(sale.Moment("ordered_at")!.Value);
            back.Known("paid").ShouldBeNull();
        }
    }

    [Fact]
    public void Nothing_is_known_after_the_last_midnight()
    {
        DateTime end = SimulatedFacts.LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue);
        foreach (string moment in new[] { "ordered_at", "paid_at", "dispatched_at", "completed_at" })
            Orders.ShouldAllBe(row => row.Moment(moment) == null || row.Moment(moment) < end);
    }

    [Fact]
    public void Keys_are_unique()
    {
        foreach (FactKind kind in Enum.GetValues<FactKind>())
        {
            var keys = FactTables.Of(kind).Columns.Where(column => column.Role == FactRole.Key)
                .Select(column => (column.Name, column.Type)).ToArray();
            Row[] rows = [.. SimulatedFacts.Small(4, 60).Rows(kind == FactKind.VisitEvent ? Year.Agency.Shops[10] : Tmall, kind)];
            rows.Length.ShouldBeGreaterThan(0);
            rows.Select(row => string.Join('\n', keys.Select(key => key.Type == FactType.Time
                ? row.Moment(key.Name)!.Value.Ticks.ToString("D", null) : row.Text(key.Name)))).Distinct().Count()
                .ShouldBe(rows.Length, kind.ToString());
        }
    }

    [Fact]
    public void Stock_is_never_negative_and_an_ordinary_hit_does_not_run_out()
    {
        Row[] stock = [.. Year.Rows(Tmall, FactKind.Stock)];
        stock.ShouldAllBe(row => row.Number("on_hand") >= 0 && row.Number("inbound") >= 0);
        stock.Count(row => row.Number("on_hand") == 0).ShouldBeLessThan(stock.Length / 100);
        AgencySimulation planted = SimulatedFacts.Small(5);
        foreach (SimulatedShop shop in planted.Agency.Shops)
            planted.Rows(shop, FactKind.Stock).ShouldAllBe(row => row.Number("on_hand") >= 0);
    }

    [Fact]
    public void Weekends_and_double_eleven_are_busy_and_the_new_year_is_quiet()
    {
        var daily = Orders.Where(row => row.Text("row_class") == RowClass.Sale).GroupBy(row => row.Day("ordered_at"))
            .ToDictionary(day => day.Key, day => day.Count());
        double mean = daily.Values.Average();
        daily[new(2025, 11, 11)].ShouldBeGreaterThan((int)(2 * mean));
        daily[new(2026, 6, 18)].ShouldBeGreaterThan((int)(1.6 * mean));
        daily[new(2026, 2, 17)].ShouldBeLessThan((int)(0.8 * mean));
        var calm = daily.Where(day => day.Key.Month is 3 or 4 or 8).ToArray();
        double sunday = calm.Where(day => day.Key.DayOfWeek == DayOfWeek.Sunday).Average(day => day.Value),
            monday = calm.Where(day => day.Key.DayOfWeek == DayOfWeek.Monday).Average(day => day.Value);
        (sunday / monday).ShouldBeInRange(1.04, 1.4);
    }

    [Fact]
    public void Few_items_sell_much_and_many_little()
    {
        int[] sold = [.. Orders.Where(row => row.Text("row_class") == RowClass.Sale).GroupBy(row => row.Text("sku"))
            .Select(item => item.Count()).OrderDescending()];
        sold.Length.ShouldBe(24);
        (sold.Take(5).Sum() / (double)sold.Sum()).ShouldBeInRange(0.45, 0.75);
    }

    [Fact]
    public void Some_buyers_come_back_and_live_where_they_lived()
    {
        var buyers = Orders.Where(row => row.Text("row_class") == RowClass.Sale).GroupBy(row => row.Text("buyer_key")).ToArray();
        (buyers.Count(buyer => buyer.Select(row => row.Text("order_id")).Distinct().Count() > 1) / (double)buyers.Length)
            .ShouldBeInRange(0.1, 0.5);
        buyers.ShouldAllBe(buyer => buyer.Select(row => row.Text("city")).Distinct().Count() == 1);
    }

    [Fact]
    public void Ads_never_cost_more_than_their_budget_and_claim_more_than_they_brought()
    {
        Row[] ads = [.. Year.Rows(Tmall, FactKind.Ad)];
        foreach (var day in ads.GroupBy(row => (row.Day("at"), row.Text("campaign"))))
            day.Sum(row => row.Number("cost")).ShouldBeLessThanOrEqualTo(day.First().Number("budget"));
        int brought = Orders.Count(row => row.Text("channel") == "paid_search" && row.Text("line_id") == "1"
            && row.Text("row_class") == RowClass.Sale);
        ads.Sum(row => row.Number("credited_orders")).ShouldBeGreaterThan(brought);
    }

    [Fact]
    public void Conversion_is_of_the_trade()
    {
        decimal visitors = Year.Rows(Tmall, FactKind.Traffic).Sum(row => row.Number("visitors"));
        int orders = Orders.Count(row => row.Text("row_class") == RowClass.Sale && row.Text("line_id") == "1");
        (orders / visitors).ShouldBeInRange(0.02m, 0.045m);
    }
}
