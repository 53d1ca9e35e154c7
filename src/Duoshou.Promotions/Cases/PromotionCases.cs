using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Checks;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Refunds;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Cases;

/// <summary>
/// Answers files of promotion cases: a cart, promotions, and what comes out. Amounts are whole minor units throughout.
/// </summary>
public static class PromotionCases
{
    /// <summary>
    /// For each case of the file {"id", "expect"} with everything that was computed, or {"id", "error": {"code", "detail"}}
    /// where it cannot be. What the file itself expects is not looked at.
    /// </summary>
    /// <exception cref="JsonException">The file is not JSON, or holds no list of cases.</exception>
    public static JsonObject Answer(Stream casesJson)
    {
        using JsonDocument file = JsonDocument.Parse(casesJson);
        JsonElement cases = file.RootElement.ValueKind == JsonValueKind.Array ? file.RootElement
            : file.RootElement.Member("cases") ?? throw new JsonException("The file has no list named cases.");
        JsonArray results = [];
        foreach (JsonElement one in cases.EnumerateArray()) results.Add(Answer(one));
        return new JsonObject { ["results"] = results };
    }

    static JsonObject Answer(JsonElement one)
    {
        JsonNode? id = one.Member("id") is { } given ? JsonNode.Parse(given.GetRawText()) : null;
        try
        {
            JsonObject computed = one.Text("kind") switch
            {
                null or "cart" or "refund" or "precheck" => Cart(one),
                "allocation" => Shares(one),
                string kind => throw new PromotionException("unknown_kind", $"There is no kind of case '{kind}'."),
            };
            return new JsonObject { ["id"] = id, ["expect"] = computed };
        }
        catch (PromotionException fault)
        {
            return Error(id, fault.Code, fault.Message);
        }
        catch (OverflowException)
        {
            return Error(id, "overflow", "An amount is larger than can be calculated.");
        }
    }

    static JsonObject Error(JsonNode? id, string code, string detail) =>
        new() { ["id"] = id, ["error"] = new JsonObject { ["code"] = code, ["detail"] = detail } };

    static JsonObject Cart(JsonElement one)
    {
        Cart cart = CaseCarts.Cart(one);
        PricingPolicy policy = CaseCarts.Policy(one);
        PromotionBook book = new(CasePromotions.All(one));
        PricedWithReasons priced = PromotionEngine.PriceWithReasons(cart, book, policy);
        JsonObject answer = CaseAnswers.Of(priced);
        if (one.Member("refunds") is not null) answer["refund"] = Refunds(one, priced.Price, book, policy);
        if (one.Text("kind") == "precheck") answer["findings"] = Findings(priced.Price);
        return answer;
    }

    static JsonArray Refunds(JsonElement one, CartPrice price, PromotionBook book, PricingPolicy policy)
    {
        RefundPolicy refundPolicy =
            one.Word("refundPolicy", RefundPolicy.Keep, ("keep", RefundPolicy.Keep), ("recalculate", RefundPolicy.Recalculate));
        RefundLedger ledger = new(price, book, policy, new RefundTerms { Policy = refundPolicy });
        JsonArray amounts = [];
        foreach (JsonElement step in one.Items("refunds"))
        {
            RefundRequest request = new(
                [.. step.Items("lines").Select(l => new ReturnedUnits(l.Needed("line"), l.Count("qty") ?? 1))],
                step.Texts("shipping") ?? []);
            amounts.Add(ledger.Refund(request).Amount);
        }

        return amounts;
    }

    static JsonArray Findings(CartPrice price) =>
        [.. PromotionCheck.Margins(price)
            .Select(f => (JsonNode)new JsonObject { ["line"] = f.Line, ["code"] = f.Code, ["net"] = f.Net,
            ["limit"] = f.Limit })];

    static JsonObject Shares(JsonElement one)
    {
        long[] weights = Numbers(one, "weights"), caps = Numbers(one, "caps");
        long amount = one.Number("amount") ?? throw CaseFields.Fault("amount", one, "is missing");
        if (weights.Length == 0 || caps.Length > 0 && caps.Length != weights.Length)
            throw new PromotionException("bad_field", "An allocation needs weights, and either no caps or one for each weight.");
        if (weights.Any(w => w < 0)
            || caps.Any(c => c < 0)) throw new PromotionException("bad_field", "A weight or a cap is below zero.");
        return new JsonObject { ["shares"] = new JsonArray(
            [.. PromotionAllocation.Shares(amount, weights, caps, CaseCarts.Policy(one).Remainder).Select(s => (JsonNode)s)]) };
    }

    static long[] Numbers(JsonElement one, string name) => [.. one.Items(name).Select(item =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long value) ? value
            : throw CaseFields.Fault(name, item, "must be whole numbers"))];
}
