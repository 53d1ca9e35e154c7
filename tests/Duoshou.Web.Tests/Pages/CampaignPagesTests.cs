using System.Net;
using AngleSharp.Html.Dom;
using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;

namespace Duoshou.Web.Tests.Pages;

/// <summary>The campaign desk beside its journey: sign-up advice, calendar, files, and whose yes it takes.</summary>
public sealed class CampaignPagesTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Advice_on_a_slot_says_what_it_does_not_know_and_becomes_a_campaign()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await visit.Open($"/campaigns/signup?for={site.Shop}&slot=聚划算&fee=0&discount=10&sku=S1&ask=1");
        string advice = page.QuerySelector("#advice")!.TextContent;
        foreach (string part in (string[])["说不清", "成本不知道", "Box 1", "没有可比的活动", "退款率"]) advice.ShouldContain(part);
        page.QuerySelector("#past")!.TextContent.ShouldContain("还没有");

        page = await visit.Submit("/campaigns/signup", ("for", site.Shop.ToString()), ("slot", "聚划算"), ("first", "2026-11-20"), ("last", "2026-11-22"), ("fee", "0"), ("discount", "10"), ("sku", "S1"));
        visit.Last.RequestMessage!.RequestUri!.AbsolutePath.ShouldStartWith("/campaigns/");
        page.QuerySelector("input[name='slot.name']")!.GetAttribute("value").ShouldBe("聚划算");
        page.QuerySelector("input[name='slot.fee']")!.GetAttribute("value").ShouldBe("0");
        page.QuerySelector("input[name='offer.a.rate']")!.GetAttribute("value").ShouldBe("10");
        string again = page.QuerySelector("a[href*='/campaigns/signup']")!.GetAttribute("href")!;
        (await visit.Open(again)).QuerySelector("#advice")!.TextContent.ShouldContain("聚划算");
    }

    [Theory]
    [InlineData("slot=x&fee=abc&discount=10&sku=S1", "「abc」")]
    [InlineData("slot=x&discount=120&sku=S1", "0 和 100%")]
    [InlineData("slot=&discount=10&sku=S1", "slot")]
    [InlineData("slot=x&discount=10", "sku")]
    [InlineData("slot=x&discount=10&sku=NOPE", "NOPE")]
    [InlineData("slot=x&discount=10&sku=S1&first=2026-13-01", "2026-13-01")]
    [InlineData("slot=x&discount=10&sku=S1&stock=1.5", "1.5")]
    public async Task What_cannot_be_read_or_asked_is_named(string query, string named)
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open($"/campaigns/signup?for={site.Shop}&ask=1&{query}");
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain(named);
        page.QuerySelector("#advice").ShouldBeNull();
    }

    [Fact]
    public async Task A_viewer_may_ask_but_makes_nothing_of_it_and_sees_no_cost()
    {
        Visit visit = await site.SignedIn(Site.Viewer);
        IHtmlDocument page = await visit.Open($"/campaigns/signup?for={site.Shop}&slot=x&fee=0&discount=10&sku=S1&ask=1");
        page.QuerySelector("#advice")!.TextContent.ShouldContain("Your role does not include costs");
        page.QuerySelector("form[action='/campaigns/signup'][method=post]").ShouldBeNull();
        await visit.Submit("/campaigns/signup", ("for", site.Shop.ToString()), ("slot", "x"), ("discount", "10"), ("sku", "S1"));
        visit.Last.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        page = await visit.Open($"/campaigns/signup?for={site.OtherShop}&slot=x&fee=0&discount=10&sku=S1&ask=1");
        page.QuerySelectorAll("#for option").Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_calendar_shows_what_is_asked_for_as_strip_and_as_list_and_the_list_is_a_file()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        await site.Import(visit, site.Shop, "changes.csv", "change_id,at,thing_kind,thing,property,sku,old_value,new_value\n"
            + $"C1,{Site.LastDay:O} 10:00:00,sku,S1,price,S1,100,90\nC2,{Site.LastDay:O} 11:00:00,sku,S2,title,S2,Box,Big box\n");
        await site.Import(visit, site.Shop, "stock.csv", "at,sku,product,on_hand,inbound\n"
            + $"{Site.LastDay.AddDays(-1):O} 23:00:00,S1,Box 1,10,40\n{Site.LastDay:O} 23:00:00,S1,Box 1,45,0\n");
        IHtmlDocument page = await visit.Open("/campaigns");
        page.QuerySelectorAll("#calendar .bar-of.changes[title*='S1 价格 100 → 90']").Length.ShouldBe(1);
        page.QuerySelector("#calendar .bar-of.arrivals[title]")!.GetAttribute("title")!.ShouldContain("Box 1 +40");
        page.QuerySelector("#calendar .bar-of.festival").ShouldNotBeNull();
        page = await visit.Open("/campaigns?kinds=changes&as=list");
        page.QuerySelector("#calendar tbody")!.TextContent.ShouldContain("2 项变更");
        page.QuerySelector("#calendar tbody")!.TextContent.ShouldNotContain("节日");
        (await visit.Open("/campaigns?kinds=changes&as=list&at=2026-01-05")).QuerySelector("#calendar")!.TextContent.ShouldContain("没有选中的内容");

        await visit.Open("/campaigns/new");
        await visit.Submit("/campaigns", ("shop", site.Shop.ToString()), ("strategy", "SpendAndSave"));
        string csv = await visit.Http.GetStringAsync("/campaigns/file?format=csv");
        csv.ShouldContain("活动,策略,客户,店铺,第一天,最后一天,状态,现状");
        csv.ShouldContain("满减包邮");
        (await visit.Http.GetByteArrayAsync("/campaigns/file?format=xlsx")).Take(2).ShouldBe("PK"u8.ToArray());
    }

    [Fact]
    public async Task The_sheet_names_who_may_approve_a_plan_that_is_ones_own()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        await visit.Open("/campaigns/new");
        await visit.Submit("/campaigns", ("shop", site.Shop.ToString()), ("strategy", "SpendAndSave"));
        string sheet = visit.Last.RequestMessage!.RequestUri!.AbsolutePath;
        await visit.Submit(sheet + "/check");
        IHtmlDocument page = await visit.Submit(sheet + "/simulate");
        page.QuerySelector("form[action$='/approve'] button")!.HasAttribute("disabled").ShouldBeFalse();
        await site.Get<AddPerson>().Run(new("lead@example.com", "林主管", Role.AgencyLead, []), default);
        page = await visit.Open(sheet);
        page.QuerySelector("form[action$='/approve'] button")!.TextContent.ShouldContain("林主管");
        page = await visit.Submit(sheet + "/approve");
        visit.Last.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("林主管");
    }
}
