using Duoshou.App.Connectors.Files;
using Duoshou.App.Shops.Actions;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Actions;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Classification;
using Duoshou.Tax.Rates;

namespace Duoshou.App.Tests.Tax;

public sealed class TaxDeskTests : IAsyncLifetime
{
    static readonly DateOnly Today = new(2026, 7, 10);
    TestInstallation installation = null!;

    public async Task InitializeAsync() => installation = await TestInstallation.Open();

    public async Task DisposeAsync() => await installation.DisposeAsync();

    Task<Duoshou.Warehouse.Answered<QuoteTax.Quoted>> Quote(TaxQuestion question) => installation.Get<QuoteTax>().Run(question, Today, default);

    static TaxQuestion Hoodies(string country) => new() { Country = country, Currency = "EUR", SellerRegistered = true, Freight = 10m, Items = [new() { Hs = "6110.20", Value = 120m, Quantity = 1m, Origin = "CN" }] };

    [Fact]
    public async Task A_question_is_answered_with_reasons_and_a_rate_of_the_agency_when_none_is_told()
    {
        TaxQuote quote = (await Quote(Hoodies("DE"))).Value!.Quote!;
        (quote.Treatment, quote.TotalTax).ShouldBe(("flat_3_eur_per_hs6", 28.27m));
        TaxQuestion yuan = Hoodies("DE") with { Currency = "CNY" };
        ((CannotCompute)(await Quote(yuan)).Value!.Answer).Code.ShouldStartWith("missing.fx");
        await installation.Get<RecordRates>().Run([new(Currency.Of("EUR"), Currency.Of("CNY"), Today.AddDays(-1), 8m, RateKind.Day, "test")], default);
        TaxQuote turned = (await Quote(yuan)).Value!.Quote!;
        turned.Currency.Code.ShouldBe("EUR");
        turned.Assumptions.ShouldContain(a => a.En.Contains("1 CNY = 0.125 EUR"));
    }

    [Fact]
    public async Task China_uses_the_rate_of_the_third_Wednesday_of_the_month_before()
    {
        DateOnly wednesday = new(2026, 6, 17);
        await installation.Get<RecordRates>().Run(
            [new(Currency.Of("USD"), Currency.Of("CNY"), wednesday, 7m, RateKind.Day, "a"), new(Currency.Of("USD"), Currency.Of("CNY"), Today, 9m, RateKind.Day, "b")], default);
        TaxQuote quote = (await Quote(new()
        {
            Country = "CN", Regime = "general_trade", Currency = "USD", Items = [new() { Value = 100m, DutyRate = 0.1m, VatClass = "standard", Quantity = 1m }],
        })).Value!.Quote!;
        quote.CustomsValue.ShouldBe(700m);
        quote.Assumptions.ShouldContain(a => a.En.Contains("2026-06-17"));
    }

    [Theory]
    [InlineData("ZZ", null, null, null, "bad_input.country")]
    [InlineData("CN", "smuggling", null, null, "bad_input.regime")]
    [InlineData("DE", null, "2026-13-40", null, "bad_input.date")]
    [InlineData("DE", null, null, "carrier pigeon", "bad_input.channel")]
    public async Task A_question_that_cannot_be_meant_names_the_field(string country, string? regime, string? date, string? channel, string code) =>
        (await Quote(Hoodies(country) with { Regime = regime, Date = date, Channel = channel })).Refusal!.Code.ShouldBe(code);

    [Theory]
    [InlineData("2031-01-01", "no_rule")]
    [InlineData("1970-01-01", "no_rule")]
    public async Task A_day_beyond_the_tables_is_refused(string day, string code) =>
        ((CannotCompute)(await Quote(Hoodies("DE") with { Date = day })).Value!.Answer).Code.ShouldBe(code);

    [Fact]
    public void Numbers_that_are_no_numbers_are_told_with_their_place() =>
        TaxQuestion.Read("""{"country":"DE","items":[{"value":"a lot"}]}""").Refusal!.Field.ShouldBe("items[0].value");

    Task<Duoshou.Warehouse.Answered<ImportTariff.Report>> Bring(string text, string from = "2026-07-01", TableKind kind = TableKind.Tariff, bool dry = false, string name = "tariff.csv", string country = "CN") =>
        Bring(InputFile.Of(name, null, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)))[0], from, kind, dry, country);

    async Task<Duoshou.Warehouse.Answered<ImportTariff.Report>> Bring(InputFile file, string from, TableKind kind, bool dry, string country) =>
        await installation.Get<ImportTariff>().Run(new(file, kind, country, DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), null, "test", RateFigures.AsWritten, false, dry,
            installation.Owner, await installation.OwnerScope()), default);

    [Fact]
    public async Task A_broken_table_never_replaces_a_good_one()
    {
        ActiveRates rates = installation.Get<ActiveRates>();
        (await Bring("hs,name_zh,mfn,vat_class\n61102000,棉套头衫,6%,standard\n")).Value!.Id.ShouldNotBeNull();
        string good = (await rates.Now(default)).Book.Version;
        good.ShouldNotBe(LegalRates.Current.Version);
        ImportProblem problem = await Should.ThrowAsync<ImportProblem>(() => Bring("hs,name_zh,mfn\n61102000,棉套头衫,six\n", "2026-08-01"));
        (problem.Line, problem.Field, problem.Value).ShouldBe((2, "mfn", "six"));
        await Should.ThrowAsync<ImportProblem>(() => Bring("a,b\n1,2\n", "2026-08-01"));
        await Should.ThrowAsync<ImportProblem>(() => Bring("country,class,rate,from,to,source,certainty\nDE,standard,0.19,2020-01-01,,x,S\nDE,standard,0.20,2021-01-01,,x,S\n", kind: TableKind.RateBook, name: "vat.csv"));
        (await rates.Now(default)).Book.Version.ShouldBe(good);
        (await Bring("hs,name_zh,mfn,vat_class\n61102000,棉套头衫,6%,standard\n")).Refusal!.Code.ShouldBe("table.repeated");
    }

    [Fact]
    public async Task Versions_are_compared_and_the_products_they_touch_are_named_and_a_table_can_be_taken_back()
    {
        var shop = await installation.Shop((await installation.Client()).Id);
        await Bring("hs,name_zh,mfn,vat_class\n61102000,棉套头衫,6%,standard\n65050000,针织帽,8%,standard\n");
        await installation.Get<ChooseCode>().Run(new(shop.Id, "连帽卫衣", "6110.2000", "cn", "", installation.Owner), await installation.OwnerScope(), default);
        await installation.Get<ChooseCode>().Run(new(shop.Id, "毛线帽", "65050000", "CN", "", installation.Owner), await installation.OwnerScope(), default);
        ImportTariff.Report report = (await Bring("hs,name_zh,mfn,vat_class\n61102000,棉套头衫,9%,standard\n39249000,塑料家用品,5%,standard\n", "2026-09-01", dry: true)).Value!;
        (report.Added, report.Removed, report.Changed, report.Id).ShouldBe((1, 1, 1, null));
        report.Products.Select(p => (p.Product, p.Change)).ShouldBe([("连帽卫衣", "changed"), ("毛线帽", "removed")], ignoreOrder: true);
        ImportTariff.Report kept = (await Bring("hs,name_zh,mfn,vat_class\n61102000,棉套头衫,9%,standard\n", "2026-09-01", name: "later.csv")).Value!;
        async Task<decimal> Duty(string day) => (await Quote(new() { Country = "CN", Regime = "general_trade", Date = day, Items = [new() { Hs = "61102000", Value = 100m, Quantity = 1m }] })).Value!.Quote!.Sum("duty");
        (await Duty("2026-08-31"), await Duty("2026-09-01")).ShouldBe((6m, 9m));
        await installation.Get<ListTables>().Withdraw(kept.Id!.Value, default);
        (await Duty("2026-09-01")).ShouldBe(6m);
    }

    [Fact]
    public async Task A_code_is_found_by_words_shows_its_duty_and_the_products_that_use_it()
    {
        var shop = await installation.Shop((await installation.Client()).Id);
        await installation.Get<ChooseCode>().Run(new(shop.Id, "苏格兰威士忌", "22083000", "GB", "", installation.Owner), await installation.OwnerScope(), default);
        await installation.Get<ChooseCode>().Run(new(shop.Id, "苏格兰威士忌", "22083000", "IE", "", installation.Owner), await installation.OwnerScope(), default);
        FindCode.Candidate found = (await installation.Get<FindCode>().Run("威士忌", "CN", Today, await installation.OwnerScope(), Language.Chinese, 5, default)).Candidates[0];
        (found.Hit.Entry.Code, found.Line!.VatClass, found.UsedBy.Single()).ShouldBe(("22083000", "standard", "苏格兰威士忌"));
        found.Line.Duties.ShouldContain(d => d.Layer == "provisional" && d.Text == "5%");
        (await installation.Get<FindCode>().Run("威士忌", "CN", Today, new() { User = installation.Owner, Shops = [] }, Language.Chinese, 5, default)).Candidates[0].UsedBy.ShouldBeEmpty();
    }
}
