using Duoshou.Kernel;
using Duoshou.Promotions.Checks;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Refunds;

namespace Duoshou.Libraries.Tests.Promotions;

public class PromotionCheckTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    static readonly CheckInput Shop = new()
    {
        Planned = [],
        Items = [Item("a", 20_000, cost: 12_000, floor: 13_000), Item("b", 10_000, cost: 5_000, floor: 5_500)],
        Currency = Currency.Of("CNY"),
        At = Start.AddDays(-5),
    };

    static CheckedItem Item(string sku, long price, long cost, long floor) =>
        new(new CartLine { Id = sku, Sku = sku, Quantity = 1, UnitPrice = price, Cost = cost, MarginFloor = floor });

    static Promotion Rate(string id, int basisPoints, string? sku = null) => new()
    {
        Id = id,
        Starts = Start,
        Ends = Start.AddDays(3),
        Stage = Stage.Item,
        Actions = [new PromotionAction.PercentOff(ActionScope.Line, basisPoints) { Of = sku is null ? null
            : new ItemSelector { Skus = [sku] } }],
    };

    static Promotion Threshold(string id, long at, long amount) => new()
    {
        Id = id,
        Starts = Start,
        When = [new Condition.Subtotal(at, null, ItemSelector.Everything, null)],
        Actions = [new PromotionAction.AmountOff(ActionScope.Order, amount)],
    };

    static string[] Codes(CheckInput input) => [.. PromotionCheck.Before(input).Select(f => f.Code).Distinct()];

    [Fact]
    public void A_stack_with_a_running_promotion_that_sells_below_cost_blocks()
    {
        Finding found = PromotionCheck.Before(Shop with { Planned = [Rate("i", 3_000, "a")], Others = [Rate("old", 2_000)] })
            .First();
        (found.Code, found.Item, found.Found, found.Limit, found.Weight)
            .ShouldBe(("below_cost", "a", 11_200, 12_000, FindingWeight.Blocking));
        found.Promotions.ShouldBe(["i", "old"], ignoreOrder: true);
        Codes(Shop with { Planned = [Rate("i", 1_000, "a")] }).ShouldNotContain("below_cost");
    }

    [Fact]
    public void Fees_and_free_shipping_count_against_cost_but_not_against_the_price_floor()
    {
        CheckedItem item = Item("a", 20_000, cost: 12_000, floor: 13_000) with { FeesBasisPoints = 1_000, ShippingCost = 2_000 };
        Promotion free = Rate("by",
            3_000) with { Actions =
            [new PromotionAction.PercentOff(ActionScope.Line, 3_000), new PromotionAction.FreeShipping()] };
        Finding found = PromotionCheck.Before(Shop with { Items = [item], Planned = [free] })
            .Single(f => f.Code.StartsWith("below", StringComparison.Ordinal));
        (found.Code, found.Found).ShouldBe(("below_cost", 10_600));
    }

    [Fact]
    public void The_quantity_at_which_a_tier_begins_is_probed()
    {
        Promotion tiers = Rate("t",
            0) with { Actions = [
            new PromotionAction.Tiers(Measure.Quantity,
            [new Tier(7, [new PromotionAction.PercentOff(ActionScope.Line, 6_000)])])] };
        Codes(Shop with { Planned = [tiers] }).ShouldContain("below_cost");
    }

    [Fact]
    public void Returning_what_reached_a_threshold_is_seen_as_arbitrage_only_under_a_policy_that_allows_it()
    {
        CheckInput input = Shop with { Planned = [Threshold("mj", 40_000, 10_000)] };
        Codes(input).ShouldContain("refund_arbitrage");
        CheckInput recalculated =
            input with { Refunds = new RefundTerms { Policy = RefundPolicy.Recalculate } };
        Codes(recalculated).ShouldNotContain("refund_arbitrage");
    }

    [Fact]
    public void Splitting_an_order_and_adding_a_unit_are_noticed()
    {
        string[] codes = Codes(Shop with { Planned = [Threshold("mj", 20_000, 11_000)] });
        codes.ShouldContain("threshold_splitting");
        codes.ShouldContain("discontinuity");
        Promotion limited = Threshold("mj", 20_000, 11_000) with { Limits = new PromotionLimits { PerCustomer = 1 } };
        Codes(Shop with { Planned = [limited] }).ShouldNotContain("threshold_splitting");
    }

    [Fact]
    public void A_repeated_amount_without_a_ceiling_and_a_percentage_stack_on_themselves()
    {
        Promotion every = new() { Id = "mm", Actions = [new PromotionAction.Every(Measure.Subtotal, 20_000, 3_000)] };
        Codes(Shop with { Planned = [every], Others = [Rate("z", 1_000)] }).ShouldContain("self_stacking");
        Promotion bounded = every with { Actions = [new PromotionAction.Every(Measure.Subtotal, 20_000, 3_000, MaxTimes: 3)] };
        Codes(Shop with { Planned = [bounded], Others = [Rate("z", 1_000)] }).ShouldNotContain("self_stacking");
    }

    [Fact]
    public void Two_flash_prices_groups_coupons_and_platform_events_conflict()
    {
        Promotion flash = Rate("f1", 0) with { Stage = Stage.Catalog, Group = "flash",
            Actions = [new PromotionAction.FixedPrice(ActionScope.Unit, 15_000)] };
        Codes(Shop with { Planned = [flash, flash with { Id = "f2" }] }).ShouldBe(["two_flash_prices", "dominated", "same_group"]);
        Promotion coupon = Rate("c1", 100) with { Coupon = "A", Limits = new PromotionLimits { PerCustomer = 1 } };
        CheckInput coupons = Shop with { Planned = [coupon, coupon with { Id = "c2", Coupon = "B" }] };
        Codes(coupons).ShouldContain("coupons_combine");
        Codes(coupons with { ApprovedCouponPairs = [("B", "A")] }).ShouldNotContain("coupons_combine");
        Promotion platform = Rate("kd", 100) with { Stage = Stage.Platform };
        Codes(Shop with { Planned = [Rate("x", 100) with { Exclusive = true }], Others = [platform] })
            .ShouldContain("exclusive_against_platform");
        Codes(Shop with { Planned = [flash], Others = [flash with { Id = "f2", Starts = Start.AddDays(30), Ends = null }] })
            .ShouldNotContain("two_flash_prices");
    }

    [Fact]
    public void A_reference_price_above_the_lowest_of_thirty_days_blocks()
    {
        CheckedItem item = Item("a", 20_000, 100,
            100) with { PriceHistory = [(new(2026, 9, 1), 15_000), (new(2026, 10, 25), 20_000)] };
        CheckInput input = Shop with { Items = [item], Planned = [Rate("r", 500)],
            ReferencePrices = ReferencePriceRule.EuropeanUnion };
        PromotionCheck.Before(input).Select(f => (f.Code, f.Found, f.Limit))
            .ShouldBe([("reference_price", 20_000L, 15_000L), ("price_raised", 20_000L, 15_000L)], ignoreOrder: true);
        CheckedItem steady = item with { PriceHistory = [(new(2026, 9, 1), 15_000), (new(2026, 10, 1), 20_000)] };
        Codes(input with { Items = [steady] }).ShouldBeEmpty();
    }

    [Fact]
    public void Rules_that_can_never_apply_and_plans_that_do_not_fit_are_named()
    {
        CheckInput input = Shop with
        {
            Groups = new Dictionary<string, int> { ["vip"] = 12, ["ghost"] = 0 },
            Channels = ["tmall"],
            ExpectedSpend = new Dictionary<string, long> { ["p"] = 5_000 },
            Calendar = [new CalendarEntry(new Words("大促价保", "price freeze"), Start.AddDays(-1), Start.AddDays(1), Closed: true)],
            Items = [Item("a", 20_000, 1, 1) with { Stock = 3 }, Item("G", 100, 1, 1) with { Stock = 0 }],
        };
        Promotion p = Rate("p", 100, "a");
        Only(p with { Ends = Start.AddDays(-6), Starts = null }, "period_over");
        Only(Rate("p", 100, "none"), "empty_selection");
        Only(p with { Channels = ["shopee"] }, "channel_unknown");
        Only(p with { When = [new Condition.CustomerGroup(["ghost"])] }, "audience_mismatch");
        Only(p with { Limits = new PromotionLimits { Budget = 4_000 } }, "budget_exceeded");
        Only(p with { Limits = new PromotionLimits { Units = 10 } }, "stock_short");
        Only(p with { Actions = [new PromotionAction.Gift("G", 1)] }, "gift_out_of_stock");
        Only(p, "calendar_clash");
        Only(p with { Actions = [
            new PromotionAction.AmountOff(ActionScope.Order,
            PromotionAmount.Per(new Dictionary<Currency, long> { [Currency.Of("USD")] = 1 }))] }, "currency_missing");

        void Only(Promotion planned, string code) => Codes(input with { Planned = [planned] }).ShouldContain(code);
    }

    [Fact]
    public void A_rule_that_is_always_beaten_and_steps_that_nobody_gets_are_told()
    {
        Promotion small = Rate("small", 500) with { Group = "one" }, large = Rate("large", 1_000) with { Group = "one" };
        Codes(Shop with { Planned = [small], Others = [large] }).ShouldContain("dominated");
        Codes(Shop with { Planned = [large], Others = [small] }).ShouldNotContain("dominated");
        Codes(Shop with { Planned = [Rate("alone", 500)], Others = [Rate("beside", 1_000)] }).ShouldNotContain("dominated");
        static Tier Step(long at, long off) => new(at, [new PromotionAction.AmountOff(ActionScope.Order, off)]);
        Promotion Tiers(params Tier[] steps) => Rate("t", 0) with { Stage = null, Actions = [new PromotionAction.Tiers(Measure.Subtotal, steps)] };
        CheckInput stocked = Shop with { Items = [.. Shop.Items.Select(i => i with { Stock = 10 })] };
        Codes(stocked with { Planned = [Tiers(Step(20_000, 1_000), Step(30_000, 900))] }).ShouldContain("tier_dominated");
        Codes(stocked with { Planned = [Tiers(Step(20_000, 1_000), Step(400_000, 9_000))] }).ShouldContain("tier_unreachable");
        string[] fine = [.. Codes(stocked with { Planned = [Tiers(Step(20_000, 1_000), Step(30_000, 2_000))] })];
        fine.ShouldNotContain("tier_dominated");
        fine.ShouldNotContain("tier_unreachable");
    }
}
