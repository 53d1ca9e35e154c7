using System.Text.Json.Nodes;

namespace Duoshou.Libraries.Tests.Promotions;

/// <summary>Cases of our own, worked by hand, for what the case schema can say.</summary>
public class PromotionCaseKindsTests
{
    const string One = """ "lines":[{"id":"a","sku":"a","qty":1,"unitPrice":10000}] """;

    const string Two = """
        "lines":[{"id":"a","sku":"a","qty":1,"unitPrice":20000},{"id":"b","sku":"b","qty":1,"unitPrice":10000}]
        """;

    const string TenPercent = """{"type":"percentOff","bp":1000}""";

    static JsonNode Expect(string members)
    {
        JsonNode result = PromotionCasesTests.Answer($$"""{"cases":[{"id":"x",{{members}}}]}""")["results"]![0]!;
        return result["expect"] ?? throw new InvalidOperationException(result.ToJsonString());
    }

    static string Promotion(string action, string rest = "") =>
        $$""" "promotions":[{"id":"p","actions":[{{action}}]{{rest}}}] """;

    static long Number(JsonNode expect, string member) => expect[member]!.GetValue<long>();

    static string? Reason(string members) => Expect(members)["notApplied"]!["p"]?.GetValue<string>();

    [Fact]
    public void Complete_sets_are_counted_and_priced()
    {
        const string lines = """
            "lines":[{"id":"a","sku":"a","qty":3,"unitPrice":5000},{"id":"b","sku":"b","qty":2,"unitPrice":3000}]
            """;
        const string parts = """ "parts":[{"of":{"skus":["a"]},"qty":1},{"of":{"skus":["b"]},"qty":1}] """;
        string price = Promotion($$"""{"type":"bundle",{{parts}},"price":7000}""");
        string rate = Promotion($$"""{"type":"bundle",{{parts}},"bp":1000,"maxTimes":1}""");
        Number(Expect($"{lines},{price}"), "goodsDiscount").ShouldBe(2_000);
        Number(Expect($"{lines},{rate}"), "goodsDiscount").ShouldBe(800);
        Reason($"{One},{price}").ShouldBe("bundle_incomplete");
    }

    [Fact]
    public void A_deposit_is_not_due_again()
    {
        JsonNode expect = Expect($$"""{{One}},{{Promotion("""{"type":"deposit","deposit":1000,"worth":3000}""")}}""");
        (Number(expect, "total"), Number(expect, "dueLater")).ShouldBe((8_000, 7_000));
    }

    [Fact]
    public void A_budget_is_kept_by_skipping_or_by_clipping()
    {
        const string limits = ""","limits":{"budget":100000,"budgetUsed":98800}""";
        string promotion = Promotion("""{"type":"amountOff","scope":"order","amount":3000}""", limits);
        Reason($$"""{{Two}},{{promotion}}""").ShouldBe("budget_exhausted");
        JsonNode clipped = Expect($$"""{{Two}},"policy":{"budget":"clip"},{{promotion}}""");
        (Number(clipped["lines"]!["a"]!, "discount"), Number(clipped["lines"]!["b"]!, "discount")).ShouldBe((800, 400));
    }

    [Fact]
    public void An_amount_is_spread_over_shipping_methods_by_fee()
    {
        const string shipping = """ "shipping":[{"id":"e","method":"x","fee":25000},{"id":"s","method":"y","fee":15000}] """;
        string spread = Promotion("""{"type":"amountOff","scope":"shipping","amount":20000,"spread":true}""");
        JsonNode expect = Expect($"{One},{shipping},{spread}");
        (Number(expect["shipping"]!["e"]!, "discount"), Number(expect["perPromotion"]!["p"]!, "ship:s"))
            .ShouldBe((12_500, 7_500));
        JsonNode capped = Expect($$"""{{One}},{{shipping}},{{Promotion("""{"type":"freeShipping","maxAmount":4000}""")}}""");
        Number(capped, "shippingDiscount").ShouldBe(4_000);
    }

    [Theory]
    [InlineData("halfUp", "discount", 124)]
    [InlineData("down", "discount", 123)]
    [InlineData("halfEven", "discount", 124)]
    [InlineData("halfUp", "price", 123)]
    [InlineData("down", "price", 124)]
    public void Rates_are_rounded_as_the_policy_says(string rounding, string target, long discount)
    {
        const string lines = """ "currency":"KWD","lines":[{"id":"a","sku":"a","qty":1,"unitPrice":1235}] """;
        string policy = $$""" "policy":{"rounding":"{{rounding}}","roundTarget":"{{target}}"} """;
        Number(Expect($"{lines},{policy},{Promotion(TenPercent)}"), "goodsDiscount").ShouldBe(discount);
    }

    [Theory]
    [InlineData(""" "enabled":false """, "disabled")]
    [InlineData(""" "channels":["app"] """, "channel")]
    [InlineData(""" "starts":"2026-11-22T00:00:01Z" """, "not_started")]
    [InlineData(""" "ends":"2026-11-22T08:00:00+08:00" """, "expired")]
    [InlineData(""" "coupon":"X" """, "coupon_missing")]
    [InlineData(""" "limits":{"total":5,"used":5} """, "usage_limit")]
    [InlineData(""" "when":[{"type":"subtotal","gte":{"EUR":1}}] """, "currency_missing")]
    [InlineData(""" "when":[{"type":"subtotal","lte":9999}] """, "subtotal_above")]
    [InlineData(""" "when":[{"type":"quantity","lte":0}] """, "quantity_above")]
    [InlineData(""" "when":[{"type":"nthOrder","eq":2}] """, "nth_order")]
    [InlineData(""" "when":[{"type":"shippingMethod","in":["air"]}] """, "shipping_method")]
    [InlineData(""" "when":[{"type":"payment","in":["card"]}] """, "payment_method")]
    [InlineData(""" "when":[{"type":"region","in":["CN"]}] """, "region_excluded")]
    [InlineData(""" "when":[{"type":"contains","of":{"skus":["z"]}}] """, "no_matching_lines")]
    [InlineData(""" "when":[{"type":"any","of":[{"type":"quantity","gte":3},{"type":"quantity","gte":4}]}] """, "condition_false")]
    [InlineData(""" "when":[{"type":"not","of":[{"type":"quantity","gte":1}]}] """, "condition_false")]
    [InlineData(""" "when":[{"type":"all","of":[{"type":"quantity","gte":3}]}] """, "quantity_below")]
    public void Each_reason_is_given_by_its_code(string member, string reason) =>
        Reason($"{One},{Promotion(TenPercent, "," + member)}").ShouldBe(reason);

    [Fact]
    public void Gifts_go_as_far_as_the_stock()
    {
        string gift = Promotion("""{"type":"gift","sku":"G","qty":2}""");
        Expect($$"""{{One}},"stock":{"G":1},{{gift}}""")["gifts"]!.ToJsonString().ShouldBe("""[{"sku":"G","qty":1}]""");
        Reason($$"""{{One}},"stock":{"G":0},{{gift}}""").ShouldBe("gift_out_of_stock");
    }

    [Fact]
    public void An_exclusion_named_on_one_side_holds_on_both()
    {
        const string promotions = """
            "promotions":[{"id":"p","actions":[{"type":"percentOff","bp":1000}]},
            {"id":"q","excludes":["p"],"priority":1,"actions":[{"type":"percentOff","bp":500}]}]
            """;
        Reason($$"""{{One}},"policy":{"selection":"priority"},{{promotions}}""").ShouldBe("excluded");
        Reason($$"""{{One}},{{promotions}}""").ShouldBeNull();
    }

    [Fact]
    public void A_refund_by_recalculation_takes_the_threshold_back()
    {
        const string when = ""","when":[{"type":"subtotal","gte":30000}]""";
        string promotion = Promotion("""{"type":"amountOff","scope":"order","amount":5000}""", when);
        const string refunds = """ "kind":"refund","refunds":[{"lines":[{"line":"b","qty":1}]},{"lines":[{"line":"a"}]}] """;
        const string anew = """ "refundPolicy":"recalculate" """;
        Expect($"{Two},{refunds},{anew},{promotion}")["refund"]!.ToJsonString().ShouldBe("[5000,20000]");
        Expect($"{Two},{refunds},{promotion}")["refund"]!.ToJsonString().ShouldBe("[8333,16667]");
    }

    [Fact]
    public void A_check_names_the_worst_unit_of_a_line()
    {
        const string lines = """ "lines":[{"id":"a","sku":"a","qty":2,"unitPrice":1000,"cost":900,"floor":950}] """;
        string promotion = Promotion("""{"type":"percentOff","bp":2000,"maxUnits":1}""");
        const string kind = """ "kind":"precheck" """;
        JsonNode check = Expect($"{lines},{kind},{promotion}");
        check["findings"]!.AsArray().Select(f => f!.ToJsonString()).ShouldBe(
        [
            """{"line":"a","code":"below_cost","net":800,"limit":900}""",
            """{"line":"a","code":"below_floor","net":800,"limit":950}""",
        ]);
    }
}
