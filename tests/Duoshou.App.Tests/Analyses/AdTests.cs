using Duoshou.Analytics.Ads;
using Duoshou.App.Ads;
using Duoshou.App.Metrics;
using Duoshou.Kernel;

namespace Duoshou.App.Tests.Analyses;

public sealed class AdTests
{
    static readonly Currency Yuan = Currency.Of("CNY");

    static IEnumerable<AdDay> Days(string campaign, string word, decimal clicks, decimal orders, decimal cost, int days = 28) =>
        Enumerable.Range(0, days).Select(day => new AdDay(new DateOnly(2026, 3, 1).AddDays(day), campaign, word, clicks * 20, clicks,
            cost * (1 + day % 5 / 10m), orders, orders * 80m * (1 + day % 5 / 15m)));

    [Fact]
    public void A_word_that_would_have_sold_by_now_is_waste_and_one_that_sells_is_harvested()
    {
        AdReview found = AdReview.Of([.. Days("A", "灯", 50, 4, 60), .. Days("A", "免费", 20, 0, 25), .. Days("B", "柜", 30, 1, 30)], Yuan, 0.4m, []);
        found.Words.Single(word => word.Word == "免费").ShouldSatisfyAllConditions(word => word.Advice.ShouldBe(TermAdvice.Exclude), word => word.Wasted.ShouldBe(word.Cost));
        found.Words.Single(word => word.Word == "灯").Advice.ShouldBe(TermAdvice.Harvest);
        found.Wasted.ShouldBe(found.Words.Sum(word => word.Wasted));
        found.Campaigns.Sum(card => card.Cost).ShouldBe(found.Cost);
    }

    [Fact]
    public void Budget_moves_keep_the_total_and_no_step_is_larger_than_three_tenths()
    {
        AdReview found = AdReview.Of([.. Days("A", "灯", 50, 6, 60), .. Days("B", "柜", 40, 1, 60)], Yuan, 0.4m, []);
        found.Moves.Count.ShouldBe(2);
        found.Moves.Sum(move => move.SpendAdvised).ShouldBe(found.Moves.Sum(move => move.SpendNow), 1m);
        found.Moves.ShouldAllBe(move => Math.Abs(move.SpendAdvised / move.SpendNow - 1m) <= 0.301m && move.Low <= move.SalesAdvised && move.SalesAdvised <= move.High);
        found.Moves.Single(move => move.Campaign == "A").SpendAdvised.ShouldBeGreaterThan(found.Moves.Single(move => move.Campaign == "A").SpendNow);
    }

    [Fact]
    public void An_assumed_margin_is_said()
    {
        AdReview found = AdReview.Of([.. Days("A", "灯", 50, 6, 60)], Yuan, null, []);
        (found.MarginKnown, found.Moves.Count).ShouldBe((false, 0));
        found.Footing.Limits.ShouldContain(limit => limit.Zh.Contains("假定"));
        AdReview.Of([], Yuan, null, []).Footing.Enough.ShouldBeFalse();
    }

    [Fact]
    public void The_auction_charges_as_the_rule_says_and_the_best_bid_is_the_one_that_earns_most()
    {
        AuctionPlay played = AuctionPlay.Of([new("A", 2.0m, 8m), new("B", 2.4m, 6m), new("C", 1.5m, 9m), new("D", 1.1m, 10m), new("E", 3.0m, 3m)], "C", 2.5m, null);
        played.Places.Select(place => place.Ad).ShouldBe(["A", "B", "C", "D", "E"]);
        played.Places[0].CostPerClick!.Value.ShouldBe(1.81m, 0.005m);
        played.Steps.MaxBy(step => step.Profit)!.Bid.ShouldBe(played.BestBid!.Value);
        played.Steps.Zip(played.Steps.Skip(1)).ShouldAllBe(pair => pair.First.Place >= pair.Second.Place);
    }

    [Fact]
    public void A_test_with_a_broken_split_says_so_before_anything_else()
    {
        ExperimentReading cookies = ExperimentReading.OfCounts([("gate_30", 8502, 44700), ("gate_40", 8279, 45489)]);
        (cookies.AssignmentBroken, cookies.Verdicts[0].Verdict, cookies.Footing.Enough).ShouldBe((true, "assignment_broken", false));
        cookies.Verdicts[0].Difference.ShouldBe(-0.0082m, 0.0001m);
        cookies.Verdicts[0].AlwaysValidP!.Value.ShouldBe(0.03656m, 0.0005m);
    }

    [Fact]
    public void Outcomes_of_nought_and_one_are_rates_and_what_was_known_before_is_taken_out()
    {
        ExperimentReading rates = ExperimentReading.OfArms([new("a", [.. Enumerable.Range(0, 500).Select(i => i % 10 == 0 ? 1.0 : 0)], null),
            new("b", [.. Enumerable.Range(0, 500).Select(i => i % 5 == 0 ? 1.0 : 0)], null)]);
        (rates.Kind, rates.Verdicts[0].Verdict, rates.Verdicts[0].Difference).ShouldBe(("rates", "better", 0.1m));
        Random dice = new(5);
        double[] before = [.. Enumerable.Range(0, 400).Select(_ => dice.NextDouble() * 100)];
        ExperimentReading means = ExperimentReading.OfArms(
            [new("a", [.. before.Take(200).Select(x => x + dice.NextDouble())], [.. before.Take(200)]),
                new("b", [.. before.Skip(200).Select(x => x + 1 + dice.NextDouble())], [.. before.Skip(200)])]);
        means.Verdicts[0].VarianceCut!.Value.ShouldBeGreaterThan(0.9m);
        means.Verdicts[0].Adjusted!.Value.ShouldBe(1m, 0.2m);
    }

    [Fact]
    public void A_media_mix_takes_small_channels_together_adds_up_to_the_cent_and_says_what_it_cannot_tell()
    {
        const int n = 60;
        decimal[] Spend(int at) => [.. Enumerable.Range(0, n).Select(week => (decimal)(week * (at + 3) % 13) * 100m / at)];
        MixSpend[] channels = [.. Enumerable.Range(1, 5).Select(at => new MixSpend($"c{at}", Spend(at))), new("flat", [.. Enumerable.Repeat(70m, n)])];
        decimal[] sales = [.. Enumerable.Range(0, n).Select(week => 20000m + 9m * channels[0].Weeks[week] + week % 7 * 11m)];
        MixReading mix = MixReading.Of(new(new DateOnly(2026, 3, 1), sales, channels, Yuan, []), 0.4m);
        mix.Channels.Count.ShouldBe(3);
        mix.Channels.Select(card => card.Channel).ShouldContain(name => name.StartsWith("others", StringComparison.Ordinal));
        mix.Footing.Limits.ShouldContain(limit => limit.En.Contains("taken together", StringComparison.Ordinal));
        mix.Footing.Limits.ShouldContain(limit => limit.En.Contains("flat", StringComparison.Ordinal));
        foreach (MixWeek week in mix.ByWeek) (week.Base + week.Calendar + week.Channels.Sum()).ShouldBe(week.Fitted);
        (mix.Base + mix.Calendar + mix.Channels.Sum(card => card.Contribution)).ShouldBe(mix.Fitted);
        MixReading.Of(new(new DateOnly(2026, 3, 1), sales[..51], [.. channels.Select(one => one with { Weeks = [.. one.Weeks.Take(51)] })], Yuan, []), 0.4m)
            .ShouldSatisfyAllConditions(few => few.Footing.Enough.ShouldBeFalse(), few => few.WeeksNeeded.ShouldBe(52), few => few.Channels.ShouldBeEmpty());
        MixReading.Of(new(new DateOnly(2026, 3, 1), [], [], Yuan, []), null).Footing.Enough.ShouldBeFalse();
    }
}
