using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Books;
using Duoshou.App.Promotions.Orders;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;
using Duoshou.Warehouse;
using Microsoft.Data.Sqlite;

namespace Duoshou.App.Promotions.Actions;

/// <summary>An order is priced and placed in one step: what it uses of promotions is taken with it. The same key gives the same answer.</summary>
public sealed class PlaceOrder
{
    readonly IShops shops;
    readonly BookShelf shelf;
    readonly Till till;
    readonly TimeProvider clock;

    internal PlaceOrder(IShops shops, BookShelf shelf, Till till, TimeProvider clock) => (this.shops, this.shelf, this.till, this.clock) = (shops, shelf, till, clock);

    /// <param name="Shop">Id or name.</param>
    /// <param name="Key">The caller's key: a repeated request is answered, not counted again.</param>
    public sealed record Request(string Shop, string Key, JsonElement Cart);

    public async Task<Answered<JsonObject>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.Key) || request.Key.Length > 120) return new(null, Faults.NoKey);
        if (await shops.Named(request.Shop, scope, cancel) is not { } shop) return new(null, Faults.Shop(request.Shop));
        CompiledBook book = await shelf.Current(shop.Id, cancel);
        DateTimeOffset now = clock.GetUtcNow();
        JsonElement given = request.Cart.Clone();
        string hash = RequestHash.Of(given);
        try
        {
            Cart cart = PromotionText.Cart(given, now, shop.Currency);
            return await till.Run(db => At(db, request.Key, hash, given, cart, book, shop, now), cancel);
        }
        catch (PromotionException fault)
        {
            return new(null, Faults.Of(fault, "cart"));
        }
        catch (Spent spent)
        {
            return new(null, Faults.Exhausted(spent.Promotion));
        }
    }

    static Answered<JsonObject> At(SqliteConnection db, string key, string hash, JsonElement given, Cart cart, CompiledBook book, ShopCard shop, DateTimeOffset now)
    {
        if (PlacedOrder.Keyed(db, shop.Id, key) is { } placed)
            return placed.Hash == hash ? new(JsonNode.Parse(placed.Answer)!.AsObject(), null) : new(null, Faults.KeyReused(key));
        DateOnly day = shop.Zone.Day(cart.At);
        Dictionary<string, PromotionUse> uses = UseLedger.Read(db, book, cart, day);
        CartPrice price = PromotionEngine.Price(cart with { Uses = uses }, book.Book, book.Policy);
        Guid id = Guid.CreateVersion7(now);
        JsonObject answer = PromotionText.Write(price);
        answer.Insert(0, "version", book.Version);
        answer.Insert(0, "shop", shop.Id.ToString());
        answer.Insert(0, "order", id.ToString());
        UseLedger.Run(db, "INSERT INTO priced_order (\"Id\", \"ShopId\", \"Key\", \"RequestHash\", \"BookVersion\", \"Cart\", \"Uses\", \"At\", \"Answer\", \"PlacedAt\", "
            + "\"CancelledAt\") VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)", id, shop.Id.Value, key, hash, book.Version == 0 ? null : book.Version,
            JsonSerializer.Serialize(given), JsonSerializer.Serialize(uses), cart.At.UtcDateTime, answer.ToJsonString(), now.UtcDateTime);
        return UseLedger.Take(db, book, price, id, day) is { } spent ? throw new Spent(spent) : new(JsonNode.Parse(answer.ToJsonString())!.AsObject(), null);
    }

    /// <summary>Thrown so that the till forgets what the order wrote.</summary>
    sealed class Spent(string promotion) : Exception
    {
        public string Promotion => promotion;
    }
}
