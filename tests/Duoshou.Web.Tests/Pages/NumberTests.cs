using System.IO.Compression;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Duoshou.Web.Tests.Pages;

[Collection(OnSite.Name)]
public sealed class NumberTests(Site site)
{
    const string Range = "range=2026-10-26..2026-11-01";

    [Fact]
    public async Task The_cockpit_opens_with_what_needs_a_hand_and_ranks_the_shops_by_it()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open("/?" + Range);
        page.QuerySelector("h1")!.TextContent.ShouldContain("周岚");
        IElement act = page.QuerySelector(".acts-now .act")!;
        act.TextContent.ShouldContain("天猫旗舰店");
        act.QuerySelector("a.claim")!.GetAttribute("href").ShouldStartWith("/why?shops=");
        act.QuerySelector(".stake")!.TextContent.ShouldContain("每周");
        page.QuerySelector("#shops tbody tr .name")!.TextContent.ShouldBe("天猫旗舰店");
    }

    [Fact]
    public async Task The_sales_of_the_week_are_those_of_the_file_to_the_cent()
    {
        decimal expected = 7 * Enumerable.Range(0, 20).Sum(i => 90.5m + i);
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open($"/passport?metric=paid_sales&{Range}&where=shop%3D{site.Shop}");
        page.QuerySelector(".value")!.TextContent.ShouldBe("¥" + expected.ToString("N2", System.Globalization.CultureInfo.InvariantCulture));
        page.QuerySelector("h2 small")!.GetAttribute("lang").ShouldBe("en");
        page.Body!.TextContent.ShouldContain("orders.csv");
    }

    [Fact]
    public async Task Every_figure_of_the_explorer_opens_a_passport()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        IHtmlDocument page = await visit.Open($"/explore?metric=paid_sales,visitors&by=day&view=table&{Range}");
        IElement[] figures = [.. page.QuerySelectorAll("#explored tbody button.number")];
        figures.Length.ShouldBe(14);
        IHtmlDocument passport = await visit.Open(figures[0].GetAttribute("hx-get")!);
        passport.QuerySelector(".passport-card h2")!.TextContent.ShouldStartWith("支付金额");
        passport.QuerySelector(".value")!.TextContent.ShouldStartWith(figures[0].TextContent);
    }

    [Fact]
    public async Task The_table_of_the_explorer_sorts_by_any_column_and_turns_round()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        string table = $"/explore?metric=paid_sales&also=orders&by=sku&view=table&shops={site.Shop}&{Range}";
        IHtmlDocument page = await visit.Open(table);
        page.QuerySelectorAll("#explored th[aria-sort]").ShouldHaveSingleItem().GetAttribute("aria-sort").ShouldBe("descending");
        string[] Names(IHtmlDocument of) => [.. of.QuerySelectorAll("#explored tbody th").Select(cell => cell.TextContent)];
        string[] largest = Names(page);
        largest.Length.ShouldBe(3);
        IHtmlDocument smallest = await visit.Open(page.QuerySelector("#explored th[aria-sort] a")!.GetAttribute("href")!);
        smallest.QuerySelector("#explored th[aria-sort]")!.GetAttribute("aria-sort").ShouldBe("ascending");
        Names(smallest).ShouldBe(largest.Reverse());
        foreach (IElement head in page.QuerySelectorAll("#explored thead th a"))
        {
            IHtmlDocument sorted = await visit.Open(head.GetAttribute("href")!);
            sorted.QuerySelectorAll("#explored th[aria-sort]").ShouldHaveSingleItem().TextContent.TrimEnd(' ', '↑', '↓').ShouldBe(head.TextContent.TrimEnd(' ', '↑', '↓'));
        }
    }

    [Fact]
    public async Task A_shop_without_facts_shows_dashes_and_never_a_zero()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open($"/?{Range}");
        IElement row = page.QuerySelectorAll("#shops tbody tr").Single(each => each.TextContent.Contains("亚马逊德国", StringComparison.Ordinal));
        row.QuerySelector("button.number")!.TextContent.ShouldBe("—");
    }

    [Fact]
    public async Task Rows_lie_behind_every_figure()
    {
        IHtmlDocument page = await (await site.SignedIn(Site.Owner)).Open($"/rows?metric=paid_sales&{Range}");
        page.QuerySelectorAll("#fact-rows tr").Length.ShouldBe(51);
        page.QuerySelector("#fact-rows tr.more button")!.GetAttribute("hx-get")!.ShouldContain("after=");
    }

    [Fact]
    public async Task Exports_hold_exact_numbers_and_say_what_they_are()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        byte[] csv = await visit.Http.GetByteArrayAsync($"/explore/file?metric=paid_sales&by=day&format=csv&{Range}");
        csv[..3].ShouldBe(new byte[] { 0xEF, 0xBB, 0xBF });
        string[] lines = System.Text.Encoding.UTF8.GetString(csv[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(9);
        lines[1].ShouldStartWith("2026-10-26,");
        await using Stream xlsx = await visit.Http.GetStreamAsync($"/explore/file?metric=paid_sales&by=day&format=xlsx&{Range}");
        using MemoryStream held = new();
        await xlsx.CopyToAsync(held);
        using ZipArchive book = new(held);
        book.Entries.Select(entry => entry.FullName).ShouldContain("xl/worksheets/sheet2.xml");
    }

    [Theory]
    [InlineData(Site.Owner, "店铺")]
    [InlineData(Site.Viewer, "Shop")]
    public async Task A_file_of_rows_says_names_as_the_page_does(string person, string shop)
    {
        string csv = await (await site.SignedIn(person)).Http.GetStringAsync($"/rows/file?metric=paid_sales&{Range}");
        string[] lines = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] heads = lines[0].Split(',');
        heads.ShouldContain(shop);
        heads.ShouldNotContain("row_class");
        heads.ShouldNotContain("known_at");
        lines[1].ShouldContain("澜石家居 · 天猫旗舰店");
        lines.Length.ShouldBe(141);
    }

    [Fact]
    public async Task The_palette_finds_shops_metrics_and_pages_in_both_languages()
    {
        Visit visit = await site.SignedIn(Site.Owner);
        (await visit.Open("/find?find=paid")).QuerySelectorAll("[role=option]").Select(option => option.TextContent).ShouldContain(text => text.Contains("支付金额", StringComparison.Ordinal));
        (await visit.Open("/find?find=天猫")).QuerySelectorAll("[role=option]").Length.ShouldBe(1);
        (await visit.Open("/find?find=zzzz")).QuerySelector("[role=status]").ShouldNotBeNull();
    }
}
