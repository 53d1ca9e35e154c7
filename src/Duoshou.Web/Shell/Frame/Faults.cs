using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Duoshou.Web.Shell.Frame;

/// <summary>Turns a fault of ours, or an answer without a page, into a page that says what to do. The API answers with ProblemDetails instead.</summary>
static partial class Faults
{
    public static IApplicationBuilder UseFaultPages(this IApplicationBuilder app, ILogger log) => app.Use(async (context, next) =>
    {
        string reference = context.Connection.Id.Length >= 4 ? context.Connection.Id[^4..] + context.TraceIdentifier[^2..] : context.TraceIdentifier;
        context.Response.Headers["X-Reference"] = reference;
        try
        {
            await next();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            Broke(log, reference, context.Request.Path, fault);
            context.Response.StatusCode = fault is BadHttpRequestException or AntiforgeryValidationException ? 400 : 500;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null }) await Show(context, reference);
    });

    static async Task Show(HttpContext context, string reference)
    {
        int status = context.Response.StatusCode;
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            await Results.Problem(statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = $"http.{status}", ["reference"] = reference })
                .ExecuteAsync(context);
            return;
        }

        if (context.Request.Headers.ContainsKey("HX-Request") && status >= 500) return;
        var page = new RazorComponentResult<WrongPage>(new { Status = status, Reference = reference }) { StatusCode = status };
        await page.ExecuteAsync(context);
    }

    [LoggerMessage(LogLevel.Error, "Request {Reference} to {Path} broke")]
    static partial void Broke(ILogger log, string reference, PathString path, Exception fault);
}
