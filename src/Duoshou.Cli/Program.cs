using System.CommandLine;
using System.Globalization;
using System.Text;
using Duoshou.Cli.Commands;
using Duoshou.Cli.Commands.Analyses;
using Duoshou.Cli.Terminal;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

// Words follow the terminal's language; numbers and dates are written one way everywhere, for they are piped on to other programs.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
RootCommand root = new(
    """
    Duoshou 舵手: operations for people who run online shops. Without a command it starts the web application.
    Example: duoshou --home shops
    """);
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

ParseResult parsed = root.Parse(args);
return parsed.Errors.Count > 0 ? Failures.Misused(parsed, args.Contains("--json")) : await Failures.Guarded(parsed);
