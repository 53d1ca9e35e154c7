using System.Globalization;
using Duoshou.App.Metrics.Actions;
using Duoshou.App.Reports;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Duoshou.Web.Shell.Numbers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Metrics;

/// <summary>What is on the screen as a file: all rows, exact numbers, and a second sheet that says what they are.</summary>
static class Exports
{
    /// <summary>More rows than this are refused rather than cut off.</summary>
    const int MostRows = 200_000;

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/explore/file", Explored);
        routes.MapGet("/rows/file", Facts);
    }

    static async Task<IResult> Explored(HttpRequest request, string? format, Desk desk, AskMetrics ask, IStringLocalizer<Texts> texts, CancellationToken cancel)
    {
        Exploring exploring = Exploring.From(request.Query);
        var (question, unread) = Questions.Of(desk, exploring.Metrics, [exploring.By], exploring.Where, exploring.Ordered, MostRows);
        var (answer, refusal) = question is null ? new(null, unread) : await ask.Run(new(question, desk.Scope.User, [.. desk.Asking.Shops]), cancel);
        if (answer is null) return Results.Problem(refusal!.Detail.In(desk.Language), statusCode: 422);
        if (answer.Truncated) return Results.Problem(texts["export.toolong", MostRows], statusCode: 422);
        string name = $"{string.Join('-', exploring.Metrics.Take(3))}-{exploring.By}-{answer.Range.First:yyyyMMdd}-{answer.Range.Last:yyyyMMdd}";
        Sheet rows = Rows(answer, exploring.By, desk, texts);
        if (format != "xlsx") return Results.File(Workbook.Csv(rows), "text/csv; charset=utf-8", name + ".csv");
        MemoryStream file = new();
        Workbook.Write(file, [rows, Definitions(answer, desk, texts)]);
        file.Position = 0;
        return Results.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
    }

    static Sheet Rows(MetricAnswer answer, string by, Desk desk, IStringLocalizer texts)
    {
        Metric[] metrics = [.. answer.Question.Metrics.Select(key => MetricCatalogue.Find(key)!)];
        bool money = metrics.Any(metric => metric.Unit == MetricUnit.Money);
        string[] head = [Dimensions.Name(by, desk.Language), .. metrics.SelectMany(metric => Heads(metric, answer, desk, texts)), .. money
            ? [texts["export.currency"].Value] : Array.Empty<string>()];
        IEnumerable<IReadOnlyList<Cell>> rows = answer.Rows.Select(row => Row(Key(by, row.Keys[0], desk), row));
        return new(texts["explore"], head, [.. rows, Row(new Cell(texts["total"].Value), answer.Total)]);

        IReadOnlyList<Cell> Row(Cell key, AnswerRow row) =>
            [key, .. metrics.SelectMany((_, i) => Figures(row, i)), .. money ? [new Cell(answer.Question.Currency?.Code)] : Array.Empty<Cell>()];

        IEnumerable<Cell> Figures(AnswerRow row, int i) => answer.Before is null ? [Rounded(row.Now[i].Value)] : [Rounded(row.Now[i].Value), Rounded(row.Before?[i].Value)];
    }

    /// <summary>To the millionth, which is what the ledger holds; a quotient has no more to say.</summary>
    static Cell Rounded(decimal? value) => Cell.Of(value is { } known ? decimal.Round(known, 6) / 1.000000000000000000000000000m : null);

    static IEnumerable<string> Heads(Metric metric, MetricAnswer answer, Desk desk, IStringLocalizer texts)
    {
        string name = metric.Name.In(desk.Language);
        return answer.Before is null ? [name] : [name, texts["export.before", name].Value];
    }

    static Cell Key(string by, string? value, Desk desk) =>
        by == "day" && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? Cell.Of(day) : new Cell(Dimensions.Value(by, value, desk));

    /// <summary>Filters, definitions, age and author: what makes a figure of the first sheet checkable later.</summary>
    static Sheet Definitions(MetricAnswer answer, Desk desk, IStringLocalizer texts)
    {
        List<IReadOnlyList<Cell>> rows =
        [
            [texts["export.range"].Value, Cell.Of(answer.Range.First), Cell.Of(answer.Range.Last)],
            [texts["shop"].Value, new Cell(string.Join("; ", desk.Chosen.Select(shop => $"{shop.ClientName} · {shop.Name}")))],
            [texts["passport.filters"].Value, new Cell(string.Join("; ", answer.Question.Where.Select(filter => Dimensions.Condition(filter, desk))))],
            [texts["export.author"].Value, new Cell(desk.Person?.DisplayName), new Cell(desk.Now.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture))],
        ];
        if (answer.Before is { } before) rows.Add([texts["export.against"].Value, Cell.Of(before.First), Cell.Of(before.Last)]);
        foreach (Passport passport in answer.Question.Metrics.Select(key => answer.Passports[key]))
            rows.Add([passport.Name.In(desk.Language), passport.Meaning.In(desk.Language), passport.Formula, passport.DateBasis.In(desk.Language),
                passport.SumMethod.In(desk.Language),
                passport.Traps.In(desk.Language), new Cell(passport.NewestKnownAt?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture))]);
        return new(texts["dictionary"], [texts["metric"], texts["passport.meaning"], texts["formula"], texts["passport.dates"], texts["passport.sum"],
            texts["passport.traps"], texts["passport.age"]], rows);
    }

    static async Task<IResult> Facts(string metric, HttpRequest request, Desk desk, ShowRows show, IStringLocalizer<Texts> texts, CancellationToken cancel)
    {
        var (question, unread) = Questions.Of(desk, [metric], [], [.. request.Query["where"].OfType<string>()]);
        if (question is null) return Results.Problem(unread!.Detail.In(desk.Language), statusCode: 422);
        List<IReadOnlyList<Cell>> rows = [];
        IReadOnlyList<string> head = [];
        for (string? after = null; ;)
        {
            var (page, refusal) = await show.Run(new(metric, question with { Against = null }, desk.Scope.User, [.. desk.Asking.Shops], after, 500), cancel);
            if (page is null) return Results.Problem(refusal!.Detail.In(desk.Language), statusCode: 422);
            if (page.Count > MostRows) return Results.Problem(texts["export.toolong", MostRows], statusCode: 422);
            IReadOnlyList<string> columns = page.Columns;
            head = [.. columns.Select(column => FactView.Title(page.Kind, column, desk, texts))];
            rows.AddRange(page.Rows.Select(row => (IReadOnlyList<Cell>)[.. row.Select((value, i) => new Cell(value is null ? null : FactView.Value(columns[i], value, desk)))]));
            if ((after = page.Next) is null) break;
        }

        return Results.File(Workbook.Csv(new(metric, head, rows)), "text/csv; charset=utf-8", $"{metric}-{question.Range.First:yyyyMMdd}-{question.Range.Last:yyyyMMdd}.csv");
    }
}
