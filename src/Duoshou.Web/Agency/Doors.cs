using System.Security.Claims;
using Duoshou.App.Agency.Actions;
using Duoshou.Kernel;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Agency;

/// <summary>Coming in and going out.</summary>
static class Doors
{
    public static void MapDoors(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder doors = routes.MapGroup("").AllowAnonymous();
        doors.MapGet("/sign-in", (string? back) => new RazorComponentResult<SignInPage>(new { Back = back }));
        doors.MapPost("/sign-in", Enter).RequireRateLimiting("sign-in");
        doors.MapGet("/sign-in/link/{secret}", (string secret) => new RazorComponentResult<LinkPage>(new { Secret = secret }));
        doors.MapPost("/sign-in/link", EnterByLink).RequireRateLimiting("sign-in");
        doors.MapPost("/sign-out", (Delegate)Leave);
        doors.MapPost("/language", ChooseLanguage);
    }

    static async Task<IResult> Enter(
        [FromForm] string email, [FromForm] string password, [FromForm] string? code, [FromForm] string? back,
        SignIn signIn, IStringLocalizer<Texts> texts, HttpContext context, CancellationToken cancel)
    {
        SignIn.Outcome outcome = await signIn.Run(new(email, password, code), cancel);
        if (outcome.Person is { } person) return await In(context, person, back);
        string? fault = outcome switch
        {
            { LockedFor: { } left } => texts["signin.locked", Math.Max(1, (int)Math.Ceiling(left.TotalMinutes))].Value,
            { WrongCode: true } => texts["signin.wrongcode"].Value,
            { NeedsCode: true } => null,
            _ => texts["signin.wrong"].Value,
        };
        return new RazorComponentResult<SignInPage>(new { Back = back, Email = email, Fault = fault, outcome.NeedsCode }) { StatusCode = outcome.NeedsCode ? 200 : 401 };
    }

    static async Task<IResult> EnterByLink([FromForm] string secret, UseSignInLink link, IStringLocalizer<Texts> texts, HttpContext context, CancellationToken cancel) =>
        await link.Run(secret, cancel) is { } person
            ? await In(context, person, null)
            : new RazorComponentResult<SignInPage>(new { Fault = texts["link.used"].Value }) { StatusCode = 401 };

    static async Task<IResult> Leave(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/sign-in");
    }

    static IResult ChooseLanguage([FromForm] string language, [FromForm] string? back, HttpContext context)
    {
        context.Response.Cookies.Append(OpenDesk.LanguageCookie, language == "en" ? "en" : "zh",
            new() { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, MaxAge = TimeSpan.FromDays(365) });
        return Results.LocalRedirect(Local(back));
    }

    static async Task<IResult> In(HttpContext context, UserId person, string? back)
    {
        ClaimsIdentity identity = new([new(ClaimTypes.NameIdentifier, person.ToString())], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity));
        return Results.LocalRedirect(Local(back));
    }

    /// <summary>Only addresses of this site: a link that signs in must not lead away.</summary>
    internal static string Local(string? back) =>
        back is { Length: > 0 } && back[0] == '/' && !back.StartsWith("//", StringComparison.Ordinal) && !back.StartsWith("/\\", StringComparison.Ordinal) ? back : "/";
}
