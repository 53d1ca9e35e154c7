using Duoshou.App.Diagnosis;
using Duoshou.App.Diagnosis.Actions;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Diagnosis;

/// <summary>Why a number changed, and how a shop is.</summary>
static class DiagnosisPages
{
    public static void MapDiagnosisPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/why", IResult (string? metric) =>
            MetricCatalogue.Find(metric ?? "paid_sales") is { } known ? new RazorComponentResult<WhyPage>(new { Metric = known.Key })
                : Results.NotFound());
        RouteGroupBuilder diagnosis = routes.MapGroup("/diagnosis");
        diagnosis.MapGet("/", (Guid? earlier, string? undone) => new RazorComponentResult<DiagnosisPage>(new { Earlier = earlier,
            Undone = undone is not null }));
        diagnosis.MapPost("/run", Again);
        diagnosis.MapPost("/all", All);
        diagnosis.MapPost("/marks", Mark);
        diagnosis.MapPost("/marks/{id:guid}/undo", Undo);
        diagnosis.MapGet("/file", DiagnosisFiles.Write);
    }

    /// <summary>Looks at the shop again, for instance after data came.</summary>
    static async Task<IResult> Again([FromForm] string shop, [FromForm] string on, Desk desk, DiagnoseShop diagnose, CancellationToken cancel)
    {
        if (!ShopId.TryParse(shop, null, out ShopId id) || Day(on) is not { } day) return Results.BadRequest();
        await diagnose.Run(new(id, day, desk.Scope.User), cancel);
        return Results.LocalRedirect(Address(id, day));
    }

    /// <summary>Looks at every shop of the selection on its last day.</summary>
    static async Task<IResult> All(Desk desk, DiagnoseShop diagnose, CancellationToken cancel)
    {
        await diagnose.Many([.. desk.Chosen.Select(shop => shop.Id)], desk.Selection.Range.Last, desk.Scope.User, cancel);
        return Results.LocalRedirect("/diagnosis" + desk.Selection.Query());
    }

    static async Task<IResult> Mark(
        [FromForm] string run, [FromForm] string key, [FromForm] string kind, [FromForm] string? reason, [FromForm] string? note,
            [FromForm] string? who, [FromForm] string? until,
        [FromForm] string shop, [FromForm] string on, Desk desk, MarkFinding mark, CancellationToken cancel)
    {
        if (!ShopId.TryParse(shop, null, out ShopId id) || Day(on) is not { } day || !Guid.TryParse(run, out Guid of)
            || !Enum.TryParse(kind, out MarkKind what)) return Results.BadRequest();
        DismissReason? because = Enum.TryParse(reason, out DismissReason known) ? known : null;
        var (_, refusal) = await mark.Run(new(of, key, what, desk.Scope.User, because, note ?? "", who ?? "", Day(until)), cancel);
        return refusal is null ? Results.LocalRedirect(Address(id, day))
            : new RazorComponentResult<DiagnosisPage>(new { Refusal = refusal, Shop = (ShopId?)id,
                On = (DateOnly?)day }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    static async Task<IResult> Undo(Guid id, [FromForm] string shop, [FromForm] string on, Desk desk, MarkFinding mark, CancellationToken cancel)
    {
        if (!ShopId.TryParse(shop, null, out ShopId of) || Day(on) is not { } day) return Results.BadRequest();
        return await mark.Undo(id, desk.Scope.User, cancel) ? Results.LocalRedirect(Address(of, day) + "&undone=1") : Results.NotFound();
    }

    static string Address(ShopId shop,
        DateOnly on) => FormattableString.Invariant($"/diagnosis?shops={shop}&range={on.AddDays(-6):yyyy-MM-dd}..{on:yyyy-MM-dd}");

    static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture,
        System.Globalization.DateTimeStyles.None, out DateOnly day) ? day : null;
}
