using System.Text.Json;
using Duoshou.App.Agency;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Actions;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Connectors;

/// <summary>The trust desk and the way of files into the ledger.</summary>
static class DataPages
{
    /// <summary>The most bytes of one upload.</summary>
    const long LargestUpload = 2L << 30;

    public static void MapDataPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/data", (HttpRequest request) => new RazorComponentResult<TrustPage>(
            new { Undone = (string?)request.Query["undone"], Platform = (string?)request.Query["platform-figure"] }));
        routes.MapGet("/data/templates/{kind}", Template);
        RouteGroupBuilder changes = routes.MapGroup("/data").AddEndpointFilter(OnlyImporters);
        changes.MapGet("/import", (ShopId? shop) => new RazorComponentResult<ImportStart>(new { Shop = shop }));
        changes.MapPost("/import", Receive).WithFormOptions(multipartBodyLengthLimit: LargestUpload).WithMetadata(new RequestSizeLimitAttribute(LargestUpload));
        changes.MapGet("/import/{id:guid}", Preview);
        changes.MapPost("/import/{id:guid}", Load);
        changes.MapGet("/import/{id:guid}/run", (Guid id, Desk desk, RunningImports running) => Shown(running.Find(desk.Scope.User, id),
            run => new RazorComponentResult<ImportRun>(new { Id = id, Of = (object)run })));
        changes.MapGet("/import/{id:guid}/progress", (Guid id, Desk desk, RunningImports running) => Shown(running.Find(desk.Scope.User, id),
            run => new RazorComponentResult<ImportState>(new { Id = id, Of = (object)run })));
        changes.MapGet("/import/{id:guid}/mend", ShowMend);
        changes.MapPost("/import/{id:guid}/mend", Mend);
        changes.MapPost("/batches/{id}/undo", Undo);
        routes.MapGet("/data/batches/{id}", Refused);
    }

    static async ValueTask<object?> OnlyImporters(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        Desk desk = (Desk)call.HttpContext.RequestServices.GetService(typeof(Desk))!;
        return desk.Person?.Role.Imports is true ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    static IResult Shown(RunningImports.Run? run, Func<RunningImports.Run, IResult> page) => run is null ? Results.NotFound() : page(run);

    static IResult Template(string kind, Desk desk, DownloadTemplate download)
    {
        if (FactTables.Find(kind) is not { } table) return Results.NotFound();
        DownloadTemplate.Template template = download.Run(table.Kind, desk.Language);
        return Results.File(template.Content, "text/csv; charset=utf-8", template.Name);
    }

    static async Task<IResult> Receive([FromForm] string shop, IFormFileCollection files, Desk desk, ImportInbox inbox, CancellationToken cancel)
    {
        if (!ShopId.TryParse(shop, null, out ShopId into) || !desk.Scope.Shops.Contains(into)) return Results.NotFound();
        if (files.Count == 0) return Results.LocalRedirect($"/data/import?shop={into}");
        Guid id = await inbox.Keep(desk.Scope.User, [.. files.Select(file => new ImportInbox.Arriving(file.FileName, file.OpenReadStream))], cancel);
        return Results.LocalRedirect($"/data/import/{id}?shop={into}");
    }

    static async Task<IResult> Preview(
        Guid id, HttpRequest request, Desk desk, IShops shops, Home home, ImportInbox inbox, RecogniseFiles recognise, ImportFiles import, CancellationToken cancel)
    {
        ImportWish wish = ImportWish.From(request.Query);
        if (await Target(wish, desk, shops, home, cancel) is not { } target) return Results.NotFound();
        try
        {
            IReadOnlyList<InputFile> files = inbox.Files(desk.Scope.User, id);
            if (files.Count == 0) return Results.LocalRedirect($"/data/import?shop={target.Shop}");
            ImportPlan plan = wish.Apply(await recognise.Run(new(target, files, wish.Choices), cancel));
            IReadOnlyList<ImportReport> reports = plan.IsReady ? await import.Run(new(target, desk.Scope.User, files, plan) { DryRun = true }, null, cancel) : [];
            return new RazorComponentResult<ImportPreview>(new { Id = id, Of = (object)wish, Plan = plan, Reports = reports });
        }
        catch (ImportProblem problem)
        {
            return new RazorComponentResult<ImportPreview>(new { Id = id, Of = (object)wish, Problem = problem }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }
    }

    static async Task<IResult> Load(
        Guid id, IFormCollection form, Desk desk, IShops shops, Home home, ImportInbox inbox, RecogniseFiles recognise, ISavedMappings saved, RunningImports running,
            CancellationToken cancel)
    {
        ImportWish wish = ImportWish.From(form);
        if (await Target(wish, desk, shops, home, cancel) is not { } target) return Results.NotFound();
        IReadOnlyList<InputFile> files = inbox.Files(desk.Scope.User, id);
        ImportPlan plan = wish.Apply(await recognise.Run(new(target, files, wish.Choices), cancel));
        foreach (int table in wish.Columns.Keys.Select(column => column.Table).Distinct().Where(table => table < plan.Tables.Count))
            await saved.Save(plan.Tables[table].File, plan.Tables[table].Headers, plan.Tables[table].Mapping, cancel);
        running.Start(id, new(target, desk.Scope.User, files, plan));
        return Results.LocalRedirect($"/data/import/{id}/run");
    }

    static async Task<ImportTarget?> Target(ImportWish wish, Desk desk, IShops shops, Home home, CancellationToken cancel) =>
        wish.Shop is { } id && await shops.Find(id, desk.Scope, cancel) is { } shop ? ConnectorsModule.TargetOf(shop, home) : null;

    static async Task<IResult> ShowMend(Guid id, Desk desk, RunningImports running, IFactLedger ledger, CancellationToken cancel)
    {
        if (running.Find(desk.Scope.User, id) is not { Reports: { } reports } run) return Results.NotFound();
        Dictionary<(int, string, string, string), IReadOnlyList<string>> cells = [];
        foreach (BatchId batch in reports.Select(report => report.Batch).OfType<BatchId>().Distinct())
            foreach (RefusedRow row in await ledger.Refused(batch, desk.Scope, cancel))
                cells[(row.Line, row.Field, row.Value, row.Code)] = JsonSerializer.Deserialize<string[]>(row.Cells) ?? [];
        return new RazorComponentResult<MendPage>(new { Id = id, Of = (object)run, Cells = cells });
    }

    /// <summary>
    /// The mended cells come back as cell|file|line|column; whole records are sent again, with those mended before, for the file is read anew.
    /// </summary>
    static IResult Mend(Guid id, IFormCollection form, Desk desk, RunningImports running)
    {
        if (running.Find(desk.Scope.User, id) is not { Reports: not null } run) return Results.NotFound();
        running.Start(id, run.Request with
        {
            Corrections = MendedCells.Of(form, run.Request.Corrections), LeftOut = MendedCells.LeftOut(form, desk.Person!.DisplayName, run.Request.LeftOut),
        });
        return Results.LocalRedirect($"/data/import/{id}/run");
    }

    static async Task<IResult> Undo(BatchId id, Desk desk, UndoBatch undo, CancellationToken cancel) =>
        await undo.Run(id, desk.Scope, cancel) is { } batch
            ? Results.LocalRedirect("/data?undone=" + Uri.EscapeDataString(batch.Source))
            : Results.NotFound();

    static async Task<IResult> Refused(BatchId id, Desk desk, IFactLedger ledger, CancellationToken cancel) =>
        await ledger.Batch(id, desk.Scope, cancel) is { } batch
            ? new RazorComponentResult<BatchPage>(new { Batch = batch, Rows = await ledger.Refused(id, desk.Scope, cancel) })
            : Results.NotFound();
}
