using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Duoshou.Analytics.Simulation;
using Duoshou.App;
using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Storage;
using Duoshou.Cli.Door;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging.Console;

namespace Duoshou.Cli.Commands;

/// <summary>serve: the web page and the API. Also what the program does without a command.</summary>
static class Serve
{
    const int UsualPort = 5080;

    static readonly Option<string> Urls = new("--urls") { Description = "Where to listen (default: http://127.0.0.1:5080, or the next free port)" };
    static readonly Option<bool> Empty = new("--empty") { Description = "Do not load the demo agency into an empty home folder" };

    public static Command Command()
    {
        Command serve = Verb.OnFiles("serve", "Starts the web application; an empty home folder gets the demo agency. Other commands work on the same home folder meanwhile.",
            "serve --urls http://127.0.0.1:8080", [Urls, Empty], Run);
        return serve;
    }

    public static async Task<int> Run(ParseResult parsed, Output output, CancellationToken cancel)
    {
        if (Knock.Forbids(parsed) is { } served) return output.Refuse(served);
        Home home = new(Session.FolderOf(parsed));
        await using WebApplication app = Built(home, parsed.GetValue(Urls) ?? Environment.GetEnvironmentVariable("ASPNETCORE_URLS"));
        UserId actor = await Session.Prepare(app.Services, cancel);

        // The ledger is opened before anyone can ask: a home folder that another duoshou holds is told here, not on every page.
        app.Services.GetRequiredService<FactStore>();
        if (await NeedsDemo(app.Services, actor, parsed, cancel)) await LoadDemo(app.Services, output, cancel);
        await using HomeDoor? door = Opened(new(home, app.Services), output);
        await app.StartAsync(cancel);
        await Announce(app, output, cancel);
        await app.WaitForShutdownAsync(cancel);
        return Output.Done;
    }

    /// <summary>The command line's way in; where the folder takes no socket, serve goes on without it.</summary>
    static HomeDoor? Opened(Serving serving, Output output)
    {
        try
        {
            return HomeDoor.Open(serving);
        }
        catch (IOException failed)
        {
            Console.Error.WriteLine(output.Say($"其他终端的命令用不了这个家目录，直到停掉 serve：{failed.Message}",
                $"Commands from other terminals cannot use this home folder until serve stops: {failed.Message}"));
            return null;
        }
    }

    static WebApplication Built(Home home, string? urls)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(urls ?? $"http://127.0.0.1:{FreePort()}");
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddDuoshou(home).AddDuoshouWeb(home);
        return builder.Build().MapDuoshouWeb();
    }

    static async Task<bool> NeedsDemo(IServiceProvider services, UserId actor, ParseResult parsed, CancellationToken cancel) =>
        !parsed.GetValue(Empty) && actor == default && await services.GetRequiredService<IAgency>().Agency(cancel) is null;

    static async Task LoadDemo(IServiceProvider services, Output output, CancellationToken cancel)
    {
        Console.Error.WriteLine(output.Say("家目录是空的：装入演示代运营……", "The home folder is empty: loading the demo agency…"));
        DateOnly yesterday = new ShopZone("Asia/Shanghai").Day(services.GetRequiredService<TimeProvider>().GetUtcNow()).AddDays(-1);
        await Demo.Fill(services.GetRequiredService<LoadDemo>(), new SimulationPlan(Demo.Seed, yesterday), output, cancel);
    }

    /// <summary>Prints the address and, for a demo, a link that signs its owner in once.</summary>
    static async Task Announce(WebApplication app, Output output, CancellationToken cancel)
    {
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine(output.Say($"舵手在 {address} 上。", $"Duoshou listens on {address}"));
        if (await app.Services.GetRequiredService<IssueSignInLink>().Run(App.Agency.Actions.LoadDemo.OwnerEmail, cancel) is { } secret)
            Console.WriteLine(output.Say($"以演示负责人登录（用一次）：{address}/sign-in/link/{secret}", $"Sign in as the demo's owner (works once): {address}/sign-in/link/{secret}"));
        else
            Console.WriteLine(output.Say("用 duoshou user add 建账号，用 duoshou user link 取登录链接。",
                "Make an account with: duoshou user add, and a sign-in link with: duoshou user link"));
    }

    /// <summary>The usual port, or where something listens there already, one that the system gives.</summary>
    static int FreePort()
    {
        foreach (int port in (int[])[UsualPort, 0])
        {
            try
            {
                using TcpListener probe = new(IPAddress.Loopback, port);
                probe.Start();
                return ((IPEndPoint)probe.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }

        return UsualPort;
    }
}
