using Duoshou.Analytics.Customers;
using Duoshou.App.Audience;
using Duoshou.App.Orders;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Analyses;

public sealed class CustomerTests
{
    static IEnumerable<(string, int, string, decimal)> Shopping(int buyers, int seed = 7)
    {
        Random dice = new(seed);
        for (int buyer = 0; buyer < buyers; buyer++)
            for (int day = dice.Next(60); day < 300; day += 10 + dice.Next(80))
            {
                yield return ($"u{buyer}", day, $"S{dice.Next(5)}", 20 + dice.Next(100));
                if (dice.NextDouble() < 0.25) break;
            }
    }

    [Fact]
    public void Segments_hold_every_customer_and_every_yuan_once()
    {
        SoldLines sold = SoldLinesOf.Made(Shopping(300));
        CustomerSegments found = CustomerSegments.Of(sold);
        found.Segments.Sum(card => card.Customers).ShouldBe(found.Customers);
        found.Segments.Sum(card => card.Amount).ShouldBe(sold.Lines.Sum(line => line.Amount));
        found.Segments.Sum(card => card.AmountShare).ShouldBe(1m, 0.00001m);
        found.Footing.Enough.ShouldBeTrue();
    }

    [Fact]
    public void The_order_of_rows_changes_nothing()
    {
        SoldLines sold = SoldLinesOf.Made(Shopping(120)), turned = sold with { Lines = [.. sold.Lines.Reverse()] };
        CustomerSegments.Of(turned).Rows.ShouldBe(CustomerSegments.Of(sold).Rows);
        CustomerWorth.Of(turned).Model.ShouldBe(CustomerWorth.Of(sold).Model);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void Too_few_buyers_are_said_to_be_too_few(int buyers)
    {
        SoldLines sold = SoldLinesOf.Made(Enumerable.Range(0, buyers).Select(i => ($"u{i}", i, "S", 10m)));
        CustomerSegments.Of(sold).Footing.Enough.ShouldBeFalse();
        CustomerWorth worth = CustomerWorth.Of(sold);
        (worth.Model, worth.Value, worth.Footing.Enough).ShouldBe((null, null, false));
    }

    [Fact]
    public void Values_are_of_a_margin_only_where_one_is_known()
    {
        SoldLines sold = SoldLinesOf.Made(Shopping(200));
        CustomerWorth.Of(sold).MarginKnown.ShouldBeFalse();
        CustomerWorth half = CustomerWorth.Of(sold, margin: 0.5m), whole = CustomerWorth.Of(sold, margin: 1m);
        half.Value!.Value.ShouldBe(whole.Value!.Value / 2, 1m);
        half.Rows.ShouldAllBe(row => row.Alive >= 0m && row.Alive <= 1m && row.ExpectedOrders >= 0m);
    }

    [Fact]
    public void A_model_whose_chance_of_leaving_is_the_same_for_all_still_counts_orders()
    {
        // With a and b this large the paper's series has no digit left; the limit is a chance of 0.2 for everybody.
        BgNbd settled = new(0.5, 10, 200_000, 800_000), plain = new(0.5, 10, 60, 240);
        PurchaseHistory customer = new(3, 20, 30);
        double far = settled.ExpectedOrders(customer, 26);
        far.ShouldBeInRange(0.1, 3);
        plain.ExpectedOrders(customer, 26).ShouldBe(far, 0.02 * far);
    }

    [Fact]
    public void Cohorts_follow_those_who_came_and_the_second_order_is_counted()
    {
        SoldLines sold = SoldLinesOf.Made([("a", 0, "S", 10m), ("b", 3, "S", 10m), ("a", 40, "S", 5m), ("c", 45, "S", 7m)], new(2026, 12, 31));
        CustomerReturns found = CustomerReturns.Of(sold);
        (found.Buyers, found.Returning, found.MedianGapDays).ShouldBe((3, 1, 40m));
        found.Cohorts[0].Returned[0].ShouldBe(0.5m);
        found.Cohorts[0].PerBuyer[^1].ShouldBe(12.5m);
    }

    [Fact]
    public void The_drift_of_an_audience_adds_up_over_the_channels()
    {
        AudienceOrder Order(int i, decimal price, string channel) => new($"A{i}", new(2026, 3, 1), price, price, i % 3 == 0, "DE", null, null, channel, null);
        AudienceOrder[] before = [.. Enumerable.Range(0, 200).Select(i => Order(i, i % 4 == 0 ? 300m : 100m, i % 2 == 0 ? "search" : "live"))];
        AudienceOrder[] now = [.. Enumerable.Range(0, 220).Select(i => Order(i, i % 2 == 0 && i % 5 != 0 ? 300m : 100m, i % 2 == 0 ? "search" : "live"))];
        AudiencePlan plan = new("讲究的人", null, 200m, ["DE"], 0.7m, null);
        AudienceFit fit = AudienceFit.Of(now, before, plan, Currency.Of("EUR"), null, []);
        (fit.Inside - fit.InsideBefore)!.Value.ShouldBe(fit.Parts.Where(part => part.Dimension == "channel").Sum(part => part.Drift!.Value), 0.0001m);
        fit.Causes[0].Value.ShouldBe("search");
        fit.Low!.Value.ShouldBeLessThan(fit.Inside!.Value);
    }
}
