using Duoshou.App.Connectors.Files;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.Web.Api;

/// <summary>Refusals as ProblemDetails: a stable code, where it is, what stands there and what to do, in the caller's language.</summary>
static class Problems
{
    public static ProblemHttpResult Of(Refusal refusal, HttpContext context) => Made(
        refusal.Code, StatusOf(refusal.Code), refusal.Detail, refusal.Remedy, context, [("field", refusal.Field), ("value", refusal.Value)]);

    public static ProblemHttpResult Of(ImportProblem problem, HttpContext context) => Made(
        problem.Code, StatusCodes.Status422UnprocessableEntity, problem.Detail, problem.Remedy, context,
        [("file", problem.File), ("line", problem.Line), ("field", problem.Field), ("value", problem.Value)]);

    public static ProblemHttpResult Of(string code, int status, Words detail, Words remedy, HttpContext context) => Made(code, status, detail, remedy, context, []);

    /// <summary>Something that is not there, or that the caller may not know of: the two look the same.</summary>
    public static ProblemHttpResult Missing(string field, string value, HttpContext context) => Made($"{field}.unknown", StatusCodes.Status404NotFound,
        new($"没有「{value}」，或者你看不到它。", $"There is no “{value}”, or you may not see it."), new("检查编号。", "Check the id."), context, [("field", field), ("value", value)]);

    static ProblemHttpResult Made(string code, int status, Words detail, Words remedy, HttpContext context, (string Key, object? Value)[] members)
    {
        Language language = context.RequestServices.GetRequiredService<Desk>().Language;
        Dictionary<string, object?> extensions = new() { ["code"] = code, ["remedy"] = remedy.In(language) };
        foreach ((string key, object? value) in members) if (value is not null) extensions[key] = value;
        return TypedResults.Problem(detail.In(language), statusCode: status, extensions: extensions);
    }

    static int StatusOf(string code) => code switch
    {
        "key.reused" => StatusCodes.Status409Conflict,
        "order.unknown" or "book.unknown" => StatusCodes.Status404NotFound,
        "role.not_allowed" or "figure.not_permitted" => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
