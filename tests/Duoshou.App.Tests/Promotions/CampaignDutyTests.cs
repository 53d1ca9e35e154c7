using System.Text.Json;
using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions;
using Duoshou.App.Agency;
using Duoshou.App.Shops;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Actions;
using Duoshou.Kernel;
using Duoshou.Promotions.Checks;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Promotions;

/// <summary>
/// Duty and import tax in the check and the replay of offers, worked by hand: a price P that holds all is (G + 3) x 1.19, so 41.65 bears 6.65
/// VAT and 3 duty; goods cost 30 and fees are a tenth.
/// </summary>
public sealed class CampaignDutyTests : IAsyncLifetime
{
    static readonly DateOnly Last = new(2026, 7, 31);
    TestInstallation installation = null!;
    Scope scope = null!;

    public async Task InitializeAsync()
    {
        installation = await TestInstallation.Open();
        scope = await installation.OwnerScope();
    }

    public async Task DisposeAsync() => await installation.DisposeAsync();

    async Task<ShopCard> Shop(ParcelRoute route, string? hs = "61102000", bool returns = false)
    {
        ClientCard client = await installation.Client();
        ShopCard shop = await installation.Shop(client.Id, "Shop DE", "amazon", "DE", "EUR", "Europe/Berlin");
        scope = await installation.OwnerScope();
        await installation.Get<SetShopTax>().Run(new(shop.Id, route, "CN", true, true), installation.Owner, scope, default);
        if (hs is not null) await installation.Get<ChooseCode>().Run(new(shop.Id, "Hoodie", hs, "CN", "", installation.Owner), scope, default);
        await Tax.Orders.Bring(installation, shop, [.. Enumerable.Range(0, 40).Select(i => $"order_id=O{i} ordered_at={Last.AddDays(-i):O} gross=83.30 cost=30 fee_estimate=8.33"
            + (returns && i < 8 ? " refunded=83.30" : ""))]);
        return shop;
    }

    static JsonElement Off(int basisPoints) => JsonDocument.Parse($$"""{"promotions":[{"id":"half","actions":[{"type":"percentOff","bp":{{basisPoints}}}]}]}""").RootElement;

    async Task<CheckReport> Check(ShopCard shop, int off) => (await installation.Get<CheckPromotions>().Run(new(shop.Id.ToString(), Off(off), Last), scope, default)).Value!;

    async Task<ReplayAnswer> Replay(ShopCard shop, int off) =>
        (await installation.Get<SimulatePromotions>().Run(new(shop.Id.ToString(), Off(off), Period.Ending(Last, 40)), scope, default)).Value!;

    /// <summary>Statements of the platform: taxes of so much, of a SKU or of the whole shop.</summary>
    async Task Statement(ShopCard shop, decimal amount, string? sku)
    {
        FactTable table = FactTables.Fee;
        FactChunk chunk = new(table, 1);
        int row = chunk.Add();
        chunk.Set(table["statement_id"], row, "S");
        chunk.Set(table["line_id"], row, "1");
        chunk.Set(table["at"], row, (DateTime?)Last.ToDateTime(new(9, 0)));
        chunk.Set(table["fee_kind"], row, "tax");
        chunk.Set(table["sku"], row, sku);
        chunk.Set(table["currency"], row, "EUR");
        chunk.Set(table["amount"], row, amount);
        BatchStart start = new(BatchId.New(TimeProvider.System), shop.Id, "test", null, installation.Owner, TimeProvider.System.GetUtcNow());
        await using IBatchLoad load = await installation.Get<IFactLedger>().Begin(start, default);
        await load.Append(chunk, default);
        await load.Commit(default);
    }

    /// <summary>Half the price, 41.65, leaves 41.65 - 4.17 - 9.65 = 27.83 of goods that cost 30; without duty and VAT it would leave 37.48.</summary>
    [Fact]
    public async Task What_the_law_takes_makes_a_loss_that_fees_alone_do_not_show()
    {
        ShopCard shop = await Shop(ParcelRoute.Direct);
        CheckReport half = await Check(shop, 5_000);
        CheckFinding loss = half.Findings.Single(f => f.Code == "below_cost");
        (loss.Item, loss.Found, loss.Limit, half.MayLaunch).ShouldBe(("H1", 27.83m, 30m, false));
        loss.En.ShouldContain("after 9.65 of duty and import tax");
        half.Findings.Single(f => f.Code == "below_floor").Limit!.Value.ShouldBe(44.58m, 0.02m);
        DutyNote note = half.Duties.Single();
        (note.Source, note.Goods).ShouldBe((DutySource.TaxBook, 1));
        note.En.ShouldContain("2026-07-31");
        // 49.98 is above the floor.
        CheckReport less = await Check(shop, 4_000);
        less.Findings.ShouldNotContain(f => f.Code == "below_cost" || f.Code == "below_floor");
        less.MayLaunch.ShouldBeTrue();
    }

    /// <summary>Without a border the floor is P x 0.9 = 30, or with a fifth given back 0.8 x (P - 30) - 0.1 P = 0: 34.29, above the 33.32 of 60 % off.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Returns_are_in_the_floor(bool returns)
    {
        ShopCard shop = await Shop(ParcelRoute.LocalStock, returns: returns);
        CheckReport report = await Check(shop, 5_900);
        report.Duties.Single().Source.ShouldBe(DutySource.NoBorder);
        report.Findings.ShouldNotContain(f => f.Code == "below_cost");
        if (!returns) report.Findings.ShouldNotContain(f => f.Code == "below_floor");
        else report.Findings.Single(f => f.Code == "below_floor").Limit.ShouldBe(34.29m);
    }

    [Theory]
    [InlineData("H1")]
    [InlineData(null)]
    public async Task Statements_that_name_the_tax_go_before_the_law(string? sku)
    {
        ShopCard shop = await Shop(ParcelRoute.Direct);
        // A tenth of 40 x 83.30.
        await Statement(shop, 333.20m, sku);
        CheckReport half = await Check(shop, 5_000);
        half.Duties.Single().Source.ShouldBe(DutySource.Statements);
        half.Findings.ShouldNotContain(f => f.Code == "below_cost");
        ReplayAnswer replay = await Replay(shop, 5_000);
        (replay.DutyBefore, replay.Duties.Single().Source).ShouldBe((333.20m, DutySource.Statements));
        // 4.165 a piece, rounded to the cent.
        replay.DutyAfter.ShouldBe(40m * 4.17m);
    }

    [Fact]
    public async Task Duty_that_neither_knows_is_said_and_not_taken_for_zero()
    {
        ShopCard shop = await Shop(ParcelRoute.Direct, hs: null);
        CheckReport half = await Check(shop, 5_000);
        half.Duties.Single().Source.ShouldBe(DutySource.Unknown);
        CheckFinding unknown = half.Findings.Single(f => f.Code == "duty_unknown");
        (unknown.Weight, unknown.En.Contains("commodity code", StringComparison.Ordinal)).ShouldBe((FindingWeight.Warning, true));
        half.Findings.ShouldNotContain(f => f.Code == "below_floor");
        ReplayAnswer replay = await Replay(shop, 5_000);
        (replay.UnitsWithoutDuty, replay.DutyBefore, replay.Duties.Single().Source).ShouldBe((40, 0m, DutySource.Unknown));
    }

    [Fact]
    public async Task A_replay_takes_duty_off_both_margins_at_the_price_of_each()
    {
        ReplayAnswer replay = await Replay(await Shop(ParcelRoute.Direct), 5_000);
        (replay.DutyBefore, replay.DutyAfter, replay.UnitsWithoutDuty).ShouldBe((40m * 16.30m, 40m * 9.65m, 0));
        replay.MarginBefore.ShouldBe(40m * (83.30m - 30m - 16.30m - 8.33m));
        replay.MarginAfter.ShouldBe(40m * (41.65m - 30m - 9.65m - 4.165m));
        replay.Steepest[0].Margin.ShouldBe(41.65m - 30m - 9.65m);
    }
}
