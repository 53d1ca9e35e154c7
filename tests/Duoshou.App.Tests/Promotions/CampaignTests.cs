using Duoshou.Analytics.Simulation;
using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Shops;
using Duoshou.App.Tests.Diagnosis;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Promotions;

/// <summary>Simulated shops that several tests look at.</summary>
public sealed class CampaignShops : IAsyncLifetime
{
    internal DemoShops Demo { get; private set; } = null!;

    public async Task InitializeAsync() => Demo = await DemoShops.Open(20_261_126, days: 120, shops: 3);

    public async Task DisposeAsync() => await Demo.DisposeAsync();
}

/// <summary>A campaign from template to result on simulated shops, and the coupons that were planted to clash.</summary>
public sealed class CampaignTests(CampaignShops shops) : IClassFixture<CampaignShops>, IAsyncLifetime
{
    DemoShops demo = null!;
    Scope scope = null!;
    ShopCard shop = null!, calm = null!;
    PlantedIncident clash = null!;

    public async Task InitializeAsync()
    {
        demo = shops.Demo;
        scope = await demo.Duoshou.OwnerScope();
        clash = demo.Simulation.Incidents.Last(i => i.Kind == IncidentKind.CouponClash);
        shop = demo.ShopOf(clash.Shop);
        calm = demo.ShopOf(demo.Simulation.Agency.Shops.First(s => s.Id != clash.Shop.Id && s.TellsCost));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    static CampaignSheet Done(Answered<CampaignSheet> answered) => answered.Value ?? throw new InvalidOperationException($"{answered.Refusal!.Code}: {answered.Refusal.Detail.En}");

    [Fact]
    public async Task The_planted_coupon_clash_is_caught_by_the_check_with_every_item_and_both_coupons()
    {
        int adopted = await demo.Get<AdoptOffers>().Run(new(shop.Id, Period.Ending(DemoShops.LastDay, 120), DemoShops.LastDay.AddDays(-60)), scope, default);
        adopted.ShouldBeGreaterThan(1);
        IReadOnlyList<CampaignCard> cards = await demo.Get<ReadCampaigns>().All(new(clash.From, clash.To), scope, default);
        CampaignCard second = cards.Last(c => c.First == clash.CausedOn);
        second.Blocked.ShouldBeTrue();
        CampaignSheet sheet = Done(await demo.Get<ReadCampaigns>().One(second.Id, scope, default));
        CheckFinding[] losses = [.. sheet.Check!.Findings.Where(f => f.Code == "below_cost")];
        foreach (string sku in clash.Thing["sku"].Split('|')) losses.ShouldContain(f => f.Item == sku && f.Promotions.Count >= 2);
        losses[0].Zh.ShouldContain(" + ");

        Answered<ReplayAnswer> replay = await demo.Get<SimulatePromotions>().Run(new(shop.Id.ToString(),
            System.Text.Json.JsonDocument.Parse("""{"promotions":[{"id":"x","actions":[{"type":"percentOff","bp":100}]}]}""").RootElement, new(clash.From, clash.To)), scope, default);
        ReplayAnswer answer = replay.Value!;
        answer.Orders.ShouldBeGreaterThan(20);
        Math.Abs(answer.ReplayedDiscount - answer.BookedDiscount).ShouldBeLessThan(answer.BookedDiscount * 0.05m, "the adopted offers give what the facts say was given");
        answer.Cost.ShouldBeGreaterThan(0m);
        answer.MarginAfter!.Value.ShouldBeLessThan(answer.MarginBefore!.Value);
        answer.Steepest.Count.ShouldBe(10);
        Scope blind = scope with { SeesCost = false };
        (await demo.Get<SimulatePromotions>().Run(new(shop.Id.ToString(), System.Text.Json.JsonDocument.Parse("""{"promotions":[{"id":"x","actions":[{"type":"percentOff","bp":100}]}]}""").RootElement, new(clash.From, clash.To)), blind, default)).Value!.MarginBefore.ShouldBeNull();
        CampaignSheet unseen = Done(await demo.Get<ReadCampaigns>().One(second.Id, blind, default));
        unseen.Check!.Findings.Where(f => f.Code == "below_cost").ShouldAllBe(f => f.Limit == null);
    }

    async Task<CampaignStanding> Standing(Guid id, DateOnly? known = null)
    {
        IReadOnlyList<CampaignCard> cards = [.. (await demo.Get<ReadCampaigns>().All(Period.Ending(DemoShops.LastDay.AddDays(60), 120), scope, default)).Where(c => c.Id == id)];
        return (await demo.Get<ReadCampaigns>().WithStanding(cards, known ?? DemoShops.LastDay, scope, default)).Single().Standing!;
    }

    [Fact]
    public async Task Each_step_is_guarded_and_the_sheet_becomes_its_result()
    {
        DateOnly first = DemoShops.LastDay.AddDays(-20);
        CampaignSheet sheet = Done(await demo.Get<DraftCampaign>().Run(new(calm.Id, Strategy.Holiday, first, DemoShops.LastDay, Language.Chinese), scope, default));
        CampaignPlan plan = sheet.Plan with { First = first, Last = first.AddDays(4), Offers = [sheet.Plan.Offers[0] with { Rate = 0.9m }] };
        sheet = Done(await demo.Get<ChangeCampaign>().Run(new(sheet.Id, plan, sheet.Revision), scope, default));
        (await Standing(sheet.Id)).En.ShouldBe("Lacks a check and an expected range");
        (await demo.Get<ApproveCampaign>().Run(sheet.Id, scope, default)).Refusal!.Code.ShouldBe("campaign.not_ready");
        sheet = Done(await demo.Get<CheckCampaign>().Run(sheet.Id, DemoShops.LastDay, scope, default));
        (await Standing(sheet.Id)).En.ShouldBe("Lacks an expected range");
        sheet.Check!.Findings.ShouldContain(f => f.Code == "below_cost");
        Done(await demo.Get<SimulateCampaign>().Run(sheet.Id, DemoShops.LastDay, scope, default));
        (await demo.Get<ApproveCampaign>().Run(sheet.Id, scope, default)).Refusal!.Detail.Zh.ShouldContain("拦住");
        (await Standing(sheet.Id)).Weight.ShouldBe(StandingWeight.Bad);

        sheet = Done(await demo.Get<ChangeCampaign>().Run(new(sheet.Id, plan with { Offers = [plan.Offers[0] with { Rate = 0.05m, Alone = true }] }, sheet.Revision + 1), scope, default));
        sheet.CheckIsCurrent.ShouldBeFalse();
        (await demo.Get<ChangeCampaign>().Run(new(sheet.Id, plan, 0), scope, default)).Refusal!.Code.ShouldBe("campaign.changed");
        sheet = Done(await demo.Get<CheckCampaign>().Run(sheet.Id, DemoShops.LastDay, scope, default));
        sheet.Check!.MayLaunch.ShouldBeTrue(string.Join("; ", sheet.Check.Findings.Select(f => f.En)));
        sheet = Done(await demo.Get<SimulateCampaign>().Run(sheet.Id, DemoShops.LastDay, scope, default));
        sheet.Expected!.Sales.Low.ShouldBeLessThan(sheet.Expected.Sales.High);
        sheet.Expected.KnownUntil.ShouldBeLessThan(first);
        (await demo.Get<LaunchCampaign>().Run(sheet.Id, scope, default)).Refusal!.Code.ShouldBe("campaign.state");
        (await Standing(sheet.Id)).En.ShouldBe("Waits for approval");
        Done(await demo.Get<ApproveCampaign>().Run(sheet.Id, scope, default));
        sheet = Done(await demo.Get<LaunchCampaign>().Run(sheet.Id, scope, default));
        sheet.FrozenLate.ShouldBeTrue();
        (await demo.Get<ReadBook>().Run(calm.Id.ToString(), null, scope, default)).Value!.Book.ToJsonString().ShouldContain(sheet.Plan.Offers[0].Key);
        (await demo.Get<SimulateCampaign>().Run(sheet.Id, DemoShops.LastDay, scope, default)).Refusal!.Code.ShouldBe("campaign.state");
        sheet = Done(await demo.Get<LaunchCampaign>().TakeBack(sheet.Id, scope, default));
        sheet.State.ShouldBe(CampaignState.Approved);
        (await demo.Get<ReadBook>().Run(calm.Id.ToString(), null, scope, default)).Value!.Book.ToJsonString().ShouldNotContain(sheet.Id.ToString("n")[^12..]);
        Done(await demo.Get<LaunchCampaign>().Run(sheet.Id, scope, default));
        (await Standing(sheet.Id)).En.ShouldBe("Ready to be judged");
        (await Standing(sheet.Id, plan.Last.AddDays(2))).En.ShouldBe("Not judged; 2 of 7 days after it are known");
        (await Standing(sheet.Id, plan.First.AddDays(1))).Weight.ShouldBeOneOf(StandingWeight.Good, StandingWeight.Bad, StandingWeight.Attention);
        (await Standing(sheet.Id, plan.First.AddDays(1))).En.ShouldContain("guard-rail");

        sheet = Done(await demo.Get<JudgeCampaign>().Run(sheet.Id, DemoShops.LastDay, scope, default));
        CampaignResult result = sheet.Result!;
        result.DaysKnownAfter.ShouldBe(7);
        result.Sales.ShouldBe(result.Days.Where(d => d.Phase == DayPhase.During).Sum(d => d.Actual));
        result.Lift.ShouldBe(result.Sales - result.Days.Where(d => d.Phase == DayPhase.During).Sum(d => d.Expected));
        result.Hangover.ShouldBeLessThanOrEqualTo(0m);
        result.Net.ShouldBeLessThanOrEqualTo(result.OrderValue);
        result.Figures.Single(f => f.Key == "sales").Verdict.ShouldNotBe(Verdict.Unknown);
        result.Lessons.ShouldNotBeEmpty();
        (await Standing(sheet.Id)).En.ShouldBe(result.Figures.Single(f => f.Key == "sales").Verdict switch
        {
            Verdict.Inside => "Sales in range", Verdict.Below => "Sales below range", _ => "Sales above range",
        });
        CampaignSheet next = Done(await demo.Get<DraftCampaign>().Again(sheet.Id, DemoShops.LastDay, scope, default));
        next.State.ShouldBe(CampaignState.Draft);
        next.Plan.Uplift!.Mid.ShouldBe(result.Growth.Mid);
        next.BasedOn.ShouldBe(sheet.Id);
        (await demo.Get<ReadCampaigns>().One(sheet.Id, new Scope { User = scope.User, Shops = [] }, default)).Refusal!.Code.ShouldBe("campaign.unknown");
    }

    [Fact]
    public async Task Every_strategy_has_a_template_that_the_engine_takes()
    {
        foreach (Strategy strategy in Enum.GetValues<Strategy>())
        {
            CampaignSheet sheet = Done(await demo.Get<DraftCampaign>().Run(new(calm.Id, strategy, null, DemoShops.LastDay, Language.English), scope, default));
            sheet.Plan.Offers.ShouldNotBeEmpty();
            Done(await demo.Get<CheckCampaign>().Run(sheet.Id, DemoShops.LastDay, scope, default)).Check!.Items.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task A_campaign_that_crosses_a_guard_rail_is_stopped_and_its_offers_with_it()
    {
        CampaignSheet held = await Launched(new GuardRails(0.9m, 10_000m, null)), crossed = await Launched(new GuardRails(null, null, int.MaxValue));
        (await demo.Get<ICampaignWatch>().Run(DemoShops.LastDay, default)).ShouldBe(1);
        Done(await demo.Get<ReadCampaigns>().One(held.Id, scope, default)).State.ShouldBe(CampaignState.Launched);
        CampaignSheet stopped = Done(await demo.Get<ReadCampaigns>().One(crossed.Id, scope, default));
        stopped.State.ShouldBe(CampaignState.Stopped);
        stopped.StoppedOn.ShouldBe(DemoShops.LastDay);
        stopped.Steps[^1].What.ShouldBe("guarded");
        (await demo.Get<ReadBook>().Run(calm.Id.ToString(), null, scope, default)).Value!.Book["promotions"]!.AsArray().Count(p => p!["enabled"] is not null).ShouldBe(1);
        Done(await demo.Get<LaunchCampaign>().TakeBack(held.Id, scope, default));
    }

    [Fact]
    public async Task Advice_on_a_slot_reckons_with_the_shops_own_offers_of_like_depth()
    {
        await demo.Get<AdoptOffers>().Run(new(shop.Id, Period.Ending(DemoShops.LastDay, 120), DemoShops.LastDay.AddDays(-110)), scope, default);
        IReadOnlyList<ReadCampaigns.Product> goods = await demo.Get<ReadCampaigns>().Products(shop, DemoShops.LastDay, scope, default);
        AdviseSignup.Request request = new(shop.Id, new("年货节") { Fee = 500m, FeeRate = 0.02m }, DemoShops.LastDay.AddDays(10), DemoShops.LastDay.AddDays(12),
            [.. goods.Take(3).Select(g => g.Sku)], null, 0.15m, DemoShops.LastDay);
        SignupReport report = (await demo.Get<AdviseSignup>().Run(request, scope, default)).Value!;
        report.Basis.ShouldBe(LiftBasis.LikeOffers);
        report.Past.ShouldBeEmpty();
        report.Goods.Count.ShouldBe(3);
        report.Goods.ShouldAllBe(g => g.Usual.Low <= g.Usual.Mid && g.Usual.Mid <= g.Usual.High && g.Pieces.High <= (g.OnHand ?? int.MaxValue) && g.PriceAsked < g.PriceNow * 1.2m);
        report.Sales.Low.ShouldBeLessThanOrEqualTo(report.Sales.High);
        report.Reasons.ShouldNotBeEmpty();
        if (report.Profit is { } profit) profit.Low.ShouldBeLessThanOrEqualTo(profit.High);
        else report.Advice.ShouldNotBe(SignupAdvice.SignUp);
        report.ShareOfShop.ShouldBeInRange(0.01m, 1m);
    }

    async Task<CampaignSheet> Launched(GuardRails guards)
    {
        DateOnly first = DemoShops.LastDay.AddDays(-2);
        CampaignSheet sheet = Done(await demo.Get<DraftCampaign>().Run(new(calm.Id, Strategy.Holiday, first, DemoShops.LastDay, Language.Chinese), scope, default));
        CampaignPlan plan = sheet.Plan with { First = first, Last = first.AddDays(5), Guards = guards, Offers = [sheet.Plan.Offers[0] with { Rate = 0.02m, Alone = true }] };
        Done(await demo.Get<ChangeCampaign>().Run(new(sheet.Id, plan, sheet.Revision), scope, default));
        Done(await demo.Get<CheckCampaign>().Run(sheet.Id, DemoShops.LastDay, scope, default));
        Done(await demo.Get<SimulateCampaign>().Run(sheet.Id, DemoShops.LastDay, scope, default));
        Done(await demo.Get<ApproveCampaign>().Run(sheet.Id, scope, default));
        return Done(await demo.Get<LaunchCampaign>().Run(sheet.Id, scope, default));
    }
}
