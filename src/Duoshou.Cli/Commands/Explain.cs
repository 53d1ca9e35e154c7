using System.CommandLine;
using System.Globalization;
using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.Attribution.Telling;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Diagnosis;
using Duoshou.App.Diagnosis.Actions;
using Duoshou.App.Metrics;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>explain: why a number changed, in a shop or in a table of leaves.</summary>
static class Explain
{
    public static Command Command()
    {
        Argument<string?> metric = new("metric") { Arity = ArgumentArity.ZeroOrOne, Description =
            "A metric key, such as paid_sales" };
        Option<string[]> shops = new("--shop") { AllowMultipleArgumentsPerToken = true, Description =
            "Names or ids; all shops without it" };
        Option<string> from = new("--from") { Description = "First day (default: six days before the last)" };
        Option<string> to = new("--to") { Description = "Last day (default: yesterday)" };
        (Option<string> compare, Option<string> against) = Chosen.Comparing();
        Option<string> currency = new("--currency") { Description = "Currency of money figures" };
        Option<string[]> where = new("--where") { AllowMultipleArgumentsPerToken = true, Description =
            "Filters: country=DE,FR or country!=DE" };
        Option<string> leaves = new("--leaves") { Description =
            "A csv of dimensions with real and predict, instead of a shop" };
        // A table of leaves needs no home folder; a shop opens it.
        return Verb.OnFiles("explain", "Why a number changed: drivers, places, events, grades.",
            "explain paid_sales --shop \"JD flagship\" --from 2026-10-26 --to 2026-11-01",
            [metric, shops, from, to, compare, against, currency, where, leaves], async (parsed, output, cancel) =>
        {
            if (parsed.GetValue(leaves) is { } file) return await OfLeaves(file, output, cancel);
            if (parsed.GetValue(metric) is not { } key) return output.Misuse(NothingNamed());
            await using Session session = await Session.Open(parsed, cancel);
            QuestionText text = new([key], null, parsed.GetValue(where), parsed.GetValue(from), parsed.GetValue(to),
                parsed.GetValue(compare) ?? parsed.GetValue(against) ?? "previous", parsed.GetValue(currency));
            return await OfShops(session, text, key, parsed.GetValue(shops) ?? [], cancel);
        });
    }

    static async Task<int> OfShops(Session session, QuestionText text, string metric, string[] names, CancellationToken cancel)
    {
        Answered<IReadOnlyList<ShopId>> chosen = await Chosen.Shops(session, names, cancel);
        if (chosen.Refusal is { } notFound) return session.Output.Refuse(notFound);
        Answered<MetricQuestion> question = text.Read(await Chosen.LastDay(session, cancel));
        if (question.Value is not { } asked) return session.Output.Misuse(question.Refusal!);
        ExplainChange.Request request = new(metric, chosen.Value, asked.Range, asked.Against ?? Comparison.Previous,
            asked.Currency, session.Actor) { Where = asked.Where };
        Answered<ChangeExplanation> answered = await session.Get<ExplainChange>().Run(request, cancel);
        return answered.Value is { } found
            ? session.Output.Answer(ExplanationDocument.Of(found, session.Output.Language), people =>
                Show(found, people, session.Output))
            : session.Output.Refuse(answered.Refusal!);
    }

    static async Task<int> OfLeaves(string file, Output output, CancellationToken cancel)
    {
        try
        {
            using StringReader text = new(await Here.Text(file, cancel));
            LeavesExplanation found = LeavesExplanation.Of(LeavesFile.Read(text));
            return output.Answer(found, people =>
            {
                people.WriteLine($"{found.Before} → {found.After} ({found.Change})");
                foreach (WrittenCause cause in found.Causes)
                    people.WriteLine($"  {string.Join(", ", cause.Where.Select(a => $"{a.Key}={a.Value}"))}  {cause.Amount}  {cause.Share}  {cause.Grade}");
                people.WriteLine(output.Say($"没有解释的：{found.Unexplained}", $"Unexplained: {found.Unexplained}"));
            });
        }
        catch (LeavesFileException bad)
        {
            return output.Refuse(new(bad.Code, new($"{Path.GetFileName(file)} 第 {bad.Line} 行：{bad.Problem.Zh}",
                $"{Path.GetFileName(file)}, line {bad.Line}: {bad.Problem.En}"), bad.Remedy, bad.Field, bad.Value));
        }
        catch (IOException)
        {
            return output.Refuse(new("file.unreadable", new($"打不开 {Here.Full(file)}。", $"{Here.Full(file)} cannot be opened."),
                new("检查路径和权限。", "Check the path and who may read it."), "leaves", Here.Full(file)));
        }
    }

    static void Show(ChangeExplanation found, IAnsiConsole people, Output output)
    {
        foreach (Finding finding in found.Findings) people.WriteLine($"{output.Say(finding.Text)}  [{output.Say(Grades.NameOf(finding.Grade))}]");
        Table drivers = Output.TableOf(output.Say("驱动因素", "Driver"), output.Say("对比期", "Before"), output.Say("本期", "After"),
            output.Say("影响", "Amount"));
        foreach (Driver driver in found.Drivers) drivers.AddRow(new Text(output.Say(driver.Name)), Cell(driver.Before),
            Cell(driver.After), Cell(driver.Amount));
        drivers.AddRow(new Text(output.Say("合计", "Total")), Cell(found.Before), Cell(found.After), Cell(found.Change));
        people.Write(drivers);
        Table causes = Output.TableOf(output.Say("哪里", "Where"), output.Say("影响", "Amount"), output.Say("占比", "Share"),
            output.Say("把握", "Grade"), output.Say("同时发生", "Events"));
        foreach (ExplainedPlace cause in found.Causes)
            causes.AddRow(new Text(output.Say(cause.Name)), Cell(cause.Amount), Cell(cause.Share),
                new Text(output.Say(Grades.NameOf(cause.Grade))),
                new Text(string.Join("; ", cause.Events.Take(3)
                    .Select(e => $"{e.At.ToString("MM-dd", CultureInfo.InvariantCulture)} {output.Say(e.Name)} {output.Say(e.Detail)}"))));
        causes.AddRow(new Text(output.Say("没有解释的", "Unexplained")), Cell(found.Unexplained), new Text(""), new Text(""),
            new Text(""));
        people.Write(causes);
        people.WriteLine($"{found.Range}  {output.Say("对比", "against")} {found.Against}  {found.Currency}");
    }

    static Text Cell(decimal? value) => new(value is { } known ? decimal.Round(known, 4)
        .ToString("#,0.####", CultureInfo.InvariantCulture) : "—");

    static Refusal NothingNamed() => new("metric.missing", new("没有指定指标。", "No metric was named."),
        new("例如：explain paid_sales，或用 --leaves 给一个文件。", "For example: explain paid_sales, or name a file with --leaves."),
            "metric");
}
