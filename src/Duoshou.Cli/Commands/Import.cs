using System.CommandLine;
using System.Text;
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
        Option<string[]> answers = new("--answer") { AllowMultipleArgumentsPerToken = true, Description = "Answers to questions: date_order=day_first" };
        answers.Validators.Add(result =>
        {
            foreach (string answer in result.Tokens.Select(token => token.Value).Where(answer => answer.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"--answer: “{answer}” 应写成 问题=答案。 / “{answer}” must be written as question=answer.");
        });
        Option<bool> dry = new("--dry-run") { Description = "Say what would come of it and keep nothing" };
        return Verb.OnFiles("import", "Recognises files, checks and loads them; prints the batch report.", "import orders.xlsx --shop \"JD flagship\"",
            [files, shop, kind, mapping, answers, dry], async (parsed, _, cancel) =>
        {
            using Handed handed = new();
            Task<Seen>? looking = Looking(handed, parsed.GetRequiredValue(files), cancel);
            await using Session session = await Session.Open(parsed, cancel);
            string named = parsed.GetRequiredValue(shop);
            if (parsed.GetValue(kind) is { } unknown && FactTables.Find(unknown) is null) return session.Output.Refuse(Chosen.UnknownKind(unknown));
            if (await session.Get<IShops>().Named(named, await session.Scope(cancel), cancel) is not { } card)
                return session.Output.Refuse(await Chosen.NoShop(session, named, cancel));
            (IReadOnlyList<InputFile> inputs, RecogniseFiles.LookedAt? looked) = looking is null ? new(handed.Files(parsed.GetRequiredValue(files)), null) : await looking;
            ImportTarget target = ConnectorsModule.TargetOf(card, session.Get<Home>());
            ImportPlan plan = await session.Get<RecogniseFiles>().Run(new(target, inputs, Choices(parsed, kind, mapping, answers)) { Looked = looked }, cancel);
            IReadOnlyList<ImportReport> reports = await Watched(session, progress =>
                session.Get<ImportFiles>().Run(new(target, session.Actor, inputs, plan) { DryRun = parsed.GetValue(dry) }, progress, cancel));
            return session.Output.Answer(reports, people => Show(reports, people, session.Output));
        });
    }

    /// <summary>The files, and what was seen of the first.</summary>
    sealed record Seen(IReadOnlyList<InputFile> Inputs, RecogniseFiles.LookedAt? First);

    /// <summary>
    /// The first file is looked at while the home folder is being opened. Null for standard input: it can be read once only, and a serve
    /// that holds the home folder wants it whole.
    /// </summary>
    static Task<Seen>? Looking(Handed handed, string[] paths, CancellationToken cancel) => paths.Contains("-") ? null : Task.Run(() =>
    {
        IReadOnlyList<InputFile> inputs = handed.Files(paths);
        return new Seen(inputs, inputs is [{ } first, ..] ? RecogniseFiles.Look(first, cancel) : null);
    }, cancel);

    static ImportChoices Choices(ParseResult parsed, Option<string> kind, Option<string> mapping, Option<string[]> answers) => new()
    {
        Kind = parsed.GetValue(kind) is { } name ? FactTables.Find(name)?.Kind : null,
        Mapping = parsed.GetValue(mapping),
        Answers = (parsed.GetValue(answers) ?? []).Select(answer => answer.Split('=', 2)).GroupBy(pair => pair[0], StringComparer.Ordinal)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Last()[1], StringComparer.Ordinal),
    };

    static async Task<IReadOnlyList<ImportReport>> Watched(Session session, Func<IProgress<ImportProgress>?, Task<IReadOnlyList<ImportReport>>> import)
    {
        if (!session.Output.ShowsProgress) return await import(null);
        return await session.Output.Progress.Status().StartAsync("…", context =>
            import(new Progress<ImportProgress>(at => context.Status(Markup.Escape($"{at.File}: {at.Records:N0}")))));
    }

    static void Show(IReadOnlyList<ImportReport> reports, IAnsiConsole people, Output output)
    {
        Table table = Output.TableOf(output.Say("文件", "File"), output.Say("类型", "Kind"), output.Say("读到", "Read"),
            output.Say("新增", "Loaded"), output.Say("不变", "Unchanged"),
            output.Say("更新", "Restated"), output.Say("拒收", "Refused"), output.Say("略过", "Ignored"), output.Say("批次", "Batch"));
        foreach (ImportReport report in reports)
            table.AddRow(new Text(report.File), new Text(report.Kind ?? "—"), new Text($"{report.RowsRead}"),
                new Text($"{report.RowsLoaded}"), new Text($"{report.RowsUnchanged}"),
                new Text($"{report.RowsRestated}"), new Text($"{report.RowsRefused}"), new Text($"{report.RowsIgnored}"), new Text($"{report.Batch}"));
        people.Write(table);
        foreach (ImportReport report in reports)
        {
            foreach (Words notice in report.Notices) people.WriteLine($"{report.File}: {output.Say(notice)}");
            foreach (ImportRefusal refusal in report.Refusals.Take(20)) people.WriteLine($"{report.File}:{refusal.Line} {refusal.Field} «{refusal.Value}» {refusal.Detail}");
            if (report.RowsRefused > 20) people.WriteLine(output.Say($"……共 {report.RowsRefused} 行拒收，用 batch show 看全部。",
                $"… {report.RowsRefused} refused in all; see them with: batch show"));
        }
    }

    static Command Template()
    {
        Argument<string> kind = new("kind") { Description = string.Join(", ", FactTables.All.Select(t => t.Name)) };
        return Verb.OnFiles("template", "Writes an empty table for a kind of facts; filled in, it imports without a question.",
            "template order_line --lang zh > orders.csv", [kind],
            async (parsed, output, cancel) =>
        {
            string name = parsed.GetRequiredValue(kind);
            if (FactTables.Find(name) is not { } table) return output.Refuse(Chosen.UnknownKind(name));
            DownloadTemplate.Template template = new DownloadTemplate().Run(table.Kind, output.Language);
            if (output.Json)
            {
                var columns = Templates.Columns(table).Select(column => new { column.Name, column.Title, column.Required });
                return output.Answer(new { kind = table.Name, file = template.Name, columns }, _ => { });
            }

            await Here.Current.Out.WriteAsync(Encoding.UTF8.GetString(template.Content).AsMemory(), cancel);
            return Output.Done;
        });
    }
}
