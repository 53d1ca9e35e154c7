using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Kernel;
using Duoshou.Promotions.Cases;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Refunds;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions;

/// <summary>
/// Promotions, policies, carts and prices as JSON, in the words of the case files: whole minor units, basis points, instants. What is
/// wrong is said with the name of the member and its value.
/// </summary>
public static class PromotionText
{
    /// <summary>The promotions in the member "promotions" of an object, or of a bare list.</summary>
    /// <exception cref="PromotionException">A member is missing, unreadable or contradicts another.</exception>
    public static IReadOnlyList<Promotion> Promotions(JsonElement from)
    {
        if (from.ValueKind != JsonValueKind.Array && from.Member("promotions") is null)
            throw CaseFields.Fault("promotions", from, "is missing");
        IReadOnlyList<Promotion> read = from.ValueKind == JsonValueKind.Array
            ? [.. from.EnumerateArray().Select(CasePromotions.One)] : CasePromotions.All(from);
        PromotionFaults.Check(read);
        return read;
    }

    /// <summary>The policy in the member "policy" of an object; the default where there is none.</summary>
    /// <exception cref="PromotionException">A word is not known.</exception>
    public static PricingPolicy Policy(JsonElement from) => CaseCarts.Policy(from);

    /// <summary>A cart. The instant and the currency given here hold where the cart names none.</summary>
    /// <exception cref="PromotionException">A member is missing, unreadable or contradicts another.</exception>
    public static Cart Cart(JsonElement from, DateTimeOffset at, Currency currency)
    {
        if (from.ValueKind != JsonValueKind.Object) throw CaseFields.Fault("cart", from, "is no object");
        Cart read = CaseCarts.Cart(from, at, currency.Code);
        if (read.Lines.Count == 0) throw CaseFields.Fault("lines", from, "is empty or missing");
        PromotionFaults.Check(read);
        return read;
    }

    /// <summary>A refund: {"lines": [{"line", "qty"}], "shipping": [ids]}.</summary>
    /// <exception cref="PromotionException">A member is missing or unreadable.</exception>
    public static RefundRequest Refund(JsonElement from)
    {
        RefundRequest read = new([.. from.Items("lines").Select(l => new ReturnedUnits(l.Needed("line"), l.Count("qty") ?? 1))],
            from.Texts("shipping") ?? []);
        return read.Lines.Count + read.Shipping.Count > 0 ? read : throw CaseFields.Fault("lines", from, "is empty or missing");
    }

    /// <summary>A price with everything that a storefront or an ERP stores of it.</summary>
    public static JsonObject Write(CartPrice price) => new()
    {
        ["currency"] = price.Cart.Currency.Code,
        ["at"] = price.Cart.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["goodsTotal"] = price.GoodsTotal,
        ["goodsDiscount"] = price.GoodsDiscount,
        ["shippingTotal"] = price.ShippingTotal,
        ["shippingDiscount"] = price.ShippingDiscount,
        ["total"] = price.Total,
        ["dueLater"] = price.DueLater,
        ["applied"] = List(price.Applied, a => new() { ["promotion"] = a.Promotion.Id, ["version"] = a.Promotion.Version,
            ["name"] = a.Promotion.Name, ["discount"] = a.Discount }),
        ["lines"] = List(price.Lines, l => new() { ["line"] = l.Line.Id, ["sku"] = l.Line.Sku, ["discount"] = l.Discount,
            ["paid"] = l.Paid, ["units"] = List(l.Runs, r => new() { ["count"] = r.Count, ["paid"] = r.Paid }) }),
        ["shipping"] = List(price.Shipping, s => new() { ["id"] = s.Choice.Id, ["discount"] = s.Discount, ["paid"] = s.Paid }),
        ["gifts"] = List(price.Gifts, g => new() { ["promotion"] = g.Promotion, ["sku"] = g.Sku, ["qty"] = g.Quantity,
            ["insert"] = g.Insert }),
        ["funding"] = List(PromotionFunding.Parts(price).GroupBy(f => (f.Promotion, f.Payer)), f => new()
        {
            ["promotion"] = f.Key.Promotion, ["payer"] = f.Key.Payer, ["amount"] = f.Sum(part => part.Amount),
        }),
        ["proven"] = price.Optimality.Proven,
        ["gap"] = price.Optimality.Gap,
    };

    /// <summary>The price with why each promotion of the book is or is not part of it, and what adding goods would bring.</summary>
    public static JsonObject Write(ExplainedPrice explained)
    {
        JsonObject written = Write(explained.Price);
        written["promotions"] = List(explained.Promotions, p => new()
        {
            ["promotion"] = p.Promotion.Id,
            ["version"] = p.Promotion.Version,
            ["outcome"] = p.Outcome switch { Outcome.Applied => "applied", Outcome.Partly => "partly", _ => "not_applied" },
            ["reason"] = p.Refusal?.Code,
            ["computed"] = p.Computed,
            ["capsHit"] = p.CapsHit.Count == 0 ? null : new JsonArray([.. p.CapsHit.Select(cap => (JsonNode)cap)]),
            ["zh"] = p.Sentence.Zh,
            ["en"] = p.Sentence.En,
        });
        written["hints"] = List(explained.TopUps, t => new() { ["promotion"] = t.Promotion, ["addAmount"] = t.Amount,
            ["addUnits"] = t.Units, ["like"] = t.Like, ["extraSaving"] = t.ExtraSaving, ["extraToPay"] = t.ExtraToPay });
        return written;
    }

    /// <summary>What a refund gives back.</summary>
    public static JsonObject Write(RefundAnswer answer) => new()
    {
        ["amount"] = answer.Amount,
        ["paidShare"] = answer.PaidShare,
        ["giftsLost"] = List(answer.GiftsLost, g => new() { ["sku"] = g.Sku, ["qty"] = g.Quantity }),
        ["released"] = List(answer.Released, r => new() { ["promotion"] = r.Key, ["amount"] = r.Value }),
        ["couponsBack"] = new JsonArray([.. answer.CouponsBack.Select(code => (JsonNode)code)]),
    };

    static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> one)
    {
        JsonArray list = [];
        foreach (T item in items)
        {
            JsonObject written = one(item);
            foreach (string empty in written.Where(member => member.Value is null).Select(member => member.Key).ToArray())
                written.Remove(empty);
            list.Add((JsonNode)written);
        }

        return list;
    }
}
