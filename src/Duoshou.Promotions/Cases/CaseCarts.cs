using System.Text.Json;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Cases;

/// <summary>Reads the cart and the policy of a case.</summary>
static class CaseCarts
{
    static readonly DateTimeOffset DefaultInstant = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    internal static Cart Cart(JsonElement c) => Cart(c, DefaultInstant, "USD");

    internal static Cart Cart(JsonElement c, DateTimeOffset at, string currency) => new()
    {
        Currency = CaseFields.CurrencyOf(c.Text("currency") ?? currency),
        At = c.Instant("now") ?? at,
        Lines = [.. c.Items("lines").Select(Line)],
        Shipping = [.. c.Items("shipping").Select(Shipping)],
        Channel = c.Text("channel"),
        Customer = c.Member("customer") is { } customer ? Customer(customer) : null,
        Coupons = c.Texts("coupons") ?? [],
        ShipTo = c.Member("shipTo") is { } to ? new Destination(to.Text("country"), to.Text("region")) : null,
        Payment = c.Text("payment"),
        Stock = c.Member("stock") is { } stock
            ? stock.EnumerateObject().ToDictionary(p => p.Name, p => stock.NeededCount(p.Name)) : new Dictionary<string, int>(),
    };

    internal static PricingPolicy Policy(JsonElement c)
    {
        JsonElement p = c.Member("policy") ?? default;
        return new PricingPolicy
        {
            Selection = p.Word("selection", SelectionMode.Best,
                ("best", SelectionMode.Best), ("priority", SelectionMode.Priority),
                    ("exclusiveFirst", SelectionMode.ExclusiveFirst)),
            Rounding = p.Word("rounding", RoundingRule.HalfUp,
                ("halfUp", RoundingRule.HalfUp), ("down", RoundingRule.Down), ("halfEven", RoundingRule.HalfEven)),
            RoundPrice = p.Word("roundTarget", false, ("discount", false), ("price", true)),
            RoundAtUnit = p.Word("roundAt", false, ("line", false), ("unit", true)),
            Remainder = p.Word("remainder", RemainderRule.Largest,
                ("largest", RemainderRule.Largest), ("first", RemainderRule.First), ("last", RemainderRule.Last)),
            ThresholdBasis = CaseConditions.Basis(p, "thresholdBasis") ?? AmountBasis.Running,
            ClipToBudget = p.Word("budget", false, ("skip", false), ("clip", true)),
        };
    }

    static CartLine Line(JsonElement l) => new()
    {
        Id = l.Needed("id"),
        Sku = l.Text("sku") ?? l.Needed("id"),
        Product = l.Text("product"),
        Shop = l.Text("shop"),
        Brand = l.Text("brand"),
        Categories = l.Texts("categories") ?? [],
        Tags = l.Texts("tags") ?? [],
        Quantity = l.Count("qty") ?? 1,
        UnitPrice = l.Number("unitPrice") ?? throw CaseFields.Fault("unitPrice", l, "is missing"),
        ListPrice = l.Number("listPrice"),
        FloorPrice = l.Number("floorPrice"),
        Cost = l.Number("cost"),
        MarginFloor = l.Number("floor"),
        Discountable = l.Flag("discountable", true),
        Gift = l.Flag("gift", false),
        Selected = l.Flag("selected", true),
        ClearanceFloorPrice = l.Number("clearanceFloorPrice"),
        ListedDays = l.Count("listedDays"),
        StockAgeDays = l.Count("stockAgeDays"),
        StockCoverDays = l.Count("stockCoverDays"),
    };

    static ShippingChoice Shipping(JsonElement s)
    {
        string id = s.Needed("id");
        return new ShippingChoice(id, s.Text("method") ?? id, s.Number("fee") ?? throw CaseFields.Fault("fee", s, "is missing"));
    }

    static Customer Customer(JsonElement c) => new()
    {
        Id = c.Text("id"),
        Groups = c.Texts("groups") ?? [],
        Level = c.Text("level"),
        OrdersPlaced = c.Count("ordersPlaced") ?? 0,
        Referred = c.Flag("referred", false),
    };
}
