using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Duoshou.Web.Tests.Pages;

[Collection(OnSite.Name)]
public sealed class WhyTests(Site site)
{
    Task<IHtmlDocument> Open(Visit visit) => visit.Open($"/why?metric=paid_sales&range=2026-10-26..2026-11-01&shops={site.Shop}");

    [Fact]
    public async Task The_page_opens_with_a_sentence_whose_figures_are_those_of_the_files()
    {
        decimal before = 7 * Enumerable.Range(0, 30).Sum(i => 90.5m + i), after = 7 * Enumerable.Range(0, 20).Sum(i => 90.5m + i);
        IHtmlDocument page = await Open(await site.SignedIn(Site.Owner));
        page.QuerySelector("h1.sentence strong")!.TextContent.ShouldBe("¥" + Math.Round(before - after, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_steps_of_the_waterfall_stand_beneath_it_as_a_list_and_in_both_widths()
    {
        IHtmlDocument page = await Open(await site.SignedIn(Site.Owner));
        page.QuerySelectorAll("svg.waterfall").Length.ShouldBe(2);
        IElement[] steps = [.. page.QuerySelectorAll("#steps ul li")];
        steps.Length.ShouldBeGreaterThan(1);
        page.QuerySelectorAll("svg.waterfall.wide .change-bar").Length.ShouldBe(steps.Length);
    }

    [Fact]
    public async Task Every_claim_carries_its_grade_and_no_grade_is_red_or_green()
    {
        IHtmlDocument page = await Open(await site.SignedIn(Site.Owner));
        page.QuerySelectorAll("#causes ol li, #findings li").ShouldAllBe(claim => claim.QuerySelector(".grade") != null);
        page.QuerySelectorAll(".grade.up, .grade.down, .grade.good, .grade.bad").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_metric_without_parts_is_not_said_to_be_made_of_itself()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await visit.Open($"/why?metric=repeat_rate&range=2026-10-26..2026-11-01&shops={site.Shop}");
        page.QuerySelectorAll("h1.sentence strong").Length.ShouldBeLessThanOrEqualTo(1);
        page.QuerySelectorAll("svg.waterfall, .node.king").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_metric_that_is_not_there_is_not_found()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        await visit.Open("/why?metric=nonsense");
        ((int)visit.Last.StatusCode).ShouldBe(404);
    }
}
