using Duoshou.App.Metrics.Actions;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Metrics;

/// <summary>Pages that show numbers, and their fragments.</summary>
static class MetricPages
{
    public static void MapMetricPages(this IEndpointRouteBuilder routes)
    {
        routes.MapExports();
        routes.MapGet("/", () => new RazorComponentResult<CockpitPage>());
        routes.MapGet("/traffic", () => new RazorComponentResult<Traffic.TrafficPage>());
        routes.MapGet("/experiments", (HttpRequest request) =>
            new RazorComponentResult<Experiments.ExperimentsPage>(new { Of = (object)Experiments.ExperimentWish.From(request.Query) }));
        routes.MapPost("/experiments/keep", Keep);
        routes.MapPost("/experiments/drop", async ([FromForm] Guid id, Desk desk, DropView drop, CancellationToken cancel) =>
            await drop.Run(desk.Scope.User, id, cancel) ? Results.LocalRedirect(desk.To("/experiments") + "#kept") : Results.NotFound());
        routes.MapGet("/passport", (string metric, HttpRequest request) => new RazorComponentResult<PassportFragment>(new { Metric = metric, Where = Where(request) }));
        routes.MapGet("/find", (string? find) => new RazorComponentResult<FindFragment>(new { Find = find ?? "" }));
        routes.MapGet("/explore", (HttpRequest request) => new RazorComponentResult<ExplorePage>(new { Of = (object)Exploring.From(request.Query) }));
        routes.MapGet("/explore/values", Values);
        routes.MapPost("/explore/views", Save);
        routes.MapGet("/metrics", (string? find, string? metric) => new RazorComponentResult<DictionaryPage>(new { Find = find, Metric = metric }));
        routes.MapGet("/metrics/list", (string? find) => new RazorComponentResult<DictionaryList>(new { Find = find }));
        routes.MapGet("/rows", (string metric, string? after, string? columns, HttpRequest request) => new RazorComponentResult<RowsPage>(new { Metric = metric,
            Where = Where(request), After = after, All = columns == "all" }));
        routes.MapGet("/rows/more", (string metric, string? after, string? columns, HttpRequest request) => new RazorComponentResult<RowsMore>(new { Metric = metric,
            Where = Where(request), After = after, Columns = columns ?? "" }));
    }

    static string[] Where(HttpRequest request) => [.. request.Query["where"].OfType<string>()];

    /// <summary>The values that a filter offers, as options of a datalist.</summary>
    static async Task<IResult> Values(string add, Desk desk, ListValues values, CancellationToken cancel)
    {
        if (DimensionCatalogue.Find(add) is null) return Results.NotFound();
        IReadOnlyList<string> found = await values.Run(add, desk.Selection.Range, desk.Scope.User, cancel);
        return new RazorComponentResult<ValueOptions>(new { Dimension = add, Values = found });
    }

    /// <summary>Keeps a sheet of an experiment: its address under a name.</summary>
    static async Task<IResult> Keep([FromForm] string name, [FromForm] string query, Desk desk, SaveView save, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 60 || query.Length > 2000) return Results.BadRequest();
        await save.Run(new(desk.Scope.User, name, "/experiments", query), cancel);
        return Results.LocalRedirect("/experiments?" + query.TrimStart('?'));
    }

    static async Task<IResult> Save([FromForm] string name, [FromForm] string query, [FromForm] string? team, Desk desk, SaveView save, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 60 || query.Length > 2000) return Results.BadRequest();
        await save.Run(new(desk.Scope.User, name, "/explore", query, team == "true"), cancel);
        return Results.LocalRedirect("/explore?" + query.TrimStart('?'));
    }
}
