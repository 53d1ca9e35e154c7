using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Duoshou.App.Agency.Actions;

namespace Duoshou.Web.Tests.Api;

[Collection(OnSite.Name)]
public sealed class PricingApiTests(Site site)
{
    static readonly object Cart = new { lines = new[] { new { id = "a", sku = "S1", qty = 2, unitPrice = 10_000 } }, coupons = new[] { "api-test" } };

    async Task<HttpClient> With(params string[] rights)
    {
        var (issued, _) = await site.Get<IssueToken>().Run(new(site.OwnerId, "pricing", rights), default);
        HttpClient http = new() { BaseAddress = new(site.Address) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", issued!.Secret);
        return http;
    }

    static async Task<(HttpStatusCode Status, JsonObject Body)> Send(HttpClient http, HttpMethod method, string path, object body, string? key = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        HttpResponseMessage answer = await http.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    [Fact]
    public async Task A_cart_is_priced_placed_refunded_and_cancelled_over_the_API()
    {
        using HttpClient http = await With("read", "sell", "manage");
        JsonNode book = JsonNode.Parse("""{"promotions":[{"id":"half","coupon":"api-test","actions":[{"type":"percentOff","bp":5000}],"limits":{"total":5}}]}""")!;
        (HttpStatusCode status, JsonObject published) = await Send(http, HttpMethod.Put, $"/api/promotions/books/{site.OtherShop}", new { book, note = "test" });
        status.ShouldBe(HttpStatusCode.OK, published.ToJsonString());
        (status, JsonObject price) = await Send(http, HttpMethod.Post, "/api/promotions/price", new { shop = site.OtherShop.ToString(), cart = Cart });
        status.ShouldBe(HttpStatusCode.OK, price.ToJsonString());
        price["total"]!.GetValue<long>().ShouldBe(10_000);
        price["promotions"]!.AsArray().ShouldNotBeEmpty();
        (status, JsonObject order) = await Send(http, HttpMethod.Post, "/api/promotions/orders", new { shop = site.OtherShop.ToString(), cart = Cart }, "k1");
        status.ShouldBe(HttpStatusCode.OK, order.ToJsonString());
        (status, JsonObject problem) = await Send(http, HttpMethod.Post, "/api/promotions/orders", new { shop = site.OtherShop.ToString(), cart = new { lines = new[] { new { id = "a", unitPrice = 1 } } } }, "k1");
        status.ShouldBe(HttpStatusCode.Conflict);
        problem["code"]!.GetValue<string>().ShouldBe("key.reused");
        string path = $"/api/promotions/orders/{order["order"]}";
        (status, JsonObject refund) = await Send(http, HttpMethod.Post, path + "/refunds", new { lines = new[] { new { line = "a", qty = 1 } } }, "r1");
        status.ShouldBe(HttpStatusCode.OK, refund.ToJsonString());
        refund["amount"]!.GetValue<long>().ShouldBe(5_000);
        (await Send(http, HttpMethod.Post, path + "/cancel", new { })).Body["code"]!.GetValue<string>().ShouldBe("order.refunded");
        JsonObject shown = (await http.GetFromJsonAsync<JsonObject>(path))!;
        shown["refunds"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rights_are_held_and_a_bad_cart_names_its_member()
    {
        using HttpClient reader = await With("read");
        (await Send(reader, HttpMethod.Post, "/api/promotions/orders", new { shop = site.OtherShop.ToString(), cart = Cart }, "k")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (HttpStatusCode status, JsonObject problem) = await Send(reader, HttpMethod.Post, "/api/promotions/price",
            new { shop = site.OtherShop.ToString(), cart = new { lines = new[] { new { id = "a", unitPrice = "ten" } } } });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem["detail"]!.GetValue<string>().ShouldContain("unitPrice");
        problem["field"]!.GetValue<string>().ShouldBe("cart");
        JsonObject document = (await reader.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
        document["paths"]!.AsObject().ContainsKey("/api/promotions/orders/{id}/refunds").ShouldBeTrue();
    }
}
