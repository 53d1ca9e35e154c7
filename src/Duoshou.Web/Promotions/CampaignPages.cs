using Duoshou.App.Agency;
using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Promotions;

/// <summary>活动台: the calendar of campaigns, and the one sheet of each from its plan to its result. What may be done when is decided by the actions.</summary>
static class CampaignPages
{
    public static void MapCampaignPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/campaigns", (HttpRequest request, Desk desk) => new RazorComponentResult<CampaignsPage>(new { Ask = CalendarAsk.From(request.Query, desk) }));
        routes.MapGet("/campaigns/file", CampaignsFile.File);
        routes.MapGet("/campaigns/signup", Signup);
        routes.MapGet("/campaigns/{id:guid}", async (Guid id, Desk desk, ReadCampaigns read, CancellationToken cancel) => Shown(await read.One(id, desk.Scope, cancel)));
        routes.MapGet("/campaigns/{id:guid}/report", async (Guid id, Desk desk, ReadCampaigns read, CancellationToken cancel) =>
            (await read.One(id, desk.Scope, cancel)).Value is { } sheet ? new RazorComponentResult<ReportPage>(new { Of = sheet }) : Results.NotFound());
        routes.MapGet("/campaigns/{id:guid}/report/file", CampaignReport.File);
        RouteGroupBuilder changes = routes.MapGroup("/campaigns").AddEndpointFilter(OnlyPlanners);
        changes.MapGet("/new", (ShopId? shop) => new RazorComponentResult<NewCampaignPage>(new { Shop = shop }));
        changes.MapPost("/", Draft);
        changes.MapPost("/signup", MakeOfSignup);
        changes.MapPost("/{id:guid}", Change);
        changes.MapPost("/{id:guid}/check", (Guid id, Desk desk, CheckCampaign check, ReadCampaigns read, CancellationToken cancel) => Done(id, check.Run(id,
            desk.LastDay, desk.Scope, cancel), read, desk, cancel));
        changes.MapPost("/{id:guid}/simulate", (Guid id, Desk desk, SimulateCampaign simulate, ReadCampaigns read, CancellationToken cancel) => Done(id,
            simulate.Run(id, desk.LastDay, desk.Scope, cancel), read, desk, cancel));
        changes.MapPost("/{id:guid}/unapprove", (Guid id, Desk desk, ApproveCampaign approve, ReadCampaigns read, CancellationToken cancel) => Done(id,
            approve.TakeBack(id, desk.Scope, cancel), read, desk, cancel));
        changes.MapPost("/{id:guid}/launch", (Guid id, Desk desk, LaunchCampaign launch, ReadCampaigns read, CancellationToken cancel) => Done(id, launch.Run(id,
            desk.Scope, cancel), read, desk, cancel));
        changes.MapPost("/{id:guid}/unlaunch", (Guid id, Desk desk, LaunchCampaign launch, ReadCampaigns read, CancellationToken cancel) => Done(id,
            launch.TakeBack(id, desk.Scope, cancel), read, desk, cancel));
        changes.MapPost("/{id:guid}/stop", (Guid id, Desk desk, LaunchCampaign launch, ReadCampaigns read, CancellationToken cancel) => Done(id, launch.Stop(id,
            desk.LastDay, desk.Scope, cancel), read, desk, cancel));
        changes.MapPost("/{id:guid}/judge", (Guid id, Desk desk, JudgeCampaign judge, ReadCampaigns read, CancellationToken cancel) => Done(id, judge.Run(id,
            desk.LastDay, desk.Scope, cancel), read, desk, cancel));
        changes.MapPost("/{id:guid}/again", Again);
        changes.MapPost("/{id:guid}/spread", Spread);

        // Whoever approves need not plan: the action asks for the right.
        routes.MapPost("/campaigns/{id:guid}/approve", (Guid id, Desk desk, ApproveCampaign approve, ReadCampaigns read, CancellationToken cancel) => Done(id,
            approve.Run(id, desk.Scope, cancel), read, desk, cancel));
    }

    static async Task<IResult> Signup(HttpRequest request, Guid? campaign, Desk desk, ReadCampaigns read, CancellationToken cancel)
    {
        CampaignSheet? of = campaign is { } id ? (await read.One(id, desk.Scope, cancel)).Value : null;
        if (campaign is not null && of is null) return Results.NotFound();
        return new RazorComponentResult<SignupPage>(new { Form = of is not null ? SignupForm.From(of) : SignupForm.From(name => request.Query[name], desk) });
    }

    static async Task<IResult> MakeOfSignup(IFormCollection form, Desk desk, AdviseSignup advise, CancellationToken cancel)
    {
        SignupForm asked = SignupForm.From(name => form[name], desk);
        if (desk.Shops.FirstOrDefault(shop => shop.Id == asked.Shop) is not { } shop) return Results.NotFound();
        (AdviseSignup.Request? request, Refusal? refusal) = asked.Read(shop, desk.LastDay);
        CampaignSheet? made = null;
        if (request is not null) (made, refusal) = await advise.Draft(request, desk.Language, desk.Scope, cancel);
        return made is not null ? Results.LocalRedirect($"/campaigns/{made.Id}")
            : new RazorComponentResult<SignupPage>(new { Form = asked, Refusal = refusal }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    static async ValueTask<object?> OnlyPlanners(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        Desk desk = (Desk)call.HttpContext.RequestServices.GetService(typeof(Desk))!;
        return desk.Person?.Role.Plans is true ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    static IResult Shown(Answered<CampaignSheet> found) => found.Value is { } sheet ? new RazorComponentResult<CampaignPage>(new { Of = sheet }) : Results.NotFound();

    /// <summary>Back to the sheet; what was refused stands at its top.</summary>
    static async Task<IResult> Done(Guid id, Task<Answered<CampaignSheet>> act, ReadCampaigns read, Desk desk, CancellationToken cancel)
    {
        (CampaignSheet? done, Refusal? refusal) = await act;
        if (done is not null) return Results.LocalRedirect($"/campaigns/{id}");
        return (await read.One(id, desk.Scope, cancel)).Value is { } sheet
            ? new RazorComponentResult<CampaignPage>(new { Of = sheet, Refusal = refusal }) { StatusCode = StatusCodes.Status422UnprocessableEntity }
            : Results.NotFound();
    }

    static async Task<IResult> Draft([FromForm] string shop, [FromForm] string strategy, [FromForm] string? first, Desk desk, DraftCampaign draft, CancellationToken cancel)
    {
        if (!ShopId.TryParse(shop, null, out ShopId id) || !Enum.TryParse(strategy, out Strategy wanted)) return Results.BadRequest();
        if (!PlanForm.Day(first, out DateOnly? day)) return Results.BadRequest();
        (CampaignSheet? made, Refusal? refusal) = await draft.Run(new(id, wanted, day, desk.LastDay, desk.Language), desk.Scope, cancel);
        return made is not null ? Results.LocalRedirect($"/campaigns/{made.Id}")
            : new RazorComponentResult<NewCampaignPage>(new { Shop = (ShopId?)id, Refusal = refusal }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    static async Task<IResult> Change(Guid id, IFormCollection form, Desk desk, ReadCampaigns read, ChangeCampaign change, CancellationToken cancel)
    {
        if ((await read.One(id, desk.Scope, cancel)).Value is not { } sheet) return Results.NotFound();
        (CampaignPlan? plan, Refusal? unread) = PlanForm.Read(form, sheet.Plan, desk.Language);
        if (plan is null || !long.TryParse(form["revision"], out long revision))
            return new RazorComponentResult<CampaignPage>(new { Of = sheet, Refusal = unread }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        return await Done(id, change.Run(new(id, plan, revision), desk.Scope, cancel), read, desk, cancel);
    }

    /// <summary>A sheet of the same campaign for each shop that was ticked.</summary>
    static async Task<IResult> Spread(Guid id, IFormCollection form, Desk desk, SpreadCampaign spread, ReadCampaigns read, CancellationToken cancel)
    {
        List<ShopId> into = [];
        foreach (string? text in form["shops"]) if (ShopId.TryParse(text, null, out ShopId shop)) into.Add(shop);
        (IReadOnlyList<CampaignSheet>? made, Refusal? refusal) = await spread.Run(new(id, into, desk.LastDay), desk.Scope, cancel);
        return made is not null ? Results.LocalRedirect($"/campaigns/{id}#family")
            : await Done(id, Task.FromResult(new Answered<CampaignSheet>(null, refusal)), read, desk, cancel);
    }

    static async Task<IResult> Again(Guid id, Desk desk, DraftCampaign draft, ReadCampaigns read, CancellationToken cancel)
    {
        (CampaignSheet? made, Refusal? refusal) = await draft.Again(id, desk.LastDay, desk.Scope, cancel);
        return made is not null ? Results.LocalRedirect($"/campaigns/{made.Id}") : await Done(id, Task.FromResult(new Answered<CampaignSheet>(null, refusal)), read, desk,
            cancel);
    }
}
