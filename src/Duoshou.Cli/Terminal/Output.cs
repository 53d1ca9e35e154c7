using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Terminal;

/// <summary>
/// Where a command's answer goes: one JSON document on standard output for programs, tables for people. Progress and errors go to
/// standard error, so that what is piped on is the answer alone.
/// </summary>
sealed class Output(TextWriter answers, TextWriter errors, bool json, Language language)
{
    /// <summary>The work is done.</summary>
    public const int Done = 0;

    /// <summary>The work failed: bad data or a refusal.</summary>
    public const int Failed = 1;

    /// <summary>The command was written wrongly.</summary>
    public const int WrongUsage = 2;

    public bool Json => json;

    public Language Language => language;

    /// <summary>Progress is for a person who watches.</summary>
    public bool ShowsProgress { get; } = !json && !Console.IsErrorRedirected;

    public IAnsiConsole People { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(answers) });

    public IAnsiConsole Progress { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) });

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
    public int Refuse(Refusal refusal)
    {
        if (json)
        {
            errors.WriteLine(new JsonObject
            {
                ["type"] = "about:blank",
                ["title"] = refusal.Detail.In(language),
                ["status"] = 422,
                ["code"] = refusal.Code,
                ["detail"] = refusal.Detail.In(language),
                ["field"] = refusal.Field,
                ["value"] = refusal.Value,
                ["remedy"] = refusal.Remedy.In(language),
            }.ToJsonString(WireFormat.Json));
        }
        else
        {
            errors.WriteLine($"{refusal.Detail.In(language)} {refusal.Remedy.In(language)}");
        }

        return Failed;
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
