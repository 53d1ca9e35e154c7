using Duoshou.Analytics.Baskets;
using Duoshou.Analytics.Portfolio;
using Duoshou.App.Catalog;
using Duoshou.App.Orders;

namespace Duoshou.App.Tests.Analyses;

public sealed class ProductTests
{
    static SoldLines Year(params (string Item, Func<int, int> Pieces)[] items) => SoldLinesOf.Made(
        items.SelectMany(item => Enumerable.Range(0, 182).SelectMany(day => Enumerable.Range(0, item.Pieces(day)).Select(i => ($"u{day}{i}", day, item.Item, 10m)))));

    [Fact]
    public void Shares_of_the_portfolio_add_up_and_places_follow_sales_and_steadiness()
    {
        ProductPortfolio found = ProductPortfolio.Of(Year(("steady", _ => 20), ("small", day => day % 7 == 0 ? 1 : 0), ("rare", day => day is 5 or 90 ? 6 : 0)));
        found.Rows.Sum(card => card.SalesShare).ShouldBe(1m, 0.0001m);
        found.Rows.Single(card => card.Item == "steady").ShouldSatisfyAllConditions(card => card.Abc.ShouldBe(AbcClass.A), card => card.Xyz.ShouldBe(XyzClass.X));
        found.Rows.Single(card => card.Item == "rare").Xyz.ShouldBe(XyzClass.Z);
    }

    [Fact]
    public void Stock_that_does_not_move_is_dead_and_stock_that_runs_out_is_next()
    {
        StockOnHand[] stock = [new("runs", "灯", null, 30m, 0m, 10m), new("lies", "柜", null, 500m, 0m, 10m), new("never", "碗", null, 9m, 0m, 4m)];
        ProductPortfolio found = ProductPortfolio.Of(Year(("runs", _ => 5), ("lies", day => day < 60 ? 2 : 0)), stock);
        found.Rows.Single(card => card.Item == "runs").CoverDays.ShouldBe(6m);
        found.Rows.Where(card => card.Dead).Select(card => card.Item).ShouldBe(["lies", "never"], ignoreOrder: true);
        found.DeadStockValue.ShouldBe(500m * 10m + 9m * 4m);
        found.Footing.Next.Zh.ShouldContain("6 天");
    }

    [Fact]
    public void What_runs_out_within_the_lead_time_is_ordered_up_to_the_coming_weeks()
    {
        SalesForecast forecast = SalesForecast.Of(Year(("runs", _ => 5), ("lasts", _ => 3)), new(ForecastGrain.Day, StockPlan.Horizon, ByItem: true));
        StockPlan plan = StockPlan.Of(forecast, [new("runs", "灯", null, 30m, 0m, 10m), new("lasts", null, null, 5000m, 0m, 10m)]);
        StockPlanRow runs = plan.Rows[0];
        runs.Item.ShouldBe("runs");
        runs.Expected.ShouldBe(140m, 2m);
        runs.RunsOutOn.ShouldBe(forecast.Begins!.Value.AddDays(6));
        runs.ReorderAt.ShouldBeInRange(70m, 110m);
        runs.OrderNow.ShouldBe(Math.Ceiling(runs.ReorderAt + runs.Ahead.Sum() - 30m));
        plan.Rows.Single(row => row.Item == "lasts").OrderNow.ShouldBe(0m);
        plan.Footing.Next.Zh.ShouldContain("灯");
    }

    [Fact]
    public void Without_stock_facts_only_sales_and_the_reorder_point_are_told()
    {
        SalesForecast forecast = SalesForecast.Of(Year(("a", day => day % 3 == 0 ? 1 : 0)), new(ForecastGrain.Day, StockPlan.Horizon, ByItem: true));
        StockPlanRow row = StockPlan.Of(forecast, []).Rows.Single();
        (row.OnHand, row.RunsOutOn, row.OrderNow).ShouldBe((null, null, null));
        row.High.ShouldBeGreaterThanOrEqualTo(row.Expected);
        StockPlan.Of(SalesForecast.Of(SoldLinesOf.Made([]), new(ByItem: true)), []).Rows.ShouldBeEmpty();
    }

    [Fact]
    public void Hits_state_how_often_they_were_false()
    {
        ProductPortfolio found = ProductPortfolio.Of(Year(("a", _ => 3), ("b", day => day > 150 ? 30 : 1), ("c", _ => 1)));
        found.HitRecord.ShouldNotBeNull().Days.ShouldBeGreaterThan(0);
        ProductPortfolio.Of(SoldLinesOf.Made([("u", 0, "S", 1m)])).HitRecord.ShouldBeNull();
    }

    [Fact]
    public void Bundles_must_be_beyond_chance()
    {
        Random dice = new(3);
        List<SoldLine> lines = [];
        for (int i = 0; i < 600; i++)
        {
            string[] basket = i % 6 == 0 ? ["lamp", "bulb"] : [$"x{dice.Next(12)}", $"y{dice.Next(12)}"];
            lines.AddRange(basket.Select(item => new SoldLine($"A{i}", null, new(2026, 1, 1), item, null, null, 1m, 10m, item == "bulb" ? 4m : null)));
        }

        Companions found = Companions.Of(new SoldLines { Lines = lines, Currency = Kernel.Currency.Of("CNY"), End = new(2026, 1, 1) }, new(5));
        found.Bundles.Select(idea => string.Join('+', idea.Items)).First().ShouldBe("bulb+lamp");
        found.Bundles.ShouldAllBe(idea => idea.Extra > 0m);
        found.Baskets.ShouldBe(600);
    }

    [Fact]
    public void A_count_that_would_never_end_is_raised_and_said()
    {
        BasketTable dense = BasketTable.From(Enumerable.Range(0, 60).Select(i => Enumerable.Range(0, 26).Where(item => item != i % 26).Select(item => $"i{item:00}")));
        Companions found = Companions.Of(dense, new(1, 0.99, 2));
        found.MinimumCount.ShouldBeGreaterThan(1);
        found.Footing.Limits.ShouldContain(limit => limit.Zh.Contains("改用"));
    }

    [Fact]
    public void A_forecast_begins_the_day_after_and_holds_its_middle_within_its_ends()
    {
        SalesForecast found = SalesForecast.Of(Year(("a", day => 5 + day % 7)), new(Horizon: 14));
        ForecastSeries series = found.Series.Single();
        series.Ahead.Count.ShouldBe(14);
        found.Begins.ShouldBe(new DateOnly(2026, 7, 2));
        series.Ahead.ShouldAllBe(point => point.Low <= point.Expected && point.Expected <= point.High);
        series.Total.ShouldBe(14 * 8m, 12m);
    }

    [Fact]
    public void An_unfinished_week_is_not_forecast_from()
    {
        SalesForecast found = SalesForecast.Of(Year(("a", _ => 2)), new(ForecastGrain.Week, 4));
        found.Begins!.Value.DayOfWeek.ShouldBe(DayOfWeek.Monday);
        found.Footing.Limits.ShouldContain(limit => limit.En.Contains("not whole"));
    }

    [Fact]
    public void Word_families_part_visitors_and_beside_them_stand_what_buyers_praise()
    {
        SearchWord[] words = [new("落地阅读灯", 100, 60, 5, 40), new("落地阅读灯 好用", 20, 10, 1, null), new("收纳 推荐", 50, 30, null, null)];
        BuyerText[] texts = [.. Enumerable.Range(0, 30).Select(i => new BuyerText("质量很好，快递很快", 5m, null)), .. Enumerable.Range(0, 12)
            .Select(_ => new BuyerText("包装破损，很失望", 1m, null))];
        SellingWords found = SellingWords.Of(words, texts, null, []);
        found.Families.Sum(family => family.Visitors).ShouldBe(100m);
        found.Families[0].ShouldSatisfyAllConditions(family => family.Root.ShouldBe("落地阅读灯"), family => family.Words.ShouldBe(2));
        found.Points.Single(point => point.Key == "quality").Role.ShouldBe("selling_point");
        found.Points.Single(point => point.Key == "package").Role.ShouldBe("pain_point");
    }
}
