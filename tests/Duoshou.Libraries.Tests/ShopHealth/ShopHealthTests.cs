using Duoshou.Analytics.ShopHealth;

namespace Duoshou.Libraries.Tests.ShopHealth;

public class ShopHealthTests
{
    static readonly DateOnly Day = new(2025, 6, 30);

    [Fact]
    public void A_buyer_counts_three_times_in_a_month_and_old_stars_not_at_all()
    {
        StarRating[] ratings = [.. Enumerable.Range(1, 5).Select(d => new StarRating("a", new(2025, 6, d), d <= 3 ? 5 : 1)),
            new("b", new(2025, 6, 20), 4), new("c", new(2024, 6, 1), 1)];
        DetailedRating rating = DetailedRating.Over(ratings, Day);
        rating.ShouldBe(new(19 / 4.0, 4));
        DetailedRating.Over(ratings.Reverse(), Day).ShouldBe(rating);
        DetailedRating.Over([], Day).Mean.ShouldBe(0);
    }

    [Fact]
    public void Five_star_ratings_bring_the_mean_back()
    {
        new DetailedRating(4.6, 1000).FiveStarsNeeded(4.8).ShouldBe(1000);
        new DetailedRating(4.9, 10).FiveStarsNeeded(4.8).ShouldBe(0);
        new DetailedRating(4.9, 10).FiveStarsNeeded(5).ShouldBeNull();
        new DetailedRating(4.9, 10).AgainstIndustry(4.8, 5, 4.5).ShouldBe(0.5, 1e-9);
        new DetailedRating(4.65, 10).AgainstIndustry(4.8, 5, 4.5).ShouldBe(-0.5, 1e-9);
    }

    [Fact]
    public void A_broken_line_says_how_many_good_orders_mend_it()
    {
        PlatformThreshold defects = PlatformThreshold.Known.Single(t => t.Metric == "order_defect_rate");
        ThresholdStanding standing = ThresholdStanding.Of(defects, 3, 200, []);
        standing.Breached.ShouldBeTrue();
        ThresholdStanding.Of(defects, 3, 200 + standing.GoodOrdersNeeded, []).Breached.ShouldBeFalse();
        ThresholdStanding.Of(defects, 3, 199 + standing.GoodOrdersNeeded, []).Breached.ShouldBeTrue();
        PlatformThreshold tracking = PlatformThreshold.Known.Single(t => t.Metric == "valid_tracking_rate");
        ThresholdStanding lost = ThresholdStanding.Of(tracking, 90, 100, []);
        ThresholdStanding.Of(tracking, 90 + lost.GoodOrdersNeeded, 100 + lost.GoodOrdersNeeded, []).Breached.ShouldBeFalse();
        ThresholdStanding.Of(defects, 0, 0, []).Breached.ShouldBeFalse();
    }

    [Fact]
    public void A_rising_rate_shows_the_day_it_will_break()
    {
        PlatformThreshold late = PlatformThreshold.Known.Single(t => t.Platform == "tiktok");
        double[] rates = [.. Enumerable.Range(0, 14).Select(d => 0.01 + 0.001 * d)];
        ThresholdStanding.Of(late, 23, 1000, rates).DaysToBreach.ShouldBe(17);
        ThresholdStanding.Of(late, 23, 1000, [.. rates.Reverse()]).DaysToBreach.ShouldBeNull();
    }

    [Fact]
    public void The_worst_red_line_caps_the_score()
    {
        HealthPart[] parts = [new("traffic", 1, 150, [100, 101, 99, 100, 102], true), new("returns", 1, 0.01, [0.05, 0.06,
            0.05, 0.05], false)];
        HealthScore well = HealthScore.Of(parts, []);
        well.Score.ShouldBeGreaterThan(80);
        PlatformThreshold defects = PlatformThreshold.Known[0];
        HealthScore.Of(parts, [ThresholdStanding.Of(defects, 9, 100, [])]).Score.ShouldBe(40);
        HealthScore.Of([], []).Score.ShouldBe(50);
    }
}
