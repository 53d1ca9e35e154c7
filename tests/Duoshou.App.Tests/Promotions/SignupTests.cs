using Duoshou.App.Agency;
using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Promotions;

/// <summary>Sign-up advice, channels and approval on a shop whose figures can be worked out by hand.</summary>
public sealed class SignupTests : IAsyncLifetime
{
    static readonly DateOnly First = new(2026, 11, 10), Last = new(2026, 11, 12);
    SteadyShop steady = null!;

    public async Task InitializeAsync() => steady = await SteadyShop.Open();

    public async Task DisposeAsync() => await steady.DisposeAsync();

    static CampaignPlan InSlot => new()
    {
        Name = "聚划算 10 月", Strategy = Strategy.BigSale, First = SteadyShop.Slot.First, Last = SteadyShop.Slot.Last, Products = ["S1"],
        Offers = [new("a", OfferKind.Percent, "九折") { Rate = 0.1m }], Slot = new("聚划算") { Fee = 100m },
    };

    Task<Answered<SignupReport>> Ask(decimal? price, decimal? fee, decimal? rate = null, int? stock = null, Scope? scope = null, string slot = "聚划算", params string[] skus) =>
        steady.Get<AdviseSignup>().Run(Request(price, fee, rate, stock, slot, skus), scope ?? steady.Scope, default);

    AdviseSignup.Request Request(decimal? price, decimal? fee, decimal? rate, int? stock, string slot, string[] skus) =>
        new(steady.Shop.Id, new(slot) { Fee = fee, FeeRate = rate, Stock = stock }, First, Last, skus.Length == 0 ? ["S1"] : skus, price, null, SteadyShop.LastDay);

    async Task<SignupReport> Told(decimal? price, decimal? fee, decimal? rate = null, int? stock = null, string slot = "聚划算") =>
        (await Ask(price, fee, rate, stock, null, slot)) is { Value: { } report } ? report : throw new InvalidOperationException();

    [Fact]
    public async Task A_slot_is_reckoned_from_its_last_results_to_the_cent()
    {
        CampaignSheet past = await steady.Past(InSlot);
        SignupReport report = await Told(98m, 200m, 0.05m);

        // Twice as many on its three days: one result, so each end is moved out by half. The week after sold a fifth less.
        report.Basis.ShouldBe(LiftBasis.SameSlot);
        report.Lift.ShouldBe(new Band(0.5m, 1m, 1.5m));
        report.Hangover!.Mid.ShouldBe(-0.2m);
        report.Past.Single().Campaign.ShouldBe(past.Id);
        report.Past[0].Sales.ShouldBe(past.Result!.Sales);

        // 98 less 15% and goods of 60 leaves 23.30; ordinary pieces leave 30; 14 pieces are missing afterwards.
        SlotGood good = report.Goods.Single();
        good.Usual.ShouldBe(new Band(30m, 30m, 30m));
        good.Pieces.ShouldBe(new Band(45m, 60m, 75m));
        good.Floor.ShouldBe(70.59m);
        good.Left.ShouldBe(23.3m);
        good.CoverAfter.ShouldBe(42);
        report.Profit.ShouldBe(new Band(45m * 23.3m - 1_520m, 60m * 23.3m - 1_520m, 75m * 23.3m - 1_520m));
        report.BreakEven.ShouldBe(decimal.Round(1_520m / 699m - 1m, 4));
        report.Sales.Mid.ShouldBe(60m * 98m);
        report.Advice.ShouldBe(SignupAdvice.CannotTell);
        report.Reasons.ShouldContain(r => r.Zh.Contains("含 0"));
    }

    [Fact]
    public async Task It_says_yes_only_where_even_the_worst_end_pays_and_no_where_nothing_can()
    {
        await steady.Past(InSlot);
        SignupReport yes = await Told(100m, 0m);
        yes.Profit!.Low.ShouldBe(45m * 30m - 44m * 30m);
        yes.Advice.ShouldBe(SignupAdvice.SignUp);
        SignupReport low = await Told(90m, 200m, 0.05m);
        low.Profit!.High.ShouldBe(75m * 16.5m - 1_520m);
        (low.Advice, low.Reasons[0].En.Contains("Even at best", StringComparison.Ordinal)).ShouldBe((SignupAdvice.Leave, true));
        SignupReport floor = await Told(70m, 0m, 0.05m);
        floor.Goods[0].Left!.Value.ShouldBeLessThan(0m);
        (floor.Advice, floor.Reasons[0].Zh.Contains("底价 70.59")).ShouldBe((SignupAdvice.Leave, true));
        (await Told(100m, 0m, stock: 501)).Reasons.ShouldContain(r => r.En.Contains("501 pieces must be kept for it; 500 are in stock", StringComparison.Ordinal));
        (await Told(100m, 0m, stock: 40)).Goods[0].Pieces.ShouldBe(new Band(40m, 40m, 40m));
        SignupReport feeless = await Told(100m, null);
        (feeless.Advice, feeless.Reasons.Any(r => r.Zh.Contains("报名费没有填"))).ShouldBe((SignupAdvice.CannotTell, true));
    }

    [Fact]
    public async Task Without_a_result_of_the_slot_it_looks_at_offers_of_like_depth_and_then_assumes()
    {
        SignupReport assumed = await Told(80m, 100m);
        assumed.Basis.ShouldBe(LiftBasis.Assumed);
        assumed.Lift.Mid.ShouldBe(decimal.Round((1m - 80m / (100m)) * 1.2m, 4));
        assumed.Advice.ShouldBe(SignupAdvice.Leave);
        await steady.Past(InSlot);
        SignupReport like = await Told(90m, 100m, slot: "黑五");
        like.Basis.ShouldBe(LiftBasis.LikeOffers);
        like.Past.ShouldBeEmpty();
        like.Lift.Mid.ShouldBe(1m);
        (await Told(60m, 100m, slot: "黑五")).Basis.ShouldBe(LiftBasis.Assumed);
        await steady.Past(InSlot with { Slot = null, Name = "卡券", First = new(2026, 9, 20), Last = new(2026, 9, 22), Offers = [InSlot.Offers[0] with { Rate = 0.3m, Code = "CARD10" }] });
        (await Told(60m, 100m, slot: "黑五")).Basis.ShouldBe(LiftBasis.Assumed, "a code that buyers must have is no price for everybody");
    }

    [Fact]
    public async Task Who_may_not_see_costs_gets_neither_figures_nor_advice_and_bad_input_is_named()
    {
        SignupReport blind = (await Ask(70m, 0m, scope: steady.Scope with { SeesCost = false })).Value!;
        (blind.Profit, blind.BreakEven, blind.Goods[0].Floor, blind.Goods[0].Left, blind.Goods[0].Profit).ShouldBe((null, null, null, null, null));
        blind.Advice.ShouldBe(SignupAdvice.CannotTell);
        (await Ask(null, 0m)).Refusal!.Field.ShouldBe("price");
        (await Ask(-1m, 0m)).Refusal!.Field.ShouldBe("price");
        (await Ask(10m, 0m, skus: ["S1", "S2"])).Refusal!.Code.ShouldBe("signup.price");
        (await Ask(10m, 0m, skus: "NO-SUCH")).Refusal!.Value.ShouldBe("NO-SUCH");
        (await Ask(10m, 0m, rate: 1.2m)).Refusal!.Code.ShouldBe("campaign.slot.rate");
        (await Ask(10m, 0m, scope: new Scope { User = steady.Scope.User, Shops = [] })).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_campaign_made_of_it_carries_slot_price_and_measured_growth_and_its_fee_into_range_and_result()
    {
        CampaignSheet past = await steady.Past(InSlot);
        past.Expected!.Assumptions.ShouldContain(a => a.Zh.Contains("报名费 100"));
        past.Result!.SlotCost.ShouldBe(100m);
        CampaignSheet made = SteadyShop.Done(await steady.Get<AdviseSignup>().Draft(Request(98m, 200m, 0.05m, null, "聚划算", ["S1"]), Language.Chinese, steady.Scope, default));
        (made.Plan.Slot!.Name, made.Plan.Slot.Fee, made.State).ShouldBe(("聚划算", 200m, CampaignState.Draft));
        made.Plan.Offers.Single().ShouldSatisfyAllConditions(o => o.Kind.ShouldBe(OfferKind.FixedPrice), o => o.Amount.ShouldBe(98m));

        // The goods are 30 × 100 of (30 × 100 + 15 × 40) of the shop, before the campaign's own weeks are looked at.
        made.Plan.Uplift!.Mid.ShouldBeInRange(0.75m, 0.9m);
        SteadyShop.Done(await steady.Get<CheckCampaign>().Run(made.Id, SteadyShop.LastDay, steady.Scope, default));
        made = SteadyShop.Done(await steady.Get<SimulateCampaign>().Run(made.Id, SteadyShop.LastDay, steady.Scope, default));
        made.Expected!.Assumptions.ShouldContain(a => a.En.Contains("takes 5%", StringComparison.Ordinal));

        // Of 296 orders in four weeks, the 60 of the earlier slot were paid with 90 already: a price of 98 does nothing for them.
        made.Replay!.Offers.Single().Orders.ShouldBe(236);
    }

    [Fact]
    public async Task A_code_on_cards_is_replayed_for_holders_only_and_each_channel_has_its_result()
    {
        CampaignPlan plan = InSlot with
        {
            Slot = null,
            Offers = [new("a", OfferKind.Percent, "卡券九折") { Rate = 0.1m, Code = "CARD10" }],
            Products = [],
            Channels = [new("a", ChannelKind.ParcelInsert, "包裹卡") { Codes = ["CARD10"], Pieces = 9, CostPerPiece = 0.5m },
                new("b", ChannelKind.Affiliate, "达人七") { Codes = ["PID-7"], Commission = 0.2m }],
        };
        CampaignSheet sheet = await steady.Past(plan);

        // 9 cards over three days are 84 over the 28 days of the replay, among 252 orders of returning buyers: a third of them.
        ChannelReach cards = sheet.Replay!.Reached.Single(r => r.Channel == "a");
        cards.Eligible.ShouldBe(252);
        cards.Given.ShouldBeInRange(60, 108);
        sheet.Replay.Offers.Single().Orders.ShouldBe(cards.Given);
        sheet.Replay.Touched.ShouldBe(cards.Given);
        sheet.Expected!.Assumptions.ShouldContain(a => a.En.Contains($"{cards.Given} of 420 orders", StringComparison.Ordinal));
        sheet.Expected.Assumptions.ShouldContain(a => a.Zh.Contains("9 份 × 0.5 = 4.5"));

        CampaignResult result = sheet.Result!;
        ChannelResult partner = result.Channels.Single(c => c.Key == "b"), card = result.Channels.Single(c => c.Key == "a");
        (partner.Orders, partner.Sales, partner.Cost).ShouldBe((18, 1_800m, 360m));
        (card.Orders, card.Sales, card.Cost).ShouldBe((null, null, 4.5m));
        result.ChannelCost.ShouldBe(364.5m);
        result.Profit.ShouldBe(decimal.Round(result.Net * result.UsualMarginRate!.Value + result.Sales * result.MarginRateChange!.Value - result.ExtraAds - 364.5m, 2));
    }

    [Fact]
    public async Task A_code_that_no_channel_holds_is_replayed_for_everyone()
    {
        CampaignPlan plan = InSlot with { Slot = null, Products = [], Offers = [new("a", OfferKind.Percent, "九折") { Rate = 0.1m, Code = "OPEN" }] };
        CampaignSheet sheet = await steady.Past(plan);
        sheet.Replay!.Touched.ShouldBe(sheet.Replay.Orders);
        sheet.Replay.Reached.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_code_in_two_channels_is_refused()
    {
        CampaignSheet sheet = SteadyShop.Done(await steady.Get<DraftCampaign>().Run(new(steady.Shop.Id, Strategy.Parcel, First, SteadyShop.LastDay, Language.English), steady.Scope, default));
        sheet.Plan.Channels.Single().Codes.ShouldBe(["CARD10"]);
        CampaignPlan twice = sheet.Plan with { Channels = [.. sheet.Plan.Channels, new("b", ChannelKind.Other, "群") { Codes = ["card10"] }] };
        (await steady.Get<ChangeCampaign>().Run(new(sheet.Id, twice, sheet.Revision), steady.Scope, default)).Refusal!.Field.ShouldBe("codes");
        CampaignPlan dear = sheet.Plan with { Channels = [new("b", ChannelKind.Affiliate, "群") { Commission = 1.5m }] };
        (await steady.Get<ChangeCampaign>().Run(new(sheet.Id, dear, sheet.Revision), steady.Scope, default)).Refusal!.Field.ShouldBe("commission");
    }

    [Fact]
    public async Task Who_wrote_a_plan_approves_it_only_while_nobody_else_could()
    {
        (await steady.Past(InSlot)).IsApprovedAlone.ShouldBeTrue();
        Scope lead = await steady.Person("lin", Role.AgencyLead);
        await steady.Person("he", Role.Operator);
        InvalidOperationException refused = await Should.ThrowAsync<InvalidOperationException>(() => steady.Past(InSlot));
        refused.Message.ShouldStartWith("campaign.own_plan");
        refused.Message.ShouldNotContain("lin");
        CampaignSheet sheet = await steady.Past(InSlot, lead);
        (sheet.IsApprovedAlone, sheet.ApprovedBy).ShouldBe((false, "lin"));
        sheet.WrittenBy.ShouldBe([steady.Duoshou.Owner]);
    }
}
