using System.Globalization;
using System.Net;
using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Duoshou.Web.Tests.Browser;

/// <summary>A campaign from its template to its report in a real browser, on shops of its own.</summary>
[Trait("Category", "Browser")]
public sealed class CampaignJourneyTests(Site site, Chromium chromium) : IClassFixture<Site>, IClassFixture<Chromium>
{
    /// <summary>Eight weeks of orders whose costs are known, before those of the site.</summary>
    static string Orders()
    {
        StringBuilder text = new("order_id,sku,product,ordered_at,paid_at,quantity,gross,paid,cost,currency,buyer\n");
        for (int day = 83; day >= 28; day--)
            for (int i = 0; i < 24 + day % 5; i++)
            {
                string at = Site.LastDay.AddDays(-day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + $" {8 + i % 12:00}:15:00";
                text.Append(CultureInfo.InvariantCulture, $"C{day:00}{i:000},S{i % 3},Box {i % 3},{at},{at},1,{100 + i}.50,{100 + i}.50,60.00,CNY,b{i}\n");
            }

        return text.ToString();
    }

    [SkippableFact]
    public async Task From_template_to_report_with_a_loss_that_is_mended()
    {
        List<string> complaints = [];
        IPage page = await chromium.SignedIn(site, Site.Owner);
        page.Console += (_, message) => { if (message.Type is "error" or "warning" && !message.Text.Contains("422", StringComparison.Ordinal)) complaints.Add(message.Text); };
        await site.Import(await site.SignedIn(Site.Owner), site.Shop, "costs.csv", Orders());

        await page.GotoAsync("/campaigns");
        await page.GetByRole(AriaRole.Link, new() { Name = "新活动" }).First.ClickAsync();
        await page.SelectOptionAsync("#shop", site.Shop.ToString());
        await page.FillAsync("#first", "2026-10-22");
        await page.Locator("input[name=strategy][value=Holiday]").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "起草活动" }).ClickAsync();
        await page.WaitForURLAsync("**/campaigns/*-*");
        string sheet = new Uri(page.Url).AbsolutePath;

        // A deep discount, three days in the past.
        await page.FillAsync("#first", "2026-10-22");
        await page.FillAsync("#last", "2026-10-24");
        await page.FillAsync("input[name='offer.a.rate']", "60");
        await page.GetByRole(AriaRole.Button, new() { Name = "存下计划" }).ClickAsync();
        await Press(page, "check");
        await Assertions.Expect(page.Locator("#findings li.blocking").First).ToContainTextAsync("低于成本");
        await Assertions.Expect(page.Locator("form[action$='/approve'] button")).ToBeDisabledAsync();

        // Whoever sends the form by hand is refused by the action.
        Visit visit = await site.SignedIn(Site.Owner);
        await visit.Open(sheet);
        await visit.Submit(sheet + "/approve");
        visit.Last.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // A second offer is added from the list, the first one mended.
        await page.Locator("details.adding summary").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "每满减" }).ClickAsync();
        await page.FillAsync("input[name='offer.a.rate']", "5");
        await page.FillAsync("input[name='offer.b.threshold']", "400");
        await page.FillAsync("input[name='offer.b.amount']", "10");
        await page.GetByRole(AriaRole.Button, new() { Name = "存下计划" }).ClickAsync();
        await Assertions.Expect(page.Locator("input[name='offer.b.name']")).ToHaveValueAsync("每满 400 减 10");

        // A channel with a cost of its own, and a slot with a fee: both are taken off the profit.
        await page.Locator("details.adding summary").Nth(1).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "淘客与达人" }).ClickAsync();
        await page.FillAsync("input[name='channel.a.codes']", "PID-9");
        await page.FillAsync("input[name='channel.a.commission']", "12");
        await page.FillAsync("input[name='slot.name']", "聚划算");
        await page.FillAsync("input[name='slot.fee']", "150");
        await page.GetByRole(AriaRole.Button, new() { Name = "存下计划" }).ClickAsync();
        await Assertions.Expect(page.Locator("input[name='slot.fee']")).ToHaveValueAsync("150");
        await Press(page, "check");
        await Assertions.Expect(page.Locator("#findings li.blocking")).ToHaveCountAsync(0);
        await Press(page, "simulate");
        await Assertions.Expect(page.Locator("#range")).ToContainTextAsync("用 10-21 之前的数据");
        await Assertions.Expect(page.Locator("#replay")).ToContainTextAsync("送给本来就会买的人");
        await Press(page, "approve");
        await Press(page, "launch");
        await Assertions.Expect(page.Locator("#range")).ToContainTextAsync("只用了 10-21 之前的数据");
        await Assertions.Expect(page.Locator("#plan input")).ToHaveCountAsync(0);
        await Press(page, "judge");
        await Assertions.Expect(page.Locator(".result-sentence")).ToContainTextAsync("¥");
        await Assertions.Expect(page.Locator("#range .tick").First).ToBeAttachedAsync();
        await Assertions.Expect(page.Locator("#days rect.day.during")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("#money")).ToContainTextAsync("报名费和扣点");
        await Assertions.Expect(page.Locator("#channels")).ToContainTextAsync("PID-9");
        await Assertions.Expect(page.Locator("#history")).ToContainTextAsync("没有别人能批");

        await page.GetByRole(AriaRole.Link, new() { Name = "店铺活动销售成果汇报表" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "店铺活动销售成果汇报表" })).ToBeVisibleAsync();
        IDownload csv = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        (await File.ReadAllTextAsync((await csv.PathAsync())!)).ShouldContain("支付金额");
        IDownload xlsx = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Excel" }).ClickAsync());
        new FileInfo((await xlsx.PathAsync())!).Length.ShouldBeGreaterThan(2_000);

        await page.GotoAsync(sheet);
        await Press(page, "again");
        page.Url.ShouldNotEndWith(sheet);
        await Assertions.Expect(page.Locator("#plan")).ToContainTextAsync("实测");
        complaints.ShouldBeEmpty();

        // Axe writes styles of its own, of which the browser complains; so it comes last.
        await page.GotoAsync(sheet);
        AxeResult found = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        found.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Take(2).Select(node => node.Html))}").ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_viewer_reads_without_costs_and_changes_nothing_and_a_phone_does_not_scroll_sideways()
    {
        IPage page = await chromium.SignedIn(site, Site.Viewer, 390, scheme: ColorScheme.Dark);
        await page.GotoAsync("/campaigns");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
        IPage owner = await chromium.SignedIn(site, Site.Owner, 390);
        Visit visit = await site.SignedIn(Site.Owner);
        await visit.Open("/campaigns/new");
        await visit.Submit("/campaigns", ("shop", site.Shop.ToString()), ("strategy", "Parcel"));
        string sheet = visit.Last.RequestMessage!.RequestUri!.AbsolutePath;
        foreach (string path in (string[])["/campaigns?kinds=offers,ads,arrivals,changes,festivals", "/campaigns?as=list", "/campaigns/new", sheet,
            $"/campaigns/signup?for={site.Shop}&slot=x&fee=0&discount=10&sku=S1&ask=1"])
        {
            await owner.GotoAsync(path);
            (await owner.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390, path);
        }

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "New campaign" })).ToHaveCountAsync(0);
        Visit viewer = await site.SignedIn(Site.Viewer);
        await viewer.Open("/campaigns");
        await viewer.Submit("/campaigns", ("shop", site.Shop.ToString()), ("strategy", "Holiday"));
        viewer.Last.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    static async Task Press(IPage page, string act)
    {
        await page.Locator($"form[action$='/{act}'] button").ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.Load);
    }
}
