using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Actions;

/// <summary>A placed order with its price as it was answered, and its refunds.</summary>
public sealed class ShowOrder(IDbContextFactory<DuoshouDb> database)
{
    public async Task<Answered<JsonObject>> Run(Guid id, Scope scope, CancellationToken cancel)
    {
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        PricedOrder? order = await db.Set<PricedOrder>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, cancel);
        if (order is null || !scope.Shops.Contains(order.ShopId)) return new(null, Faults.Order(id));
        JsonObject answer = JsonNode.Parse(order.Answer)!.AsObject();
        answer["cancelled"] = order.CancelledAt is not null;
        List<string> refunds = await db.Set<OrderRefund>().Where(r => r.OrderId == id).OrderBy(r => r.Number).Select(r => r.Answer).ToListAsync(cancel);
        answer["refunds"] = new JsonArray([.. refunds.Select(text => JsonNode.Parse(text))]);
        return new(answer, null);
    }
}
