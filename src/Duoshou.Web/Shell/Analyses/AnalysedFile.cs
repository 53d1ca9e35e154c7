using Duoshou.App.Reports;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Shell.Analyses;

/// <summary>An analysis as a file: all rows, exact numbers, and a sheet that says on what it rests.</summary>
static class AnalysedFile
{
    public static IResult Of<T>(Answered<T> answered, string name, string? format, string? sheet, Desk desk) where T : class, IAnalysed
    {
        if (answered.Value is not { } analysed) return Results.Problem(answered.Refusal!.Detail.In(desk.Language), statusCode: 422);
        IReadOnlyList<Sheet> sheets = analysed.Sheets(desk.Language);
        string file = $"{name}-{desk.Selection.Range.Last:yyyyMMdd}";
        if (format != "xlsx")
        {
            int place = int.TryParse(sheet, out int asked) ? Math.Clamp(asked, 0, Math.Max(0, sheets.Count - 1)) : 0;
            return Results.File(Workbook.Csv(sheets.Count == 0 ? new Sheet(name, [], []) : sheets[place]), "text/csv; charset=utf-8", file + ".csv");
        }

        MemoryStream written = new();
        Workbook.Write(written, [.. sheets, Grounds(analysed.Footing, desk)]);
        written.Position = 0;
        return Results.File(written, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file + ".xlsx");
    }

    static Sheet Grounds(Footing footing, Desk desk)
    {
        bool zh = desk.IsChinese;
        List<IReadOnlyList<Cell>> rows = [[zh ? "行数" : "Rows", Cell.Of(footing.Rows)]];
        if (footing.Span is { } span) rows.Add([zh ? "日期" : "Days", Cell.Of(span.First), Cell.Of(span.Last)]);
        if (footing.Currency is { } currency) rows.Add([zh ? "币种" : "Currency", currency.Code]);
        rows.Add([zh ? "店铺" : "Shops", string.Join("; ", desk.Chosen.Select(shop => $"{shop.ClientName} · {shop.Name}"))]);
        rows.Add([zh ? "把握" : "How sure", footing.Sure.In(desk.Language)]);
        rows.AddRange(footing.Limits.Select(limit => (IReadOnlyList<Cell>)[zh ? "注意" : "Note", limit.In(desk.Language)]));
        rows.Add([zh ? "下一步" : "Next", footing.Next.In(desk.Language)]);
        return new(zh ? "依据" : "Grounds", zh ? ["项", "值", ""] : ["What", "Value", ""], rows);
    }
}
