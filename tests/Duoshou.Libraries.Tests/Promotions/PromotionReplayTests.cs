using Duoshou.Promotions;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Replay;

namespace Duoshou.Libraries.Tests.Promotions;

public class PromotionReplayTests
{
    static readonly Promotion Threshold = new()
    {
        Id = "mj",
        When = [new Condition.Subtotal(30_000, null, ItemSelector.Everything, null)],
        Actions = [new PromotionAction.AmountOff(ActionScope.Order, 5_000)],
        Funding = [new FundingShare("platform", 4_000), new FundingShare("shop", 6_000)],
        Limits = new PromotionLimits { Budget = 8_000 },
    };

    static PastOrder Order(int day, long price, string segment = "old")
    {
        Cart cart = Carts.Of(("x", 1, price));
        return new PastOrder(cart with { Lines = [cart.Lines[0] with { Cost = 10_000 }] }, new DateOnly(2026, 10, day), segment);
    }

    static ReplayReport Run(params PastOrder[] orders) => PromotionReplay.Run(orders, new ReplayQuestion
    {
        Before = new PromotionBook([]),
        After = new PromotionBook([Threshold]),
        Strategy = ["mj"],
        UpliftsBasisPoints = [0, 1_000],
    });

    [Fact]
    public void Discount_given_away_room_to_sell_more_and_the_budget_curve_are_told_apart()
    {
        ReplayReport report = Run(Order(1, 32_000), Order(1, 25_000, "new"), Order(2, 40_000), Order(3, 9_000));
        (report.Total.Orders, report.Total.Touched, report.Total.DiscountAfter, report.Total.DiscountBefore)
            .ShouldBe((4, 2, 10_000, 0));
        ReplayStrategy strategy = report.Strategy.ShouldHaveSingleItem();
        (strategy.Applies, strategy.Near, strategy.Discount, strategy.DryOn).ShouldBe((2, 1, 10_000, new DateOnly(2026, 10, 2)));
        strategy.Curve.ShouldBe([(new DateOnly(2026, 10, 1), 5_000L), (new DateOnly(2026, 10, 2), 10_000L)]);
        report.Funding.ShouldBe(new Dictionary<string, long> { ["platform"] = 4_000, ["shop"] = 6_000 }, ignoreOrder: true);
        report.Segments.Select(s => (s.Key, s.Sums.Orders)).ShouldBe([("new", 1), ("old", 3)]);
    }

    [Fact]
    public void The_break_even_uplift_is_the_lost_margin_over_the_margin_left()
    {
        // Margin before: 22 000; the shop pays 3 000 of the 5 000, so 19 000 are left.
        ReplayReport report = Run(Order(1, 32_000));
        (report.Total.MarginBefore, report.Total.MarginAfter).ShouldBe((22_000, 19_000));
        report.BreakEvenUplift.ShouldBe(3_000m / 19_000m);
        report.Uplifts.ShouldBe([(0, -3_000L), (1_000, -1_100L)]);
    }

    [Fact]
    public void Days_skus_and_the_total_agree()
    {
        ReplayReport report = Run([.. Enumerable.Range(0, 1_500).Select(i => Order(1 + (i % 28), 5_000 + (i * 41)))]);
        report.Days.Sum(d => d.Sums.PaidAfter).ShouldBe(report.Total.PaidAfter);
        report.Skus.Sum(s => s.Sums.MarginAfter).ShouldBe(report.Total.MarginAfter);
        report.Days.Count.ShouldBe(28);
        report.Unproven.ShouldBe(0);
    }
}
