using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App;
using Duoshou.App.Connectors.Files;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Terminal;

/// <summary>
/// Where a command's answer goes: one JSON document on standard output for programs, tables for people. Progress and errors go to
/// standard error, so that what is piped on is the answer alone.
/// </summary>
sealed class Output(bool json, Language language)
{
    readonly TextWriter answers = Here.Current.Out, errors = Here.Current.Error;

    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed: bad data or a refusal.</summary>
    public const int Failed = 1;

    /// <summary>The command was written wrongly.</summary>
    public const int WrongUsage = 2;

    public bool Json => json;

    public Language Language => language;

    /// <summary>Progress is for a person who watches.</summary>
    public bool ShowsProgress { get; } = !json && Here.Current.IsWatched;

    public IAnsiConsole People { get; } = Wide(Here.Shown(Here.Current.Out, Here.Current.OutLooks));

    public IAnsiConsole Progress { get; } = Here.Shown(Here.Current.Error, Here.Current.ErrorLooks);

    /// <summary>The text in the language of the person at the terminal.</summary>
    public string Say(Words words) => words.In(language);

    public string Say(string zh, string en) => language == Language.Chinese ? zh : en;

    /// <summary>The answer as one document for programs, or as told for people.</summary>
    public int Answer(object document, Action<IAnsiConsole> forPeople)
    {
        if (json) answers.WriteLine(document is JsonNode node ? node.ToJsonString(WireFormat.Json) : JsonSerializer.Serialize(document, WireFormat.Json));
        else forPeople(People);
        return Done;
    }

    /// <summary>A refusal: a sentence that says what to do, or ProblemDetails for programs.</summary>
    public int Refuse(Refusal refusal, int exit = Failed, int status = 422)
    {
        if (json) Problem(status, refusal.Code, Say(refusal.Detail), Say(refusal.Remedy), [("field", refusal.Field), ("value", refusal.Value)]);
        else errors.WriteLine($"{Say(refusal.Detail)} {Say(refusal.Remedy)}");
        return exit;
    }

    /// <summary>A refusal of how the command was written: nothing was looked at.</summary>
    public int Misuse(Refusal refusal) => Refuse(refusal, WrongUsage, 400);

    /// <summary>A refusal of what options chose: a shop that is not there was looked for and is a failure, days or a currency that make no sense are misuse.</summary>
    public int RefuseChoice(Refusal refusal) => refusal.Field is "shop" ? Refuse(refusal) : Misuse(refusal);

    /// <summary>The same of a file, with the place in it.</summary>
    public int RefuseFile(ImportProblem problem)
    {
        if (json)
            Problem(422, problem.Code, Say(problem.Detail), Say(problem.Remedy),
                [("file", problem.File), ("line", problem.Line), ("field", problem.Field), ("value", problem.Value)]);
        else
            errors.WriteLine($"{problem.File}{(problem.Line is { } line ? $":{line}" : "")}: {Say(problem.Detail)} {Say(problem.Remedy)}");
        return Failed;
    }

    /// <summary>A failure that nobody foresaw: its reference, and where its details stand.</summary>
    public int Fail(Unforeseen failure)
    {
        string detail = Say($"出了没有料到的问题，编号 {failure.Reference}。", $"Something went wrong that nobody foresaw; its reference is {failure.Reference}.");
        string remedy = failure.File is { } file
            ? Say($"请把 {file} 交给维护者。", $"Give {file} to whoever maintains this program.")
            : Say("请再试一次，并把编号告诉维护者。", "Try again, and tell the reference to whoever maintains this program.");
        if (json) Problem(500, "unforeseen", detail, remedy, [("file", failure.File), ("reference", failure.Reference)]);
        else errors.WriteLine($"{detail} {remedy}");
        return Failed;
    }

    void Problem(int status, string code, string detail, string remedy, ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        JsonObject problem = new() { ["type"] = "about:blank", ["title"] = detail, ["status"] = status, ["code"] = code, ["detail"] = detail };
        foreach ((string name, JsonNode? value) in more)
            if (value is not null) problem[name] = value;
        problem["remedy"] = remedy;
        errors.WriteLine(problem.ToJsonString(WireFormat.Json));
    }

    /// <summary>What goes into a pipe or file is not broken at the width of a terminal that is not there: an id stays one word.</summary>
    static IAnsiConsole Wide(IAnsiConsole console)
    {
        if (Here.Current is { OutLooks: null } && Console.IsOutputRedirected) console.Profile.Width = 400;
        return console;
    }

    /// <summary>A table for people: heads, and cells that are written as they stand.</summary>
    public static Table TableOf(params string[] heads)
    {
        Table table = new() { Border = TableBorder.Simple };
        foreach (string head in heads) table.AddColumn(new TableColumn(Markup.Escape(head)));
        return table;
    }

    /// <summary>The language of the terminal: Chinese where the locale is Chinese.</summary>
    public static Language OfTerminal() =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? Language.Chinese : Language.English;
}
