using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Duoshou.Web.Tests.Browser;

[Collection(OnSite.Name)]
public sealed class JourneyTests(Site site, Chromium chromium) : IClassFixture<Chromium>
{
    const string Range = "range=2026-10-26..2026-11-01";

    [SkippableTheory]
    [InlineData("/?" + Range, 1440, ColorScheme.Light)]
    [InlineData("/why?metric=paid_sales&" + Range, 1440, ColorScheme.Light)]
    [InlineData("/why?metric=paid_sales&" + Range, 390, ColorScheme.Dark)]
    [InlineData("/why?metric=gross_margin&market=CN&" + Range, 1440, ColorScheme.Dark)]
    [InlineData("/diagnosis?market=CN&" + Range, 1440, ColorScheme.Light)]
    [InlineData("/diagnosis?market=CN&" + Range, 390, ColorScheme.Dark)]
    [InlineData("/diagnosis?" + Range, 390, ColorScheme.Light)]
    [InlineData("/?" + Range, 390, ColorScheme.Dark)]
    [InlineData("/explore?metric=paid_sales&by=day&" + Range, 1440, ColorScheme.Dark)]
    [InlineData("/explore?metric=paid_sales&by=day&view=table&" + Range, 390, ColorScheme.Light)]
    [InlineData("/metrics?metric=paid_sales", 1440, ColorScheme.Light)]
    [InlineData("/shops", 1440, ColorScheme.Dark)]
    [InlineData("/settings", 390, ColorScheme.Light)]
    [InlineData("/data?" + Range, 1440, ColorScheme.Light)]
    [InlineData("/data/import", 1440, ColorScheme.Dark)]
    [InlineData("/rows?metric=paid_sales&" + Range, 1440, ColorScheme.Light)]
    [InlineData("/traffic?market=CN&" + Range, 390, ColorScheme.Dark)]
    [InlineData("/products?market=CN&" + Range, 1440, ColorScheme.Light)]
    [InlineData("/ads?market=CN&" + Range, 390, ColorScheme.Dark)]
    [InlineData("/audience?market=CN&" + Range, 1440, ColorScheme.Light)]
    [InlineData("/keywords?market=CN&" + Range, 390, ColorScheme.Dark)]
    [InlineData("/market?market=CN&" + Range, 1440, ColorScheme.Light)]
    [InlineData("/experiments?market=CN&" + Range, 390, ColorScheme.Dark)]
    [InlineData("/campaigns?" + Range, 1440, ColorScheme.Light)]
    [InlineData("/campaigns/new?" + Range, 390, ColorScheme.Dark)]
    [InlineData("/campaigns/signup?" + Range, 1440, ColorScheme.Light)]
    [InlineData("/tax?" + Range, 390, ColorScheme.Dark)]
    [InlineData("/tax/codes?" + Range, 1440, ColorScheme.Light)]
    [InlineData("/tax/declarations?" + Range, 390, ColorScheme.Dark)]
    [InlineData("/tax/rates?" + Range, 1440, ColorScheme.Light)]
    [InlineData("/tax/book?market=CN&" + Range, 390, ColorScheme.Dark)]
    public async Task Axe_finds_nothing_and_no_page_scrolls_sideways(string path, int width, ColorScheme scheme)
    {
        bool isQuick = path.StartsWith("/?", StringComparison.Ordinal) || path.StartsWith("/explore", StringComparison.Ordinal) && width < 1000;
        Skip.IfNot(isQuick || Environment.GetEnvironmentVariable("DUOSHOU_FULL") == "1", "The other pages are looked at with DUOSHOU_FULL=1.");
        IPage page = await chromium.SignedIn(site, Site.Owner, width, scheme: scheme);
        await page.GotoAsync(path);
        AxeResult found = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        found.Violations.Select(violation => $"{violation.Id}: {violation.Help} at {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}").ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width);
    }

    [SkippableFact]
    public async Task A_figure_opens_its_passport_and_Esc_gives_focus_back()
    {
        IPage page = await chromium.SignedIn(site, Site.Owner);
        await page.GotoAsync("/?" + Range);
        ILocator figure = page.Locator("#shops tbody button.number").First;
        await figure.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#passport .passport-card")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#passport h2")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#passport")).ToBeHiddenAsync();
        await Assertions.Expect(figure).ToBeFocusedAsync();
    }

    [SkippableFact]
    public async Task Ctrl_K_jumps_to_a_metric_with_the_keyboard_alone()
    {
        IPage page = await chromium.SignedIn(site, Site.Owner);
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("#palette-text")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("refund_rate");
        await Assertions.Expect(page.Locator("#palette-found [role=option]")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/explore?**metric=refund_rate**");
    }

    [SkippableFact]
    public async Task Brackets_step_through_periods_and_question_mark_shows_the_keys()
    {
        IPage page = await chromium.SignedIn(site, Site.Owner);
        await page.GotoAsync("/?" + Range);
        await page.Keyboard.PressAsync("[");
        await page.WaitForURLAsync("**range=2026-10-19..2026-10-25**");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#keys-sheet")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task The_browser_has_nothing_to_complain_of()
    {
        List<string> complaints = [];
        IPage page = await chromium.SignedIn(site, Site.Owner);
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        foreach (string path in (string[])["/?" + Range, "/explore?" + Range, "/explore?by=shop&" + Range, "/data?" + Range, "/metrics", "/settings"])
        {
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
            if (path.StartsWith("/explore", StringComparison.Ordinal)) await Assertions.Expect(page.Locator(".chart svg")).ToBeVisibleAsync();
        }

        complaints.ShouldBeEmpty();
    }
}
