using Duoshou.Analytics.Ads;

namespace Duoshou.Libraries.Tests.Ads;

public class AdsTests
{
    [Fact]
    public void Nobody_pays_more_than_the_bid_and_order_of_entry_does_not_matter()
    {
        AuctionBid[] bids = [new("A", 2m, 8), new("B", 2.4m, 6), new("C", 1.5m, 9), new("D", 1.1m, 10), new("E", 3m, 3),
            new("F", 0m, 9)];
        IReadOnlyList<AuctionPlace> places = ClickAuction.Run(bids);
        ClickAuction.Run(bids.Reverse()).ShouldBe(places);
        places.Count.ShouldBe(5);
        foreach (AuctionPlace place in places.Where(p => p.CostPerClick.HasValue))
            place.CostPerClick!.Value.ShouldBeLessThanOrEqualTo(bids.Single(b => b.Ad == place.Ad).Bid);
        ClickAuction.Run([]).ShouldBeEmpty();
    }

    [Fact]
    public void The_reference_budget_is_divided_as_published()
    {
        BudgetAllocation divided = BudgetAllocation.Divide([new("a", 60, 0.62), new("b", 45, 0.7), new("c", 30, 0.55), new("d",
            80, 0.5)], 10000);
        divided.MarginalReturn.ShouldBe(2.146332, 1e-5);
        divided.Spend["a"].ShouldBe(1820.21, 0.01);
        divided.Spend["b"].ShouldBe(7739.49, 0.01);
        divided.Spend["c"].ShouldBe(92.99, 0.01);
        divided.Spend["d"].ShouldBe(347.32, 0.01);
        divided.Revenue.ShouldBe(31885.76, 0.01);
        divided.Spend.Values.Sum().ShouldBe(10000, 1e-6);
    }

    [Fact]
    public void Floors_are_kept_and_strange_curves_are_no_error()
    {
        BudgetAllocation divided = BudgetAllocation.Divide([new("a", 60, 0.6), new("b", 0, 0.5, 100), new("c", 1, 0.3, 200)],
            1000);
        divided.Spend["b"].ShouldBe(100);
        divided.Spend["c"].ShouldBeGreaterThanOrEqualTo(200);
        divided.Spend.Values.Sum().ShouldBe(1000, 1e-6);
        BudgetAllocation.Divide([], 100).Revenue.ShouldBe(0);
        BudgetAllocation.Divide([new("a", 60, 0.6)], 0).Spend["a"].ShouldBe(0);
    }

    [Fact]
    public void Ninety_nine_silent_clicks_shut_a_term_out()
    {
        ClickValue.ClicksToExclude(0.03).ShouldBe(99);
        ClickValue.Judge(99, 0, 0.02, 0.03).ShouldBe(TermAdvice.Exclude);
        ClickValue.Judge(99, 0, 0.02, 0.03, sellsOthers: true).ShouldBe(TermAdvice.Wait);
        ClickValue.Judge(60, 12, 0.05, 0.03).ShouldBe(TermAdvice.Harvest);
        ClickValue.Judge(0, 0, 0.02, 0).ShouldBe(TermAdvice.Wait);
    }
}
