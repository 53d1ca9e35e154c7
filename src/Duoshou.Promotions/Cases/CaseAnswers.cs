using System.Text.Json.Nodes;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Cases;

/// <summary>Writes a price in the words of the case files.</summary>
static class CaseAnswers
{
    internal static JsonObject Of(PricedWithReasons priced)
    {
        CartPrice price = priced.Price;
        return new JsonObject
        {
            ["goodsTotal"] = price.GoodsTotal,
            ["goodsDiscount"] = price.GoodsDiscount,
            ["shippingTotal"] = price.ShippingTotal,
            ["shippingDiscount"] = price.ShippingDiscount,
            ["total"] = price.Total,
            ["dueLater"] = price.DueLater,
            ["applied"] = new JsonArray([.. price.Applied.Select(a => (JsonNode)a.Promotion.Id)]),
            ["notApplied"] = Object(priced.NotApplied.Select(r => (r.Promotion.Id, (JsonNode)r.Refusal.Code))),
            ["lines"] = Object(price.Lines.Select(l => (l.Line.Id, (JsonNode)Line(l))).Concat(Unticked(price.Cart))),
            ["shipping"] = Object(
                price.Shipping.Select(s => (s.Choice.Id, (JsonNode)new JsonObject { ["discount"] = s.Discount }))),
            ["perPromotion"] = Object(price.Applied.Select(a => (a.Promotion.Id, (JsonNode)Parts(a.Promotion.Id, price)))),
            ["gifts"] = new JsonArray([.. Gifts(price)]),
        };
    }

    static JsonObject Line(LinePrice line) =>
        new() { ["discount"] = line.Discount, ["units"] = new JsonArray([.. line.UnitDiscounts().Select(u => (JsonNode)u)]) };

    /// <summary>Lines that are no part of the order get nothing.</summary>
    static IEnumerable<(string, JsonNode)> Unticked(Cart cart) => cart.Lines.Where(l => !l.Selected)
        .Select(l => (l.Id, (JsonNode)new JsonObject { ["discount"] = 0,
            ["units"] = new JsonArray([.. Enumerable.Repeat(0, l.Quantity).Select(u => (JsonNode)u)]) }));

    /// <summary>What one promotion takes off each line and each way of shipping, also where that is nothing.</summary>
    static JsonObject Parts(string promotion, CartPrice price)
    {
        ILookup<(bool, string), long> parts = price.Ledger.Where(e => e.Promotion == promotion)
            .ToLookup(e => (e.OnShipping, e.Target), e => e.Amount);
        return Object(
            price.Lines.Select(l => (l.Line.Id, (JsonNode)parts[(false, l.Line.Id)].Sum()))
                .Concat(price.Shipping.Select(s => ("ship:" + s.Choice.Id, (JsonNode)parts[(true, s.Choice.Id)].Sum()))));
    }

    static IEnumerable<JsonNode> Gifts(CartPrice price) => price.Gifts.GroupBy(g => g.Sku)
        .Select(g => (JsonNode)new JsonObject { ["sku"] = g.Key, ["qty"] = g.Sum(x => x.Quantity) });

    static JsonObject Object(IEnumerable<(string Name, JsonNode Value)> members)
    {
        JsonObject made = [];
        foreach ((string name, JsonNode value) in members) made[name] = value;
        return made;
    }
}
