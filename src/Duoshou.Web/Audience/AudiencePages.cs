using System.Globalization;
using Duoshou.App.Audience;
using Duoshou.App.Audience.Actions;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Analyses;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Audience;

/// <summary>Customers and the audience that a shop means to reach.</summary>
static class AudiencePages
{
    public static void MapAudiencePages(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder plans = routes.MapPlans();
        routes.MapGet("/audience", () => new RazorComponentResult<AudiencePage>());
        routes.MapGet("/audience/worth", () => new RazorComponentResult<WorthFragment>());
        plans.MapPost("/audience/target", Declare);
        plans.MapPost("/audience/target/{id:guid}/withdraw", async (Guid id, Desk desk, DeclareAudience declare, CancellationToken cancel) =>
            await declare.Withdraw(desk.Scope.User, id, cancel) ? Results.LocalRedirect(desk.To("/audience")) : Results.NotFound());
        routes.MapGet("/audience/file", async (string? of, string? format, string? sheet, Desk desk, ReadCustomers read, CancellationToken cancel) => of switch
        {
            "cohorts" => AnalysedFile.Of(await read.Returns(AudiencePage.Asked(desk), cancel), "cohorts", format, sheet, desk),
            "worth" => AnalysedFile.Of(await read.Worth(AudiencePage.Asked(desk), 52, null, cancel), "customer-value", format, sheet, desk),
            _ => AnalysedFile.Of(await read.Segments(AudiencePage.Asked(desk), cancel), "customers", format, sheet, desk),
        });
    }

    static async Task<IResult> Declare(
        [FromForm] string statement, [FromForm] string? priceFrom, [FromForm] string? priceTo, [FromForm] string? countries, [FromForm] string share, [FromForm] string? fresh,
        Desk desk, DeclareAudience declare, CancellationToken cancel)
    {
        if (desk.Chosen is not [var shop]) return Results.BadRequest();
        (decimal? from, bool fromRead) = Number(priceFrom);
        (decimal? to, bool toRead) = Number(priceTo);
        (decimal? inside, bool shareRead) = Number(share);
        (decimal? first, bool freshRead) = Number(fresh);
        if (!fromRead || !toRead || !shareRead || !freshRead || inside is null)
            return Again(new("number.unreadable", new("有一个数读不懂。", "One of the numbers cannot be read."),
                new("价格写 120.50，占比写 70。", "Write prices as 120.50 and shares as 70."), "share"));
        AudiencePlan plan = new(statement, from, to, [.. (countries ?? "").Split([',', '，', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(code => code.Trim().ToUpperInvariant())], inside.Value / 100m, first / 100m);
        var (_, refusal) = await declare.Run(new(desk.Scope.User, shop.Id, plan), cancel);
        return refusal is null ? Results.LocalRedirect(desk.To("/audience")) : Again(refusal);
    }

    static RazorComponentResult<AudiencePage> Again(Refusal refusal) => new(new { Refused = refusal }) { StatusCode = StatusCodes.Status422UnprocessableEntity };

    static (decimal? Value, bool Read) Number(string? text) => string.IsNullOrWhiteSpace(text) ? (null, true)
        : decimal.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out decimal value) ? (value, true) : (null, false);
}
