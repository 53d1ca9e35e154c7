using Duoshou.App.Agency;
using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Shops;
using Duoshou.App.Shops.Actions;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Promotions;

/// <summary>One campaign in several shops of a client: a sheet for each, linked, and summed in one currency.</summary>
public sealed class SpreadTests : IAsyncLifetime
{
    static readonly DateOnly Last = new(2026, 10, 31);
    TestInstallation installation = null!;
    ClientCard client = null!;
    ShopCard first = null!, second = null!, abroad = null!;

    public async Task InitializeAsync()
    {
        installation = await TestInstallation.Open();
        client = await installation.Client();
        first = await Shop("甲店", "CN", "CNY", "Asia/Shanghai", "H1", 10);
        second = await Shop("乙店", "CN", "CNY", "Asia/Shanghai", "H1", 4);
        abroad = await Shop("丙店", "US", "USD", "America/New_York", "H1", 2);
    }

    public async Task DisposeAsync() => await installation.DisposeAsync();

    async Task<ShopCard> Shop(string name, string country, string currency, string zone, string sku, int perDay)
    {
        ShopCard shop = await installation.Shop(client.Id, name, "tmall", country, currency, zone);
        await Tax.Orders.Bring(installation, shop, [.. Enumerable.Range(0, 56 * perDay).Select(i =>
            $"order_id=O{i} ordered_at={Last.AddDays(-i / perDay):O} gross=100 cost=40 fee_estimate=5 sku={sku}")]);
        return shop;
    }

    Task<Scope> Everything() => installation.OwnerScope();

    async Task<CampaignSheet> Sheet(params Offer[] offers)
    {
        Scope scope = await Everything();
        CampaignSheet sheet = SteadyShop.Done(await installation.Get<DraftCampaign>().Run(new(first.Id, Strategy.Holiday, Last.AddDays(1), Last, Language.Chinese), scope, default));
        CampaignPlan plan = sheet.Plan with { Name = "十一", Products = ["H1"], Offers = offers, Budget = null, Guards = new(), ExtraCost = 0m, Last = sheet.Plan.First.AddDays(6) };
        return SteadyShop.Done(await installation.Get<ChangeCampaign>().Run(new(sheet.Id, plan, sheet.Revision), scope, default));
    }

    static Offer Tenth => new("a", OfferKind.Percent, "9 折") { Rate = 0.1m };

    async Task<Answered<IReadOnlyList<CampaignSheet>>> Spread(CampaignSheet sheet, params ShopCard[] into) =>
        await installation.Get<SpreadCampaign>().Run(new(sheet.Id, [.. into.Select(shop => shop.Id)], Last), await Everything(), default);

    async Task<CampaignFamily?> Family(Guid id, string currency = "CNY")
    {
        Scope scope = await Everything();
        return await installation.Get<SpreadCampaign>().Family(SteadyShop.Done(await installation.Get<ReadCampaigns>().One(id, scope, default)), Currency.Of(currency), Last, scope, default);
    }

    [Fact]
    public async Task Each_shop_gets_a_sheet_of_its_own_and_all_are_added_up_in_one_currency()
    {
        Scope scope = await Everything();
        CampaignSheet sheet = await Sheet(Tenth);
        (await Family(sheet.Id)).ShouldBeNull();
        CampaignSheet[] made = [.. (await Spread(sheet, second, abroad)).Value!];
        made.Select(m => (m.Shop.Id, m.State, m.Plan.Name, m.Plan.Offers[0].Rate)).ShouldBe(
            [(second.Id, CampaignState.Draft, "十一", 0.1m), (abroad.Id, CampaignState.Draft, "十一", 0.1m)]);
        CampaignFamily family = (await Family(sheet.Id))!;
        family.Members.Count.ShouldBe(3);
        (await Family(made[0].Id))!.Members.Select(m => m.Card.Id).ShouldBe(family.Members.Select(m => m.Card.Id));
        family.Sum.Low.ShouldBeNull("no sheet has a range yet, and what is not known is not zero");

        foreach (Guid id in (Guid[])[sheet.Id, made[0].Id, made[1].Id]) SteadyShop.Done(await installation.Get<SimulateCampaign>().Run(id, Last, scope, default));
        family = (await Family(sheet.Id))!;
        family.Members.ShouldAllBe(m => m.Own.Low > 0m);
        family.Sum.Low.ShouldBeNull("there is no rate from USD yet");
        await installation.Get<RecordRates>().Run([new(Currency.Of("USD"), Currency.Of("CNY"), Last.AddDays(-3), 7m, RateKind.Day, "test")], default);
        family = (await Family(sheet.Id))!;
        decimal Own(ShopCard shop) => family.Members.Single(m => m.Card.Shop.Id == shop.Id).Own.Low!.Value;
        family.Sum.Low.ShouldBe(Own(first) + Own(second) + 7m * Own(abroad));
        family.Members.Single(m => m.Card.Shop.Id == abroad.Id).RateOn.ShouldBe(Last.AddDays(-3));

        // An editor's form knows nothing of the link; it stays, and check and range hold as before.
        CampaignSheet now = SteadyShop.Done(await installation.Get<ReadCampaigns>().One(sheet.Id, scope, default));
        now.ReplayIsCurrent.ShouldBeTrue();
        SteadyShop.Done(await installation.Get<ChangeCampaign>().Run(new(sheet.Id, now.Plan with { Family = null, Name = "国庆" }, now.Revision), scope, default)).Plan.Family.ShouldBe(sheet.Id);
        (await Spread(sheet, second)).Refusal!.Detail.En.ShouldContain("already");
    }

    [Fact]
    public async Task What_another_shop_cannot_have_is_refused_by_name_and_nothing_is_made()
    {
        CampaignSheet money = await Sheet(new Offer("a", OfferKind.SpendSave, "满 200 减 20") { Threshold = 200m, Amount = 20m });
        Refusal currency = (await Spread(money, second, abroad)).Refusal!;
        (currency.Code, currency.Value).ShouldBe(("campaign.shop_unfit", "丙店"));
        currency.Detail.En.ShouldContain("amounts in CNY");
        (await Family(money.Id)).ShouldBeNull();

        ShopCard other = await Shop("丁店", "CN", "CNY", "Asia/Shanghai", "Z9", 1);
        Refusal goods = (await Spread(await Sheet(Tenth), other)).Refusal!;
        goods.Detail.Zh.ShouldContain("H1");
        ShopCard strange = await installation.Shop((await installation.Client("别家")).Id, "别家店");
        (await Spread(await Sheet(Tenth), strange)).Refusal.ShouldNotBeNull();
        (await Spread(await Sheet(Tenth))).Refusal!.Field.ShouldBe("shops");
    }
}
