using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Libraries.Tests.Promotions;

public class ExplanationTests
{
    static readonly Cart Shirt = Carts.Of(("a", 1, 36_000));
    static readonly PricingPolicy InOrder = new() { Selection = SelectionMode.Priority };

    static readonly Promotion ThreeHundred = new()
    {
        Id = "mj",
        Name = "满300减50",
        Stage = Stage.Order,
        When = [new Condition.Subtotal(30_000, null, ItemSelector.Everything, null)],
        Actions = [new PromotionAction.AmountOff(ActionScope.Order, 5_000)],
    };

    static Promotion Rate(string id, int basisPoints) =>
        new() { Id = id, Stage = Stage.Item, Actions = [new PromotionAction.PercentOff(ActionScope.Line, basisPoints)] };

    [Fact]
    public void A_missed_threshold_says_what_is_missing_and_on_which_basis()
    {
        PromotionExplanation missed =
            PromotionEngine.Explain(Shirt, new PromotionBook([Rate("i8", 2_000), ThreeHundred]), InOrder).Promotions[1];
        missed.Outcome.ShouldBe(Outcome.NotApplied);
        missed.Refusal.ShouldBe(Refusal.SubtotalBelow);
        missed.Conditions.ShouldHaveSingleItem().ShouldBe(
            new ConditionReading("subtotal", 30_000, 28_800, false, 1_200, AmountBasis.Running, 36_000,
                missed.Conditions[0].Lines));
        missed.Sentence.Zh.ShouldBe("「满300减50」未生效:参与商品折后 288.00,还差 12.00;折前 360.00 已够,但本活动按折后计");
        missed.Sentence.En.ShouldContain("12.00 missing");
    }

    [Fact]
    public void A_hint_tells_what_adding_goods_would_bring()
    {
        Cart cart = Carts.Of(("a", 1, 29_000));
        TopUp hint = PromotionEngine.Explain(cart, new PromotionBook([ThreeHundred])).TopUps.ShouldHaveSingleItem();
        hint.ShouldBe(new TopUp("mj", 1_000, 0, "a", ExtraSaving: 5_000, ExtraToPay: -4_000));
    }

    [Fact]
    public void The_next_step_of_a_tier_is_hinted_although_a_lower_one_applies()
    {
        Promotion tiers = new()
        {
            Id = "t",
            Actions = [new PromotionAction.Tiers(Measure.Quantity,
                [new Tier(2, [new PromotionAction.PercentOff(ActionScope.Line, 1_000)]),
                new Tier(3, [new PromotionAction.PercentOff(ActionScope.Line, 2_000)])])],
        };
        TopUp hint = PromotionEngine.Explain(Carts.Of(("a", 2, 1_000)), new PromotionBook([tiers])).TopUps.ShouldHaveSingleItem();
        (hint.Units, hint.ExtraSaving).ShouldBe((1, 400));
    }

    [Fact]
    public void A_beaten_promotion_names_those_that_beat_it_and_the_difference()
    {
        Promotion ten = Rate("ten", 1_000) with { Group = "g" }, twenty = Rate("twenty", 2_000) with { Group = "g" };
        ExplainedPrice explained = PromotionEngine.Explain(Shirt, new PromotionBook([ten, twenty]));
        LostTo lost = explained.Promotions[0].LostTo.ShouldNotBeNull();
        (lost.Promotions.ShouldHaveSingleItem(), lost.TheirSaving, lost.ItsSaving).ShouldBe(("twenty", 7_200, 3_600));
        explained.Promotions[0].Refusal.ShouldBe(Refusal.Excluded);
        explained.Price.Optimality.Proven.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, null, 36_000L, "maxAmount", 1_000L)]
    [InlineData(35_000L, null, 36_000L, "floor", null)]
    [InlineData(null, 2_000L, 36_000L, "budget", null)]
    public void What_holds_a_promotion_down_is_named(long? floor, long? budget, long price, string cap, long? most)
    {
        Cart cart = Shirt with { Lines = [Shirt.Lines[0] with { FloorPrice = floor, UnitPrice = price }] };
        Promotion half = Rate("half", 5_000);
        half = half with
        {
            Actions = [half.Actions[0] with { MaxAmount = most is { } m ? PromotionAmount.Of(m) : null }],
            Limits = new PromotionLimits { Budget = budget is { } b ? PromotionAmount.Of(b) : null },
        };
        PromotionExplanation explained =
            PromotionEngine.Explain(cart, new PromotionBook([half]), new PricingPolicy { ClipToBudget = true }).Promotions[0];
        (explained.Outcome, explained.CapsHit.ShouldHaveSingleItem(), explained.Computed).ShouldBe((Outcome.Partly, cap, 18_000));
    }

    [Fact]
    public void Every_cent_is_funded_by_somebody()
    {
        Promotion shared = ThreeHundred with { Funding = [new FundingShare("platform", 3_333), new FundingShare("shop", 6_667)] };
        Cart cart = Carts.Of(("a", 1, 19_900), ("b", 1, 12_990));
        PromotionExplanation explained = PromotionEngine.Explain(cart, new PromotionBook([shared])).Promotions[0];
        explained.Funding.Sum(f => f.Amount).ShouldBe(5_000);
        explained.Funding.Where(f => f.Target == "a").Select(f => f.Amount).ShouldBe([1_008, 2_017]);
        explained.Allocation.Sum(e => e.Amount).ShouldBe(5_000);
    }

    [Fact]
    public void An_excluded_province_is_named()
    {
        Promotion free = new() { Id = "by", When = [new Condition.Region(null, ["新疆"])],
            Actions = [new PromotionAction.FreeShipping()] };
        Cart cart = Shirt with { ShipTo = new Destination("CN", "新疆"), Shipping = [new ShippingChoice("S", "express", 1_000)] };
        PromotionEngine.Explain(cart, new PromotionBook([free])).Promotions[0].Sentence.Zh.ShouldContain("新疆");
    }

    [Fact]
    public void Every_refusal_has_a_code_and_words() =>
        Enum.GetValues<Refusal>().Select(r => (r.Code, r.Sentence.Zh, r.Sentence.En)).Distinct().Count()
            .ShouldBe(Enum.GetValues<Refusal>().Length);
}

/// <summary>Carts for tests, in yuan.</summary>
static class Carts
{
    internal static Cart Of(params (string Id, int Quantity, long UnitPrice)[] lines) => new()
    {
        Currency = Currency.Of("CNY"),
        At = new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero),
        Lines = [.. lines.Select(l => new CartLine { Id = l.Id, Sku = l.Id, Quantity = l.Quantity, UnitPrice = l.UnitPrice })],
    };
}
