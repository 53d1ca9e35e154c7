using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Books;
using Duoshou.App.Promotions.Orders;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Promotions.Model;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions;

/// <summary>What a cart costs in a shop now, and why. Nothing is written and nothing is used up.</summary>
public sealed class PriceCart
{
    readonly IShops shops;
    readonly BookShelf shelf;
    readonly KnownUses uses;
    readonly TimeProvider clock;

    internal PriceCart(IShops shops, BookShelf shelf, KnownUses uses, TimeProvider clock) =>
        (this.shops, this.shelf, this.uses, this.clock) = (shops, shelf, uses, clock);

    /// <param name="Shop">Id or name.</param>
    /// <param name="Cart">The cart in the words of the case files.</param>
    /// <param name="Explain">With the reason of every promotion, and what adding goods would bring.</param>
    public sealed record Request(string Shop, JsonElement Cart, bool Explain);

    public async Task<Answered<JsonObject>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (await shops.Named(request.Shop, scope, cancel) is not { } shop) return new(null, Faults.Shop(request.Shop));
        CompiledBook book = await shelf.Current(shop.Id, cancel);
        try
        {
            Cart cart = PromotionText.Cart(request.Cart, clock.GetUtcNow(), shop.Currency);
            if (book.Limited.Count > 0) cart = cart with { Uses = await uses.Read(book, cart, shop.Zone.Day(cart.At), cancel) };
            JsonObject answer = request.Explain
                ? PromotionText.Write(PromotionEngine.Explain(cart, book.Book, book.Policy))
                : PromotionText.Write(PromotionEngine.Price(cart, book.Book, book.Policy));
            answer.Insert(0, "version", book.Version);
            answer.Insert(0, "shop", shop.Id.ToString());
            return new(answer, null);
        }
        catch (PromotionException fault)
        {
            return new(null, Faults.Of(fault, "cart"));
        }
    }
}
