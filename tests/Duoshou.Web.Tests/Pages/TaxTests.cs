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
        foreach (string part in (string[])["1 heading x 3", "133 x 0.19", "2026/382", "来源不一致", "150 EUR"]) why.ShouldContain(part);
        page.QuerySelector("nav.rail a[aria-current=page]")!.TextContent.ShouldContain("税与报关");
    }

    [Theory]
    [InlineData("/tax")]
    [InlineData("/tax/codes?q=hoodie")]
    [InlineData("/tax/declarations")]
    [InlineData("/tax/rates?table=vat.csv")]
    [InlineData("/tax/rates?table=positive.csv")]
    [InlineData("/tax/book")]
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
}
