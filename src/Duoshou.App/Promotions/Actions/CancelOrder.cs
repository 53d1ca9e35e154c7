using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Books;
using Duoshou.App.Promotions.Orders;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.Data.Sqlite;

namespace Duoshou.App.Promotions.Actions;

/// <summary>A whole order is cancelled: its uses are free again, unless the shop's policy says that they stay used. Cancelling twice changes nothing.</summary>
public sealed class CancelOrder
{
    readonly IShops shops;
    readonly BookShelf shelf;
    readonly Till till;
    readonly TimeProvider clock;

    internal CancelOrder(IShops shops, BookShelf shelf, Till till, TimeProvider clock) => (this.shops, this.shelf, this.till, this.clock) = (shops, shelf, till, clock);

    public async Task<Answered<JsonObject>> Run(Guid id, Scope scope, CancellationToken cancel)
    {
        PlacedOrder? order = await till.Run(db => PlacedOrder.Find(db, id), cancel);
        if (order is null || await shops.Find(order.Shop, scope, cancel) is null) return new(null, Faults.Order(id));
        CompiledBook book = await shelf.Version(order.Shop, order.BookVersion, cancel);
        return await till.Run(db => At(db, order, book), cancel);
    }

    Answered<JsonObject> At(SqliteConnection db, PlacedOrder order, CompiledBook book)
    {
        JsonObject answer = new() { ["order"] = order.Id.ToString(), ["cancelled"] = true, ["usesGivenBack"] = book.CancelGivesBack };
        if (PlacedOrder.Find(db, order.Id)!.Cancelled) return new(answer, null);
        bool refunds = false;
        UseLedger.Each(db, "SELECT 1 FROM order_refund WHERE \"OrderId\" = $0 LIMIT 1", [order.Id], _ => refunds = true);
        if (refunds) return new(null, Faults.HasRefunds(order.Id));
        UseLedger.Run(db, "UPDATE priced_order SET \"CancelledAt\" = $1 WHERE \"Id\" = $0", order.Id, clock.GetUtcNow().UtcDateTime);
        if (book.CancelGivesBack) UseLedger.GiveAllBack(db, order.Shop, order.Id);
        return new(answer, null);
    }
}
