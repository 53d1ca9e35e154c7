using System.CommandLine;
using System.Text;
using Duoshou.Cli.Commands;
using Duoshou.Cli.Terminal;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
RootCommand root = new("Duoshou 舵手: operations for people who run online shops. Without a command it starts the web application.");
root.Options.Add(Session.HomeOption);
root.Options.Add(Session.JsonOption);
root.Options.Add(Session.LanguageOption);
foreach (Command command in (IEnumerable<Command>)[.. SetUp.Commands(), Numbers.Ask(), Explain.Command(), Batches.Group(), .. Demo.Commands(), .. Import.Commands(), .. WorkedCases.Commands(), Serve.Command()]) root.Add(command);

root.SetAction((parsed, cancel) => Serve.Run(parsed, Session.OutputOf(parsed), cancel));

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
Console.Error.WriteLine("duoshou --help");
return Output.WrongUsage;
