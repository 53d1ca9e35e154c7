using System.CommandLine;
using Duoshou.Cli.Commands.Analyses;
using Duoshou.Cli.Terminal;

namespace Duoshou.Cli.Commands;

/// <summary>Everything that can be said to the program.</summary>
static class EveryCommand
{
    public static RootCommand Root()
    {
        RootCommand root = new("Duoshou 舵手: operations for people who run online shops. Without a command it starts the web application.\nExample: duoshou --home shops");
        root.Options.Add(Session.HomeOption);
        root.Options.Add(Session.JsonOption);
        root.Options.Add(Session.LanguageOption);
        IEnumerable<Command> commands =
        [
            .. SetUp.Commands(), Numbers.Ask(), Explain.Command(), Diagnose.Command(), Batches.Group(),
            .. Demo.Commands(), .. Import.Commands(),
            .. WorkedCases.Commands(),
            .. CustomerVerbs.Commands(), .. ProductVerbs.Commands(), .. MarketVerbs.Commands(), ExperimentVerb.Command(),
            Promo.Group(),
            Taxes.Group(), Codes.Group(), Declare.Group(),
            Check.Command(), Serve.Command(),
        ];
        foreach (Command command in commands) root.Add(command);
        root.SetAction((parsed, cancel) => Serve.Run(parsed, Session.OutputOf(parsed), cancel));
        return root;
    }

    /// <summary>Understands the words of a command line; one that begins with @ is what it is, and no file of further words.</summary>
    public static ParseResult Parse(RootCommand root, IReadOnlyList<string> words) =>
        root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
}
