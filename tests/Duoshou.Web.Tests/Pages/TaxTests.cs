using System.Net;
using AngleSharp.Html.Dom;
using Duoshou.App.Tax.Actions.Declarations;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Actions;

namespace Duoshou.Web.Tests.Pages;

[Collection(OnSite.Name)]
public sealed class TaxTests(Site site)
{
    [Fact]
    public async Task A_quote_stands_in_the_address_and_says_what_cannot_be_told()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await visit.Open("/tax?to=DE&to=US&cur=EUR&hs=611020&origin=CN&qty=1&price=120&kg=&ml=&litres=&duty=&class=&freight=10&day=2026-07-10&channel=courier&from=CN&registered=true");
        string text = page.QuerySelector("#compared")!.TextContent;
        text.ShouldContain("EUR 28.27");
        text.ShouldContain("无法计算");
        string why = page.QuerySelector("#why-DE")!.TextContent;
        foreach (string part in (string[])["1 个税号 × 3", "133 × 0.19", "2026/382", "来源不一致", "150 EUR"]) why.ShouldContain(part);
        page.QuerySelector("nav.rail a[aria-current=page]")!.TextContent.ShouldContain("税与报关");
    }

    [Theory]
    [InlineData("/tax")]
    [InlineData("/tax/codes?q=hoodie")]
    [InlineData("/tax/declarations")]
    [InlineData("/tax/rates?table=vat.csv")]
    [InlineData("/tax/rates?table=positive.csv")]
    [InlineData("/tax/book")]
    [InlineData("/tax/quotation?to=DE&cur=EUR&hs=611020&origin=CN&qty=1&price=120&freight=10&day=2026-07-10&place=Hamburg")]
    public async Task Every_page_opens_in_both_languages(string path)
    {
        foreach (string who in (string[])[Site.Owner, Site.Viewer])
        {
            Visit visit = await site.SignedIn(who);
            IHtmlDocument page = await visit.Open(path);
            visit.Last.StatusCode.ShouldBe(HttpStatusCode.OK);
            page.QuerySelector("main h1")!.TextContent.Trim().ShouldNotBeEmpty();
            page.QuerySelectorAll("main .segments a").Length.ShouldBeGreaterThanOrEqualTo(5);
        }
    }

    const string Offer = "to=DE&cur=EUR&hs=611020&origin=CN&qty=2&price=60&kg=&ml=&litres=&duty=&class=&name=Hoodie&cost=31.37&freight=10&day=2026-07-10&channel=courier&from=CN&registered=false"
        + "&seller=Ningbo+Knit&buyer=Hafen+Handel&term=DAP&place=Hamburg&paper=en";

    [Fact]
    public async Task An_offer_is_made_of_a_quote_its_paper_lacks_the_margin_and_the_page_has_it_for_who_may_see()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument quote = await visit.Open("/tax?to=DE&cur=EUR&hs=611020&origin=CN&qty=2&price=60&freight=10&day=2026-07-10&channel=courier&from=CN");
        quote.QuerySelector("#compared a[href*='/tax/quotation']")!.GetAttribute("href")!.ShouldContain("to=DE");
        IHtmlDocument page = await visit.Open("/tax/quotation?" + Offer);
        page.QuerySelector("#offer")!.TextContent.ShouldContain("EUR 158.27");
        page.QuerySelector("#margin")!.TextContent.ShouldContain("EUR 57.26");
        IHtmlDocument paper = await visit.Open("/tax/quotation/paper?" + Offer);
        foreach (string told in (string[])["QUOTATION", "DAP Hamburg", "Ningbo Knit", "EUR 120.00", "EUR 25.27", "EUR 158.27"]) paper.Body!.TextContent.ShouldContain(told);
        foreach (string secret in (string[])["31.37", "57.26"]) paper.Body!.TextContent.ShouldNotContain(secret);
        Visit viewer = await site.SignedIn(Site.Viewer);
        (await viewer.Open("/tax/quotation?" + Offer)).QuerySelector("#margin").ShouldBeNull();
    }

    [Theory]
    [InlineData("&term=XYZ", "XYZ")]
    [InlineData("&freight=ten", "ten")]
    [InlineData("&until=2026-01-01", "2026-01-01")]
    public async Task An_offer_that_cannot_be_made_says_why(string wrong, string told)
    {
        string key = wrong[1..(wrong.IndexOf('=') + 1)];
        string offer = string.Join('&', Offer.Split('&').Where(part => !part.StartsWith(key, StringComparison.Ordinal))) + wrong;
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open("/tax/quotation?" + offer);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(told);
        page.QuerySelector("#offer").ShouldBeNull();
    }

    [Fact]
    public async Task An_offer_without_its_place_asks_for_it_and_blames_nobody()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open("/tax/quotation?" + Offer.Replace("&place=Hamburg", "", StringComparison.Ordinal));
        page.QuerySelector("main p.note")!.TextContent.ShouldContain("写上地点");
        page.QuerySelector("[role=alert]").ShouldBeNull();
        page.QuerySelector("#offer").ShouldBeNull();
    }

    [Fact]
    public async Task A_code_that_is_too_short_is_told_and_sent_to_the_search()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open("/tax?to=DE&cur=EUR&hs=99&origin=CN&qty=1&price=60&day=2026-07-10");
        page.QuerySelector("#compared")!.TextContent.ShouldContain("6 到 10 位");
    }

    [Fact]
    public async Task The_rate_book_tells_conditions_in_the_reader_s_language()
    {
        string text = (await (await site.SignedIn(Site.Owner)).Open("/tax/rates?table=bands.csv")).QuerySelector("#book")!.TextContent;
        foreach (string told in (string[])["非企业买家", "原产地不是 CN、HK", "每个六位税号定额", "到岸价＋关税"]) text.ShouldContain(told);
        foreach (string raw in (string[])["!b2b", "!origin:", "per_hs6", "cif+duty"]) text.ShouldNotContain(raw);
    }

    [Fact]
    public async Task A_viewer_changes_nothing()
    {
        Visit visit = await site.SignedIn(Site.Viewer);
        IHtmlDocument page = await visit.Open("/tax/declarations");
        page.QuerySelector("form[method=post][action='/tax/declarations']").ShouldBeNull();
        (await visit.Open("/tax/book")).QuerySelector("form[action='/tax/shops']").ShouldBeNull();
    }

    [Fact]
    public async Task The_book_counts_what_it_cannot_tell_and_the_export_opens()
    {
        await site.Get<SetShopTax>().Run(new(site.OtherShop, ParcelRoute.Direct, "CN", true, true), site.OwnerId,
            await site.Get<Duoshou.App.Agency.IAgency>().ScopeOf(site.OwnerId, default), default);
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await visit.Open("/tax/book");
        page.QuerySelector("#shops")!.TextContent.ShouldContain("没设发货方式");
        await visit.Open("/tax/book/file?format=xlsx");
        visit.Last.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    }

    /// <summary>The German shop's hoodie has no code: the page says so, leads to the classification, and after it to the quote.</summary>
    [Fact]
    public async Task A_products_duty_is_unknown_until_it_is_classified_and_then_leads_to_its_explanation()
    {
        // A site of its own: its facts would change what other tests count.
        Site own = new();
        await own.InitializeAsync();
        var scope = await own.Get<Duoshou.App.Agency.IAgency>().ScopeOf(own.OwnerId, default);
        await own.Get<SetShopTax>().Run(new(own.OtherShop, ParcelRoute.Direct, "CN", true, true), own.OwnerId, scope, default);
        Visit visit = await own.SignedIn(Site.Owner);
        await own.Import(visit, own.OtherShop, "hoodies.csv", string.Join('\n', (string[])["order_id,sku,product,ordered_at,paid_at,quantity,gross,paid,cost,currency,country",
            .. Enumerable.Range(1, 30).Select(i => $"H{i},HD1,Hoodie,{Site.LastDay.AddDays(-i):O} 09:00:00,{Site.LastDay.AddDays(-i):O} 09:01:00,1,83.30,83.30,30,EUR,DE")]));
        string address = $"/products?shops={own.OtherShop}&currency=EUR";
        IHtmlDocument before = await visit.Open(address);
        IHtmlAnchorElement classify = before.QuerySelectorAll("#items a.chip").OfType<IHtmlAnchorElement>().First(a => a.PathName == "/tax/codes");
        classify.TextContent.ShouldContain("未知");
        (await visit.Open(classify.PathName + classify.Search)).QuerySelector("#find")!.TextContent.ShouldContain("Hoodie");
        await own.Get<ChooseCode>().Run(new(own.OtherShop, "Hoodie", "611020", "CN", "", own.OwnerId), scope, default);
        IHtmlDocument after = await visit.Open(address);
        // (67.00 + 3) x 1.19 = 83.30.
        IHtmlAnchorElement quote = after.QuerySelectorAll("#items a").OfType<IHtmlAnchorElement>().First(a => a.PathName == "/tax");
        quote.TextContent.ShouldContain("16.30");
        after.QuerySelector("#floors")!.TextContent.ShouldContain("16.30");
        (await visit.Open(quote.PathName + quote.Search)).QuerySelector("#why-DE")!.TextContent.ShouldContain("70 × 0.19");
        await own.DisposeAsync();
    }

    [Fact]
    public async Task Shipping_papers_open_and_pdf_is_made_or_refused_in_words()
    {
        var scope = await site.Get<Duoshou.App.Agency.IAgency>().ScopeOf(site.OwnerId, default);
        DeclarationCard kept = (await site.Get<PrepareDeclaration>().Run(new(site.Shop, Duoshou.App.Tax.Parcels.ParcelDocument.Read(Cli.TaxCommandTests.ParcelJson).Value!, "", site.OwnerId), scope,
            default)).Value!;
        Visit visit = await site.SignedIn(Site.Owner);
        (await visit.Open($"/tax/declarations/{kept.Id}/papers")).QuerySelectorAll("#papers tbody tr").Length.ShouldBe(4);
        (await visit.Open($"/tax/declarations/{kept.Id}/papers/Invoice")).Body!.TextContent.ShouldContain("CNY 320.00");
        await visit.Open($"/tax/declarations/{kept.Id}/papers/Cn22?format=pdf");
        if (Duoshou.App.Tax.Papers.PdfPrinter.Browser is null) visit.Last.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        else visit.Last.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
    }
}
