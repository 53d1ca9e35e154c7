using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.Attribution.Telling;
using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.Tests.Attribution;

/// <summary>The whole answer: arithmetic, places, events, gaps and words.</summary>
public sealed class ExplainerTests
{
    static readonly DateOnly Monday = new(2026, 11, 2);
    static readonly Period Window = new(Monday, Monday.AddDays(6));
    static readonly Period Against = new(Monday.AddDays(-7), Monday.AddDays(-1));

    [Fact]
    public void A_stock_out_seen_in_the_data_on_the_item_that_fell_is_shown()
    {
        Explanation found = Explainer.Explain(Fall(
            Event("stock", 0, "stock_out", "p2", Push.Down) with { IsFromData = true }, Event("image", 0, "image", "p4")));
        ExplainedCause cause = found.Causes.ShouldHaveSingleItem();
        cause.Events.ShouldHaveSingleItem().Grade.ShouldBe(Grade.Shown);
        found.Rejected.ShouldHaveSingleItem().Reason.ShouldBe(Rejection.OtherThing);
        found.Onset!.Day.ShouldBe(Monday);
        (found.Causes.Sum(c => c.Cause.Amount) + found.Unexplained).ShouldBe(found.Split.Change);
        found.Findings.Select(f => f.Code).ShouldBe(
            ["change.main_driver", "tree.unknown", "place.share", "event.shown"], ignoreOrder: true);
    }

    [Fact]
    public void One_event_of_the_same_day_and_thing_fits()
    {
        Explanation found = Explainer.Explain(Fall(Event("image", -1, "image", "p2")));
        found.Causes[0].Events.ShouldHaveSingleItem().Grade.ShouldBe(Grade.Fits);
        Finding said = found.Findings.Single(f => f.Code == "event.fits");
        said.Text.Zh.ShouldBe("从 2026-11-02 起下降；前一天sku=p2 换图（v4）");
        said.Text.En.ShouldBe("Fell from 2026-11-02: new image on sku=p2 (v4) the day before");
    }

    [Fact]
    public void Two_events_that_both_fit_cannot_be_told_apart()
    {
        Explanation found = Explainer.Explain(Fall(
            Event("image", -1, "image", "p2"), Event("price", 0, "price", "p2", Push.Down)));
        found.Causes[0].Events.ShouldAllBe(e => e.Grade == Grade.CannotTell);
        found.Findings.Single(f => f.Code == "event.cannot_tell").Text.Zh.ShouldContain("说不清是哪一个");
    }

    [Theory]
    [InlineData(-9, "image", Push.Unknown, Rejection.TooEarly)]
    [InlineData(4, "image", Push.Unknown, Rejection.TooLate)]
    [InlineData(0, "price", Push.Up, Rejection.WrongDirection)]
    public void Events_that_do_not_fit_are_rejected_with_the_reason(int day, string kind, Push push, Rejection reason) =>
        Explainer.Explain(Fall(Event("e", day, kind, "p2", push))).Rejected.ShouldHaveSingleItem().Reason.ShouldBe(reason);

    [Fact]
    public void A_promotion_that_was_on_in_both_periods_makes_no_difference()
    {
        DatedEvent now = Event("now", 0, "promotion", "p2") with { Until = At(2) };
        DatedEvent then = now with { Id = "then", At = At(-7), Until = At(-5) };
        Explainer.Explain(Fall(now, then)).Rejected.Select(r => r.Reason).ShouldAllBe(r => r == Rejection.SameInComparison);
    }

    [Fact]
    public void A_promotion_that_ended_when_the_fall_began_fits()
    {
        DatedEvent ended = Event("ended", -5, "promotion", "p2", Push.Up) with { Until = At(-1) };
        EventMatch match = Explainer.Explain(Fall(ended)).Causes[0].Events.ShouldHaveSingleItem();
        (match.Role, match.Grade).ShouldBe((Role.Ended, Grade.Fits));
    }

    [Fact]
    public void A_holiday_in_the_period_compared_with_counts()
    {
        DatedEvent holiday = new("double", At(-6), At(-5), "festival", [], "", Push.Up);
        ExplanationInput input = Fall(holiday) with { Leaves = null };
        EventMatch match = Explainer.Explain(input).Events.ShouldHaveSingleItem();
        match.Role.ShouldBe(Role.InComparison);
    }

    [Fact]
    public void A_fall_that_is_a_missing_feed_is_told_as_that_first()
    {
        FeedRows[] feeds = [.. Enumerable.Range(-28, 28).Select(d => new FeedRows("orders", Monday.AddDays(d), 1_000)),
            .. Enumerable.Range(0, 4).Select(d => new FeedRows("orders", Monday.AddDays(d), 990))];
        ExplanationInput input = Fall() with { Feeds = feeds, Daily = Daily(day => day >= 4 ? 0 : 10_000) };
        Explanation found = Explainer.Explain(input);
        found.IsGap.ShouldBeTrue();
        found.Gaps.Count.ShouldBe(3);
        found.Findings[0].Code.ShouldBe("data.gap");
        found.Causes.ShouldAllBe(c => c.Cause.Grade == Grade.CannotTell);
    }

    [Fact]
    public void A_day_loaded_until_noon_is_a_gap_and_a_slow_day_only_perhaps()
    {
        FeedRows[] usual = [.. from week in Enumerable.Range(1, 4) from hour in Enumerable.Range(0, 24)
                               select new FeedRows("traffic", Monday.AddDays(-7 * week), 50, hour)];
        FeedRows[] half = [.. Enumerable.Range(0, 12).Select(hour => new FeedRows("traffic", Monday, 50, hour))];
        FeedRows[] slow = [.. Enumerable.Range(0, 24).Select(hour => new FeedRows("traffic", Monday, 20, hour))];
        Period day = new(Monday, Monday);
        DataGap gap = DataGap.Find([.. usual, .. half], day).ShouldHaveSingleItem();
        gap.IsCertain.ShouldBeTrue();
        gap.MissingHours.ShouldBe(Enumerable.Range(12, 12));
        DataGap.Find([.. usual, .. slow], day).ShouldHaveSingleItem().IsCertain.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_known_but_two_numbers_is_no_error()
    {
        MetricNode plain = new MetricNode.Measure("favourites", new("收藏数", "Favourites"));
        Explanation found = Explainer.Explain(new()
        {
            Tree = plain, Before = new Dictionary<string, decimal?> { ["favourites"] = 10 },
            After = new Dictionary<string, decimal?> { ["favourites"] = 7 }, Window = Window, Against = Against, Decimals = 0,
        });
        found.Findings[0].Text.En.ShouldBe("Favourites down 3");
        found.Findings[0].Text.Zh.ShouldBe("收藏数少了 3");
        found.Findings[^1].Code.ShouldBe("event.none");
    }

    [Fact]
    public void A_conversion_that_fell_by_its_mix_alone_is_told_so()
    {
        LeafTable leaves = new(["buyer"],
            [new(["new"], 3_300, 1_000, 60_000, 20_000), new(["old"], 5_000, 9_600, 40_000, 80_000)], true);
        Explanation found = Explainer.Explain(new()
        {
            Tree = MetricTrees.Conversion, Window = Window, Against = Against, Decimals = 10, Leaves = leaves,
            Before = new Dictionary<string, decimal?> { ["orders"] = 10_600, ["visitors"] = 100_000 },
            After = new Dictionary<string, decimal?> { ["orders"] = 8_300, ["visitors"] = 100_000 },
        });
        found.Split.Change.ShouldBe(-0.023m);
        found.Findings.ShouldContain(f => f.Code == "mix.reversal");
        (found.Causes.Sum(c => c.Cause.Amount) + found.Unexplained).ShouldBe(-0.023m);
    }

    [Fact]
    public void Every_sentence_exists_in_both_languages()
    {
        Explanation found = Explainer.Explain(Fall(Event("image", -1, "image", "p2"), Event("price", 0, "price", "p2")));
        found.Findings.ShouldAllBe(f => f.Text.In(Language.Chinese) != f.Text.In(Language.English));
    }

    static ExplanationInput Fall(params DatedEvent[] events)
    {
        Leaf[] leaves = [.. from sku in Enumerable.Range(0, 12) from channel in new[] { "search", "live", "ads" }
                            let expected = 1_000m + (sku * 10)
                            select new Leaf(["p" + sku, channel], sku == 2 ? 40 : expected, expected)];
        decimal before = leaves.Sum(l => l.Expected), after = leaves.Sum(l => l.Real);
        return new()
        {
            Tree = MetricTrees.Sales,
            Before = new Dictionary<string, decimal?> { ["gmv"] = before, ["orders"] = 400, ["units"] = 500 },
            After = new Dictionary<string, decimal?> { ["gmv"] = after, ["orders"] = 370, ["units"] = 462 },
            Window = Window, Against = Against, Leaves = new(["sku", "channel"], leaves), Events = events,
            Daily = Daily(day => day >= 0 ? 9_200 : 10_000),
        };
    }

    static DayValue[] Daily(Func<int, decimal> real) =>
        [.. Enumerable.Range(-21, 28).Select(d => new DayValue(Monday.AddDays(d), real(d) + (d * 37 % 11 * 10), 10_000))];

    static DatedEvent Event(string id, int day, string kind, string sku, Push push = Push.Unknown) =>
        new(id, At(day), null, kind, [new("sku", sku)], "v4", push);

    static DateTimeOffset At(int day) => new(Monday.AddDays(day).ToDateTime(new(9, 0)), TimeSpan.FromHours(8));
}
