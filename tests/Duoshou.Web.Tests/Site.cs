using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Duoshou.App;
using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Shops.Actions;
using Duoshou.App.Storage;
using Duoshou.App.Storage.Migrations;
using Duoshou.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Duoshou.Web.Tests;

/// <summary>The whole application on a home folder of its own, listening on the loopback: two clients, two shops, four weeks of orders and traffic.</summary>
public sealed class Site : IAsyncLifetime
{
    public const string Owner = "zhou@example.com", Viewer = "viewer@example.com", Password = "correct horse battery";
    public static readonly DateOnly LastDay = new(2026, 11, 1);
    readonly string folder = Path.Combine(Path.GetTempPath(), "duoshou-web-tests", Guid.CreateVersion7().ToString("n"));
    readonly Dictionary<string, CookieContainer> sessions = [];
    readonly SemaphoreSlim signingIn = new(1, 1);
    WebApplication? app;

    public string Address { get; private set; } = "";
    public ShopId Shop { get; private set; }
    public ShopId OtherShop { get; private set; }
    public UserId OwnerId { get; private set; }

    public T Get<T>() where T : notnull => app!.Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        Home home = new(folder);
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "duoshou", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDuoshou(home).AddDuoshouWeb(home);
        app = builder.Build();
        await using (var db = await Get<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync()) await SchemaSteps.Apply(db, default);
        await SetUp();
        app.MapDuoshouWeb();
        await app.StartAsync();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await Import(await SignedIn(Owner), Shop, "orders.csv", Orders());
        await Import(await SignedIn(Owner), Shop, "traffic.csv", Traffic());
    }

    async Task SetUp()
    {
        await Get<FoundAgency>().Run(new("北舵代运营", new ShopZone("Asia/Shanghai"), Currency.Of("CNY"), null, LastDay), default);
        ClientCard own = (await Get<OpenClient>().Run(new("澜石家居", "CNY"), default)).Value!;
        ClientCard other = (await Get<OpenClient>().Run(new("半夏护肤", "CNY"), default)).Value!;
        Shop = (await Get<OpenShop>().Run(new("天猫旗舰店", own.Id, "tmall", "CN", "CNY", "Asia/Shanghai", 300_000m), default)).Value!.Id;
        OtherShop = (await Get<OpenShop>().Run(new("亚马逊德国", other.Id, "amazon", "DE", "EUR", "Europe/Berlin"), default)).Value!.Id;
        OwnerId = (await Get<AddPerson>().Run(new(Owner, "周岚", Role.Owner, [], Language.Chinese, "CNY", "Asia/Shanghai", Password), default)).Value!.Id;
        await Get<AddPerson>().Run(new(Viewer, "Ann Lee", Role.ClientViewer, [own.Id], Language.English, "CNY", "Asia/Shanghai", Password), default);
    }

    /// <summary>Thirty orders a day, of which the last week has a third fewer.</summary>
    static string Orders()
    {
        StringBuilder text = new("order_id,sku,product,ordered_at,paid_at,quantity,gross,paid,currency,buyer\n");
        for (int day = 27; day >= 0; day--)
            for (int i = 0; i < (day < 7 ? 20 : 30); i++)
            {
                string at = LastDay.AddDays(-day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + $" {8 + i % 12:00}:15:00";
                text.Append(CultureInfo.InvariantCulture, $"O{day:00}{i:000},S{i % 3},Box {i % 3},{at},{at},1,{100 + i}.50,{90 + i}.50,CNY,b{i}\n");
            }

        return text.ToString();
    }

    static string Traffic()
    {
        StringBuilder text = new("date,visitors,page_views,source\n");
        for (int day = 27; day >= 0; day--) text.Append(CultureInfo.InvariantCulture, $"{LastDay.AddDays(-day):yyyy-MM-dd},{(day < 7 ? 800 : 1200)},{3000},search\n");
        return text.ToString();
    }

    /// <summary>A browser's session of a person, without a browser. One session serves all tests: signing in is limited to so many tries a minute.</summary>
    public async Task<Visit> SignedIn(string email)
    {
        await signingIn.WaitAsync();
        try
        {
            if (sessions.TryGetValue(email, out CookieContainer? known)) return new(Address, known);
            Visit visit = new(Address);
            await visit.Open("/sign-in");
            await visit.Submit("/sign-in", ("email", email), ("password", Password));
            sessions[email] = visit.Cookies;
            return visit;
        }
        finally
        {
            signingIn.Release();
        }
    }

    public Visit Anonymous() => new(Address);

    /// <summary>Goes through the wizard with one file, and waits until it is in.</summary>
    public async Task<IHtmlDocument> Import(Visit visit, ShopId shop, string name, string content)
    {
        await visit.Open("/data/import");
        IHtmlDocument preview = await visit.Upload("/data/import", name, content, ("shop", shop.ToString()));
        string form = preview.QuerySelector("form[method=post][action^='/data/import/']")?.GetAttribute("action") ?? throw new InvalidOperationException(preview.Body!.TextContent);
        await visit.Submit(form, [("shop", shop.ToString()), .. preview.QuerySelectorAll($"form[action='{form}'] input[type=hidden]").Where(input => input.GetAttribute("name") is not (Visit.Forgery or "shop"))
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value") ?? ""))]);
        if (!visit.Last.IsSuccessStatusCode) throw new InvalidOperationException($"{visit.Last.RequestMessage!.RequestUri} answered {(int)visit.Last.StatusCode}.");
        for (int i = 0; i < 600; i++)
        {
            IHtmlDocument state = await visit.Open(form + "/run");
            if (state.QuerySelector("[hx-trigger='every 1s']") is null)
                return state.QuerySelector(".report-head") is not null ? state : throw new InvalidOperationException(state.QuerySelector("main")!.TextContent);
            await Task.Delay(50);
        }

        throw new TimeoutException("The import did not come to an end.");
    }

    public async Task DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        signingIn.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class OnSite : ICollectionFixture<Site>
{
    public const string Name = "site";
}
