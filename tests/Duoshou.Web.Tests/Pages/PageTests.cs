using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Duoshou.Web.Tests.Pages;

[Collection(OnSite.Name)]
public sealed class PageTests(Site site)
{
    public static TheoryData<string> Paths =>
        ["/", "/explore", "/explore?metric=paid_sales,visitors&by=shop&view=table", "/metrics", "/metrics?metric=paid_sales",
            "/rows?metric=paid_sales", "/shops", "/shops/new",
         "/shops/clients/new", "/settings", "/data", "/data/import", "/why?range=2026-10-26..2026-11-01", "/why?metric=visitor_days&range=2026-10-26..2026-11-01",
         "/traffic", "/products", "/products?only=dead", "/audience", "/ads", "/ads?bid=1.5&worth=3&rivals=2@5,x", "/keywords", "/market"];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_page_opens_by_its_address_alone_and_says_what_it_is(string path)
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open(path);
        page.QuerySelectorAll("h1").Length.ShouldBe(1, page.Title);
        page.Title!.ShouldEndWith("· 舵手");
        page.QuerySelector("html")!.GetAttribute("lang").ShouldBe("zh-CN");
        page.QuerySelector("main#content").ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Nothing_in_a_page_needs_what_the_content_policy_forbids(string path)
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await visit.Open(path);
        visit.Last.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        page.QuerySelectorAll("[style]").ShouldBeEmpty();
        page.QuerySelectorAll("style").ShouldBeEmpty();
        page.QuerySelectorAll("script:not([src]):not([type='application/json'])").ShouldBeEmpty();
        page.All.Where(element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Ids_are_told_apart_and_labels_find_their_fields(string path)
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open(path);
        page.QuerySelectorAll("[id]").GroupBy(element => element.Id).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        page.QuerySelectorAll("label[for]").Where(label => page.GetElementById(label.GetAttribute("for")!) is null).Select(label => label.TextContent).ShouldBeEmpty();
        page.QuerySelectorAll("[popovertarget]").Where(button => page.GetElementById(button.GetAttribute("popovertarget")!) is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shop_is_added_to_the_client_from_whom_one_comes()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        foreach (IElement client in (await visit.Open("/shops/new")).QuerySelectorAll("#client option"))
        {
            IHtmlDocument form = await visit.Open("/shops/new?client=" + client.GetAttribute("value"));
            form.QuerySelectorAll("#client option[selected]").ShouldHaveSingleItem().TextContent.ShouldBe(client.TextContent);
        }
    }

    [Fact]
    public async Task No_link_of_the_frame_leads_nowhere()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await visit.Open("/");
        string[] links = [.. page.QuerySelectorAll(".rail a, .bottom-bar a, #person-menu a, main a").Select(link => link.GetAttribute("href")!)
            .Where(href => href.StartsWith('/')).Distinct()];
        links.Length.ShouldBeGreaterThan(6);
        foreach (string link in links)
        {
            await visit.Open(link);
            ((int)visit.Last.StatusCode).ShouldBe(200, link);
        }
    }

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in_and_comes_back_to_the_page()
    {
        Visit visit = site.Anonymous();
        IHtmlDocument door = await visit.Open("/explore?metric=visitors");
        visit.Last.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/sign-in");
        door.QuerySelector("input[name=back]")!.GetAttribute("value").ShouldBe("/explore?metric=visitors");
        await visit.Submit("/sign-in", ("email", Site.Owner), ("password", Site.Password), ("back", "/explore?metric=visitors"));
        visit.Last.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/explore?metric=visitors");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task Signing_in_never_leads_to_another_site(string back)
    {
        Visit visit = site.Anonymous();
        await visit.Open("/sign-in");
        await visit.Submit("/sign-in", ("email", Site.Owner), ("password", Site.Password), ("back", back));
        visit.Last.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_look_the_same()
    {
        Visit visit = site.Anonymous();
        await visit.Open("/sign-in");
        string wrong = (await visit.Submit("/sign-in", ("email", Site.Viewer), ("password", "not the password"))).QuerySelector("[role=alert]")!.TextContent.Trim();
        string unknown = (await visit.Submit("/sign-in", ("email", "nobody@example.com"), ("password", "not the password"))).QuerySelector("[role=alert]")!.TextContent.Trim();
        unknown.ShouldBe(wrong);
    }

    [Fact]
    public async Task Each_person_reads_their_own_language()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Viewer)).Open("/");
        page.QuerySelector("html")!.GetAttribute("lang").ShouldBe("en");
        page.QuerySelector(".rail")!.TextContent.ShouldContain("Cockpit");
    }

    [Fact]
    public async Task A_person_never_hears_of_shops_of_other_clients()
    {
        Visit visit = await site.SignedIn(Site.Viewer);
        foreach (string path in (string[])["/", "/shops", "/data", "/explore?by=shop&view=table", $"/?shops={site.OtherShop}"])
            (await visit.Open(path)).Body!.TextContent.ShouldNotContain("亚马逊德国", customMessage: path);
        await visit.Open($"/shops/{site.OtherShop}");
        ((int)visit.Last.StatusCode).ShouldBe(403);
    }

    [Fact]
    public async Task Those_who_may_not_import_are_told_so()
    {
        Visit visit = await site.SignedIn(Site.Viewer);
        IHtmlDocument page = await visit.Open("/data/import");
        ((int)visit.Last.StatusCode).ShouldBe(403);
        page.QuerySelector("h1")!.TextContent.ShouldBe("Your role does not include this page");
    }

    [Fact]
    public async Task What_is_not_there_says_so_and_leads_home()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await visit.Open("/nowhere");
        ((int)visit.Last.StatusCode).ShouldBe(404);
        page.QuerySelector("a.main")!.GetAttribute("href").ShouldBe("/");
    }

    [Fact]
    public async Task A_form_without_its_token_is_not_taken()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        HttpResponseMessage answer = await visit.Http.PostAsync("/shops/clients", new FormUrlEncodedContent([new("name", "X"), new("currency", "CNY")]));
        ((int)answer.StatusCode).ShouldBe(400);
    }
}
