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

namespace Duoshou.Web.Api;

/// <summary>Files in, batches, and taking them back, for programs.</summary>
static class Files
{
    const long LargestUpload = 2L << 30;

    public static void MapFiles(this RouteGroupBuilder api)
    {
        RouteGroupBuilder read = api.MapGroup("/batches").RequireAuthorization("read").WithTags("Connectors");
        read.MapGet("/", Batches).WithSummary("What came in, newest first; before takes the moment of the last one of a page.");
        read.MapGet("/{id}", Batch).WithSummary("One batch.");
        RouteGroupBuilder write = api.MapGroup("").RequireAuthorization("import").WithTags("Connectors").DisableAntiforgery();
        write.MapPost("/batches/{id}/undo", Undo).WithSummary("Takes a whole batch back.");
        write.MapPost("/import", Import).WithSummary("Recognises, checks and loads files into a shop; a repeated file changes nothing.")
            .WithFormOptions(multipartBodyLengthLimit: LargestUpload).WithMetadata(new RequestSizeLimitAttribute(LargestUpload));
    }

    static async Task<Ok<IReadOnlyList<BatchRecord>>> Batches(Desk desk, IFactLedger ledger, DateTimeOffset? before, int? limit, CancellationToken cancel) =>
        TypedResults.Ok(await ledger.Batches(desk.Scope, Math.Clamp(limit ?? 50, 1, 500), before, cancel));

    static async Task<Results<Ok<BatchRecord>, ProblemHttpResult>> Batch(BatchId id, Desk desk, IFactLedger ledger, HttpContext context, CancellationToken cancel) =>
        await ledger.Batch(id, desk.Scope, cancel) is { } batch ? TypedResults.Ok(batch) : Problems.Missing("batch", id.ToString(), context);

    static async Task<Results<Ok<BatchRecord>, ProblemHttpResult>> Undo(BatchId id, Desk desk, UndoBatch undo, HttpContext context, CancellationToken cancel)
    {
        if (!desk.Person!.Role.Imports) return Endpoints.NotAllowed(context);
        return await undo.Run(id, desk.Scope, cancel) is { } batch ? TypedResults.Ok(batch) : Problems.Missing("batch", id.ToString(), context);
    }

    /// <param name="shop">The shop, by id or by a name that only one client uses.</param>
    /// <param name="kind">The kind of facts, when recognition should not decide.</param>
    /// <param name="mapping">A saved or shipped mapping by name.</param>
    /// <param name="dryRun">Says what would come of it and keeps nothing.</param>
    static async Task<Results<Ok<IReadOnlyList<ImportReport>>, ProblemHttpResult>> Import(
        IFormFileCollection files, [FromQuery] string shop, [FromQuery(Name = "as")] string? kind, [FromQuery] string? mapping, [FromQuery] bool? dryRun,
        Desk desk, IShops shops, Home home, RecogniseFiles recognise, ImportFiles import, HttpContext context, CancellationToken cancel)
    {
        if (!desk.Person!.Role.Imports) return Endpoints.NotAllowed(context);
        if (await shops.Named(shop, desk.Scope, cancel) is not { } into) return Problems.Missing("shop", shop, context);
        if (kind is not null && FactTables.Find(kind) is null) return Problems.Missing("kind", kind, context);
        ImportTarget target = ConnectorsModule.TargetOf(into, home);
        Dictionary<string, string> answers = context.Request.Query.Where(pair => pair.Key.StartsWith("answer.", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key["answer.".Length..], pair => pair.Value.ToString());
        try
        {
            IReadOnlyList<InputFile> inputs = [.. files.SelectMany(file => InputFile.Of(file.FileName, null, file.OpenReadStream))];
            ImportPlan plan = await recognise.Run(new(target, inputs, new(kind is null ? null : FactTables.Find(kind)!.Kind, mapping, answers)), cancel);
            return TypedResults.Ok(await import.Run(new(target, desk.Scope.User, inputs, plan) { DryRun = dryRun is true }, null, cancel));
        }
        catch (ImportProblem problem)
        {
            return Problems.Of(problem, context);
        }
    }
}
