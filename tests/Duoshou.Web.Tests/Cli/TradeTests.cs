using System.Text.Json;

namespace Duoshou.Web.Tests.Cli;

/// <summary>Setting up, bringing files in, asking and taking back, all from the terminal.</summary>
public sealed class TradeTests
{
    const string Orders = """
        order_id,line_id,ordered_at,paid_at,sku,product,country,quantity,gross,paid,currency
        A1,1,2026-03-01 09:00:00,2026-03-01 09:01:00,K1,灯,CN,2,200.50,200.50,CNY
        A1,2,2026-03-01 09:00:00,2026-03-01 09:01:00,K2,椅,CN,1,99.99,99.99,CNY
        A2,1,2026-03-02 10:00:00,,K1,灯,CN,1,100.25,,CNY
        A3,1,2026-03-03 11:00:00,2026-03-03 11:05:00,K3,"桌, 大",CN,1,not money,10,CNY

        A4,1,2026-03-03 12:00:00,2026-03-03 12:00:00,K1,灯,CN,3,300.75,300.75,CNY
        """;

    [Fact]
    public void Clients_shops_and_people_are_added_and_listed()
    {
        using Shell shell = new();
        JsonElement client = shell.Run("client", "add", "澜石家居", "--currency", "CNY", "--json").ShouldBeDone().Json;
        client.GetProperty("name").GetString().ShouldBe("澜石家居");
        JsonElement shop = shell.Run("shop", "add", "旗舰店", "--client", "澜石家居", "--platform", "tmall", "--country", "cn", "--currency", "CNY", "--zone", "Asia/Shanghai",
            "--target", "120000.5", "--json").ShouldBeDone().Json;
        shop.GetProperty("country").GetString().ShouldBe("CN");
        shop.GetProperty("monthlyTarget").GetString().ShouldBe("120000.5");
        shop.GetProperty("client").GetString().ShouldBe(client.GetProperty("id").GetString());
        shell.Pipe("correct horse battery staple\n", "user", "add", "lin@example.com", "--name", "林未", "--role", "owner", "--password-stdin", "--json").ShouldBeDone();
        shell.Run("client", "list", "--json").ShouldBeDone().Json.EnumerateArray().Single().GetProperty("shops").GetInt32().ShouldBe(1);
        shell.Run("shop", "list", "--json").ShouldBeDone().Json.EnumerateArray().Single().GetProperty("id").GetString().ShouldBe(shop.GetProperty("id").GetString());
        shell.Run("user", "list", "--json").ShouldBeDone().Json.EnumerateArray().Single().GetProperty("email").GetString().ShouldBe("lin@example.com");
        shell.Run("shop", "list").ShouldBeDone().Out.ShouldContain("旗舰店");
        shell.Run("client", "add", "澜石家居", "--json").ShouldFail("client.exists");
        shell.Run("shop", "add", "二店", "--client", "没有", "--platform", "tmall", "--country", "CN", "--currency", "CNY", "--zone", "Asia/Shanghai", "--json").ShouldFail("client.unknown");
    }

    [Fact]
    public void A_file_comes_in_once_and_its_undo_brings_every_number_back()
    {
        using Shell shell = new Shell().WithShop();
        string orders = shell.File("orders.csv", Orders);
        string before = Ask(shell).GetRawText();
        JsonElement first = Import(shell, orders);
        string after = Figures(Ask(shell));
        after.ShouldBe("""{"gmv":"701.49","orders":"3","units":"7"}""");
        JsonElement second = Import(shell, orders);
        second.GetProperty("rowsLoaded").GetInt64().ShouldBe(0);
        second.GetProperty("rowsRestated").GetInt64().ShouldBe(0);
        second.GetProperty("rowsUnchanged").GetInt64().ShouldBe(4);
        Figures(Ask(shell)).ShouldBe(after);

        JsonElement listed = shell.Run("batch", "list", "--json").ShouldBeDone().Json;
        listed.GetArrayLength().ShouldBe(2);
        JsonElement shown = shell.Run("batch", "show", first.GetProperty("batch").GetString()!, "--json").ShouldBeDone().Json;
        shown.GetProperty("refused").EnumerateArray().Single().GetProperty("code").GetString().ShouldBe("number.unreadable");
        foreach (JsonElement batch in listed.EnumerateArray().ToList()) shell.Run("batch", "undo", batch.GetProperty("id").GetString()!, "--json").ShouldBeDone();
        Figures(Ask(shell)).ShouldBe(Figures(JsonDocument.Parse(before).RootElement));
        Import(shell, orders).GetProperty("rowsLoaded").GetInt64().ShouldBe(4);
        Figures(Ask(shell)).ShouldBe(after);
        shell.Run("check").ShouldBeDone();
    }

    [Fact]
    public void An_import_and_an_answer_have_the_fields_that_scripts_rely_on()
    {
        using Shell shell = new Shell().WithShop();
        JsonElement report = Import(shell, shell.File("orders.csv", Orders));
        foreach (string field in "batch file kind mapping shop rowsRead rowsLoaded rowsUnchanged rowsRestated rowsRefused rowsIgnored refusals totals first last seconds".Split(' '))
            report.TryGetProperty(field, out _).ShouldBeTrue(field);
        Count("rowsRead").ShouldBe(6);
        Count("rowsRead").ShouldBe(Count("rowsLoaded") + Count("rowsUnchanged") + Count("rowsRestated") + Count("rowsRefused") + Count("rowsIgnored"));
        report.GetProperty("ignored").GetProperty("blank").GetInt64().ShouldBe(1);
        (report.GetProperty("first").GetString(), report.GetProperty("last").GetString()).ShouldBe(("2026-03-01", "2026-03-03"));
        JsonElement totals = report.GetProperty("totals");
        (totals.GetProperty("rows").GetInt64(), totals.GetProperty("quantity").GetString(), totals.GetProperty("money").GetProperty("CNY").GetString()).ShouldBe((4, "7", "701.49"));
        JsonElement refusal = report.GetProperty("refusals").EnumerateArray().Single();
        (refusal.GetProperty("line").GetInt32(), refusal.GetProperty("field").GetString(), refusal.GetProperty("value").GetString(), refusal.GetProperty("code").GetString())
            .ShouldBe((5, "gross", "not money", "number.unreadable"));
        refusal.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();

        JsonElement answer = shell.Run("ask", "gmv", "orders", "--by", "day", "sku", "--from", "2026-03-01", "--to", "2026-03-07", "--json").ShouldBeDone().Json;
        foreach (JsonElement row in answer.GetProperty("rows").EnumerateArray())
            foreach (string field in (string[])["day", "sku", "gmv", "orders", "state"]) row.TryGetProperty(field, out _).ShouldBeTrue(field);
        answer.GetProperty("total").GetProperty("gmv").GetString().ShouldBe("701.49");
        answer.GetProperty("passports").GetProperty("gmv").GetProperty("sources").GetArrayLength().ShouldBe(1);
        JsonElement range = answer.GetProperty("range");
        (range.GetProperty("from").GetString(), range.GetProperty("to").GetString(), range.GetProperty("zone").GetString()).ShouldBe(("2026-03-01", "2026-03-07", "Asia/Shanghai"));
        range.GetProperty("basis").GetString().ShouldNotBeNullOrWhiteSpace();

        long Count(string field) => report.GetProperty(field).GetInt64();
    }

    [Fact]
    public void A_dry_run_keeps_nothing_and_standard_input_is_a_file()
    {
        using Shell shell = new Shell().WithShop();
        JsonElement dry = shell.Run("import", shell.File("orders.csv", Orders), "--shop", "天猫旗舰店", "--dry-run", "--json").ShouldBeDone().Json.EnumerateArray().Single();
        dry.GetProperty("rowsLoaded").GetInt64().ShouldBe(4);
        dry.TryGetProperty("batch", out _).ShouldBeFalse();
        shell.Run("batch", "list", "--json").ShouldBeDone().Json.GetArrayLength().ShouldBe(0);
        JsonElement piped = shell.Pipe(Orders, "import", "-", "--shop", "天猫旗舰店", "--json").ShouldBeDone().Json.EnumerateArray().Single();
        (piped.GetProperty("file").GetString(), piped.GetProperty("rowsLoaded").GetInt64()).ShouldBe(("stdin", 4));
        shell.Run("check", "--json").ShouldBeDone().Json.GetProperty("sound").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void A_template_filled_in_imports_without_a_question()
    {
        using Shell shell = new Shell().WithShop();
        foreach (string language in (string[])["zh", "en"])
        {
            string header = shell.Run("template", "review", "--lang", language).ShouldBeDone().Out.TrimEnd();
            string[] columns = header.TrimStart('\uFEFF').Split(',');
            JsonElement[] described = [.. shell.Run("template", "review", "--lang", language, "--json").ShouldBeDone().Json.GetProperty("columns").EnumerateArray()];
            described.Length.ShouldBe(columns.Length);
            string row = string.Join(',', described.Select(column => column.GetProperty("name").GetString() switch
            {
                "review_id" => "R-" + language, "at" => "2026-03-01 10:00:00", "stars" => "5", _ => "",
            }));
            shell.Run("import", shell.File($"review-{language}.csv", $"{header}\r\n{row}\r\n"), "--shop", "天猫旗舰店", "--json").ShouldBeDone()
                .Json.EnumerateArray().Single().GetProperty("rowsLoaded").GetInt64().ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("ar_SA.UTF-8")]
    [InlineData("fr_FR.UTF-8")]
    [InlineData("zh_CN.UTF-8")]
    public void Every_locale_reads_and_answers_the_same(string locale)
    {
        using Shell shell = new Shell { Locale = locale }.WithShop();
        Import(shell, shell.File("orders.csv", Orders)).GetProperty("totals").GetProperty("money").GetProperty("CNY").GetString().ShouldBe("701.49");
        Figures(Ask(shell)).ShouldBe("""{"gmv":"701.49","orders":"3","units":"7"}""");
        string people = shell.Run("ask", "gmv", "--by", "day", "--from", "2026-03-01", "--to", "2026-03-07").ShouldBeDone().Out;
        people.ShouldContain("2026-03-01 – 2026-03-07");
        people.ShouldContain("701.49");
    }

    static JsonElement Import(Shell shell, string file) =>
        shell.Run("import", file, "--shop", "天猫旗舰店", "--json").ShouldBeDone().Json.EnumerateArray().Single();

    static JsonElement Ask(Shell shell) => shell.Run("ask", "gmv", "orders", "units", "--from", "2026-03-01", "--to", "2026-03-07", "--json").ShouldBeDone().Json;

    static string Figures(JsonElement answer) => JsonSerializer.Serialize(answer.GetProperty("total"));
}
