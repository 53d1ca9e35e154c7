namespace Duoshou.Web.Tests.Cli;

public sealed class HelpTests
{
    [Fact]
    public void Help_on_every_level_has_an_example_that_names_its_command()
    {
        using Shell shell = new();
        List<string> seen = [];
        Visit([]);
        seen.ShouldContain("import");
        seen.ShouldContain("batch undo");
        seen.ShouldContain("check");
        Directory.Exists(shell.Home).ShouldBeFalse();

        void Visit(string[] path)
        {
            string help = shell.Run([.. path, "--help"]).ShouldBeDone().Out;
            help.ShouldContain($"Example: duoshou {string.Join(' ', path)}".TrimEnd());
            seen.Add(string.Join(' ', path));
            foreach (string verb in Verbs(help)) Visit([.. path, verb]);
        }
    }

    /// <summary>The first word of each line below "Commands:" that begins a command.</summary>
    static IEnumerable<string> Verbs(string help) => help.Split('\n').SkipWhile(line => line.Trim() != "Commands:").Skip(1)
        .TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Where(line => line.Length > 2 && line[2] != ' ').Select(line => line.Trim().Split(' ', '<')[0]);
}
