using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App.Agency;
using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Api;

/// <summary>Prices and orders under the promotions of a shop, for storefronts and order systems. Amounts are whole smallest units.</summary>
static class Pricing
{
    public static void MapPromotions(this RouteGroupBuilder api)
    {
        RouteGroupBuilder read = api.MapGroup("/promotions").RequireAuthorization("read").WithTags("Promotions");
        read.MapPost("/price", Price).WithSummary("What a cart costs now, with the reason of every promotion and what adding goods would bring.");
        read.MapGet("/orders/{id:guid}", Order).WithSummary("A placed order with its refunds.");
        read.MapGet("/books/{shop}", Book).WithSummary("The promotions of a shop, as they stand or as they stood in a version.");
        RouteGroupBuilder sell = api.MapGroup("/promotions").RequireAuthorization("sell").WithTags("Promotions");
        sell.MapPost("/orders", Place).WithSummary("Prices and places an order; its uses of promotions are taken with it. The same Idempotency-Key gives the same answer.");
        sell.MapPost("/orders/{id:guid}/refunds", Refund).WithSummary("What units that come back give back, by the version that priced the order.");
        sell.MapPost("/orders/{id:guid}/cancel", Cancel).WithSummary("Cancels a whole order and frees its uses.");
        RouteGroupBuilder manage = api.MapGroup("/promotions").RequireAuthorization("manage").WithTags("Promotions");
        manage.MapPut("/books/{shop}", Publish).WithSummary("Publishes a new version of a shop's promotions; requests in flight keep theirs.");
    }

    /// <summary>A cart of a shop.</summary>
    /// <param name="Shop">Id, or a name that only one client uses.</param>
    /// <param name="Cart">lines [{id, sku, qty, unitPrice, …}], shipping, coupons, customer, shipTo, payment, now; as in docs/modules/promotions.md.</param>
    /// <param name="Explain">False leaves the reasons and hints out, which is faster.</param>
    public sealed record CartRequest(string Shop, JsonElement Cart, bool Explain = true);

    /// <summary>Promotions of a shop to be published.</summary>
    public sealed record BookRequest(JsonElement Book, string? Note = null);

    static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Price(CartRequest request, Desk desk, PriceCart price, HttpContext context, CancellationToken cancel) =>
        Said(await price.Run(new(request.Shop, request.Cart, request.Explain), desk.Scope, cancel), context);

    static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Place(
        CartRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, Desk desk, PlaceOrder place, HttpContext context, CancellationToken cancel) =>
        Said(await place.Run(new(request.Shop, key ?? "", request.Cart), desk.Scope, cancel), context);

    static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Order(Guid id, Desk desk, ShowOrder show, HttpContext context, CancellationToken cancel) =>
        Said(await show.Run(id, desk.Scope, cancel), context);

    static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Refund(
        Guid id, JsonElement request, [FromHeader(Name = "Idempotency-Key")] string? key, Desk desk, RefundOrder refund, HttpContext context, CancellationToken cancel) =>
        Said(await refund.Run(new(id, key ?? "", request), desk.Scope, cancel), context);

    static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Cancel(Guid id, Desk desk, CancelOrder order, HttpContext context, CancellationToken cancel) =>
        Said(await order.Run(id, desk.Scope, cancel), context);

    static async Task<Results<Ok<BookCard>, ProblemHttpResult>> Book(string shop, int? version, Desk desk, ReadBook book, HttpContext context, CancellationToken cancel) =>
        Said(await book.Run(shop, version, desk.Scope, cancel), context);

    static async Task<Results<Ok<BookCard>, ProblemHttpResult>> Publish(string shop, BookRequest request, Desk desk, PublishBook publish, HttpContext context,
        CancellationToken cancel)
    {
        if (!desk.Person!.Role.Plans) return Endpoints.NotAllowed(context);
        return Said(await publish.Run(new(shop, request.Book, request.Note ?? ""), desk.Scope, cancel), context);
    }

    static Results<Ok<T>, ProblemHttpResult> Said<T>(Answered<T> answered, HttpContext context) where T : class =>
        answered.Value is { } value ? TypedResults.Ok(value) : Problems.Of(answered.Refusal!, context);
}
