using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace Duoshou.Web.Tests.Browser;

/// <summary>
/// The main job from end to end in a real browser: sign in, drop a file, map a column, mend a row, import, cockpit, why, passport, rows, undo.
/// With DUOSHOU_PICTURES naming a folder, a picture of each step is left there.
/// </summary>
[Collection(OnSite.Name)]
[Trait("Category", "Browser")]
public sealed class FileJourneyTests(Site site, Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>Two weeks of orders, the second one half; a column that no name tells, and one amount that cannot be read.</summary>
    static string Orders()
    {
        StringBuilder text = new("Bestellnummer;Bestelldatum;Zahlungsdatum;Artikelnummer;Produkt;Menge;Umsatz;Gesamtbetrag;Wareneinsatz\n");
        for (int day = 0; day < 14; day++)
            for (int i = 0; i < (day < 7 ? 8 : 4); i++)
                text.Append(CultureInfo.InvariantCulture, $"J{day:00}{i};{6 + day:00}.07.2026 10:00;{6 + day:00}.07.2026 10:01;A-{i % 2};Lampe {i % 2};1;{(day == 0 && i == 0 ? "zwanzig" : "20,50")};20,50;8,00\n");
        return text.ToString();
    }

    [SkippableFact]
    public async Task From_a_file_to_why_and_back()
    {
        IPage page = await chromium.Anonymous(site);
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#email", Site.Owner);
        await page.FillAsync("#password", Site.Password);
        await page.ClickAsync("main button.main");
        await page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");

        await page.GotoAsync("/data");
        await page.ClickAsync("a[href^='/data/import']");
        await page.SelectOptionAsync("#shop", site.OtherShop.ToString());
        await page.SetInputFilesAsync("#upload", new FilePayload { Name = "bestellungen.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Orders()) });
        await Picture(page, "1-drop");
        await page.ClickAsync("form[data-drop] button.main");
        await page.WaitForURLAsync(address => address.Contains("/data/import/", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.NetworkIdle });

        // Map: what no name tells is said by hand, and the page counts anew.
        ILocator own = page.Locator("tr", new() { Has = page.Locator("th", new() { HasTextString = "Wareneinsatz" }) }).Locator("select");
        await own.SelectOptionAsync("cost");
        await page.WaitForURLAsync(address => address.Contains("column.0.8=cost", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".count-tile b").First).ToHaveTextAsync("84");
        await Assertions.Expect(page.Locator("mark.cell-fault").First).ToHaveTextAsync("zwanzig");
        await Picture(page, "2-map");
        await page.ClickAsync("form[method=post] button.main");

        // Import, then mend the one row that was held.
        await page.Locator(".report-head .chip.done").WaitForAsync();
        await Picture(page, "3-report");
        await page.ClickAsync("a[href$='/mend']");
        await page.FillAsync("input.cell.fault", "20,50");
        await Picture(page, "4-mend");
        await page.ClickAsync("form button.main");
        await Assertions.Expect(page.Locator(".report-head h2")).ToContainTextAsync("1");
        await page.Locator(".report-head .chip.done").WaitForAsync();
        await Assertions.Expect(page.Locator("mark.cell-fault")).ToHaveCountAsync(0);

        // The cockpit has the money of all 84 orders, in the shop's own currency; from its figure to the passport and the rows.
        string shop = $"shops={site.OtherShop}&currency=EUR&range=2026-07-13..2026-07-19&compare=previous";
        await page.GotoAsync("/?" + shop);
        ILocator figure = page.Locator(".tile button.number").First;
        await figure.ClickAsync();
        await Assertions.Expect(page.Locator("#passport .passport-card")).ToBeVisibleAsync();
        await Picture(page, "5-passport");
        await page.ClickAsync("#passport .passport-acts a.main");
        await page.WaitForURLAsync(address => address.Contains("/rows?", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("table.grid tbody tr").First).ToBeVisibleAsync();
        await Picture(page, "6-rows");

        await page.GotoAsync("/?" + shop);
        await page.Locator(".tile a[href^='/why']").First.ClickAsync();
        await page.WaitForURLAsync(address => address.Contains("/why?", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Picture(page, "7-why");

        // Back: both batches are undone, and nothing is left.
        for (int left = 2; left > 0; left--)
        {
            await page.GotoAsync($"/data?shops={site.OtherShop}&range=2026-07-06..2026-07-19");
            ILocator undo = page.Locator("#batches tr", new() { HasTextString = "bestellungen.csv" }).Locator("form button");
            await Assertions.Expect(undo).ToHaveCountAsync(left);
            await undo.First.ClickAsync();
            await page.WaitForURLAsync(address => address.Contains("undone=", StringComparison.Ordinal));
        }

        await Picture(page, "8-undone");
        await page.GotoAsync($"/rows?metric=gmv&shops={site.OtherShop}&range=2026-07-06..2026-07-19");
        await Assertions.Expect(page.Locator("table.grid tbody tr")).ToHaveCountAsync(0);
    }

    static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("DUOSHOU_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }
}
