using Duoshou.Promotions;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Refunds;
using Duoshou.Promotions.Results;

namespace Duoshou.Libraries.Tests.Promotions;

public class EngineTests
{
    static ItemSelector Sku(params string[] skus) => new() { Skus = skus };

    static CartPrice Price(Cart cart, params Promotion[] promotions) =>
        PromotionEngine.Price(cart, new PromotionBook(promotions));

    [Fact]
    public void An_item_discount_that_would_destroy_a_larger_threshold_is_left_out()
    {
        Promotion item = new() { Id = "p1", Stage = Stage.Item,
            Actions = [new PromotionAction.PercentOff(ActionScope.Line, 3_000) { Of = Sku("x") }] };
        Promotion order = new()
        {
            Id = "p2", When = [new Condition.Subtotal(20_000, null, ItemSelector.Everything, null)],
                Actions = [new PromotionAction.AmountOff(ActionScope.Order, 5_000)],
        };
        PricedWithReasons priced =
            PromotionEngine.PriceWithReasons(Carts.Of(("x", 1, 10_000), ("y", 1, 12_000)), new PromotionBook([item, order]));
        priced.Price.GoodsDiscount.ShouldBe(5_000);
        priced.NotApplied.ShouldHaveSingleItem().Refusal.ShouldBe(Refusal.Excluded);
    }

    [Fact]
    public void A_bundle_finds_the_sets_although_its_parts_ask_for_the_same_goods()
    {
        Promotion bundle = new()
        {
            Id = "set",
            Actions = [new PromotionAction.Bundle([new UnitDemand(Sku("a", "b"), 1), new UnitDemand(Sku("a"), 1)], Price: 1_000,
                null, null)],
        };
        Price(Carts.Of(("a", 2, 800), ("b", 2, 700)), bundle).GoodsDiscount.ShouldBe(2 * 500);
    }

    [Fact]
    public void A_unit_is_never_in_two_sets()
    {
        Promotion first = new() { Id = "1",
            Actions = [new PromotionAction.Bundle([new UnitDemand(Sku("a"), 1), new UnitDemand(Sku("b"), 1)], Price: 1_000, null,
            null)] };
        Promotion second = first with { Id = "2",
            Actions = [new PromotionAction.BuyGet(new UnitDemand(Sku("a"), 1), new UnitDemand(Sku("b"), 1), 5_000, null)] };
        CartPrice price = Price(Carts.Of(("a", 1, 800), ("b", 1, 700)), first, second);
        price.Applied.ShouldHaveSingleItem().Promotion.Id.ShouldBe("1");
    }

    [Fact]
    public void A_deposit_counts_for_more_than_itself_and_is_not_due_again()
    {
        Promotion presale = new() { Id = "d", Actions = [new PromotionAction.Deposit(5_000, 10_000)] };
        CartPrice price = Price(Carts.Of(("a", 2, 100_000)), presale);
        (price.GoodsDiscount, price.Total, price.DueLater).ShouldBe((10_000, 190_000, 180_000));
    }

    [Fact]
    public void Six_thousand_units_stay_a_handful_of_runs()
    {
        Promotion off = new() { Id = "o", Actions = [new PromotionAction.AmountOff(ActionScope.Order, 12_345)] };
        CartPrice price = Price(Carts.Of(("a", 6_000, 999), ("b", 3_000, 500)), off);
        price.GoodsDiscount.ShouldBe(12_345);
        price.Lines.Sum(l => l.Runs.Count).ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void An_out_of_stock_gift_gives_way_to_its_substitute_and_the_order_goes_on()
    {
        PromotionAction.Gift gift = new("G", 2) { Substitutes = ["H"] };
        Cart cart = Carts.Of(("a", 1, 100)) with { Stock = new Dictionary<string, int> { ["G"] = 0, ["H"] = 1 } };
        Price(cart, new Promotion { Id = "g", Actions = [gift] }).Gifts.ShouldHaveSingleItem()
            .ShouldBe(new GiftGiven("g", "H", 1, false));
        PricedWithReasons none =
            PromotionEngine.PriceWithReasons(cart,
            new PromotionBook([new Promotion { Id = "g", Actions = [gift with { Substitutes = [] }] }]));
        none.NotApplied.ShouldHaveSingleItem().Refusal.Code.ShouldBe("gift_out_of_stock");
    }

    [Fact]
    public void A_search_that_runs_out_of_steps_says_so_and_by_how_much_it_may_be_wrong()
    {
        Random random = new(5);
        Promotion[] many = [.. Enumerable.Range(0, 24).Select(i => new Promotion
        {
            Id = "p" + i,
            When = [new Condition.Subtotal(random.Next(40, 100) * 1_000, null, ItemSelector.Everything, null)],
            Excludes = i > 1 ? ["p" + random.Next(i)] : [],
            Actions = [new PromotionAction.AmountOff(ActionScope.Order, random.Next(10, 90) * 100)],
        })];
        Cart cart = Carts.Of(("a", 1, 60_000), ("b", 2, 22_000));
        CartPrice hurried = PromotionEngine.Price(cart, new PromotionBook(many), new PricingPolicy { SearchNodes = 3 });
        CartPrice patient = PromotionEngine.Price(cart, new PromotionBook(many), new PricingPolicy { SearchNodes = 5_000_000 });
        hurried.Optimality.Proven.ShouldBeFalse();
        patient.Optimality.Proven.ShouldBeTrue();
        (hurried.GoodsDiscount + hurried.Optimality.Gap).ShouldBeGreaterThanOrEqualTo(patient.GoodsDiscount);
    }

    [Fact]
    public void Only_promotions_that_a_cart_has_something_in_common_with_are_looked_at()
    {
        Promotion[] many = [.. Enumerable.Range(0, 5_000)
            .Select(i => new Promotion { Id = "p"
            + i, Actions = [new PromotionAction.PercentOff(ActionScope.Line, 100) { Of = Sku("s" + i) }] })];
        PromotionBook book = new(many);
        Cart cart = Carts.Of(("s7", 1, 10_000));
        PromotionEngine.Price(cart, book).GoodsDiscount.ShouldBe(100);
        PromotionEngine.PriceWithReasons(cart, book).NotApplied.Count(r => r.Refusal == Refusal.NoMatchingLines).ShouldBe(4_999);
    }

    [Fact]
    public void A_weekly_hour_keeps_the_wall_time_over_daylight_saving()
    {
        Recurrence evening =
            new([DayOfWeek.Sunday], new TimeOnly(20, 0), new TimeOnly(22, 0),
            TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        evening.Contains(DateTimeOffset.Parse("2026-03-22T19:30:00Z", System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBeTrue();
        evening.Contains(DateTimeOffset.Parse("2026-03-29T18:30:00Z", System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBeTrue();
        evening.Contains(DateTimeOffset.Parse("2026-03-29T20:30:00Z", System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBeFalse();
        Recurrence gap = evening with { From = new TimeOnly(2, 30), To = new TimeOnly(4, 0) };
        gap.Contains(DateTimeOffset.Parse("2026-03-29T01:15:00Z", System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBeFalse();
        gap.Contains(DateTimeOffset.Parse("2026-03-29T01:45:00Z", System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBeTrue();
    }

    [Fact]
    public void Recalculating_takes_back_a_threshold_that_the_rest_does_not_reach()
    {
        Promotion order = new() { Id = "mj", When = [new Condition.Subtotal(30_000, null, ItemSelector.Everything, null)],
            Actions = [new PromotionAction.AmountOff(ActionScope.Order, 5_000)] };
        PromotionBook book = new([order]);
        CartPrice price = PromotionEngine.Price(Carts.Of(("a", 1, 20_000), ("b", 1, 15_000)), book);
        RefundLedger ledger = new(price, book, null, new RefundTerms { Policy = RefundPolicy.Recalculate });
        RefundAnswer first = ledger.Refund(new RefundRequest([new ReturnedUnits("b", 1)], []));
        (first.Amount, first.PaidShare, first.Released["mj"]).ShouldBe((10_000, 12_857, 2_143));
        ledger.Refund(new RefundRequest([new ReturnedUnits("a", 1)], [])).Amount.ShouldBe(20_000);
    }

    [Fact]
    public void A_gift_whose_condition_no_longer_holds_is_asked_back_or_deducted()
    {
        Promotion gift = new() { Id = "zp", When = [new Condition.Subtotal(19_900, null, ItemSelector.Everything, null)],
            Actions = [new PromotionAction.Gift("G", 1)] };
        PromotionBook book = new([gift]);
        CartPrice price = PromotionEngine.Price(Carts.Of(("a", 1, 15_000), ("b", 1, 10_000)), book);
        RefundTerms terms = new() { Gifts = GiftReturn.ValueDeducted, GiftValues = new Dictionary<string, long> { ["G"] = 900 } };
        RefundAnswer answer = new RefundLedger(price, book, null, terms)
            .Refund(new RefundRequest([new ReturnedUnits("b", 1)], []));
        answer.GiftsLost.ShouldHaveSingleItem().Sku.ShouldBe("G");
        answer.Amount.ShouldBe(9_100);
    }

    [Fact]
    public void A_floor_is_waived_down_to_the_clearance_floor_only()
    {
        Promotion clearance =
            new() { Id = "qc", FloorWaiver = "approved by lead",
            Actions = [new PromotionAction.PercentOff(ActionScope.Line, 9_000)] };
        Cart cart = Carts.Of(("a", 1, 10_000));
        cart = cart with { Lines = [cart.Lines[0] with { FloorPrice = 8_000, ClearanceFloorPrice = 3_000 }] };
        Price(cart, clearance).GoodsTotal.ShouldBe(3_000);
        Price(cart, clearance with { FloorWaiver = null }).GoodsTotal.ShouldBe(8_000);
    }

    [Fact]
    public void A_price_is_proven_step_by_step_and_comes_out_the_same_again()
    {
        Promotion item = new() { Id = "i", Stage = Stage.Item,
            Actions = [new PromotionAction.PercentOff(ActionScope.Line, 1_000)] };
        Promotion order = new() { Id = "o", Version = 3, Actions = [new PromotionAction.AmountOff(ActionScope.Order, 1_000)] };
        PromotionBook book = new([item, order]);
        CartPrice price = PromotionEngine.Price(Carts.Of(("a", 1, 10_000)), book);
        PriceProof.Steps(price).ShouldBe(
            [new ProofStep("a", false, "i", 1, 10_000, 1_000, 9_000), new ProofStep("a", false, "o", 3, 9_000, 1_000, 8_000)]);
        PriceProof.Holds(price, book).ShouldBeTrue();
        PriceProof.Holds(price, new PromotionBook([item, order with { Version = 4 }])).ShouldBeFalse();
    }

    [Fact]
    public void Thousands_of_units_take_part_in_a_buy_get()
    {
        Promotion third = new() { Id = "b2g1",
            Actions = [new PromotionAction.BuyGet(new(Sku("a"), 2), new(Sku("a"), 1), 10_000, null)] };
        CartPrice price = Price(Carts.Of(("a", 6_000, 300)), third);
        price.GoodsDiscount.ShouldBe(2_000 * 300);
        price.Lines[0].UnitDiscounts().Take(6).ShouldBe([0, 0, 300, 0, 0, 300]);
    }
}
