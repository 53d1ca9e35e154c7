using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Tests.Agency;

public sealed class AccessTests
{
    [Fact]
    public async Task A_person_sees_the_shops_of_their_seats_and_no_other_clients_shop()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ClientCard lan = await duoshou.Client("澜石家居"), ban = await duoshou.Client("半夏护肤");
        ShopCard lanShop = await duoshou.Shop(lan.Id), banShop = await duoshou.Shop(ban.Id, "亚马逊德国", "amazon", "DE", "EUR", "Europe/Berlin");
        PersonCard lin = (await duoshou.Get<AddPerson>().Run(new("lin@example.com", "林未", Role.Promotion, [lan.Id]), default)).Value!;

        Scope scope = await duoshou.Get<IAgency>().ScopeOf(lin.Id, default);
        scope.Shops.ShouldBe([lanShop.Id]);
        scope.SeesCost.ShouldBeFalse();
        (await duoshou.Get<IShops>().Find(banShop.Id, scope, default)).ShouldBeNull();
        (await duoshou.Get<IShops>().Named("亚马逊德国", scope, default)).ShouldBeNull();
        (await duoshou.Get<IAgency>().Clients(lin.Id, default)).Select(c => c.Name).ShouldBe(["澜石家居"]);
        (await duoshou.OwnerScope()).Shops.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_sees_nothing()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        await duoshou.Shop((await duoshou.Client()).Id);
        (await duoshou.Get<IAgency>().ScopeOf(new UserId(Guid.Empty), default)).Shops.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sign_in_link_works_once()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        string secret = (await duoshou.Get<IssueSignInLink>().Run("OWNER@example.com", default))!;
        (await duoshou.Get<UseSignInLink>().Run(secret, default)).ShouldBe(duoshou.Owner);
        (await duoshou.Get<UseSignInLink>().Run(secret, default)).ShouldBeNull();
        (await duoshou.Get<UseSignInLink>().Run("guessed", default)).ShouldBeNull();
        (await duoshou.Get<IssueSignInLink>().Run("nobody@example.com", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_carries_its_own_rights_until_it_is_revoked()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        IssueToken.Issued token = (await duoshou.Get<IssueToken>().Run(new(duoshou.Owner, "ERP", ["read"]), default)).Value!;
        UseToken.Bearer bearer = (await duoshou.Get<UseToken>().Run(token.Secret, default))!;
        bearer.Person.ShouldBe(duoshou.Owner);
        bearer.Rights.ShouldBe(["read"]);
        (await duoshou.Get<RevokeToken>().Run(new UserId(Guid.NewGuid()), token.Id, default)).ShouldBeFalse();
        (await duoshou.Get<RevokeToken>().Run(duoshou.Owner, token.Id, default)).ShouldBeTrue();
        (await duoshou.Get<UseToken>().Run(token.Secret, default)).ShouldBeNull();
        (await duoshou.Get<IssueToken>().Run(new(duoshou.Owner, "ERP", ["everything"]), default)).Refusal!.Code.ShouldBe("token.right_unknown");
    }

    [Fact]
    public async Task Twice_the_same_name_is_refused_and_says_so()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ClientCard client = await duoshou.Client();
        (await duoshou.Get<OpenClient>().Run(new("澜石家居", "CNY"), default)).Refusal!.Code.ShouldBe("client.exists");
        (await duoshou.Get<OpenClient>().Run(new("新客户", "RMB"), default)).Refusal!.Code.ShouldBe("currency.unknown");
        await duoshou.Shop(client.Id);
        (await duoshou.Get<App.Shops.Actions.OpenShop>().Run(new("天猫旗舰店", client.Id, "tmall", "CN", "CNY", "Asia/Shanghai"), default)).Refusal!.Code.ShouldBe("shop.exists");
        (await duoshou.Get<AddPerson>().Run(new("owner@example.com", "又一个", Role.Operator, []), default)).Refusal!.Code.ShouldBe("person.exists");
    }

    [Fact]
    public async Task Settings_change_one_by_one()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        PersonCard changed = (await duoshou.Get<ChangeSettings>().Run(new(duoshou.Owner, Language: Language.English, Zone: "Europe/Berlin"), default)).Value!;
        (changed.Language, changed.Zone, changed.Currency.Code, changed.ChangeColours).ShouldBe((Language.English, "Europe/Berlin", "CNY", ChangeColours.RedUp));
        (await duoshou.Get<ChangeSettings>().Run(new(duoshou.Owner, Zone: "Mars"), default)).Refusal!.Code.ShouldBe("zone.unknown");
    }

    [Fact]
    public async Task A_corrected_rate_counts_from_then_on()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        Currency eur = Currency.Of("EUR"), cny = Currency.Of("CNY");
        var record = duoshou.Get<App.Shops.Actions.RecordRates>();
        await record.Run([new(eur, cny, new(2026, 10, 1), 78m, RateKind.Day, "typed wrongly")], default);
        await record.Run([new(eur, cny, new(2026, 10, 1), 7.8123456m, RateKind.Day, "corrected")], default);
        (await duoshou.Get<IShops>().Rates(default)).Find(eur, cny, new(2026, 10, 2))!.Value.ShouldBe((7.8123456m, new DateOnly(2026, 10, 1), "corrected"));
    }
}
