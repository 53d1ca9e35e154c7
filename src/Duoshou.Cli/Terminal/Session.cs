using System.CommandLine;
using Duoshou.App;
using Duoshou.App.Agency;
using Duoshou.App.Storage;
using Duoshou.App.Storage.Migrations;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.Cli.Terminal;

/// <summary>One run of a command on one home folder. Whoever can read the folder acts as its owner.</summary>
sealed class Session : IAsyncDisposable
{
    readonly ServiceProvider services;

    Session(ServiceProvider services, Output output, UserId actor) => (this.services, Output, Actor) = (services, output, actor);

    public static Option<string> HomeOption { get; } = new("--home") { Description = "Home folder (default: DUOSHOU_HOME, or the application-data folder)", Recursive = true };

    public static Option<bool> JsonOption { get; } = new("--json") { Description = "Answer with one JSON document", Recursive = true };

    public static Option<string> LanguageOption { get; } = new Option<string>("--lang")
    {
        Description = "zh or en (default: the terminal's language)", Recursive = true,
    }.AcceptOnlyFromAmong("zh", "en");

    public Output Output { get; }

    /// <summary>The owner of the home folder, or the first person of it; before anyone is there, nobody.</summary>
    public UserId Actor { get; }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public Task<Scope> Scope(CancellationToken cancel) => Get<IAgency>().ScopeOf(Actor, cancel);

    /// <summary>The output that a parsed command asks for.</summary>
    public static Output OutputOf(ParseResult parsed)
    {
        Language language = parsed.GetValue(LanguageOption) switch
        {
            "zh" => Language.Chinese,
            "en" => Language.English,
            _ => Output.OfTerminal(),
        };
        return new(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, parsed.GetValue(JsonOption), language);
    }

    /// <summary>Opens the home folder that a command names, bringing its schema up to date.</summary>
    public static async Task<Session> Open(ParseResult parsed, CancellationToken cancel)
    {
        Home home = new(parsed.GetValue(HomeOption) ?? Home.DefaultFolder);
        ServiceProvider services = new ServiceCollection().AddLogging().AddDuoshou(home).BuildServiceProvider();
        UserId actor = await Prepare(services, cancel);
        return new(services, OutputOf(parsed), actor);
    }

    /// <summary>Brings the schema up to date and finds whom the terminal acts as.</summary>
    public static async Task<UserId> Prepare(IServiceProvider services, CancellationToken cancel)
    {
        await using DuoshouDb db = await services.GetRequiredService<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync(cancel);
        await SchemaSteps.Apply(db, cancel);
        Guid owner = await db.Users.OrderBy(person => person.Role == Role.Owner ? 0 : 1).ThenBy(person => person.Id).Select(person => person.Id).FirstOrDefaultAsync(cancel);
        return new UserId(owner);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
