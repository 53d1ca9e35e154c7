using Duoshou.Analytics.Portfolio;

namespace Duoshou.Libraries.Tests.Portfolio;

public class PortfolioTests
{
    [Fact]
    public void Classes_go_by_what_larger_items_make_and_do_not_depend_on_order()
    {
        (string, decimal, IReadOnlyList<double>)[] items = [("a", 80, [10, 10, 10]), ("b", 15, [1, 9, 5]), ("c", 4, [0, 0,
            30]), ("d", 1, [])];
        IReadOnlyList<PortfolioItem> placed = AbcXyz.Classify(items);
        placed.Select(p => p.Abc).ShouldBe([AbcClass.A, AbcClass.B, AbcClass.C, AbcClass.C]);
        placed.Select(p => p.Xyz).ShouldBe([XyzClass.X, XyzClass.Y, XyzClass.Z, XyzClass.None]);
        AbcXyz.Classify(items.Reverse()).ShouldBe(placed);
        AbcXyz.Classify([]).ShouldBeEmpty();
        AbcXyz.Classify([("x", 0m, [])]).Single().Abc.ShouldBe(AbcClass.C);
    }

    [Fact]
    public void A_steady_rise_is_growth_and_stock_without_sales_is_dead()
    {
        LifeCycle.StageOf([.. Enumerable.Range(0, 60).Select(d => Math.Exp(0.05 * d) * 20)]).ShouldBe(LifeStage.Growth);
        LifeCycle.StageOf([.. Enumerable.Range(0, 60).Select(d => Math.Exp(-0.03 * d) * 2000)]).ShouldBe(LifeStage.Decline);
        LifeCycle.StageOf([.. Enumerable.Repeat(30.0, 60)]).ShouldBe(LifeStage.Mature);
        LifeCycle.StageOf([1, 2]).ShouldBe(LifeStage.Introduction);
        LifeCycle.IsDeadStock(10, 0, 3, 5).ShouldBeTrue();
        LifeCycle.IsDeadStock(0, 0, 300, 300).ShouldBeFalse();
    }

    [Fact]
    public void A_markdown_sells_off_and_never_beats_itself()
    {
        Markdown plan = Markdown.Plan(1000, 6, 50, 80, -2.5, 10, 0.2);
        plan.Prices.ShouldBe(plan.Prices.OrderDescending());
        (plan.Units.Sum() + plan.Left).ShouldBe(1000, 1e-6);
        double held = 6 * 80 * 50 + (1000 - 480) * 10 - 0.2 * Enumerable.Range(1, 6).Sum(w => 1000 - 80.0 * w);
        plan.Cash.ShouldBeGreaterThan(held);
        Markdown.Plan(0, 6, 50, 80, -2, 10, 0).Cash.ShouldBe(0);
    }

    [Fact]
    public void A_hit_sells_three_times_as_much_and_is_among_the_best()
    {
        DateOnly day = new(2025, 1, 1);
        List<SaleLine> sales = [];
        for (int item = 0; item < 40; item++)
            for (int d = 0; d < 90; d++)
                sales.Add(new($"i{item:00}", day.AddDays(d), item == 7 && d >= 56 ? 40 : 1 + item % 3, $"o{item}-{d}", $"b{d}", 5));
        HitDetection detection = new(sales);
        detection.HitsAt(day.AddDays(56)).ShouldBe(["i07"]);
        detection.CandidatesAt(day.AddDays(56)).ShouldBe(40);
        IReadOnlyList<HitCandidate> likely = detection.Likely(day.AddDays(60), 5);
        likely[0].Item.ShouldBe("i07");
        sales.Reverse();
        new HitDetection(sales).Likely(day.AddDays(60), 5).ShouldBe(likely);
        new HitDetection([]).Likely(day).ShouldBeEmpty();
    }
}
