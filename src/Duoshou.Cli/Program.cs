using System.CommandLine;
using System.Globalization;
using System.Text;
using Duoshou.Cli.Commands;
using Duoshou.Cli.Terminal;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

// Words follow the terminal's language; numbers and dates are written one way everywhere, for they are piped on to other programs.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
RootCommand root = EveryCommand.Root();
Help.Speak(root, Help.LanguageOf(args));

Here.Words = args;
return await Failures.Answered(EveryCommand.Parse(root, args), args, CancellationToken.None);
