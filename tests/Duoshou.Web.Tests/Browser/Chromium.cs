using Microsoft.Playwright;

namespace Duoshou.Web.Tests.Browser;

/// <summary>A real Chromium of the machine; tests that need it are skipped, with the reason, where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    IPlaywright? playwright;
    IBrowser? browser;

    public static string? Found { get; } = Environment.GetEnvironmentVariable("DUOSHOU_CHROMIUM") ?? Places.FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Found is null) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Found, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>A page of a signed-in person, in a window of its own.</summary>
    public async Task<IPage> SignedIn(Site site, string email, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        IPage page = await Anonymous(site, width, height, scheme);
        Visit visit = await site.SignedIn(email);
        await page.Context.AddCookiesAsync(visit.Cookies.GetAllCookies().Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = site.Address }));
        return page;
    }

    /// <summary>A page of somebody who has not signed in, in a window of its own.</summary>
    public async Task<IPage> Anonymous(Site site, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        Skip.If(browser is null, "No Chromium on this machine; name one in DUOSHOU_CHROMIUM.");
        IPage page = await browser!.NewPageAsync(new() { BaseURL = site.Address, ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        page.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
