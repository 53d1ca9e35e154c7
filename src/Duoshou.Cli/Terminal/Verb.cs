using System.CommandLine;
using System.Globalization;
using Duoshou.Cli.Door;

namespace Duoshou.Cli.Terminal;

/// <summary>Makes a command: its words, an example, its options, and what it does in an open session.</summary>
static class Verb
{
    public static Command Of(string name, string does, string example, IEnumerable<Symbol> takes, Func<ParseResult, Session, CancellationToken, Task<int>> run)
    {
        Command command = Bare(name, does, example, takes);
        return Acting(command, async (parsed, cancel) =>
        {
            await using Session session = await Session.Open(parsed, cancel);
            return await run(parsed, session, cancel);
        });
    }

    /// <summary>A command that works on files; one that turns out to need the home folder opens it.</summary>
    public static Command OnFiles(string name, string does, string example, IEnumerable<Symbol> takes, Func<ParseResult, Output, CancellationToken, Task<int>> run)
    {
        Command command = Bare(name, does, example, takes);
        return Acting(command, (parsed, cancel) => run(parsed, Session.OutputOf(parsed), cancel));
    }

    /// <summary>When it comes to a home folder that a running serve holds, the command is carried out there, from its beginning.</summary>
    static Command Acting(Command command, Func<ParseResult, CancellationToken, Task<int>> run)
    {
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                return await run(parsed, cancel);
            }
            catch (HomeIsServed served)
            {
                return await Knock.HandOver(served.Serve, parsed, cancel);
            }
        });
        return command;
    }

    /// <summary>A command that only holds others.</summary>
    public static Command Group(string name, string does, string example, params Command[] verbs)
    {
        Command command = Bare(name, does, example, []);
        foreach (Command verb in verbs) command.Add(verb);
        return command;
    }

    /// <summary>An option that is a day, written as in every file and answer.</summary>
    public static Option<DateOnly?> Day(string name, string does) => new(name)
    {
        Description = does,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)) return day;
            result.AddError($"{name}: “{text}” 不是日期，请写成 2026-10-31。 / “{text}” is not a date; write it as 2026-10-31.");
            return null;
        },
    };

    static Command Bare(string name, string does, string example, IEnumerable<Symbol> takes)
    {
        Command command = new(name, $"{does}\nExample: duoshou {example}");
        foreach (Symbol symbol in takes)
        {
            if (symbol is Option option) command.Add(option);
            else if (symbol is Argument argument) command.Add(argument);
        }

        return command;
    }
}
