using System.CommandLine;
using Duoshou.Cli.Commands;
using Duoshou.Cli.Terminal;

namespace Duoshou.Web.Tests.Cli;

public sealed class HelpTests
{
    [Fact]
    public void Every_command_has_an_example_that_names_it()
    {
        List<string> seen = [];
        Visit(EveryCommand.Root(), "");
        seen.ShouldContain("import");
        seen.ShouldContain("batch undo");
        seen.ShouldContain("check");

        void Visit(Command command, string path)
        {
            command.Description.ShouldNotBeNull().ShouldContain($"Example: duoshou {path}".TrimEnd());
            seen.Add(path);
            foreach (Command verb in command.Subcommands) Visit(verb, $"{path} {verb.Name}".TrimStart());
        }
    }

    [Fact]
    public void Every_text_of_the_help_is_there_in_Chinese_too() => Help.Untranslated(EveryCommand.Root()).ShouldBeEmpty();

    [Fact]
    public void Help_speaks_the_language_that_is_asked_for_and_makes_nothing()
    {
        using Shell shell = new();
        string chinese = shell.Run("import", "--help", "--lang", "zh").ShouldBeDone().Out, english = shell.Run("import", "--help", "--lang=en").ShouldBeDone().Out;
        chinese.ShouldContain("示例：duoshou import");
        chinese.ShouldContain("识别文件");
        english.ShouldContain("Example: duoshou import");
        english.ShouldContain("Usage:");
        Directory.Exists(shell.Home).ShouldBeFalse();
    }
}
