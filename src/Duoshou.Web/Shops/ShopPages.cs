using System.Globalization;
using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Shops;
using Duoshou.App.Shops.Actions;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Shops;

/// <summary>Setting up clients and shops. Reading is for everyone, changing for those who manage.</summary>
static class ShopPages
{
    public static void MapShopPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/shops", () => new RazorComponentResult<ShopsPage>());
        RouteGroupBuilder changes = routes.MapGroup("/shops").AddEndpointFilter(OnlyManagers);
        changes.MapGet("/clients/new", () => new RazorComponentResult<ClientForm>());
        changes.MapPost("/clients", AddClient);
        changes.MapGet("/new", (string? client) => new RazorComponentResult<ShopForm>(new { Client = ClientId.TryParse(client, null, out ClientId of) ? of : default }));
        changes.MapPost("/", Add);
        changes.MapGet("/{id}", Edit);
        changes.MapPost("/{id}", Change);
    }

    static async ValueTask<object?> OnlyManagers(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        Desk desk = (Desk)call.HttpContext.RequestServices.GetService(typeof(Desk))!;
        return desk.Person?.Role.Manages is true ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    static async Task<IResult> AddClient([FromForm] string name, [FromForm] string currency, OpenClient open, CancellationToken cancel)
    {
        var (_, refusal) = await open.Run(new(name, currency), cancel);
        return refusal is null
            ? Results.LocalRedirect("/shops")
            : new RazorComponentResult<ClientForm>(new { Name = name, Refusal = refusal }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    static async Task<IResult> Add(
        [FromForm] string name, [FromForm] string client, [FromForm] string platform, [FromForm] string country, [FromForm] string currency, [FromForm] string zone,
        [FromForm] string? target, OpenShop open, CancellationToken cancel)
    {
        if (!Amount(target, out decimal? monthly)) return Form(null, Unreadable(target!));
        if (!ClientId.TryParse(client, null, out ClientId owner)) return Results.BadRequest();
        var (_, refusal) = await open.Run(new(name, owner, platform, country, currency, zone, monthly), cancel);
        return refusal is null ? Results.LocalRedirect("/shops") : Form(null, refusal);
    }

    static async Task<IResult> Edit(ShopId id, Desk desk, IShops shops, CancellationToken cancel) =>
        await shops.Find(id, desk.Scope, cancel) is { } shop ? new RazorComponentResult<ShopForm>(new { Shop = shop }) : Results.NotFound();

    static async Task<IResult> Change(
        ShopId id, [FromForm] string name, [FromForm] string country, [FromForm] string? target, Desk desk, IShops shops, ChangeShop change, CancellationToken cancel)
    {
        if (await shops.Find(id, desk.Scope, cancel) is not { } shop) return Results.NotFound();
        if (!Amount(target, out decimal? monthly)) return Form(shop, Unreadable(target!));
        var (_, refusal) = await change.Run(new(id, name, country, monthly), desk.Scope, cancel);
        return refusal is null ? Results.LocalRedirect("/shops") : Form(shop, refusal);
    }

    static RazorComponentResult<ShopForm> Form(ShopCard? shop, Refusal refusal) =>
        new(new { Shop = shop, Refusal = refusal }) { StatusCode = StatusCodes.Status422UnprocessableEntity };

    /// <summary>An amount as people type it: thousands may be parted by commas, decimals stand behind a point.</summary>
    static bool Amount(string? text, out decimal? amount)
    {
        amount = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        bool read = decimal.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out decimal value);
        amount = read ? value : null;
        return read;
    }

    static Refusal Unreadable(string value) => new("number.unreadable",
        new($"读不懂金额「{value}」。", $"“{value}” is not an amount."), new("写成 120000 或 120,000.50。", "Write it as 120000 or 120,000.50."), "target", value);
}
