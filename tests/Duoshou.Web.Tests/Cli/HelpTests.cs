using System.CommandLine;
using System.CommandLine.Parsing;
using Duoshou.Analytics.Simulation;
using Duoshou.Cli.Commands;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;

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

    /// <summary>Every example can be typed as it is printed: the parser takes it, and a shop that it names is one of the demo, by a name that is no other's.</summary>
    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public void Every_example_can_be_typed_as_it_is_printed(Language language)
    {
        RootCommand root = EveryCommand.Root();
        HashSet<string> alone = [.. new AgencySimulation(new SimulationPlan(1, new(2026, 11, 1))).Agency.Shops.Select(shop => shop.Name.In(language))
            .GroupBy(name => name).Where(group => group.Count() == 1).Select(group => group.Key)];
        int seen = 0, named = 0;
        Visit(root);
        seen.ShouldBeGreaterThan(30);
        named.ShouldBeGreaterThan(8);

        void Visit(Command command)
        {
            string example = command.Description!.Split("Example: duoshou", 2)[1].Trim();
            if (language == Language.Chinese) example = Help.ExampleInChinese(example);
            example = example.Split(" > ")[0];
            ParseResult parsed = EveryCommand.Root().Parse(example);
            parsed.Errors.ShouldBeEmpty(example);
            seen++;
            foreach (SymbolResult option in parsed.CommandResult.Children.Where(child => child is OptionResult { Option.Name: "--shop" }))
                foreach (Token token in option.Tokens)
                {
                    alone.ShouldContain(token.Value, example);
                    named++;
                }

            foreach (Command verb in command.Subcommands) Visit(verb);
        }
    }

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
