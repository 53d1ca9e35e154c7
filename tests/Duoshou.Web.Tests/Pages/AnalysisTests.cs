using System.Net;
using AngleSharp.Html.Dom;
using Duoshou.App.Audience.Actions;

namespace Duoshou.Web.Tests.Pages;

/// <summary>Pages on which the operator reads an analysis and acts on it.</summary>
[Collection(OnSite.Name)]
public sealed class AnalysisTests(Site site)
{
    string OneShop(string path) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}shops={site.Shop}&range=2026-10-26..2026-11-01";

    [Theory]
    [InlineData("/products")]
    [InlineData("/audience")]
    [InlineData("/ads")]
    [InlineData("/keywords")]
    [InlineData("/market")]
    [InlineData("/experiments")]
    public async Task A_page_opens_with_a_sentence_and_says_on_what_it_rests(string path)
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open(OneShop(path));
        page.QuerySelector("h1.sentence")!.TextContent.Trim().Length.ShouldBeGreaterThan(6);
        page.QuerySelectorAll(".grounds, .empty").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("/products/file", "products")]
    [InlineData("/products/file?of=ladder", "prices")]
    [InlineData("/audience/file?of=cohorts", "cohorts")]
    [InlineData("/keywords/file", "words")]
    public async Task Tables_come_as_csv_and_as_a_workbook(string path, string name)
    {
        Visit visit = await site.SignedIn(Site.Owner);
        HttpResponseMessage csv = await visit.Http.GetAsync(OneShop(path) + "&format=csv"), book = await visit.Http.GetAsync(OneShop(path) + "&format=xlsx");
        (csv.StatusCode, csv.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "text/csv"));
        book.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"{name}-20261101.xlsx");
        (await book.Content.ReadAsByteArrayAsync())[..2].ShouldBe("PK"u8.ToArray());
    }

    [Fact]
    public async Task Sales_of_the_products_are_those_of_the_file()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open(OneShop("/products"));
        page.QuerySelectorAll("#items tbody tr").Length.ShouldBeGreaterThan(0);
        page.QuerySelectorAll("table.matrix td").Length.ShouldBe(10);
    }

    [Fact]
    public async Task Traffic_leads_to_why()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open(OneShop("/traffic"));
        page.QuerySelector(".page-head a.button.main")!.GetAttribute("href")!.ShouldContain("/why?");
        page.QuerySelectorAll("#by-source tbody tr").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_audience_is_declared_read_and_taken_back()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        await visit.Open(OneShop("/audience"));
        IHtmlDocument refused = await visit.Submit(OneShop("/audience/target"), ("statement", "讲究的新家"), ("priceFrom", "300"), ("priceTo", "100"), ("share", "70"));
        ((int)visit.Last.StatusCode).ShouldBe(422);
        refused.QuerySelector("[role=alert]")!.TextContent.ShouldContain("下限不能高于上限");
        IHtmlDocument declared = await visit.Submit(OneShop("/audience/target"), ("statement", "讲究的新家"), ("priceFrom", "50"), ("priceTo", "150"),
            ("countries", ""), ("share", "70"), ("fresh", ""));
        declared.QuerySelector(".statement")!.TextContent.ShouldBe("讲究的新家");
        declared.QuerySelector(".plan-row")!.TextContent.ShouldContain("70");
        string back = declared.QuerySelectorAll("form").Select(form => form.GetAttribute("action") ?? "")
            .Single(action => action.Contains("/withdraw", StringComparison.Ordinal));
        (await visit.Submit(back)).QuerySelector(".statement").ShouldBeNull();
    }

    [Fact]
    public async Task A_claim_without_evidence_is_refused_and_one_with_it_can_be_put_back()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        await visit.Open(OneShop("/keywords"));
        IHtmlDocument refused = await visit.Submit(OneShop("/keywords/claims"), ("text", "加厚不变形"), ("evidence", " "), ("metric", "conversion"), ("usedFrom", "2026-10-20"));
        ((int)visit.Last.StatusCode).ShouldBe(422);
        refused.QuerySelector("[role=alert]")!.TextContent.ShouldContain("没有证据");
        IHtmlDocument recorded = await visit.Submit(OneShop("/keywords/claims"), ("text", "加厚不变形"), ("evidence", "检测报告 2026-081"),
            ("usedIn", "主图 v4"), ("item", "S1"), ("metric", "conversion"), ("usedFrom", "2026-10-20"));
        recorded.QuerySelector("#claims tbody th")!.TextContent.ShouldContain("加厚不变形");
        string off = recorded.QuerySelectorAll("#claims form").Select(form => form.GetAttribute("action") ?? "")
            .First(action => action.Contains("/withdraw", StringComparison.Ordinal));
        IHtmlDocument gone = await visit.Submit(off);
        gone.QuerySelector("#claims tbody th").ShouldBeNull();
        (await visit.Submit(gone.QuerySelector("form.undo")!.GetAttribute("action")!)).QuerySelector("#claims tbody th").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_bet_is_made_before_its_days_and_judged_by_the_facts()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        await visit.Open(OneShop("/market"));
        (string, string)[] bet = [("opinion", "旺季前会涨"), ("metric", "paid_sales"), ("low", "1000"), ("high", "900000"), ("sureness", "80")];
        await visit.Submit(OneShop("/market/bets"), [.. bet, ("first", "2026-10-01"), ("last", "2026-10-20")]);
        ((int)visit.Last.StatusCode).ShouldBe(422);
        IHtmlDocument excess = await visit.Submit(OneShop("/market/bets"),
            [("opinion", new string('涨', 401)), .. bet.Skip(1), ("first", "2026-10-20"), ("last", "2026-11-20")]);
        ((int)visit.Last.StatusCode).ShouldBe(422);
        excess.Body!.TextContent.ShouldContain("最多 400 字");
        IHtmlDocument kept = await visit.Submit(OneShop("/market/bets"), [.. bet, ("first", "2026-10-20"), ("last", "2026-11-20")]);
        kept.QuerySelector("#bets tbody tr")!.TextContent.ShouldContain("进行中");
        var book = await site.Get<App.Catalog.Actions.MarketBets>().Book(site.OwnerId, [site.Shop], new(2026, 12, 1), default);
        (book.Judged, book.Right, book.Bets[0].State).ShouldBe((1, 1, "right"));
    }

    [Fact]
    public async Task A_client_who_only_views_writes_nothing_and_sees_only_their_shops()
    {
        Visit visit = await site.SignedIn(Site.Viewer);
        IHtmlDocument page = await visit.Open("/market");
        page.QuerySelector("details.declare").ShouldBeNull();
        await visit.Submit($"/market/bets?shops={site.Shop}", ("opinion", "x"), ("metric", "paid_sales"), ("low", "1"), ("high", "2"),
            ("sureness", "50"), ("first", "2026-12-01"), ("last", "2026-12-02"));
        ((int)visit.Last.StatusCode).ShouldBe(403);
        (await site.Get<ReadCustomers>().Segments(new(site.OwnerId, [], new(new(2026, 1, 1), new(2026, 12, 1)), null), default)).Value!.Customers.ShouldBe(0);
    }

    [Fact]
    public async Task A_test_by_its_figures_is_judged_kept_opened_and_dropped()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        const string figures = "&kind=rates&won=320&of=10000&won2=391&of2=10020&planned=50";
        IHtmlDocument page = await visit.Open(OneShop("/experiments") + figures);
        page.QuerySelector("h1.sentence")!.TextContent.ShouldContain("更好");
        page.QuerySelector("#verdict")!.TextContent.ShouldContain("+0.70");
        page.QuerySelector("#verdict .srm .done").ShouldNotBeNull();
        string query = page.QuerySelector("form.keep input[name=query]")!.GetAttribute("value")!;
        IHtmlDocument kept = await visit.Submit("/experiments/keep", ("query", query), ("name", "新主图分流"));
        kept.QuerySelector("ul.kept-list a")!.TextContent.ShouldBe("新主图分流");
        (await visit.Open(kept.QuerySelector("ul.kept-list a")!.GetAttribute("href")!)).QuerySelector("h1.sentence")!.TextContent.ShouldContain("更好");
        string id = kept.QuerySelector("ul.kept-list input[name=id]")!.GetAttribute("value")!;
        (await visit.Submit("/experiments/drop", ("id", id))).QuerySelector("ul.kept-list").ShouldBeNull();
    }

    [Theory]
    [InlineData("&kind=rates&won=9&of=8&won2=1&of2=2", "成功数不能多于人数")]
    [InlineData("&kind=rates&won=x&of=8&won2=1&of2=2", "读不成数字")]
    [InlineData("&kind=means&n=0&mean=1&sd=1&n2=5&mean2=1&sd2=1", "至少要有一个人")]
    [InlineData("&kind=rates&won=1&of=8&won2=1&of2=2&planned=120", "不是百分比")]
    public async Task Figures_that_cannot_be_are_named(string figures, string said) =>
        (await (await site.SignedIn(Site.Owner)).Open(OneShop("/experiments") + figures)).QuerySelector("#sheet [role=alert]")!.TextContent.ShouldContain(said);

    [Fact]
    public async Task A_split_far_off_its_plan_stops_the_verdict()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open(OneShop("/experiments") + "&kind=rates&won=320&of=10000&won2=500&of2=14000&planned=50");
        page.QuerySelector("h1.sentence")!.TextContent.ShouldContain("分流坏了");
        page.QuerySelector("#verdict .srm .blocked").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_change_without_days_enough_says_so_and_the_stock_plan_comes_after_its_page()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await visit.Open(OneShop("/experiments") + "&kind=change&metric=paid_sales&on=2026-10-30&before=5&after=7");
        page.QuerySelector("#verdict .grounds")!.TextContent.Length.ShouldBeGreaterThan(10);
        (await visit.Open(OneShop("/products"))).QuerySelector("#plan [hx-get]")!.GetAttribute("hx-get")!.ShouldStartWith("/products/plan");
        (await visit.Open(OneShop("/products/plan"))).QuerySelectorAll("#plan tbody tr, #plan .empty").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_media_mix_is_told_or_says_what_it_lacks()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument mix = await visit.Open(OneShop("/ads/mix"));
        mix.QuerySelectorAll("#mix tbody tr, #mix .empty").ShouldNotBeEmpty();
        (await visit.Http.GetAsync(OneShop("/ads/file?of=mix") + "&format=xlsx")).Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("media-mix-20261101.xlsx");
    }

    [Fact]
    public async Task The_auction_answers_as_a_fragment()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open("/ads/auction?bid=2&quality=8&worth=4&rivals=2.4@6,1.5@9,nonsense");
        page.QuerySelectorAll("tr.own td").First().TextContent.ShouldBe("1");
        page.QuerySelector(".chip.attention")!.TextContent.ShouldContain("nonsense");
    }
}
