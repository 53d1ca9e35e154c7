using System.Text.Json.Nodes;
using Duoshou.App.Agency;
using Duoshou.App.Diagnosis;
using Duoshou.App.Diagnosis.Actions;
using Duoshou.App.Metrics;
using Duoshou.App.Metrics.Actions;
using Duoshou.App.Shops;
using Duoshou.App.Shops.Actions;
using Duoshou.App.Agency.Actions;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Api;

/// <summary>Numbers, shops and clients for programs. Every answer is what the command line prints with --json.</summary>
static class Endpoints
{
    public static void MapNumbers(this RouteGroupBuilder api)
    {
        RouteGroupBuilder read = api.MapGroup("").RequireAuthorization("read").WithTags("Metrics");
        read.MapGet("/metrics", Metrics).WithSummary("Every metric: name, unit, formula, meaning, use, traps, dimensions.");
        read.MapPost("/ask", Ask).WithSummary("Any number, by anything it can be split by, with its passport.");
        read.MapPost("/explain", Explain).WithTags("Diagnosis").WithSummary("Why a number changed: decomposition, places, dated events, grades.");
        read.MapPost("/diagnose", Diagnose).WithTags("Diagnosis").WithSummary("One pass over a shop on a day: parts with scores, findings with evidence; the run is kept.");
        read.MapPost("/rows", Rows).WithSummary("The single facts behind a figure, page by page.");
    }

    public static void MapSetUp(this RouteGroupBuilder api)
    {
        RouteGroupBuilder read = api.MapGroup("").RequireAuthorization("read").WithTags("Shops");
        read.MapGet("/shops", Shops).WithSummary("The shops that the token's person may see.");
        read.MapGet("/clients", Clients).WithSummary("Their clients.");
        RouteGroupBuilder manage = api.MapGroup("").RequireAuthorization("manage").WithTags("Shops");
        manage.MapPost("/shops", AddShop).WithSummary("Sets up a shop.");
        manage.MapPost("/clients", AddClient).WithSummary("Sets up a client.");
    }

    /// <summary>A metric as programs read it.</summary>
    public sealed record MetricEntry(
        string Key, Bilingual Name, MetricUnit Unit, MetricDirection Direction, string Formula, Bilingual Meaning, Bilingual Use, Bilingual Traps,
        IReadOnlyList<string> Dimensions, IReadOnlyList<string> AddsOver);

    /// <summary>A text in both languages.</summary>
    public sealed record Bilingual(string Zh, string En)
    {
        internal static Bilingual Of(Words words) => new(words.Zh, words.En);
    }

    /// <summary>A question, and the shops to ask it of; without them, all that the person may see.</summary>
    public sealed record AskRequest(
        IReadOnlyList<string> Metrics, IReadOnlyList<string>? By = null, IReadOnlyList<string>? Where = null, string? From = null, string? To = null, string? Compare = null,
        string? Currency = null, string? Rate = null, string? AsKnown = null, string? OrderBy = null, int? Limit = null, IReadOnlyList<ShopId>? Shops = null)
    {
        internal QuestionText Text => new(Metrics, By, Where, From, To, Compare, Currency, Rate, AsKnown, OrderBy, Limit);
    }

    /// <summary>A change to be explained: one metric, two ranges, filters.</summary>
    public sealed record ExplainRequest(
        string Metric, string? From = null, string? To = null, string? Against = null, IReadOnlyList<string>? Where = null, string? Currency = null,
        IReadOnlyList<ShopId>? Shops = null)
    {
        internal QuestionText Text => new([Metric], null, Where, From, To, Against, Currency);
    }

    /// <summary>A shop to be looked over, on a day or on the newest day of its facts.</summary>
    public sealed record DiagnoseRequest(ShopId Shop, DateOnly? On = null);

    /// <summary>Which facts are wanted: of one metric, within a question.</summary>
    public sealed record RowsRequest(AskRequest Question, string Metric, string? After = null, int Limit = 50);

    /// <summary>A shop as programs read it.</summary>
    public sealed record ShopEntry(ShopId Id, string Name, ClientId Client, string ClientName, string Platform, string Country, Currency Currency, string Zone,
        decimal? MonthlyTarget)
    {
        internal static ShopEntry Of(ShopCard shop) =>
            new(shop.Id, shop.Name, shop.Client, shop.ClientName, shop.Platform.Key, shop.Country, shop.Currency, shop.Zone.Name, shop.MonthlyTarget);
    }

    /// <summary>A shop to be set up.</summary>
    public sealed record ShopRequest(string Name, ClientId Client, string Platform, string Country, string Currency, string Zone, decimal? MonthlyTarget = null,
        int DayBeginsAtHour = 0);

    static Ok<MetricEntry[]> Metrics() => TypedResults.Ok(MetricCatalogue.All.Select(metric => new MetricEntry(
        metric.Key, Bilingual.Of(metric.Name), metric.Unit, metric.Direction, metric.Formula, Bilingual.Of(metric.Meaning), Bilingual.Of(metric.Use), Bilingual.Of(metric.Traps),
        metric.Dimensions, metric.AddsOver)).ToArray());

    static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Ask(AskRequest request, Desk desk, AskMetrics ask, HttpContext context, CancellationToken cancel)
    {
        var (question, unread) = request.Text.Read(desk.LastDay);
        if (question is null) return Problems.Of(unread!, context);
        var (answer, refusal) = await ask.Run(new(question, desk.Scope.User, request.Shops), cancel);
        return answer is null ? Problems.Of(refusal!, context) : TypedResults.Ok(AnswerDocument.Of(answer));
    }

    static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Explain(
        ExplainRequest request, Desk desk, ExplainChange explain, HttpContext context, CancellationToken cancel)
    {
        var (question, unread) = request.Text.Read(desk.LastDay);
        if (question is null) return Problems.Of(unread!, context);
        var (found, refusal) = await explain.Run(
            new(request.Metric, request.Shops, question.Range, question.Against ?? Comparison.Previous, question.Currency, desk.Scope.User) { Where = question.Where }, cancel);
        return found is null ? Problems.Of(refusal!, context) : TypedResults.Ok(ExplanationDocument.Of(found, desk.Language));
    }

    static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Diagnose(
        DiagnoseRequest request, Desk desk, DiagnoseShop diagnose, HttpContext context, CancellationToken cancel)
    {
        var (found, refusal) = await diagnose.Run(new(request.Shop, request.On, desk.Scope.User), cancel);
        return found is null ? Problems.Of(refusal!, context) : TypedResults.Ok(DiagnosisDocument.Of(found, desk.Language));
    }

    static async Task<Results<Ok<FactPage>, ProblemHttpResult>> Rows(RowsRequest request, Desk desk, ShowRows rows, HttpContext context, CancellationToken cancel)
    {
        var (question, unread) = request.Question.Text.Read(desk.LastDay);
        if (question is null) return Problems.Of(unread!, context);
        var (page, refusal) = await rows.Run(new(request.Metric, question, desk.Scope.User, request.Question.Shops, request.After, request.Limit), cancel);
        return page is null ? Problems.Of(refusal!, context) : TypedResults.Ok(page);
    }

    static Ok<ShopEntry[]> Shops(Desk desk) => TypedResults.Ok(desk.Shops.Select(ShopEntry.Of).ToArray());

    static async Task<Ok<IReadOnlyList<ClientCard>>> Clients(Desk desk, IAgency agency, CancellationToken cancel) => TypedResults.Ok(await agency.Clients(desk.Scope.User, cancel));

    static async Task<Results<Created<ShopEntry>, ProblemHttpResult>> AddShop(ShopRequest request, Desk desk, OpenShop open, HttpContext context, CancellationToken cancel)
    {
        if (!desk.Person!.Role.Manages) return NotAllowed(context);
        var (shop, refusal) = await open.Run(
            new(request.Name, request.Client, request.Platform, request.Country, request.Currency, request.Zone, request.MonthlyTarget, request.DayBeginsAtHour), cancel);
        return shop is null ? Problems.Of(refusal!, context) : TypedResults.Created($"/api/shops/{shop.Id}", ShopEntry.Of(shop));
    }

    static async Task<Results<Created<ClientCard>, ProblemHttpResult>> AddClient(OpenClient.Request request, Desk desk, OpenClient open, HttpContext context,
        CancellationToken cancel)
    {
        if (!desk.Person!.Role.Manages) return NotAllowed(context);
        var (client, refusal) = await open.Run(request, cancel);
        return client is null ? Problems.Of(refusal!, context) : TypedResults.Created($"/api/clients/{client.Id}", client);
    }

    internal static ProblemHttpResult NotAllowed(HttpContext context) => Problems.Of("role.not_allowed", StatusCodes.Status403Forbidden,
        new("你的角色不能做这件事。", "Your role does not include this."),
        new("请负责人或运营主管来做，或调整你的角色。", "Ask the owner or agency lead to do it, or to change your role."), context);
}
