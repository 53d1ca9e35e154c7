using System.Globalization;
using Duoshou.App.Catalog.Actions;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Catalog.Market;
using Duoshou.Web.Catalog.Words;
using Duoshou.Web.Shell.Analyses;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Catalog;

/// <summary>Products, words and claims, the market.</summary>
static class CatalogPages
{
    public static void MapCatalogPages(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder plans = routes.MapPlans();
        routes.MapGet("/products", (string? only, bool? all) => new RazorComponentResult<ProductsPage>(new { Only = only, All = all ?? false }));
        routes.MapGet("/products/file", async (string? of, string? format, string? sheet, Desk desk, ReadProducts read, CancellationToken cancel) => of switch
        {
            "together" => AnalysedFile.Of(await read.Companions(ProductsPage.Asked(desk), new(), cancel), "bundles", format, sheet, desk),
            "plan" => AnalysedFile.Of(await read.Plan(ProductsPage.Asked(desk), cancel), "stock-plan", format, sheet, desk),
            "ladder" => AnalysedFile.Of(await read.Ladder(ProductsPage.Asked(desk), cancel), "prices", format, sheet, desk),
            _ => AnalysedFile.Of(await read.Portfolio(ProductsPage.Asked(desk), cancel), "products", format, sheet, desk),
        });
        routes.MapGet("/products/plan", () => new RazorComponentResult<StockPlanFragment>());
        routes.MapGet("/keywords", () => new RazorComponentResult<KeywordsPage>());
        plans.MapPost("/keywords/claims", Record);
        plans.MapPost("/keywords/claims/{id:guid}/withdraw", async (Guid id, Desk desk, Claims claims, CancellationToken cancel) =>
            await claims.Withdraw(desk.Scope.User, id, back: false, cancel)
                ? Results.LocalRedirect(desk.To("/keywords", ("removed", id.ToString())) + "#claims") : Results.NotFound());
        plans.MapPost("/keywords/claims/{id:guid}/restore", async (Guid id, Desk desk, Claims claims, CancellationToken cancel) =>
            await claims.Withdraw(desk.Scope.User, id, back: true, cancel) ? Results.LocalRedirect(desk.To("/keywords") + "#claims") : Results.NotFound());
        routes.MapGet("/keywords/file", async (string? format, string? sheet, Desk desk, ReadWords read, CancellationToken cancel) =>
            AnalysedFile.Of(await read.Run(KeywordsPage.Asked(desk), cancel), "words", format, sheet, desk));
        routes.MapGet("/market", () => new RazorComponentResult<MarketPage>());
        plans.MapPost("/market/bets", Bet);
        plans.MapPost("/market/bets/{id:guid}/withdraw", async (Guid id, Desk desk, MarketBets bets, CancellationToken cancel) =>
            await bets.Withdraw(desk.Scope.User, id, desk.LastDay, cancel) ? Results.LocalRedirect(desk.To("/market")) : Results.NotFound());
        routes.MapGet("/market/file", async (string? format, string? sheet, Desk desk, ReadMarket read, CancellationToken cancel) =>
            AnalysedFile.Of(await read.Run(MarketPage.Asked(desk), cancel), "market", format, sheet, desk));
    }

    static async Task<IResult> Record(
        [FromForm] string text, [FromForm] string evidence, [FromForm] string? usedIn, [FromForm] string? item, [FromForm] string? searchWord,
            [FromForm] string metric, [FromForm] string usedFrom,
        Desk desk, Claims claims, CancellationToken cancel)
    {
        if (desk.Chosen is not [var shop] || !Day(usedFrom, out DateOnly first)) return Results.BadRequest();
        var (_, refusal) = await claims.Record(new(desk.Scope.User, shop.Id, text, evidence, usedIn ?? "", item ?? "", searchWord ?? "", metric, first), cancel);
        return refusal is null ? Results.LocalRedirect(desk.To("/keywords") + "#claims")
            : new RazorComponentResult<KeywordsPage>(new { Refused = refusal }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    static async Task<IResult> Bet(
        [FromForm] string opinion, [FromForm] string? evidence, [FromForm] string? category, [FromForm] string metric, [FromForm] string first,
            [FromForm] string last, [FromForm] string low, [FromForm] string high,
        [FromForm] string sureness, Desk desk, MarketBets bets, CancellationToken cancel)
    {
        if (desk.Chosen is not [var shop]) return Results.BadRequest();
        if (!Day(first, out DateOnly from) || !Day(last, out DateOnly to) || from > to || !Number(low, out decimal floor)
            || !Number(high, out decimal top) || !Number(sureness, out decimal sure))
            return Again(new("bet.unreadable", new("日期或数字读不懂，或者开始在结束之后。", "A day or number cannot be read, or the first day is after the last."),
                new("日期写 2026-12-01，数字写 120000.50。", "Write days as 2026-12-01 and numbers as 120000.50."), "first"));
        // Ratios are written as percent on the page.
        decimal unit = MetricCatalogue.Find(metric)?.Unit == MetricUnit.Ratio ? 100m : 1m;
        var (_, refusal) = await bets.Make(new(desk.Scope.User, shop.Id, opinion, evidence ?? "", category ?? "", metric, new Period(from, to),
            floor / unit, top / unit, sure / 100m), desk.LastDay, cancel);
        return refusal is null ? Results.LocalRedirect(desk.To("/market")) : Again(refusal);
    }

    static RazorComponentResult<MarketPage> Again(Refusal refusal) => new(new { Refused = refusal }) { StatusCode = StatusCodes.Status422UnprocessableEntity };

    static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    static bool Number(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out value);
}
