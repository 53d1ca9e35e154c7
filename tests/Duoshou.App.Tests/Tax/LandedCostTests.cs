using Duoshou.App.Agency;
using Duoshou.App.Catalog;
using Duoshou.App.Catalog.Actions;
using Duoshou.App.Shops;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Actions;
using Duoshou.Kernel;

namespace Duoshou.App.Tests.Tax;

/// <summary>Duty and import tax in the money of products: worked by hand from the law of the day.</summary>
public sealed class LandedCostTests : IAsyncLifetime
{
    static readonly DateOnly Last = new(2026, 7, 31);
    static readonly Currency Euro = Currency.Of("EUR");
    TestInstallation installation = null!;

    public async Task InitializeAsync() => installation = await TestInstallation.Open();

    public async Task DisposeAsync() => await installation.DisposeAsync();

    async Task<ShopCard> Shop(string country, string currency, ParcelRoute route, bool holds, string? hs = "61102000")
    {
        ClientCard client = await installation.Client();
        ShopCard shop = await installation.Shop(client.Id, "Shop " + country, "amazon", country, currency, "Europe/Berlin");
        await installation.Get<SetShopTax>().Run(new(shop.Id, route, "CN", true, holds), installation.Owner, await installation.OwnerScope(), default);
        if (hs is not null) await installation.Get<ChooseCode>().Run(new(shop.Id, "Hoodie", hs, "CN", "", installation.Owner), await installation.OwnerScope(), default);
        return shop;
    }

    async Task<LandedCost?> Landed(DateOnly day, Currency? into = null) => (await installation.Get<LandedCosts>().Of(
        await installation.OwnerScope(), Period.Ending(Last, 62), day, into ?? Euro, default)).GetValueOrDefault("H1");

    /// <summary>
    /// A price of 83.30 that holds everything: goods G with duty 3 and 19 % on both, (G + 3) x 1.19 = 83.30, so G = 67.00, VAT 13.30. The day
    /// before there was no duty: G = 70.00, VAT 13.30.
    /// </summary>
    [Fact]
    public async Task A_price_that_holds_the_tax_is_taken_apart_by_the_law_of_the_day()
    {
        ShopCard shop = await Shop("DE", "EUR", ParcelRoute.Direct, holds: true);
        await Orders.Bring(installation, shop, "order_id=A ordered_at=2026-07-02 gross=83.30", "order_id=B ordered_at=2026-07-03 quantity=2 gross=166.60");
        LandedCost july = (await Landed(Last))!;
        (july.Mean!.Duty, july.Mean.ImportTax, july.Mean.Borne, july.Mean.Goods).ShouldBe((3m, 13.30m, 16.30m, 67m));
        (july.Main.Pieces, july.Main.Price, july.Main.Country, july.Mean.Rule).ShouldBe((3m, 83.30m, "DE", "flat_3_eur_per_hs6"));
        LandedCost june = (await Landed(new(2026, 6, 30)))!;
        (june.Mean!.Duty, june.Mean.ImportTax, june.Mean.Goods).ShouldBe((0m, 13.30m, 70m));
    }

    /// <summary>Price 83.30 of which 16.30 is tax; goods 30.00, no fees, no returns: margin 64 % becomes (83.30 - 30 - 16.30) / 83.30.</summary>
    [Fact]
    public async Task Products_show_the_margin_after_tax_and_the_ladder_a_floor_that_covers_it()
    {
        ShopCard shop = await Shop("DE", "EUR", ParcelRoute.Direct, holds: true);
        await Orders.Bring(installation, shop, [.. Enumerable.Range(0, 40).Select(i => $"order_id=O{i} ordered_at={Last.AddDays(-i):O} gross=83.30 cost=30 fee_estimate=8.33")]);
        ReadProducts.Request asked = new(installation.Owner, null, Period.Ending(Last, 62), Euro);
        PortfolioCard card = (await installation.Get<ReadProducts>().Portfolio(asked, default)).Value!.Rows.Single();
        card.Margin.ShouldBe(decimal.Round(53.30m / 83.30m, 4));
        card.MarginLanded!.Value.ShouldBe(card.Margin!.Value - 16.30m / 83.30m, 0.0001m);
        FloorCard floor = (await installation.Get<ReadProducts>().Ladder(asked, default)).Value!.Floors.Single();
        (floor.Price, floor.Cost, floor.Duty, floor.ImportTax, floor.FeeShare).ShouldBe((83.30m, 30m, 3m, 13.30m, 0.1m));
        // P - 3 - VAT - 30 - 0.1 P = 0 with VAT = P x 19 / 119: P x (1 - 0.1 - 0.159664) = 33, P = 44.575.
        floor.Floor!.Value.ShouldBe(44.58m, 0.02m);
    }

    [Fact]
    public void Returns_raise_the_floor_because_duty_and_fees_are_not_given_back()
    {
        // kept 0.8: 0.8 x (P - 30) - 0.1 P = 0, P = 34.2857.
        FloorCard.Of(new("A", null, 10m, 1000m, 300m, 100m, 0.2m), null).Floor.ShouldBe(34.29m);
        FloorCard.Of(new("A", null, 10m, 1000m, 300m, 100m, 0m), null).Floor.ShouldBe(33.34m);
        FloorCard.Of(new("A", null, 10m, 1000m, null, 100m, 0m), null).Floor.ShouldBeNull();
    }

    [Fact]
    public async Task What_is_not_known_is_said_with_where_to_mend_it_and_never_zero()
    {
        ShopCard shop = await Shop("DE", "EUR", ParcelRoute.Direct, holds: true, hs: null);
        await Orders.Bring(installation, shop, "order_id=A ordered_at=2026-07-02 gross=83.30 cost=30");
        LandedCost unknown = (await Landed(Last))!;
        (unknown.Mean, unknown.Lacking!.Unknown!.Code).ShouldBe((null, "no_code"));
        unknown.Lacking.Unknown.Detail.En.ShouldContain("commodity code");
        ReadProducts.Request asked = new(installation.Owner, null, Period.Ending(Last, 62), Euro);
        ProductPortfolio portfolio = (await installation.Get<ReadProducts>().Portfolio(asked, default)).Value!;
        portfolio.Rows.Single().MarginLanded.ShouldBeNull();
        portfolio.Footing.Limits.ShouldContain(limit => limit.En.Contains("classify"));
        // A code is chosen: the same page tells the tax at once, though no fact has changed.
        await installation.Get<ChooseCode>().Run(new(shop.Id, "Hoodie", "61102000", "CN", "", installation.Owner), await installation.OwnerScope(), default);
        (await installation.Get<ReadProducts>().Portfolio(asked, default)).Value!.Rows.Single().MarginLanded.ShouldNotBeNull();
    }

    [Fact]
    public async Task Over_the_limit_the_duty_rate_is_missing_and_a_shop_without_a_route_is_named()
    {
        ShopCard shop = await Shop("DE", "EUR", ParcelRoute.Direct, holds: true);
        await Orders.Bring(installation, shop, "order_id=A ordered_at=2026-07-02 gross=500");
        (await Landed(Last))!.Lacking!.Unknown!.Code.ShouldBe("no_rate");
        ShopCard other = await installation.Shop(shop.Client, "Shop FR", "amazon", "FR", "EUR", "Europe/Paris");
        await Orders.Bring(installation, other, "order_id=B ordered_at=2026-07-02 gross=50 sku=F1");
        (await installation.Get<LandedCosts>().Of(await installation.OwnerScope(), Period.Ending(Last, 62), Last, Euro, default))["F1"].Lacking!.Unknown!.Code.ShouldBe("not_set");
    }

    [Fact]
    public async Task Tax_that_buyers_pay_on_top_is_no_cost_of_the_seller_and_needs_no_code_for_the_floor()
    {
        ShopCard shop = await Shop("US", "USD", ParcelRoute.Direct, holds: false, hs: null);
        await Orders.Bring(installation, shop, [.. Enumerable.Range(0, 30).Select(i => $"order_id=O{i} ordered_at={Last.AddDays(-i):O} gross=50 cost=20")]);
        ReadProducts.Request asked = new(installation.Owner, null, Period.Ending(Last, 62), Currency.Of("USD"));
        PortfolioCard card = (await installation.Get<ReadProducts>().Portfolio(asked, default)).Value!.Rows.Single();
        card.Landed!.Mean.ShouldBeNull();
        (card.MarginLanded, card.Landed.IsOnTop).ShouldBe((card.Margin, true));
        (await installation.Get<ReadProducts>().Ladder(asked, default)).Value!.Floors.Single().Floor.ShouldBe(20m);
    }

    [Theory]
    [InlineData(ParcelRoute.Domestic)]
    [InlineData(ParcelRoute.LocalStock)]
    public async Task Goods_that_cross_no_border_when_sold_are_left_alone(ParcelRoute route)
    {
        ShopCard shop = await Shop("DE", "EUR", route, holds: true);
        await Orders.Bring(installation, shop, "order_id=A ordered_at=2026-07-02 gross=83.30 cost=30");
        (await Landed(Last)).ShouldBeNull();
    }
}
