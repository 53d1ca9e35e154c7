using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Books;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Refunds;
using Duoshou.Promotions.Results;
using Microsoft.Data.Sqlite;

namespace Duoshou.App.Promotions.Orders;

/// <summary>An order as it stands at the till.</summary>
sealed record PlacedOrder(Guid Id, ShopId Shop, string Hash, int BookVersion, string Cart, string Uses, DateTimeOffset At, string Answer, bool Cancelled)
{
    const string Columns = "SELECT \"Id\", \"ShopId\", \"RequestHash\", \"BookVersion\", \"Cart\", \"Uses\", \"At\", \"Answer\", \"CancelledAt\" FROM priced_order WHERE ";

    public static PlacedOrder? Find(SqliteConnection db, Guid id) => One(db, Columns + "\"Id\" = $0", id);

    public static PlacedOrder? Keyed(SqliteConnection db, ShopId shop, string key) => One(db, Columns + "\"ShopId\" = $0 AND \"Key\" = $1", shop.Value, key);

    /// <summary>The price computed again with the stored cart, uses and version; null when it does not come out as it was answered.</summary>
    public CartPrice? Priced(CompiledBook book, Currency currency)
    {
        using JsonDocument cart = JsonDocument.Parse(Cart);
        Cart read = PromotionText.Cart(cart.RootElement, At, currency) with { Uses = JsonSerializer.Deserialize<Dictionary<string, PromotionUse>>(Uses) };
        CartPrice price = PromotionEngine.Price(read, book.Book, book.Policy);
        return JsonNode.Parse(Answer)!["total"]!.GetValue<long>() == price.Total ? price : null;
    }

    /// <summary>The refunds so far, asked of the engine again in their order.</summary>
    public static RefundLedger Refunded(SqliteConnection db, Guid id, CartPrice price, CompiledBook book)
    {
        RefundLedger ledger = new(price, book.Book, book.Policy, book.Refunds);
        UseLedger.Each(db, "SELECT \"Request\" FROM order_refund WHERE \"OrderId\" = $0 ORDER BY \"Number\"", [id], row =>
        {
            using JsonDocument request = JsonDocument.Parse(row.GetString(0));
            ledger.Refund(PromotionText.Refund(request.RootElement));
        });
        return ledger;
    }

    static PlacedOrder? One(SqliteConnection db, string sql, params object?[] values)
    {
        PlacedOrder? found = null;
        UseLedger.Each(db, sql, values, row => found = new(row.GetGuid(0), new ShopId(row.GetGuid(1)), row.GetString(2), row.IsDBNull(3) ? 0 : row.GetInt32(3),
            row.GetString(4), row.GetString(5), new DateTimeOffset(row.GetDateTime(6), TimeSpan.Zero), row.GetString(7), !row.IsDBNull(8)));
        return found;
    }
}
