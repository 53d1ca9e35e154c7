using System.CommandLine;
using System.Globalization;
using Duoshou.Analytics.Attribution;
using Duoshou.App.Diagnosis;
using Duoshou.App.Diagnosis.Actions;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>diagnose: one pass over a shop on a day.</summary>
static class Diagnose
{
    public static Command Command()
    {
        Option<string> shop = new("--shop") { Description = "Name or id", Required = true };
        Option<DateOnly?> on = Verb.Day("--on", "The day up to which facts count (default: the shop's newest day of facts)");
        return Verb.Of("diagnose",
            "One pass over a shop: the score of its parts, and what was found, ranked by money and certainty. The run is kept.",
            "diagnose --shop \"JD flagship\" --on 2026-10-31", [shop, on], async (parsed, session, cancel) =>
        {
            Answered<IReadOnlyList<ShopId>> chosen = await Chosen.Shops(session, [parsed.GetValue(shop)!], cancel);
            if (chosen.Refusal is { } notFound) return session.Output.Refuse(notFound);
            Answered<ShopDiagnosis> answered = await session.Get<DiagnoseShop>().Run(new(chosen.Value![0], parsed.GetValue(on), session.Actor),
                cancel);
            return answered.Value is { } found
                ? session.Output.Answer(DiagnosisDocument.Of(found, session.Output.Language), people => Show(found, people, session.Output))
                : session.Output.Refuse(answered.Refusal!);
        });
    }

    static void Show(ShopDiagnosis found, IAnsiConsole people, Output output)
    {
        people.WriteLine($"{found.Shop.Name}  {found.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}  {output.Say("总分", "Score")} {Number(found.Score)}");
        Table parts = Output.TableOf(output.Say("项", "Part"), output.Say("分", "Score"), output.Say("指标", "Metric"), output.Say("本期", "Value"),
            output.Say("对比", "Compared"),
            output.Say("把握", "Grade"), "");
        foreach (DiagnosedPart part in found.Parts)
            parts.AddRow(new Text(output.Say(part.Name)), new Text(Number(part.Score)), new Text(part.Metric), new Text(Number(part.Value)),
                new Text(Number(part.Compared)),
                new Text(part.Value is null ? output.Say("未知", "Unknown") : output.Say(Grades.NameOf(part.Grade))), new Text(output.Say(part.Note)));
        people.Write(parts);
        foreach ((DiagnosedFinding finding, int i) in found.Findings.Select((finding, i) => (finding, i + 1)))
        {
            string money = finding.Money is { } weekly ? output.Say($"每周 {new Money(weekly, found.Shop.Currency)}",
                $"{new Money(weekly, found.Shop.Currency)} a week") : "—";
            people.WriteLine($"{i}. [{SeverityName(finding.Severity, output)}] {output.Say(finding.Text)}  {money}  {output.Say(Grades.NameOf(finding.Grade))}");
            people.WriteLine($"   {output.Say("下一步", "Next")}: {output.Say(finding.Next)}");
            foreach (CheckedCause cause in finding.Checked)
                people.WriteLine($"   {Mark(cause.Verdict)} {output.Say(cause.Name)}: {output.Say(cause.Reason)}");
        }

        if (found.Findings.Count == 0) people.WriteLine(output.Say("没有发现问题。", "Nothing was found."));
        people.WriteLine(output.Say(ShopDiagnosis.Method));
    }

    static string Mark(CauseVerdict verdict) => verdict switch { CauseVerdict.Fits => "✓", CauseVerdict.Rejected => "✗", _ => "?" };

    static string SeverityName(Severity severity, Output output) => severity switch
    {
        Severity.Critical => output.Say("紧急", "critical"),
        Severity.High => output.Say("高", "high"),
        Severity.Medium => output.Say("中", "medium"),
        Severity.Low => output.Say("低", "low"),
        _ => output.Say("知悉", "info"),
    };

    static string Number(decimal? value) => value is { } known ? decimal.Round(known, 4).ToString("#,0.####", CultureInfo.InvariantCulture) : "—";
}
