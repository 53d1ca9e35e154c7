using System.CommandLine;
using Duoshou.App;
using Duoshou.App.Agency;
using Duoshou.App.Storage;
using Duoshou.App.Storage.Migrations;
using Duoshou.Cli.Door;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.Cli.Terminal;

/// <summary>One run of a command on one home folder. Whoever can read the folder acts as its owner.</summary>
sealed class Session : IAsyncDisposable
{
    readonly Reached reached;

    Session(Reached reached, Output output, UserId actor) => (this.reached, Output, Actor) = (reached, output, actor);

    public static Option<string> HomeOption { get; } = new("--home") { Description = "Home folder (default: DUOSHOU_HOME, or the application-data folder)", Recursive = true };

    public static Option<bool> JsonOption { get; } = new("--json") { Description = "Answer with one JSON document", Recursive = true };

    public static Option<string> LanguageOption { get; } = new Option<string>("--lang")
    {
        Description = "zh or en (default: the terminal's language)", Recursive = true,
    }.AcceptOnlyFromAmong("zh", "en");

    public Output Output { get; }

    /// <summary>The owner of the home folder, or the first person of it; before anyone is there, nobody.</summary>
    public UserId Actor { get; }

    public T Get<T>() where T : notnull => reached.Services.GetRequiredService<T>();

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
        return new(parsed.GetValue(JsonOption), language);
    }

    /// <summary>The home folder that a command names; under a serve, its.</summary>
    public static string FolderOf(ParseResult parsed) =>
        Here.Current.Served is { } serving ? serving.Home.Folder : Here.Full(parsed.GetValue(HomeOption) ?? Home.DefaultFolder);

    /// <summary>Opens the home folder that a command names, bringing its schema up to date.</summary>
    /// <exception cref="HomeIsServed">A running serve holds it and carries the command out.</exception>
    public static async Task<Session> Open(ParseResult parsed, CancellationToken cancel)
    {
        Reached reached = Reach(parsed);
        UserId actor = await Prepare(reached.Services, cancel);
        return new(reached, OutputOf(parsed), actor);
    }

    /// <summary>What works on the home folder that a command names: of the serve that carries it out, or of this process.</summary>
    /// <exception cref="HomeIsServed">A running serve holds it and carries the command out.</exception>
    public static Reached Reach(ParseResult parsed)
    {
        if (Here.Current.Served is { } serving)
        {
            AsyncServiceScope scope = serving.Services.CreateAsyncScope();
            return new(scope.ServiceProvider, scope);
        }

        Knock.First(parsed);
        ServiceProvider own = new ServiceCollection().AddLogging().AddDuoshou(new Home(FolderOf(parsed))).BuildServiceProvider();
        return new(own, own);
    }

    /// <summary>Brings the schema up to date and finds whom the terminal acts as.</summary>
    public static async Task<UserId> Prepare(IServiceProvider services, CancellationToken cancel)
    {
        await using DuoshouDb db = await services.GetRequiredService<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync(cancel);
        await SchemaSteps.Apply(db, cancel);
        Guid owner = await db.Users.OrderBy(person => person.Role == Role.Owner ? 0 : 1).ThenBy(person => person.Id).Select(person => person.Id).FirstOrDefaultAsync(cancel);
        return new UserId(owner);
    }

    public ValueTask DisposeAsync() => reached.DisposeAsync();
}

/// <summary>What works on a home folder, until the command has ended.</summary>
sealed record Reached(IServiceProvider Services, IAsyncDisposable Until) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Until.DisposeAsync();
}
