using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Actions;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tests.Promotions;

/// <summary>Orders at the till: counted once, never beyond a limit, by the version they were priced with.</summary>
public sealed class OrderTests : IAsyncLifetime
{
    const string Hundred = """
        {"promotions":[{"id":"hundred","actions":[{"type":"amountOff","scope":"order","amount":1000}],"limits":{"total":100,"budget":70000}},
                       {"id":"cheap","actions":[{"type":"percentOff","bp":100}],"limits":{"budget":250}}]}
        """;

    TestInstallation duoshou = null!;
    ShopCard shop = null!;
    Scope scope = null!;

    public async Task InitializeAsync()
    {
        duoshou = await TestInstallation.Open();
        shop = await duoshou.Shop((await duoshou.Client()).Id);
        scope = await duoshou.OwnerScope();
    }

    public async Task DisposeAsync() => await duoshou.DisposeAsync();

    static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    static string Cart(int quantity = 1, string? customer = null) =>
        $$"""{"lines":[{"id":"a","sku":"S1","qty":{{quantity}},"unitPrice":5000}]{{(customer is null ? "" : $$""","customer":{"id":"{{customer}}"}""")}}}""";

    async Task<int> Publish(string book) => (await duoshou.Get<PublishBook>().Run(new(shop.Name, Json(book), "test"), scope, default)).Value!.Version;

    async Task<JsonObject> Place(string key, string cart)
    {
        (JsonObject? placed, Refusal? refusal) = await duoshou.Get<PlaceOrder>().Run(new(shop.Name, key, Json(cart)), scope, default);
        return placed ?? throw new InvalidOperationException(refusal!.Code + ": " + refusal.Detail.En);
    }

    static string[] Applied(JsonObject order) => [.. order["applied"]!.AsArray().Select(a => a!["promotion"]!.GetValue<string>())];

    static long Spent(IEnumerable<JsonObject> orders, string promotion) => orders.SelectMany(o => o["applied"]!.AsArray())
        .Where(a => a!["promotion"]!.GetValue<string>() == promotion).Sum(a => a!["discount"]!.GetValue<long>());

    async Task<(int Orders, long Spent)> Counted(string promotion)
    {
        await using DuoshouDb db = await duoshou.Get<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync();
        return (await db.Set<PromotionCount>().Where(c => c.Promotion == promotion).SumAsync(c => c.Orders),
            await db.Set<DaySpend>().Where(c => c.Promotion == promotion).SumAsync(c => c.Spent));
    }

    [Fact]
    public async Task Two_thousand_orders_at_once_use_a_hundred_times_exactly_a_hundred_times_and_no_budget_is_passed()
    {
        await Publish("""
            {"promotions":[{"id":"hundred","actions":[{"type":"amountOff","scope":"order","amount":1000}],"limits":{"total":100}},
                           {"id":"money","actions":[{"type":"percentOff","bp":300}],"limits":{"budget":40000}}]}
            """);
        JsonObject[] orders = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => Task.Run(() => Place($"k{i}", Cart(1 + i % 3, $"c{i % 50}")))));
        orders.Count(o => Applied(o).Contains("hundred")).ShouldBe(100);
        long money = Spent(orders, "money");
        money.ShouldBeInRange(40_000 - 450, 40_000);
        (await Counted("hundred")).ShouldBe((100, 100_000));
        (await Counted("money")).Spent.ShouldBe(money);
        orders.Select(o => o["order"]!.GetValue<string>()).Distinct().Count().ShouldBe(2_000);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_and_another_body_is_refused()
    {
        await Publish(Hundred);
        JsonObject first = await Place("one", Cart());
        (await Place("one", Cart())).ToJsonString().ShouldBe(first.ToJsonString());
        (_, Refusal? refusal) = await duoshou.Get<PlaceOrder>().Run(new(shop.Name, "one", Json(Cart(2))), scope, default);
        refusal!.Code.ShouldBe("key.reused");
        (await Counted("hundred")).Orders.ShouldBe(1);
        (_, refusal) = await duoshou.Get<PlaceOrder>().Run(new(shop.Name, "", Json(Cart())), scope, default);
        refusal!.Code.ShouldBe("key.missing");
    }

    [Fact]
    public async Task An_order_keeps_its_version_and_is_refunded_by_it_after_a_newer_one_is_published()
    {
        int version = await Publish(Hundred);
        JsonObject order = await Place("one", Cart(2));
        (await Publish("""{"promotions":[{"id":"other","actions":[{"type":"percentOff","bp":5000}]}]}""")).ShouldBe(version + 1);
        Applied(await Place("two", Cart(2))).ShouldBe(["other"]);
        Guid id = Guid.Parse(order["order"]!.GetValue<string>());
        JsonElement back = Json("""{"lines":[{"line":"a","qty":1}]}""");
        (JsonObject? refund, _) = await duoshou.Get<RefundOrder>().Run(new(id, "r1", back), scope, default);
        refund!["version"]!.GetValue<int>().ShouldBe(version);
        long paid = order["total"]!.GetValue<long>();
        refund["amount"]!.GetValue<long>().ShouldBe(paid / 2);
        (JsonObject? again, _) = await duoshou.Get<RefundOrder>().Run(new(id, "r1", back), scope, default);
        again!.ToJsonString().ShouldBe(refund.ToJsonString());
        (JsonObject? second, _) = await duoshou.Get<RefundOrder>().Run(new(id, "r2", back), scope, default);
        (refund["amount"]!.GetValue<long>() + second!["amount"]!.GetValue<long>()).ShouldBe(paid);
        (_, Refusal? refusal) = await duoshou.Get<RefundOrder>().Run(new(id, "r3", back), scope, default);
        refusal!.Code.ShouldBe("promotion.refund_quantity");
        (await Counted("hundred")).Spent.ShouldBe(0);
    }

    [Fact]
    public async Task A_cancelled_order_gives_its_uses_back_once()
    {
        await Publish("""{"promotions":[{"id":"one","actions":[{"type":"amountOff","scope":"order","amount":1000}],"limits":{"total":1,"perCustomer":1}}]}""");
        JsonObject order = await Place("a", Cart(1, "c1"));
        Applied(await Priced()).ShouldBeEmpty();
        Applied(await Place("b", Cart(1, "c2"))).ShouldBeEmpty();
        Guid id = Guid.Parse(order["order"]!.GetValue<string>());
        for (int i = 0; i < 2; i++) (await duoshou.Get<CancelOrder>().Run(id, scope, default)).Value!["cancelled"]!.GetValue<bool>().ShouldBeTrue();
        (await Counted("one")).ShouldBe((0, 0));
        Applied(await Priced()).ShouldBe(["one"]);
        Applied(await Place("c", Cart(1, "c1"))).ShouldBe(["one"]);
        (await duoshou.Get<RefundOrder>().Run(new(id, "r", Json("""{"lines":[{"line":"a"}]}""")), scope, default)).Refusal!.Code.ShouldBe("order.cancelled");
    }

    /// <summary>A price without a customer, whose uses may have been read before.</summary>
    async Task<JsonObject> Priced() => (await duoshou.Get<PriceCart>().Run(new(shop.Name, Json(Cart()), false), scope, default)).Value!;

    [Fact]
    public async Task A_book_that_contradicts_itself_is_refused_with_its_member_and_the_old_one_stays()
    {
        int version = await Publish(Hundred);
        (_, Refusal? refusal) = await duoshou.Get<PublishBook>().Run(new(shop.Name, Json("""{"promotions":[{"id":"x","actions":[{"type":"percentOff"}]}]}"""), ""), scope, default);
        refusal!.Code.ShouldBe("promotion.bad_field");
        refusal.Detail.En.ShouldContain("bp");
        (await duoshou.Get<ReadBook>().Run(shop.Name, null, scope, default)).Value!.Version.ShouldBe(version);
        Scope nobody = new() { User = default, Shops = [] };
        (await duoshou.Get<PriceCart>().Run(new(shop.Name, Json(Cart()), true), nobody, default)).Refusal!.Code.ShouldBe("shop.unknown");
    }

    [Fact]
    public async Task A_promotion_that_changes_gets_a_new_number_and_a_price_says_why_and_what_to_add()
    {
        await Publish("""{"promotions":[{"id":"m","name":"满100减20","actions":[{"type":"tiers","measure":"subtotal","steps":[{"at":10000,"do":[{"type":"amountOff","scope":"order","amount":2000}]}]}]}]}""");
        await Publish("""{"promotions":[{"id":"m","name":"满100减30","actions":[{"type":"tiers","measure":"subtotal","steps":[{"at":10000,"do":[{"type":"amountOff","scope":"order","amount":3000}]}]}]}]}""");
        (JsonObject? price, _) = await duoshou.Get<PriceCart>().Run(new(shop.Id.ToString(), Json(Cart()), true), scope, default);
        price!["version"]!.GetValue<int>().ShouldBe(2);
        JsonObject told = price["promotions"]!.AsArray().Single()!.AsObject();
        told["version"]!.GetValue<int>().ShouldBe(2);
        told["reason"]!.GetValue<string>().ShouldBe("subtotal_below");
        JsonObject hint = price["hints"]!.AsArray().Single()!.AsObject();
        hint["addAmount"]!.GetValue<long>().ShouldBe(5_000);
        hint["extraToPay"]!.GetValue<long>().ShouldBe(2_000);
    }
}
