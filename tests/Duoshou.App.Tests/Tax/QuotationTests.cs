using Duoshou.App.Shops.Actions;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Papers;
using Duoshou.App.Tax.Quotations;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Tax;

/// <summary>Offers worked out by hand: who bears what under each term, the total, the seller's margin, and what must not be promised.</summary>
public sealed class QuotationTests : IAsyncLifetime
{
    static readonly DateOnly Today = new(2026, 7, 10);
    TestInstallation installation = null!;

    public async Task InitializeAsync() => installation = await TestInstallation.Open();

    public async Task DisposeAsync() => await installation.DisposeAsync();

    Task<Answered<Quotation>> Write(QuotationAsk ask) => installation.Get<WriteQuotation>().Run(ask, Today, default);

    /// <summary>Two hoodies at 60 to Germany, freight 10. By the law of 2026-07-10: 3 EUR for the heading and 19 % of 133, 25.27; together 28.27.</summary>
    static QuotationAsk Hoodies(string term = "DAP", bool registered = false) => new()
    {
        Seller = "Ningbo Knit Co.", Buyer = "Hafen Handel GmbH", Incoterm = term, Place = "Hamburg",
        Question = new()
        {
            Country = "DE", Currency = "EUR", Freight = 10m, SellerRegistered = registered, BusinessBuyer = false,
            Items = [new() { Name = "Cotton hoodie", Hs = "6110.20", Quantity = 2m, UnitPrice = 60m, Origin = "CN" }],
        },
    };

    /// <summary>Ordinary goods above the limit of 150 EUR: 200 with freight 20 and 12 % duty. Duty 26.40, VAT 19 % of 246.40 = 46.82.</summary>
    static QuotationAsk Coats(string term) => Hoodies(term) with
    {
        Question = new() { Country = "DE", Currency = "EUR", Freight = 20m, BusinessBuyer = true, Items = [new() { Name = "Coat", Hs = "610210", Quantity = 4m, UnitPrice = 50m, Origin = "CN", DutyRate = 0.12m }] },
    };

    [Theory]
    [InlineData("FOB", 200.00, 293.22, TaxBearer.Buyer)]
    [InlineData("CFR", 220.00, 293.22, TaxBearer.Buyer)]
    [InlineData("DAP", 220.00, 293.22, TaxBearer.Buyer)]
    [InlineData("DDP", 293.22, 293.22, TaxBearer.Seller)]
    public async Task The_term_decides_what_the_buyer_pays_and_the_cost_on_arrival_stays(string term, decimal total, decimal arrived, TaxBearer bearer)
    {
        Quotation offer = (await Write(Coats(term))).Value!;
        (offer.Goods, offer.Total, offer.Arrived, offer.Bearer, offer.TaxTotal).ShouldBe((200m, total, arrived, bearer, 73.22m));
        offer.ValidUntil.ShouldBe(Today.AddDays(30));
        offer.Lines.ShouldHaveSingleItem().ShouldBe(new("Coat", "610210", "CN", 4m, 50m, 200m));
    }

    [Fact]
    public async Task A_tax_that_the_seller_collects_at_the_sale_is_in_the_total_under_every_term()
    {
        Quotation offer = (await Write(Hoodies("DAP", registered: true))).Value!;
        (offer.Bearer, offer.TaxTotal, offer.Total).ShouldBe((TaxBearer.AtSale, 28.27m, 158.27m));
        QuotationPaper.Html(offer, Language.English).ShouldContain("collected by the seller at the sale");
    }

    [Fact]
    public async Task The_same_offer_has_the_same_number_and_any_change_another()
    {
        string number = (await Write(Coats("DAP"))).Value!.Number;
        number.ShouldStartWith("Q20260710-");
        (await Write(Coats("DAP"))).Value!.Number.ShouldBe(number);
        (await Write(Coats("DAP") with { Place = "Bremen" })).Value!.Number.ShouldNotBe(number);
        (await Write(Coats("DAP") with { Number = "2026/7" })).Value!.Number.ShouldBe("2026/7");
    }

    [Fact]
    public async Task Taxes_are_turned_into_the_currency_of_the_offer_by_a_rate_that_is_told_or_the_agency_s()
    {
        QuotationAsk dollars = Coats("DAP") with { Question = Coats("DAP").Question! with { Currency = "USD", Exchange = new Dictionary<string, decimal> { ["USD"] = 0.8m } } };
        Quotation told = (await Write(dollars)).Value!;
        // 160 + 16 = 176 EUR; duty 21.12; VAT 19 % of 197.12 = 37.45 (37.4528); in USD 26.40 and 46.81.
        (told.Taxes[0].Amount, told.Taxes[0].Offered, told.Taxes[1].Amount, told.Taxes[1].Offered, told.Rate, told.RateDay).ShouldBe((21.12m, 26.40m, 37.45m, 46.81m, 0.8m, null));
        await installation.Get<RecordRates>().Run([new(Currency.Of("USD"), Currency.Of("EUR"), Today, 0.8m, RateKind.Day, "test")], default);
        Quotation filled = (await Write(dollars with { Question = dollars.Question! with { Exchange = null } })).Value!;
        (filled.TaxTotal, filled.RateDay).ShouldBe((73.21m, Today));
        QuotationPaper.Html(filled, Language.Chinese).ShouldContain("1 USD = 0.8 EUR，2026-07-10 的汇率");
    }

    [Fact]
    public async Task What_cannot_be_computed_is_said_and_never_promised_duty_paid()
    {
        QuotationAsk unknown = Coats("DAP") with { Question = Coats("DAP").Question! with { Items = [new() { Name = "Coat", Hs = "610210", Quantity = 4m, UnitPrice = 50m }] } };
        Quotation offer = (await Write(unknown)).Value!;
        (offer.Bearer, offer.Total, offer.TaxTotal, offer.Arrived).ShouldBe((TaxBearer.Unknown, 220m, null, null));
        QuotationPaper.Html(offer, Language.English).ShouldContain("cannot be computed: Cannot compute: the duty rate of line 1");
        Refusal refused = (await Write(unknown with { Incoterm = "DDP" })).Refusal!;
        (refused.Code, refused.Field).ShouldBe(("quotation.ddp_unknown", "incoterm"));
    }

    [Fact]
    public async Task A_rate_that_ends_before_the_offer_does_is_told_to_the_buyer()
    {
        Quotation offer = (await Write(Hoodies() with { Question = new() { Country = "US", Currency = "USD", Freight = 5m, Channel = "courier", Items =
            [new() { Name = "Hoodie", Hs = "611020", Quantity = 1m, UnitPrice = 40m, Origin = "CN", DutyLayers = new Dictionary<string, decimal?> { ["mfn"] = 0.165m, ["section_122"] = null } }] } })).Value!;
        offer.Assumptions.ShouldContain(a => a.En.Contains("ends on 2026-07-24"));
    }

    [Theory]
    [InlineData(null, "DAP", "Hamburg", null, "field.missing", "seller")]
    [InlineData("A", "XYZ", "Hamburg", null, "bad_input.incoterm", "incoterm")]
    [InlineData("A", null, "Hamburg", null, "bad_input.incoterm", "incoterm")]
    [InlineData("A", "DAP", " ", null, "field.missing", "place")]
    [InlineData("A", "DAP", "Hamburg", "2026-07-09", "bad_input.validUntil", "validUntil")]
    [InlineData("A", "DAP", "Hamburg", "soon", "bad_input.validUntil", "validUntil")]
    [InlineData("A", "CIF", "Hamburg", null, "field.missing", "insurance")]
    public async Task What_is_missing_or_cannot_be_used_is_named(string? seller, string? term, string place, string? until, string code, string field)
    {
        Refusal refused = (await Write(Coats("DAP") with { Seller = seller, Incoterm = term, Place = place, ValidUntil = until })).Refusal!;
        (refused.Code, refused.Field).ShouldBe((code, field));
    }

    [Fact]
    public async Task Freight_that_the_term_needs_and_prices_that_hold_more_than_it_sells_are_refused()
    {
        (await Write(Coats("DAP") with { Question = Coats("DAP").Question! with { Freight = null } })).Refusal!.Field.ShouldBe("freight");
        (await Write(Coats("FOB") with { Question = Coats("FOB").Question! with { Term = "CIF" } })).Refusal!.Code.ShouldBe("quotation.price_holds_more");
    }

    [Fact]
    public async Task The_paper_tells_everything_in_one_language_and_nothing_of_the_seller_s_margin()
    {
        Quotation offer = (await Write(Coats("DDP") with { Note = "Payment <30 days>" })).Value!;
        QuotationMargin margin = QuotationMargin.Of(offer, [31.37m], [0.05m]);
        (margin.Goods, margin.Cost, margin.Fees, margin.Kept, margin.Share).ShouldBe((200m, 125.48m, 10m, 64.52m, 0.3226m));
        string english = QuotationPaper.Html(offer, Language.English), chinese = QuotationPaper.Html(offer, Language.Chinese);
        foreach (string told in (string[])["QUOTATION", offer.Number, "2026-07-10", "2026-08-09", "Ningbo Knit Co.", "Hafen Handel GmbH", "DDP Hamburg, Incoterms 2020", "610210", "EUR 200.00", "EUR 20.00",
            "EUR 26.40", "EUR 46.82", "EUR 293.22", "Payment &lt;30 days&gt;", "220 &#215; 0.12"]) english.ShouldContain(told);
        foreach (string told in (string[])["报价单", "完税后交货", "进口关税和税由卖方缴纳", "EUR 293.22"]) chinese.ShouldContain(told);
        foreach (string page in ((string[])[english, chinese]).Select(page => page[page.IndexOf("<body", StringComparison.Ordinal)..]))
            foreach (string secret in (string[])["31.37", "125.48", "64.52", "margin", "毛利"]) page.ShouldNotContain(secret);
    }

    [Fact]
    public async Task The_paper_becomes_a_pdf_where_a_browser_is_installed()
    {
        byte[]? pdf = await PdfPrinter.Print(QuotationPaper.Html((await Write(Coats("DAP"))).Value!, Language.Chinese), default);
        if (PdfPrinter.Browser is null) pdf.ShouldBeNull();
        else System.Text.Encoding.ASCII.GetString(pdf!, 0, 5).ShouldBe("%PDF-");
    }
}
