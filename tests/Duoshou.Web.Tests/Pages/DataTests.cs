using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Duoshou.Web.Tests.Pages;

[Collection(OnSite.Name)]
public sealed class DataTests(Site site)
{
    const string Head = "order_id,sku,ordered_at,paid_at,quantity,gross,paid,currency\n";

    [Fact]
    public async Task A_file_comes_in_with_its_faults_held_is_repeated_without_doubling_and_taken_back()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        string file = Head + "X1,S1,2026-09-01 10:00:00,2026-09-01 10:00:00,1,10.00,9.00,CNY\nX2,S1,2026-09-01 10:00:00,2026-09-01 10:00:00,1,abc,9.00,CNY\n";
        IHtmlDocument report = await site.Import(visit, site.OtherShop, "small.csv", file);
        report.QuerySelector("h2")!.TextContent.ShouldBe("已入库 1 行，暂扣 1 行。可整批撤回");
        report.QuerySelector("mark.cell-fault")!.TextContent.ShouldBe("abc");

        IHtmlDocument again = await site.Import(visit, site.OtherShop, "small.csv", file);
        again.QuerySelector("h2")!.TextContent.ShouldStartWith("已入库 0 行");

        IHtmlDocument desk = await visit.Open($"/data?shops={site.OtherShop}&range=2026-09-01..2026-09-07");
        string undo = desk.QuerySelectorAll("#batches form").Last().GetAttribute("action")!;
        await visit.Submit(undo);
        IHtmlDocument after = await visit.Open($"/passport?metric=gmv&shops={site.OtherShop}&range=2026-09-01..2026-09-07");
        after.QuerySelector(".value")!.TextContent.ShouldNotContain("10.00");
    }

    [Fact]
    public async Task A_held_row_is_mended_in_place()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        string file = Head + "Y1,S1,2026-08-01 10:00:00,2026-08-01 10:00:00,1,10.00,9.00,CNY\nY2,S1,2026-08-01 10:00:00,2026-08-01 10:00:00,1,oops,9.00,CNY\n";
        IHtmlDocument report = await site.Import(visit, site.OtherShop, "mend.csv", file);
        string address = report.QuerySelectorAll("a").Select(link => link.GetAttribute("href") ?? "").Single(href => href.EndsWith("/mend", StringComparison.Ordinal));
        IHtmlDocument form = await visit.Open(address);
        (string, string)[] cells = [.. form.QuerySelectorAll("input.cell").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") is "oops" ? "12.00" : input.GetAttribute("value")!))];
        cells.Length.ShouldBe(8);
        await visit.Submit(address, cells);
        IHtmlDocument state = await visit.Open(address.Replace("/mend", "/run", StringComparison.Ordinal));
        for (int i = 0; i < 200 && state.QuerySelector("[hx-trigger='every 1s']") is not null; i++)
        {
            await Task.Delay(50);
            state = await visit.Open(address.Replace("/mend", "/run", StringComparison.Ordinal));
        }

        state.QuerySelector("h2")!.TextContent.ShouldBe("已入库 1 行，暂扣 0 行。可整批撤回");
    }

    [Fact]
    public async Task What_is_no_table_is_refused_in_words()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        await visit.Open("/data/import");
        IHtmlDocument page = await visit.Upload("/data/import", "note.txt", "hello", ("shop", site.Shop.ToString()));
        ((int)visit.Last.StatusCode).ShouldBe(422);
        page.QuerySelector("[role=alert] p")!.TextContent.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Counts_of_the_preview_add_up_to_the_file()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        await visit.Open("/data/import");
        IHtmlDocument page = await visit.Upload("/data/import", "p.csv", Head + "Z1,S1,2026-07-01 10:00:00,2026-07-01 10:00:00,1,10.00,9.00,CNY\n,,,,,,,\nZ2,S1,2026-07-01,2026-07-01,1,x,1,CNY\n", ("shop", site.OtherShop.ToString()));
        int[] counts = [.. page.QuerySelectorAll(".count-tile b").Select(figure => int.Parse(figure.TextContent, System.Globalization.CultureInfo.InvariantCulture))];
        counts[0].ShouldBe(counts[1..].Sum());
        page.QuerySelector(".counts .chip.done").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_map_of_feeds_shows_the_days_that_came()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open($"/data?shops={site.Shop}&range=2026-10-26..2026-11-01");
        page.QuerySelectorAll("svg.days").First().QuerySelectorAll("rect.some").Length.ShouldBe(7);
    }
}
