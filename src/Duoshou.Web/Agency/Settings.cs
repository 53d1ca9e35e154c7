using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.Kernel;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Agency;

/// <summary>A person's own settings.</summary>
static class Settings
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder settings = routes.MapGroup("/settings");
        settings.MapGet("/", (string? saved) => new RazorComponentResult<SettingsPage>(new { Saved = saved == "yes" }));
        settings.MapPost("/", Change);
        settings.MapPost("/language", Speak);
        settings.MapPost("/tokens", Issue);
        settings.MapPost("/tokens/{id:guid}/revoke", Revoke);
        settings.MapPost("/authenticator/on", TurnOn);
        settings.MapPost("/authenticator/off", TurnOff);
    }

    static async Task<IResult> Change(
        [FromForm] string displayName, [FromForm] Language language, [FromForm] ChangeColours changes, [FromForm] Theme theme, [FromForm] string currency,
        [FromForm] string zone, [FromForm] string? compact, [FromForm] string? singleKeys, Desk desk, ChangeSettings change, CancellationToken cancel)
    {
        ChangeSettings.Request request = new(desk.Scope.User, language, changes, theme, compact == "true", singleKeys == "true", currency, zone, displayName);
        var (_, refusal) = await change.Run(request, cancel);
        return refusal is null
            ? Results.LocalRedirect("/settings?saved=yes")
            : new RazorComponentResult<SettingsPage>(new { Refusal = refusal }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    static async Task<IResult> Speak([FromForm] string language, [FromForm] string? back, Desk desk, ChangeSettings change, CancellationToken cancel)
    {
        await change.Run(new(desk.Scope.User, language == "en" ? Language.English : Language.Chinese), cancel);
        return Results.LocalRedirect(Doors.Local(back));
    }

    static async Task<IResult> Issue(IFormCollection form, Desk desk, IssueToken issue, CancellationToken cancel)
    {
        var (issued, refusal) = await issue.Run(new(desk.Scope.User, form["name"].ToString(), [.. form["rights"].OfType<string>()]), cancel);
        return new RazorComponentResult<SettingsPage>(new { Refusal = refusal, issued?.Secret }) { StatusCode = refusal is null ? 200 : 422 };
    }

    static async Task<IResult> Revoke(Guid id, Desk desk, RevokeToken revoke, CancellationToken cancel) =>
        await revoke.Run(desk.Scope.User, id, cancel) ? Results.LocalRedirect("/settings?saved=yes") : Results.NotFound();

    static async Task<IResult> TurnOn([FromForm] string code, Desk desk, SetAuthenticator authenticator, CancellationToken cancel) =>
        await authenticator.TurnOn(desk.Scope.User, code, cancel) ? Results.LocalRedirect("/settings?saved=yes") : Wrong();

    static async Task<IResult> TurnOff([FromForm] string password, Desk desk, SetAuthenticator authenticator, CancellationToken cancel) =>
        await authenticator.TurnOff(desk.Scope.User, password, cancel) ? Results.LocalRedirect("/settings?saved=yes") : Wrong();

    static RazorComponentResult<SettingsPage> Wrong() => new(new { WrongCode = true }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
}
