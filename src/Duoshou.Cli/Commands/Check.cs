using System.CommandLine;
using Duoshou.App;
using Duoshou.App.Storage;
using Duoshou.App.Storage.Checks;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>check: whether a home folder is sound.</summary>
static class Check
{
    public static Command Command() => Verb.OnFiles(
        "check", "Makes sure that the home folder is sound: schema, ledger, kept input. Changes nothing; the answer is 1 when a law is broken.", "check --json", [],
        async (parsed, output, cancel) =>
    {
        string folder = Session.FolderOf(parsed);
        if (!Home.IsIn(folder))
            return output.Refuse(new("home.empty", new($"{folder} 里什么都没有。", $"There is nothing in {folder}."),
                new("用 --home 指定家目录。", "Name the home folder with --home."), "home", folder));
        await using Reached reached = Session.Reach(parsed);
        HomeReport report = await reached.Services.GetRequiredService<CheckHome>().Run(cancel);
        output.Answer(report, people => Show(report, people, output));
        return report.Sound ? Output.Done : Output.Failed;
    });

    static void Show(HomeReport report, IAnsiConsole people, Output output)
    {
        foreach (CheckedLaw law in report.Checks)
        {
            people.WriteLine($"{(law.Faults == 0 ? "✓" : "✗")} {output.Say(law.Holds)}"
                + (law.Faults == 0 ? "" : output.Say($"：{law.Faults} 处", $": broken in {law.Faults} places")));
            foreach (string example in law.Examples) people.WriteLine($"    {example}");
        }

        foreach (Words note in report.Notes) people.WriteLine($"· {output.Say(note)}");
        people.WriteLine(report.Sound
            ? output.Say($"{report.Home} 完好。", $"{report.Home} is sound.")
            : output.Say($"{report.Home} 有问题：请从备份恢复，或把这份报告交给维护者。",
                $"{report.Home} is not sound: restore it from a backup, or give this report to whoever maintains the program."));
    }
}
