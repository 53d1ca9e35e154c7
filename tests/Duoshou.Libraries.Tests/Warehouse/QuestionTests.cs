using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Tests.Warehouse;

public sealed class QuestionTests(MarchStore march) : IClassFixture<MarchStore>
{
    readonly Store store = march.Store;

    [Theory]
    [InlineData("orders", "3")]
    [InlineData("units", "7")]
    [InlineData("gmv", "240")]
    [InlineData("paid_sales", "195")]
    [InlineData("refunds", "35")]
    [InlineData("net_sales", "160")]
    [InlineData("discount", "15")]
    [InlineData("refund_count", "2")]
    [InlineData("refund_rate", "0.179487")]
    [InlineData("buyers", "2")]
    [InlineData("new_buyers", "2")]
    [InlineData("returning_buyers", "0")]
    [InlineData("repeat_rate", "0.5")]
    [InlineData("aov", "80")]
    [InlineData("units_per_order", "2.333333")]
    [InlineData("visitor_days", "150")]
    [InlineData("page_views", "400")]
    [InlineData("impressions", "1500")]
    [InlineData("click_rate", "0.266667")]
    [InlineData("add_to_cart_rate", "0.166667")]
    [InlineData("favourites_rate", "0.1")]
    [InlineData("conversion", "0.013333")]
    [InlineData("order_conversion", "0.02")]
    [InlineData("visitor_value", "1.3")]
    [InlineData("sell_through", "0.666667")]
    [InlineData("stock_days", "20")]
    [InlineData("ad_cost", "20")]
    [InlineData("ad_clicks", "40")]
    [InlineData("cpc", "0.5")]
    [InlineData("ad_sales", "60")]
    [InlineData("roas", "3")]
    [InlineData("ad_share", "0.25")]
    [InlineData("fees", "10")]
    [InlineData("cogs", "90")]
    [InlineData("gross_margin", "0.4375")]
    [InlineData("contribution", "40")]
    [InlineData("profit", "40")]
    [InlineData("dsr_product", "4.5")]
    [InlineData("dsr_service", "4")]
    [InlineData("dsr_logistics", "3")]
    [InlineData("reviews", "4")]
    [InlineData("bad_review_share", "0.333333")]
    [InlineData("first_response", "24")]
    public async Task Each_metric_is_what_it_is_by_hand(string metric, string expected)
    {
        MetricAnswer answer = await store.Ask(MarchFacts.Of(metric));
        answer.Total.Now[0].Shown().ShouldBe(expected);
        answer.Rows.ShouldHaveSingleItem().Now[0].ShouldBe(answer.Total.Now[0]);
        answer.Passports[metric].Total.ShouldBe(answer.Total.Now[0]);
    }

    [Fact]
    public async Task A_statement_tells_of_sales_and_payouts_too_which_are_no_fees()
    {
        using Store own = await MarchFacts.Filled();
        await own.Load(Store.North, FactTables.Fee,
            "statement_id=1 line_id=1 at=2026-03-02 fee_kind=commission currency=CNY amount=12", "statement_id=1 line_id=2 at=2026-03-02 fee_kind=storage currency=CNY amount=3",
            "statement_id=1 line_id=3 at=2026-03-02 fee_kind=proceeds currency=CNY amount=-195", "statement_id=1 line_id=4 at=2026-03-03 fee_kind=payout currency=CNY amount=180");
        MetricAnswer answer = await own.Ask(MarchFacts.Of("fees contribution profit"));
        answer.Total.Now.Select(figure => figure.Shown()).ShouldBe(["15", "38", "35"]);
    }

    [Fact]
    public async Task Visitors_of_one_day_are_known_and_over_days_refused()
    {
        MetricQuestion day = MarchFacts.Of("visitors") with { Range = Period.Of(new(2026, 3, 1)) };
        (await store.Ask(day)).Total.Now[0].Shown().ShouldBe("100");
        (await store.Facts.Ask(MarchFacts.Of("visitors"), Store.All, default)).Refusal!.Code.ShouldBe("metric.not_over_days");
        MetricAnswer days = await store.Ask(MarchFacts.Of("visitors", "day"));
        days.Rows.Select(row => row.Now[0].Shown()).ShouldBe(["100", "50", "0", "0"]);
        days.Total.Now[0].Value.ShouldBeNull();
    }

    [Fact]
    public async Task Splitting_keeps_sums_and_counts_people_anew()
    {
        MetricAnswer answer = await store.Ask(MarchFacts.Of("gmv buyers orders", "city"));
        answer.Rows.Select(row => $"{row.Keys[0]} {row.Now[0].Shown()} {row.Now[1].Shown()} {row.Now[2].Shown()}").ShouldBe(["Lhasa 30 1 1", "Wuhan 210 1 2"]);

        MetricAnswer shops = await store.Ask(MarchFacts.Of("gmv buyers", "shop"), Store.All);
        shops.Rows.Count.ShouldBe(2);
        shops.Total.Now.Select(figure => figure.Shown()).ShouldBe(["440", "2"]);
        (await store.Ask(MarchFacts.Of("gmv orders", "client", "platform"), Store.All)).Rows.Select(row => row.Keys[1]).ShouldBe(["jd", "tmall"]);
    }

    [Fact]
    public async Task Days_weeks_months_and_hours_are_told_by_the_shops_clock()
    {
        (await store.Ask(MarchFacts.Of("gmv", "day"))).Rows.Select(row => $"{row.Keys[0]} {row.Now[0].Shown()}").ShouldBe(["2026-03-01 180", "2026-03-02 60"]);
        (await store.Ask(MarchFacts.Of("gmv", "week"))).Rows.Select(row => $"{row.Keys[0]} {row.Now[0].Shown()}").ShouldBe(["2026-02-23 180", "2026-03-02 60"]);
        (await store.Ask(MarchFacts.Of("gmv", "month"))).Rows.ShouldHaveSingleItem().Keys[0].ShouldBe("2026-03-01");
        (await store.Ask(MarchFacts.Of("orders", "hour"))).Rows.Select(row => $"{row.Keys[0]} {row.Now[0].Shown()}").ShouldBe(["9 1", "10 1", "23 1"]);
        (await store.Ask(MarchFacts.Of("paid_sales", "day"))).Rows.Select(row => $"{row.Keys[0]} {row.Now[0].Shown()}").ShouldBe(["2026-03-01 135", "2026-03-03 60"]);
    }

    [Fact]
    public async Task Filters_keep_or_leave_out_and_blank_is_a_value()
    {
        async Task<string> Gmv(params Condition[] where) => (await store.Ask(MarchFacts.Of("gmv") with { Where = where })).Total.Now[0].Shown();
        (await Gmv(new Condition("city", ["Wuhan"]))).ShouldBe("210");
        (await Gmv(new Condition("city", ["Wuhan"], Not: true))).ShouldBe("30");
        (await Gmv(new Condition("channel", [""]))).ShouldBe("240");
        (await Gmv(new Condition("channel", [""], Not: true))).ShouldBe("NoData");
        (await Gmv(new Condition("city", ["x' or '1'='1"]))).ShouldBe("NoData");
        (await Gmv(new Condition("day", ["2026-03-02"]))).ShouldBe("60");
        (await Gmv(new Condition("shop", ["South"]))).ShouldBe("NotPermitted");
    }

    [Fact]
    public async Task A_comparison_lines_days_up_and_keeps_what_vanished()
    {
        MetricQuestion question = MarchFacts.Of("gmv", "day") with { Range = Period.Of(new(2026, 3, 2)), Against = Comparison.Previous };
        MetricAnswer answer = await store.Ask(question);
        AnswerRow row = answer.Rows.ShouldHaveSingleItem();
        (row.Now[0].Shown(), row.Before![0].Shown()).ShouldBe(("60", "180"));
        answer.Before.ShouldBe(Period.Of(new(2026, 3, 1)));

        MetricAnswer cities = await store.Ask(question with { By = ["city"] });
        cities.Rows.Select(each => $"{each.Keys[0]} {each.Now[0].Shown()} {each.Before![0].Shown()}").ShouldBe(["Lhasa NoData 30", "Wuhan 60 150"]);
    }

    [Fact]
    public async Task A_scope_sees_its_shops_and_nothing_else()
    {
        foreach (string metric in MetricCatalogue.All.Select(metric => metric.Key))
        {
            MetricQuestion question = MarchFacts.Of(metric) with { Range = Period.Of(new(2026, 3, 1)) };
            MetricAnswer none = await store.Ask(question, Store.Sees());
            none.Total.Now[0].ShouldBe(Figure.None(EmptyReason.NotPermitted), metric);
            none.Passports[metric].Sources.ShouldBeEmpty();
            MetricAnswer berlin = await store.Ask(question with { Where = [new Condition("shop", ["North"], Not: true)] }, Store.Sees(Store.Berlin));
            berlin.Total.Now[0].Value.ShouldBeNull(metric);
        }

        (await store.Ask(MarchFacts.Of("gmv"), Store.Sees(Store.South))).Total.Now[0].Shown().ShouldBe("200");
        (await store.Facts.Values("city", MarchFacts.Range, Store.Sees(Store.Berlin), 10, default)).ShouldBeEmpty();
        (await store.Facts.Values("city", MarchFacts.Range, Store.All, 10, default)).ShouldBe(["Wuhan", "Lhasa"]);
        (await store.Facts.Rows("gmv", MarchFacts.Of("gmv"), Store.Sees(Store.Berlin), null, 10, default)).Value!.Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Costs_and_profit_are_for_those_who_may_see_them()
    {
        Scope viewer = Store.All with { SeesCost = false, SeesProfit = false };
        MetricAnswer answer = await store.Ask(MarchFacts.Of("gmv cogs gross_margin contribution profit"), viewer);
        answer.Total.Now.Select(figure => figure.Shown()).ShouldBe(["440", "NotPermitted", "NotPermitted", "NotPermitted", "NotPermitted"]);
        (await store.Facts.Rows("cogs", MarchFacts.Of("cogs"), viewer, null, 10, default)).Refusal!.Code.ShouldBe("metric.not_permitted");
    }

    [Theory]
    [InlineData("gvm", "day", "metric.unknown")]
    [InlineData("gmv", "dya", "dimension.unknown")]
    [InlineData("ad_cost", "status", "metric.not_by_dimension")]
    [InlineData("conversion", "city", "metric.not_by_dimension")]
    public async Task What_cannot_be_answered_is_refused_with_a_reason(string metric, string by, string code)
    {
        Refusal? refusal = (await store.Facts.Ask(MarchFacts.Of(metric, by), Store.All, default)).Refusal;
        refusal!.Code.ShouldBe(code);
        if (metric == "gvm") refusal.Remedy.En.ShouldContain("gmv");
    }

    [Fact]
    public async Task The_four_kinds_of_empty_are_told_apart()
    {
        using Store store = await MarchFacts.Filled();
        MetricAnswer answer = await store.Ask(MarchFacts.Of("gmv") with { Range = Period.Of(new(2025, 1, 1)) });
        answer.Total.Now[0].ShouldBe(Figure.None(EmptyReason.NoData));
        (await store.Ask(MarchFacts.Of("ad_cost"), Store.Sees(Store.South))).Total.Now[0].Empty.ShouldBe(EmptyReason.NotConnected);
        await store.Load(Store.Berlin, FactTables.OrderLine, "row_class=sale order_id=Z line_id=1 ordered_at=2026-03-01 currency=EUR gross=10 quantity=1");
        MetricAnswer berlin = await store.Ask(MarchFacts.Of("gmv paid_sales refunds cogs profit buyers"), Store.Sees(Store.Berlin));
        berlin.Total.Now.Select(figure => figure.Shown()).ShouldBe(["10", "NotSupplied", "NotSupplied", "NotSupplied", "NotSupplied", "NotSupplied"]);
    }

    [Fact]
    public async Task Costs_that_are_partly_known_make_profit_incomplete_and_unknown_where_many_are_missing()
    {
        using Store store = await MarchFacts.Filled();
        await store.Load(Store.North, FactTables.OrderLine,
            "row_class=sale order_id=H line_id=1 ordered_at=2026-03-02 paid_at=2026-03-02 currency=CNY gross=10 paid=10 refunded=0 quantity=1 fee_estimate=0");
        MetricAnswer answer = await store.Ask(MarchFacts.Of("cogs profit gmv"));
        answer.Total.Now.Select(figure => figure.State).ShouldBe([NumberState.Incomplete, NumberState.Unknown, NumberState.Settled]);
        answer.Total.Now[1].Empty.ShouldBe(EmptyReason.NotSupplied);
        answer.Passports["cogs"].Coverage.ShouldBe(0.75m);

        await store.Load(Store.North, FactTables.OrderLine, [.. Enumerable.Range(0, 6).Select(line =>
            $"row_class=sale order_id=I line_id={line} ordered_at=2026-03-02 paid_at=2026-03-02 currency=CNY gross=10 paid=10 refunded=0 quantity=1 cost=4 fee_estimate=0")]);
        answer = await store.Ask(MarchFacts.Of("profit gross_margin"));
        answer.Total.Now.Select(figure => figure.State).ShouldBe([NumberState.Incomplete, NumberState.Incomplete]);
    }

    /// <summary>One shop has a statement of few lines, the other estimates on many orders: rows of two kinds say nothing about how much is known.</summary>
    [Fact]
    public async Task Few_lines_of_a_statement_beside_many_estimates_leave_profit_known()
    {
        using Store store = await MarchFacts.Filled();
        await store.Load(Store.North, FactTables.Fee, "statement_id=1 line_id=1 at=2026-03-02 fee_kind=commission currency=CNY amount=12");
        await store.Load(Store.South, FactTables.OrderLine, [.. Enumerable.Range(0, 30).Select(line =>
            $"row_class=sale order_id=M line_id={line} ordered_at=2026-03-02 paid_at=2026-03-02 currency=CNY gross=10 paid=10 refunded=0 quantity=1 cost=4 fee_estimate=1")]);
        MetricAnswer answer = await store.Ask(MarchFacts.Of("contribution fees"), Store.Sees(Store.North, Store.South));
        answer.Total.Now.Select(figure => figure.Shown()).ShouldBe(["281", "49"]);
    }

    [Fact]
    public async Task Money_of_two_currencies_needs_a_rate()
    {
        ExchangeRate[] rates = [new(Currency.Of("EUR"), Currency.Of("CNY"), new(2026, 3, 1), 8m, RateKind.Day, "ECB"), new(Currency.Of("EUR"), Currency.Of("CNY"), new(2026, 3, 2), 7.5m, RateKind.Day, "ECB")];
        using Store store = await MarchFacts.Filled(rates);
        await store.Load(Store.Berlin, FactTables.OrderLine, "row_class=sale order_id=Z line_id=1 ordered_at=2026-03-01 currency=EUR gross=10.10 quantity=1",
            "row_class=sale order_id=Z line_id=2 ordered_at=2026-03-02 currency=EUR gross=20 quantity=1");

        (await store.Facts.Ask(MarchFacts.Of("gmv"), Store.All, default)).Refusal!.Code.ShouldBe("currency.mixed");
        MetricAnswer converted = await store.Ask(MarchFacts.Of("gmv") with { Currency = Currency.Of("CNY") }, Store.All);
        converted.Total.Now[0].Value.ShouldBe(440m + 80.8m + 150m);
        converted.Passports["gmv"].Rate.ShouldNotBeNull().ShouldContain("ECB");
        converted.Passports["gmv"].RateDate.ShouldBe(new DateOnly(2026, 3, 1));
        MetricAnswer split = await store.Ask(MarchFacts.Of("gmv", "currency"), Store.All);
        split.Rows.Select(row => $"{row.Keys[0]} {row.Now[0].Shown()}").ShouldBe(["CNY 440", "EUR 30.1"]);
        MetricAnswer missing = await store.Ask(MarchFacts.Of("gmv units") with { Currency = Currency.Of("USD") }, Store.All);
        missing.Total.Now.Select(figure => figure.Shown()).ShouldBe(["NoRate", "13"]);
    }

    [Fact]
    public async Task What_was_known_on_a_moment_can_be_asked()
    {
        using Store store = new();
        BatchRecord first = await store.Load(Store.North, FactTables.OrderLine, MarchFacts.NorthOrders);
        BatchRecord changed = await store.Load(Store.North, FactTables.OrderLine, MarchFacts.NorthOrders[0].Replace("gross=100", "gross=90"));
        await store.Facts.Undo(changed.Id, Store.All, Store.Noon, default);
        async Task<string> Gmv(DateTimeOffset? known, string by) =>
            (await store.Ask(MarchFacts.Of("gmv orders", by) with { AsKnownOn = known })).Total.Now[0].Shown();
        foreach (string by in new[] { "day", "city" })
        {
            (await Gmv(first.KnownAt.AddSeconds(-1), by)).ShouldBe("NoData");
            (await Gmv(first.KnownAt, by)).ShouldBe("240");
            (await Gmv(changed.KnownAt, by)).ShouldBe("230");
            (await Gmv(null, by)).ShouldBe("240");
        }
    }

    [Fact]
    public async Task Traffic_given_in_several_cuts_is_not_added_up()
    {
        using Store store = await MarchFacts.Filled();
        await store.Load(Store.North, FactTables.Traffic, "at=2026-03-01 source=search visitors=70 page_views=200 impressions=700", "at=2026-03-01 source=live visitors=45 page_views=100 impressions=300",
            "at=2026-03-01 sku=S1 visitors=60 page_views=150 impressions=600");
        MetricQuestion day = MarchFacts.Of("visitors page_views") with { Range = Period.Of(new(2026, 3, 1)) };
        (await store.Ask(day)).Total.Now.Select(figure => figure.Shown()).ShouldBe(["100", "300"]);
        (await store.Ask(day with { By = ["source"] })).Rows.Select(row => $"{row.Keys[0]} {row.Now[0].Shown()}").ShouldBe(["live 45", "search 70"]);
        (await store.Ask(day with { By = ["sku"] })).Rows.Select(row => $"{row.Keys[0]} {row.Now[1].Shown()}").ShouldBe(["S1 150"]);
        (await store.Ask(MarchFacts.Of("page_views"))).Total.Now[0].Shown().ShouldBe("400");
    }

    [Fact]
    public async Task A_finer_cut_that_a_total_hides_is_told_with_how_far_it_is_off()
    {
        using Store store = await MarchFacts.Filled();
        MetricQuestion day = MarchFacts.Of("visitors gmv") with { Range = Period.Of(new(2026, 3, 1)) };
        (await store.Ask(day)).Passports["visitors"].Aside.ShouldBeEmpty();
        await store.Load(Store.North, FactTables.Traffic, "at=2026-03-01 source=search visitors=70 page_views=200", "at=2026-03-01 source=live visitors=45 page_views=100",
            "at=2026-03-01 sku=S1 page_views=150");
        CutAside[] told = [.. (await store.Ask(day)).Passports["visitors"].Aside];
        told.Select(a => (a.Taken.En, a.Aside.En, a.Days, a.VisitorsTaken, a.VisitorsAside)).ShouldBe(
            [("the shop's total", "figures by source", 1, 100m, 115m), ("the shop's total", "figures by item or page", 1, null, null)]);
        told[0].Difference.ShouldBe(0.15m);
        told[0].Text.Zh.ShouldContain("差 +15%");
        told[1].Text.En.ShouldNotContain("%");
        (await store.Ask(day)).Passports["gmv"].Aside.ShouldBeEmpty();

        // By source the total has no answer to give: nothing that could answer is left aside.
        (await store.Ask(day with { By = ["source"] })).Passports["visitors"].Aside.ShouldBeEmpty();
        (await store.Facts.Aside(Store.Sees(Store.North), Period.Of(new(2026, 3, 1)), default)).Count.ShouldBe(2);
        (await store.Facts.Aside(Store.Sees(Store.North), Period.Of(new(2026, 3, 2)), default)).ShouldBeEmpty();
        (await store.Facts.Aside(Store.Sees(), Period.Of(new(2026, 3, 1)), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_way_down_leads_to_the_standing_rows_a_page_at_a_time()
    {
        using Store store = await MarchFacts.Filled();
        await store.Load(Store.North, FactTables.OrderLine, MarchFacts.NorthOrders[0].Replace("gross=100", "gross=90"));
        FactPage page = (await store.Facts.Rows("gmv", MarchFacts.Of("gmv"), Store.Sees(Store.North), null, 3, default)).Value!;
        (page.Count, page.Rows.Count).ShouldBe((4, 3));
        page.Next.ShouldNotBeNull();
        FactPage rest = (await store.Facts.Rows("gmv", MarchFacts.Of("gmv"), Store.Sees(Store.North), page.Next, 3, default)).Value!;
        rest.Rows.Count.ShouldBe(1);
        rest.Next.ShouldBeNull();
        int gross = page.Columns.ToList().IndexOf("gross"), line = page.Columns.ToList().IndexOf("line");
        page.Rows.Concat(rest.Rows).Select(row => row[gross]).Order().ShouldBe(["30", "50", "60", "90"]);
        page.Rows[0][line].ShouldBe("5");
        (await store.Facts.Rows("refund_count", MarchFacts.Of("refund_count"), Store.Sees(Store.North), null, 3, default)).Value!.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Rows_are_sorted_and_a_cut_is_said()
    {
        MetricAnswer answer = await store.Ask(MarchFacts.Of("gmv", "city") with { OrderBy = "gmv", Limit = 1 });
        answer.Rows.ShouldHaveSingleItem().Keys[0].ShouldBe("Wuhan");
        answer.Truncated.ShouldBeTrue();
        answer.Total.Now[0].Shown().ShouldBe("240");
    }

    [Theory]
    [InlineData("gmv", false, false)]
    [InlineData("gmv", true, false)]
    [InlineData("gmv", false, true)]
    [InlineData("gmv", true, true)]
    [InlineData("city", false, false)]
    [InlineData("city", true, false)]
    public async Task Rows_stand_by_size_change_or_name_either_way_round_with_the_unknown_last(string by, bool reversed, bool change)
    {
        MetricQuestion question = MarchFacts.Of("gmv", "city") with { Against = Comparison.Previous };
        MetricAnswer answer = await store.Ask(question with { OrderBy = by, Reversed = reversed, OrderByChange = change });
        answer.Rows.Count.ShouldBeGreaterThan(1);
        (string? City, decimal? Value)[] rows = [.. answer.Rows.Select(row => (row.Keys[0], change ? row.Now[0].Value - row.Before![0].Value : row.Now[0].Value))];
        if (by == "city")
        {
            string?[] names = [.. (await store.Ask(question)).Rows.Select(row => row.Keys[0])];
            rows.Select(row => row.City).ShouldBe(reversed ? names.Reverse() : names);
            return;
        }

        decimal[] known = [.. rows.Select(row => row.Value).OfType<decimal>()];
        known.ShouldBe(reversed ? known.Order() : known.OrderDescending());
        rows.SkipWhile(row => row.Value is not null).ShouldAllBe(row => row.Value == null);
    }

    [Fact]
    public async Task Net_sales_of_rows_add_up_to_their_total_where_one_has_only_refunds_and_another_only_payments()
    {
        using Store sold = new();
        await sold.Load(Store.North, FactTables.OrderLine,
            "order_id=A line_id=1 row_class=sale ordered_at=2026-03-10T12:00 paid_at=2026-03-10T12:05 currency=CNY quantity=1 gross=5 paid=5 refunded=0 city=Wuhan",
            "order_id=B line_id=1 row_class=sale ordered_at=2026-03-10T12:00 currency=CNY quantity=1 gross=7 paid=0 refunded=7 city=Lhasa",
            "order_id=C line_id=1 row_class=sale ordered_at=2026-02-28T23:58 paid_at=2026-03-01T00:03 currency=CNY quantity=1 gross=9 paid=9 refunded=0 city=Nanjing");
        MetricAnswer answer = await sold.Ask(new() { Metrics = ["net_sales"], By = ["city"], Range = new(new(2026, 3, 1), new(2026, 3, 31)), OrderBy = "city" });
        string.Join(", ", answer.Rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Keys[0]} {row.Now[0].Value:0}"))).ShouldBe("Lhasa -7, Nanjing 9, Wuhan 5");
        answer.Total.Now[0].Value.ShouldBe(7m);
    }

    [Theory]
    [InlineData(false, "Lhasa,Wuhan,")]
    [InlineData(true, "Wuhan,Lhasa,")]
    public async Task A_city_that_was_not_supplied_stands_last_either_way_round(bool reversed, string expected)
    {
        using Store sold = new();
        await sold.Load(Store.North, FactTables.OrderLine, [.. new[] { " city=Wuhan", "", " city=Lhasa" }.Select((city, i) =>
            $"order_id=R{i} line_id=1 row_class=sale ordered_at=2026-03-10T12:00 currency=CNY quantity=1 gross=5{city}")]);
        MetricAnswer answer = await sold.Ask(new() { Metrics = ["gmv"], By = ["city"], Range = new(new(2026, 3, 1), new(2026, 3, 31)), OrderBy = "city", Reversed = reversed });
        string.Join(',', answer.Rows.Select(row => row.Keys[0])).ShouldBe(expected);
    }

    [Theory]
    [InlineData("sell_through", "sku", "S1 1, S2 1, S3 0")]
    [InlineData("stock_days", "sku", "S1 16, S2 20, S3 NoData")]
    [InlineData("repeat_rate", "city", "Lhasa 0, Wuhan 1")]
    [InlineData("new_buyers", "city", "Lhasa 1, Wuhan 1")]
    [InlineData("returning_buyers", "city", "Lhasa 0, Wuhan 0")]
    [InlineData("refund_count", "product", "P1 0, P2 1")]
    [InlineData("roas", "campaign", "K1 3")]
    [InlineData("refund_rate", "platform", "jd 0, tmall 0.179487")]
    public async Task Counts_and_levels_split_too(string metric, string by, string expected)
    {
        MetricAnswer answer = await store.Ask(MarchFacts.Of(metric, by), by == "platform" ? Store.All : null);
        string.Join(", ", answer.Rows.Where(row => row.Keys[0] is not null).Select(row => $"{row.Keys[0]} {row.Now[0].Shown()}")).ShouldBe(expected);
    }
}
