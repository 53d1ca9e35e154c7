using Duoshou.Analytics.Market;
using Duoshou.Analytics.Pricing;

namespace Duoshou.Libraries.Tests.Pricing;

public class PricingTests
{
    [Fact]
    public void A_constant_elasticity_is_found_in_any_currency()
    {
        double[] price = [8, 9, 10, 11, 12, 13, 14, 15], units = [.. price.Select(p => 1000 * Math.Pow(p, -1.7))];
        Elasticity yuan = Elasticity.Estimate(price, units), dollars = Elasticity.Estimate([.. price.Select(p => p / 7.1)],
            units);
        yuan.Value.ShouldBe(-1.7, 1e-9);
        dollars.Value.ShouldBe(-1.7, 1e-9);
        yuan.Identified.ShouldBeTrue();
    }

    [Fact]
    public void A_price_that_never_moved_teaches_nothing()
    {
        Elasticity.Estimate([5, 5, 5, 5], [1, 2, 3, 4]).Identified.ShouldBeFalse();
        Elasticity.Estimate([], []).Observations.ShouldBe(0);
        Elasticity.Estimate([0, -1, 3], [1, 1, 1]).Observations.ShouldBe(1);
    }

    [SkippableFact]
    public void An_instrument_brings_the_cigarette_elasticity_of_the_textbook()
    {
        string[][] rows = [.. File.ReadLines(ReferenceFiles.Path("data/r_series/cigarettes.csv")).Skip(1).Select(l => l
            .Replace("\"", "", StringComparison.Ordinal).Split(','))];
        string[][] of1995 = [.. rows.Where(r => r[1] == "1995")];
        double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        double[] packs = [.. of1995.Select(r => Number(r[2]))], price = [.. of1995.Select(r => Number(r[3]))];
        double[] income = [.. of1995.Select(r => Math.Log(Number(r[4])))];
        Elasticity.Estimate(price, packs, [income]).Value.ShouldBe(-1.4065, 1e-3);
    }

    [Fact]
    public void The_best_price_stays_inside_its_limits()
    {
        BestPrice.ForElasticity(20, -2).ShouldBe(40);
        BestPrice.ForElasticity(20, -0.8).ShouldBeNull();
        BestPrice.Within(20, -0.8, 25, 60).ShouldBe(60);
        BestPrice.Within(20, -11, 25, 60).ShouldBe(25);
    }

    [Fact]
    public void Bands_part_cheap_from_dear_and_their_shares_add_up()
    {
        PricedListing[] listings = [.. new double[] { 9, 10, 11, 49, 50, 52, 199, 205 }.Select((p, i) => new PricedListing(p,
            10 + i))];
        IReadOnlyList<PriceBand> bands = PriceBands.Split(listings, 3);
        bands.Select(b => (b.From, b.To)).ShouldBe([(9, 11), (49, 52), (199, 205)]);
        bands.Sum(b => b.UnitShare).ShouldBe(1, 1e-12);
        bands.Sum(b => b.SalesShare).ShouldBe(1, 1e-12);
        bands.Sum(b => b.Listings).ShouldBe(8);
        PriceBands.Split([]).ShouldBeEmpty();
        PriceBands.Split([new(5, 0)]).Count.ShouldBe(1);
        PriceBands.PositionOf(50, listings).ShouldBe(60 / 108.0, 1e-12);
    }

    [Fact]
    public void Endings_are_those_that_sell() =>
        PriceBands.Endings([(19.90m, 50), (29.90m, 30), (25m, 20)])[0].ShouldBe((9.90m, 0.8));

    [Fact]
    public void Concentration_does_not_depend_on_order_or_unit()
    {
        Concentration a = Concentration.Of([30, 25, 15, 10, 8, 5, 4, 2, 1]), b = Concentration.Of([1, 2, 4, 5, 8, 10, 15, 25,
            30]);
        b.ShouldBe(a);
        Concentration.Of([3000, 2500, 1500, 1000, 800, 500, 400, 200, 100]).Hhi.ShouldBe(a.Hhi, 1e-9);
        a.Level.ShouldBe(ConcentrationLevel.High);
        Concentration.Of([]).Hhi.ShouldBe(0);
        Concentration.Of([7]).Hhi.ShouldBe(10000);
    }

    [Fact]
    public void A_small_niche_that_can_be_won_goes_before_a_large_one_that_cannot()
    {
        IReadOnlyList<Opportunity> ranked = Opportunity.Rank([
            new("large", 1e6, 0.8, 0.02, 5e5, 60, 0.2, 0.0001, 3000, 75), new("small", 2e4, 0.9, 0.05, 300, 80, 0.35, 0.05,
                500, 20)]);
        ranked[0].Name.ShouldBe("small");
        Opportunity.Rank([]).ShouldBeEmpty();
    }
}
