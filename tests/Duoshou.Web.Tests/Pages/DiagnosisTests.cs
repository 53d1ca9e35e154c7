using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Duoshou.Web.Tests.Pages;

[Collection(OnSite.Name)]
public sealed class DiagnosisTests(Site site)
{
    Task<IHtmlDocument> Open(Visit visit, string more = "") => visit.Open($"/diagnosis?range=2026-10-26..2026-11-01&shops={site.Shop}{more}");

    [Fact]
    public async Task One_shop_is_looked_over_with_its_parts_findings_and_their_evidence()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await Open(visit);
        page.QuerySelector("h1.sentence strong")!.TextContent.ShouldMatch("^[0-9]+$");
        page.QuerySelectorAll("#parts tbody tr").Length.ShouldBeGreaterThanOrEqualTo(14);
        // Nothing of reviews was ever brought in: unknown, and it says what to bring in.
        IElement reviews = page.QuerySelectorAll("#parts tbody tr").Single(row => row.QuerySelector("th")!.TextContent == "评价");
        reviews.QuerySelector(".chip.outline")!.TextContent.ShouldBe("未知");
        reviews.TextContent.ShouldContain("导入");
        // Sales fell by a third for a week: the finding leads to why.
        IElement finding = page.QuerySelector("#found ol.diagnosed > li")!;
        finding.QuerySelectorAll(".ways a").Select(link => link.GetAttribute("href")).ShouldContain(href => href!.StartsWith("/why?shops=", StringComparison.Ordinal));
        foreach (string href in finding.QuerySelectorAll(".ways a").Select(link => link.GetAttribute("href")!))
        {
            await visit.Open(href);
            ((int)visit.Last.StatusCode).ShouldBe(200, href);
        }
    }

    [Fact]
    public async Task A_finding_is_given_to_somebody_dismissed_and_both_are_taken_back()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await Open(visit);
        string key = page.QuerySelector("#found ol.diagnosed > li input[name=key]")!.GetAttribute("value")!, run = page.QuerySelector("input[name=run]")!.GetAttribute("value")!;
        IHtmlDocument given = await visit.Submit("/diagnosis/marks", ("run", run), ("key", key), ("kind", "Todo"), ("who", "小何"), ("until", "2026-11-05"), ("shop", site.Shop.ToString()), ("on", "2026-11-01"));
        given.QuerySelector("#todo")!.TextContent.ShouldContain("小何");
        string undo = given.QuerySelector("form[action$='/undo']")!.GetAttribute("action")!;
        IHtmlDocument back = await visit.Submit(undo, ("shop", site.Shop.ToString()), ("on", "2026-11-01"));
        back.QuerySelector("#todo").ShouldBeNull();
        back.QuerySelector("[role=status]")!.TextContent.ShouldContain("撤回");
        IHtmlDocument refused = await visit.Submit("/diagnosis/marks", ("run", run), ("key", key), ("kind", "Dismissed"), ("shop", site.Shop.ToString()), ("on", "2026-11-01"));
        refused.QuerySelector("[role=alert]")!.TextContent.ShouldContain("原因");
    }

    [Fact]
    public async Task One_thing_has_one_figure_and_what_is_another_figure_is_named_as_such()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await Open(visit);
        IElement finding = page.QuerySelector("#found ol.diagnosed > li:has(.ways a[href^='/why?'])")!;
        string stake = finding.QuerySelector(".worth b")!.TextContent;
        stake.ShouldStartWith("¥");
        finding.QuerySelector(".what .note")!.TextContent.ShouldStartWith($"每周 {stake}：");
        // The list of shops says the money that the shop's own page says.
        IHtmlDocument list = await visit.Open("/diagnosis?range=2026-10-26..2026-11-01");
        string listed = list.QuerySelectorAll("#scores tbody tr").Single(row => row.QuerySelector("a")!.GetAttribute("href")!
            .Contains(site.Shop.ToString(), StringComparison.Ordinal))
            .Children[3].TextContent.Trim();
        page.QuerySelector("h1.sentence")!.TextContent.ShouldContain(listed);
        // Why it changed is another question: the page says whose money is which.
        IHtmlDocument why = await visit.Open(finding.QuerySelectorAll(".ways a").First(link =>
            link.GetAttribute("href")!.StartsWith("/why?", StringComparison.Ordinal)).GetAttribute("href")!);
        why.QuerySelector(".led")!.TextContent.ShouldContain($"每周 {stake}");
        (await visit.Open($"/why?metric=aov&range=2026-10-26..2026-11-01&shops={site.Shop}")).QuerySelector(".led").ShouldBeNull();
    }

    [Fact]
    public async Task The_diagnosis_comes_as_a_file_and_a_shop_without_facts_says_what_to_do()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await Open(visit);
        string file = page.QuerySelectorAll("a[href^='/diagnosis/file']")[0].GetAttribute("href")!;
        string csv = await visit.Http.GetStringAsync(file);
        csv.ShouldContain("发现");
        (await visit.Http.GetByteArrayAsync(file.Replace("csv", "xlsx", StringComparison.Ordinal)))[0].ShouldBe((byte)'P');
        (await visit.Http.GetStringAsync("/diagnosis/shops/file?range=2026-10-26..2026-11-01")).ShouldContain("天猫旗舰店");
        IHtmlDocument empty = await visit.Open($"/diagnosis?range=2026-10-26..2026-11-01&shops={site.OtherShop}");
        empty.QuerySelector("#nothing a.button.main")!.GetAttribute("href").ShouldBe($"/data/import?shop={site.OtherShop}");
    }

    [Fact]
    public async Task Who_only_looks_sees_no_buttons_and_not_the_shops_of_others()
    {
        Visit visit = await site.SignedIn(Site.Viewer);
        IHtmlDocument page = await Open(visit);
        page.QuerySelectorAll("form[action='/diagnosis/marks']").ShouldBeEmpty();
        IHtmlDocument other = await visit.Open($"/diagnosis?range=2026-10-26..2026-11-01&shops={site.OtherShop}");
        other.QuerySelector("#parts").ShouldBeNull();
    }
}
