using Duoshou.Analytics.Attribution;
using Duoshou.App.Diagnosis;
using Duoshou.App.Diagnosis.Actions;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Diagnosis;

/// <summary>A diagnosis as a file: findings, and in a workbook the parts, what was checked, and how scores are reckoned.</summary>
static class DiagnosisFiles
{
    public static async Task<IResult> Write(Guid run, string? format, Desk desk, ReadDiagnoses read, IStringLocalizer<Texts> texts,
        CancellationToken cancel)
    {
        if (await read.One(run, desk.Scope.User, cancel) is not { } found) return Results.NotFound();
        string name = FormattableString.Invariant($"diagnosis-{found.Shop.Id}-{found.On:yyyyMMdd}");
        Sheet findings = Findings(found, desk, texts);
        if (format != "xlsx") return Results.File(Workbook.Csv(findings), "text/csv; charset=utf-8", name + ".csv");
        MemoryStream file = new();
        Workbook.Write(file, [findings, Parts(found, desk, texts), Checked(found, desk, texts)]);
        file.Position = 0;
        return Results.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
    }

    static Sheet Findings(ShopDiagnosis found, Desk desk, IStringLocalizer texts) => new(texts["found"],
        [texts["rank"], texts["severity"], texts["finding"], texts["money"], texts["currency"], texts["money.how"], texts["grade"], texts["next"],
            texts["from"], texts["to"], texts["decided"]],
        [.. found.Findings.Select((finding, i) => (IReadOnlyList<Cell>)
        [
            Cell.Of(i + 1), texts["severity." + finding.Severity].Value, finding.Text.In(desk.Language), Cell.Of(finding.Money),
                found.Shop.Currency.Code,
            finding.How.In(desk.Language), Grades.NameOf(finding.Grade).In(desk.Language), finding.Next.In(desk.Language), Cell.Of(finding.From),
                Cell.Of(finding.To),
            finding.Mark is { } mark ? $"{texts["mark." + mark.Kind].Value} {mark.Who}{mark.Note}" : null,
        ])]);

    static Sheet Parts(ShopDiagnosis found, Desk desk, IStringLocalizer texts) => new(texts["parts"],
        [texts["part"], texts["score"], texts["weight"], texts["metric"], texts["value"], texts["compared"], texts["grade"], texts["note"]],
        [
            .. found.Parts.Select(part => (IReadOnlyList<Cell>)
            [
                part.Name.In(desk.Language), Cell.Of(part.Score), Cell.Of(part.Weight), part.Metric, Cell.Of(part.Value), Cell.Of(part.Compared),
                part.Value is null ? texts["unknown"].Value : Grades.NameOf(part.Grade).In(desk.Language), part.Note.In(desk.Language),
            ]),
            [texts["score.whole"].Value, Cell.Of(found.Score), default, default, default, default, default, ShopDiagnosis.Method.In(desk.Language)],
        ]);

    static Sheet Checked(ShopDiagnosis found, Desk desk, IStringLocalizer texts) => new(texts["checked"],
        [texts["finding"], texts["cause"], texts["verdict"], texts["note"]],
        [.. found.Findings.SelectMany(finding => finding.Checked.Select(cause => (IReadOnlyList<Cell>)
            [finding.Text.In(desk.Language), cause.Name.In(desk.Language), texts["verdict." + cause.Verdict].Value,
                cause.Reason.In(desk.Language)]))]);
}
