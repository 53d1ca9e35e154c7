using System.CommandLine;
using System.Text.Json.Nodes;
using Duoshou.App;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Actions;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Recognition;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>import and template: recognise the file, map, check, load; and empty tables to fill in.</summary>
static class Import
{
    public static IEnumerable<Command> Commands()
    {
        yield return Load();
        yield return Template();
    }

    static Command Load()
    {
        Argument<string[]> files = new("file") { Arity = ArgumentArity.OneOrMore, Description = "csv, tsv, xlsx, xls, each also gz or zip; - for standard input" };
        Option<string> shop = new("--shop") { Required = true, Description = "The shop's name or id" };
        Option<string> kind = new("--as") { Description = "The kind of facts, when the file does not tell: " + string.Join(", ", FactTables.All.Select(t => t.Name)) };
        Option<string> mapping = new("--mapping") { Description = "The name of a known or saved mapping" };
        Option<string[]> answers = new("--answer") { AllowMultipleArgumentsPerToken = true, Description = "Answers to questions: date_order=dmy" };
        Option<bool> dry = new("--dry-run") { Description = "Say what would come of it and keep nothing" };
        return Verb.Of("import", "Recognises files, checks and loads them; prints the batch report.", "import orders.xlsx --shop 天猫旗舰店",
            [files, shop, kind, mapping, answers, dry], async (parsed, session, cancel) =>
        {
            string named = parsed.GetRequiredValue(shop);
            if (await session.Get<IShops>().Named(named, await session.Scope(cancel), cancel) is not { } card) return session.Output.Refuse(Chosen.UnknownShop(named));
            try
            {
                IReadOnlyList<InputFile> inputs = Inputs(parsed.GetRequiredValue(files));
                ImportTarget target = ConnectorsModule.TargetOf(card, session.Get<Home>());
                ImportPlan plan = await session.Get<RecogniseFiles>().Run(new(target, inputs, Choices(parsed, kind, mapping, answers)), cancel);
                IReadOnlyList<ImportReport> reports = await Watched(session, progress =>
                    session.Get<ImportFiles>().Run(new(target, session.Actor, inputs, plan) { DryRun = parsed.GetValue(dry) }, progress, cancel));
                return session.Output.Answer(reports, people => Show(reports, people, session.Output));
            }
            catch (ImportProblem problem)
            {
                return Refuse(problem, session.Output);
            }
        });
    }

    static ImportChoices Choices(ParseResult parsed, Option<string> kind, Option<string> mapping, Option<string[]> answers) => new()
    {
        Kind = parsed.GetValue(kind) is { } name ? FactTables.Find(name)?.Kind : null,
        Mapping = parsed.GetValue(mapping),
        Answers = (parsed.GetValue(answers) ?? []).Select(answer => answer.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal),
    };

    static List<InputFile> Inputs(IEnumerable<string> paths)
    {
        List<InputFile> inputs = [];
        foreach (string path in paths)
        {
            if (path != "-")
            {
                inputs.AddRange(InputFile.At(path));
                continue;
            }

            using Stream standard = Console.OpenStandardInput();
            MemoryStream held = new();
            standard.CopyTo(held);
            inputs.AddRange(InputFile.Of("stdin", null, () => new MemoryStream(held.GetBuffer(), 0, (int)held.Length, writable: false)));
        }

        return inputs;
    }

    static async Task<IReadOnlyList<ImportReport>> Watched(Session session, Func<IProgress<ImportProgress>?, Task<IReadOnlyList<ImportReport>>> import)
    {
        if (!session.Output.ShowsProgress) return await import(null);
        return await session.Output.Progress.Status().StartAsync("…", context =>
            import(new Progress<ImportProgress>(at => context.Status(Markup.Escape($"{at.File}: {at.Records:N0}")))));
    }

    static void Show(IReadOnlyList<ImportReport> reports, IAnsiConsole people, Output output)
    {
        Table table = Output.TableOf(output.Say("文件", "File"), output.Say("类型", "Kind"), output.Say("读到", "Read"), output.Say("新增", "Loaded"), output.Say("不变", "Unchanged"),
            output.Say("更新", "Restated"), output.Say("拒收", "Refused"), output.Say("略过", "Ignored"), output.Say("批次", "Batch"));
        foreach (ImportReport report in reports)
            table.AddRow(new Text(report.File), new Text(report.Kind ?? "—"), new Text($"{report.RowsRead}"), new Text($"{report.RowsLoaded}"), new Text($"{report.RowsUnchanged}"),
                new Text($"{report.RowsRestated}"), new Text($"{report.RowsRefused}"), new Text($"{report.RowsIgnored}"), new Text($"{report.Batch}"));
        people.Write(table);
        foreach (ImportReport report in reports)
        {
            foreach (Words notice in report.Notices) people.WriteLine($"{report.File}: {output.Say(notice)}");
            foreach (ImportRefusal refusal in report.Refusals.Take(20)) people.WriteLine($"{report.File}:{refusal.Line} {refusal.Field} «{refusal.Value}» {refusal.Detail}");
            if (report.RowsRefused > 20) people.WriteLine(output.Say($"……共 {report.RowsRefused} 行拒收，用 batch show 看全部。", $"… {report.RowsRefused} refused in all; see them with: batch show"));
        }
    }

    static int Refuse(ImportProblem problem, Output output)
    {
        if (output.Json)
            Console.Error.WriteLine(new JsonObject
            {
                ["type"] = "about:blank", ["title"] = output.Say(problem.Detail), ["status"] = 422, ["code"] = problem.Code, ["detail"] = output.Say(problem.Detail),
                ["file"] = problem.File, ["line"] = problem.Line, ["field"] = problem.Field, ["value"] = problem.Value, ["remedy"] = output.Say(problem.Remedy),
            }.ToJsonString(WireFormat.Json));
        else
            Console.Error.WriteLine($"{problem.File}{(problem.Line is { } line ? $":{line}" : "")}: {output.Say(problem.Detail)} {output.Say(problem.Remedy)}");
        return Output.Failed;
    }

    static Command Template()
    {
        Argument<string> kind = new("kind") { Description = string.Join(", ", FactTables.All.Select(t => t.Name)) };
        return Verb.OnFiles("template", "Writes an empty table for a kind of facts; filled in, it imports without a question.", "template order_line --lang zh > orders.csv", [kind],
            async (parsed, output, cancel) =>
        {
            string name = parsed.GetRequiredValue(kind);
            if (FactTables.Find(name) is not { } table)
                return output.Refuse(new("kind.unknown", new($"没有事实类型「{name}」。", $"There is no kind of fact “{name}”."), new("用 --help 看有哪些。", "See --help for the kinds."), "kind", name));
            await using Stream standard = Console.OpenStandardOutput();
            await standard.WriteAsync(new DownloadTemplate().Run(table.Kind, output.Language).Content, cancel);
            return Output.Done;
        });
    }
}
