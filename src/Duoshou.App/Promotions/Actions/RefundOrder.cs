using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Books;
using Duoshou.App.Promotions.Orders;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Promotions.Refunds;
using Duoshou.Promotions.Results;
using Duoshou.Warehouse;
using Microsoft.Data.Sqlite;

namespace Duoshou.App.Promotions.Actions;

/// <summary>Units of an order come back: what is given back by the version that priced it. Its budgets have the released money again.</summary>
public sealed class RefundOrder
{
    readonly IShops shops;
    readonly BookShelf shelf;
    readonly Till till;
    readonly TimeProvider clock;

    internal RefundOrder(IShops shops, BookShelf shelf, Till till, TimeProvider clock) => (this.shops, this.shelf, this.till, this.clock) = (shops, shelf, till, clock);

    public sealed record Request(Guid Order, string Key, JsonElement Refund);

    public async Task<Answered<JsonObject>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.Key) || request.Key.Length > 120) return new(null, Faults.NoKey);
        JsonElement given = request.Refund.Clone();
        try
        {
            RefundRequest wanted = PromotionText.Refund(given);
            PlacedOrder? order = await till.Run(db => PlacedOrder.Find(db, request.Order), cancel);
            if (order is null || await shops.Find(order.Shop, scope, cancel) is not { } shop) return new(null, Faults.Order(request.Order));
            CompiledBook book = await shelf.Version(order.Shop, order.BookVersion, cancel);
            if (order.Priced(book, shop.Currency) is not { } price) return new(null, Faults.Proof(order.Id));
            return await till.Run(db => At(db, request, given, wanted, price, book), cancel);
        }
        catch (PromotionException fault)
        {
            return new(null, Faults.Of(fault, "lines"));
        }
    }

    Answered<JsonObject> At(SqliteConnection db, Request request, JsonElement given, RefundRequest wanted, CartPrice price, CompiledBook book)
    {
        PlacedOrder order = PlacedOrder.Find(db, request.Order)!;
        string hash = RequestHash.Of(given);
        (string Hash, string Answer)? before = null;
        UseLedger.Each(db, "SELECT \"RequestHash\", \"Answer\" FROM order_refund WHERE \"OrderId\" = $0 AND \"Key\" = $1", [order.Id, request.Key], row =>
            before = (row.GetString(0), row.GetString(1)));
        if (before is { } known)
            return known.Hash == hash ? new(JsonNode.Parse(known.Answer)!.AsObject(), null) : new(null, Faults.KeyReused(request.Key));
        if (order.Cancelled) return new(null, Faults.Cancelled(order.Id));
        RefundLedger ledger = PlacedOrder.Refunded(db, order.Id, price, book);
        RefundAnswer refund = ledger.Refund(wanted);
        JsonObject answer = PromotionText.Write(refund);
        answer.Insert(0, "version", order.BookVersion);
        answer.Insert(0, "order", order.Id.ToString());
        answer["stillPaid"] = ledger.StillPaid;
        foreach ((string promotion, long amount) in refund.Released) UseLedger.GiveBack(db, order.Shop, order.Id, promotion, amount);
        UseLedger.Run(db, "INSERT INTO order_refund SELECT $0, coalesce(max(\"Number\"), 0) + 1, $1, $2, $3, $4, $5 FROM order_refund WHERE \"OrderId\" = $0",
            order.Id, request.Key, hash, JsonSerializer.Serialize(given), answer.ToJsonString(), clock.GetUtcNow().UtcDateTime);
        return new(JsonNode.Parse(answer.ToJsonString())!.AsObject(), null);
    }
}
