using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Duoshou.App.Agency.Actions;

namespace Duoshou.Web.Tests.Api;

[Collection(OnSite.Name)]
public sealed class ApiTests(Site site)
{
    async Task<HttpClient> With(params string[] rights)
    {
        var (issued, _) = await site.Get<IssueToken>().Run(new(site.OwnerId, "test", rights), default);
        HttpClient http = new() { BaseAddress = new(site.Address) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", issued!.Secret);
        return http;
    }

    [Fact]
    public async Task Without_a_token_nothing_is_told()
    {
        using HttpClient http = new() { BaseAddress = new(site.Address) };
        foreach (string path in (string[])["/api/shops", "/api/metrics", "/api/batches"])
        {
            HttpResponseMessage answer = await http.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
            (await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]!.GetValue<string>().ShouldBe("token.missing");
        }
    }

    [Fact]
    public async Task A_sign_in_cookie_is_no_token() =>
        (await (await site.SignedIn(Site.Owner)).Http.GetAsync("/api/shops")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_token_does_what_its_rights_say_and_no_more()
    {
        using HttpClient http = await With("read");
        (await http.GetAsync("/api/shops")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.PostAsJsonAsync("/api/clients", new { name = "X", currency = "CNY" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_number_is_the_same_as_on_the_page()
    {
        using HttpClient http = await With("read");
        HttpResponseMessage answer = await http.PostAsJsonAsync("/api/ask", new { metrics = new[] { "paid_sales" }, from = "2026-10-26", to = "2026-11-01", currency = "CNY", shops = new[] { site.Shop.ToString() } });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        JsonObject document = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        decimal total = decimal.Parse(document["total"]!["paid_sales"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
        total.ShouldBe(7 * Enumerable.Range(0, 20).Sum(i => 90.5m + i));
        document["passports"]!["paid_sales"]!["rows"]!.GetValue<long>().ShouldBe(140);
    }

    [Fact]
    public async Task A_refusal_says_what_is_wrong_and_what_to_do()
    {
        using HttpClient http = await With("read");
        HttpResponseMessage answer = await http.PostAsJsonAsync("/api/ask", new { metrics = new[] { "paid_sales" }, from = "yesterday" });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        JsonObject problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        problem["code"]!.GetValue<string>().ShouldBe("question.unreadable");
        problem["field"]!.GetValue<string>().ShouldBe("from");
        problem["remedy"]!.GetValue<string>().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_program_imports_and_takes_back()
    {
        using HttpClient http = await With("read", "import");
        MultipartFormDataContent form = new() { { new StringContent("order_id,sku,ordered_at,paid_at,quantity,gross,paid,currency\nA1,S1,2026-06-01 10:00:00,2026-06-01 10:00:00,1,10.00,9.00,CNY\n"), "files", "api.csv" } };
        HttpResponseMessage answer = await http.PostAsync($"/api/import?shop={site.OtherShop}", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        JsonObject report = (await answer.Content.ReadFromJsonAsync<JsonArray>())![0]!.AsObject();
        report["rowsLoaded"]!.GetValue<long>().ShouldBe(1);
        HttpResponseMessage undone = await http.PostAsync($"/api/batches/{report["batch"]!.GetValue<string>()}/undo", null);
        (await undone.Content.ReadFromJsonAsync<JsonObject>())!["undoneAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Landed_cost_is_quoted_within_its_own_right()
    {
        using HttpClient http = await With("tax");
        object question = new { country = "DE", currency = "EUR", date = "2026-07-10", sellerRegistered = true, freight = "10", items = new[] { new { hs = "6110.20", value = "120", origin = "CN" } } };
        HttpResponseMessage answer = await http.PostAsJsonAsync("/api/tax/quote", question);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        JsonObject quote = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        (quote["totalTax"]!.GetValue<string>(), quote["treatment"]!.GetValue<string>()).ShouldBe(("28.27", "flat_3_eur_per_hs6"));
        quote["wouldChange"]!.AsArray().Count.ShouldBeGreaterThan(0);
        (await http.GetAsync("/api/shops")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await http.GetFromJsonAsync<JsonArray>("/api/hs?words=whisky"))![0]!["code"]!.GetValue<string>().ShouldStartWith("2208");
        JsonObject refused = (await (await http.PostAsJsonAsync("/api/tax/quote", new { country = "QQ" })).Content.ReadFromJsonAsync<JsonObject>())!;
        (refused["code"]!.GetValue<string>(), refused["field"]!.GetValue<string>()).ShouldBe(("bad_input.country", "country"));
        using HttpClient other = await With("import");
        (await other.PostAsJsonAsync("/api/tax/quote", question)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_description_names_every_endpoint_and_no_page()
    {
        using HttpClient http = new() { BaseAddress = new(site.Address) };
        JsonObject document = (await http.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
        string[] paths = [.. document["paths"]!.AsObject().Select(path => path.Key)];
        paths.ShouldContain("/api/ask");
        paths.ShouldContain("/api/import");
        paths.ShouldContain("/api/tax/quote");
        paths.ShouldAllBe(path => path.StartsWith("/api/", StringComparison.Ordinal));
    }
}
