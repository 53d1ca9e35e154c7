using Duoshou.App.Agency;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Actions;
using Duoshou.Kernel;
using Duoshou.Tax.Classification;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Tax;

/// <summary>税与报关: quotes, codes, declarations, rates, the tax book.</summary>
static class TaxPages
{
    const long LargestTable = 64L << 20;

    public static void MapTaxPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tax", (HttpRequest request, Desk desk) => new RazorComponentResult<QuotePage>(new { Form = QuoteForm.Read(request.Query, desk.LastDay.AddDays(1)) }));
        routes.MapGet("/tax/codes", (string? q, string? country, string? product, ShopId? shop) =>
            new RazorComponentResult<CodesPage>(new { Words = q ?? "", Country = country ?? "CN", Product = product ?? "", Shop = shop }));
        routes.MapGet("/tax/rates", (string? table, string? q, string? sure)
            => new RazorComponentResult<RatesPage>(new { Table = table ?? "bands.csv", Words = q ?? "", Sure = sure ?? "" }));
        routes.MapGet("/tax/book", (HttpRequest request) => new RazorComponentResult<BookPage>());
        routes.MapGet("/tax/book/file", TaxExports.Book);
        routes.MapGet("/tax/rates/file", TaxExports.Rates);
        routes.MapDeclarationPages();
        routes.MapQuotationPages();
        RouteGroupBuilder changes = routes.MapGroup("/tax").AddEndpointFilter(OnlyImporters);
        changes.MapPost("/codes", Choose);
        changes.MapPost("/shops", SetShop);
        changes.MapPost("/rates", Bring).WithFormOptions(multipartBodyLengthLimit: LargestTable).WithMetadata(new RequestSizeLimitAttribute(LargestTable));
        changes.MapPost("/rates/{id:guid}/withdraw", async (Guid id, ListTables tables, CancellationToken cancel) =>
            await tables.Withdraw(id, cancel) ? Results.LocalRedirect("/tax/rates#tables") : Results.NotFound());
    }

    internal static async ValueTask<object?> OnlyImporters(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        Desk desk = (Desk)call.HttpContext.RequestServices.GetService(typeof(Desk))!;
        return desk.Person?.Role.Imports is true ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    static async Task<IResult> Choose(
        [FromForm] string shop, [FromForm] string product, [FromForm] string hs, [FromForm] string? origin, [FromForm] string? why, [FromForm] string? q, Desk desk,
            ChooseCode choose, CancellationToken cancel)
    {
        if (!ShopId.TryParse(shop, null, out ShopId id)) return Results.BadRequest();
        var (done, refusal) = await choose.Run(new(id, product, hs, string.IsNullOrWhiteSpace(origin) ? "CN" : origin, why ?? "", desk.Scope.User), desk.Scope, cancel);
        return done is not null ? Results.LocalRedirect(desk.To("/tax/codes", ("chosen", product)))
            : new RazorComponentResult<CodesPage>(new { Words = q ?? "", Country = "CN", Product = product, Shop = (ShopId?)id, Refusal = refusal }) { StatusCode = 422 };
    }

    static async Task<IResult> SetShop(
        [FromForm] string shop, [FromForm] ParcelRoute route, [FromForm] string? from, [FromForm] string? registered, [FromForm] string? holds, Desk desk, SetShopTax set,
            CancellationToken cancel)
    {
        if (!ShopId.TryParse(shop, null, out ShopId id)) return Results.BadRequest();
        var (_, refusal) = await set.Run(new(id, route, string.IsNullOrWhiteSpace(from) ? "CN" : from, registered == "true", holds == "true"), desk.Scope.User,
            desk.Scope, cancel);
        return refusal is null ? Results.LocalRedirect(desk.To("/tax/book") + "#shops") : new RazorComponentResult<BookPage>(new { Refusal = refusal }) { StatusCode = 422 };
    }

    static async Task<IResult> Bring(
        IFormFile file, [FromForm] TableKind kind, [FromForm] string? country, [FromForm] string from, [FromForm] string? source, [FromForm] RateFigures figures,
            [FromForm] string? whole,
        [FromForm] string? keep, Desk desk, ImportTariff import, CancellationToken cancel)
    {
        if (!DateOnly.TryParse(from, System.Globalization.CultureInfo.InvariantCulture, out DateOnly first)) first = desk.LastDay.AddDays(1);
        try
        {
            InputFile input = InputFile.Of(file.FileName, null, file.OpenReadStream)[0];
            var (report, refusal) = await import.Run(new(input, kind, string.IsNullOrWhiteSpace(country) ? "*" : country.Trim().ToUpperInvariant(), first, null, source
                ?? "", figures, whole == "true",
                keep != "true", desk.Scope.User, desk.Scope), cancel);
            return new RazorComponentResult<RatesPage>(new { Table = "bands.csv", Words = "", Sure = "", Report = report,
                Refusal = refusal }) { StatusCode = refusal is null ? 200 : 422 };
        }
        catch (ImportProblem problem)
        {
            return new RazorComponentResult<RatesPage>(new { Table = "bands.csv", Words = "", Sure = "", Problem = problem }) { StatusCode = 422 };
        }
    }
}
