using System.Text.Json;

namespace Duoshou.Web.Tests.Cli;

public sealed class TaxCommandTests
{
    [Fact]
    public void A_quote_answers_with_every_reason_and_a_missing_fact_is_refused_by_name()
    {
        using Shell shell = new();
        JsonElement quote = shell.Run("tax", "quote", "--country", "DE", "--hs", "6110.20", "--value", "120", "--freight", "10", "--registered", "--day", "2026-07-10", "--json").ShouldBeDone().Json;
        quote.GetProperty("totalTax").GetString().ShouldBe("28.27");
        quote.GetProperty("certainty").GetString().ShouldBe("disputed");
        JsonElement tax = quote.GetProperty("taxes")[0];
        foreach (string member in (string[])["base", "rate", "formula", "rounding", "law", "amount"]) tax.GetProperty(member).GetString().ShouldNotBeNullOrEmpty(member);
        quote.GetProperty("bookVersion").GetString()!.Length.ShouldBe(12);
        shell.Run("tax", "quote", "--country", "CN", "--regime", "general_trade", "--hs", "22083000", "--value", "300", "--day", "2026-07-10", "--json").ShouldFail("missing.litres");
        shell.Run("tax", "quote", "--country", "QQ", "--value", "1", "--json").ShouldFail("bad_input.country");
    }

    [Fact]
    public void An_offer_is_written_and_its_margin_stays_off_the_paper()
    {
        using Shell shell = new();
        string file = Path.Combine(shell.Folder, "offer.html");
        string[] ask = ["tax", "quote", "--country", "DE", "--hs", "6110.20", "--name", "Hoodie", "--value", "120", "--quantity", "2", "--freight", "10", "--day", "2026-07-10", "--seller", "Ningbo Knit",
            "--incoterm", "DDP", "--place", "Hamburg", "--cost", "31.37", "--paper-language", "en", "--json"];
        JsonElement offer = shell.Run([.. ask, "--quotation", file]).ShouldBeDone().Json;
        (offer.GetProperty("total").GetString(), offer.GetProperty("margin").GetProperty("kept").GetString()).ShouldBe(("158.27", "57.26"));
        string paper = File.ReadAllText(file);
        paper.ShouldContain("EUR 158.27");
        paper.ShouldNotContain("57.26");
        shell.Run([.. ask, "--quotation", Path.Combine(shell.Folder, "offer.docx")]).ShouldFail("bad_input.quotation");
        shell.Run([.. ask, "--quotation", Path.Combine(shell.Folder, "nowhere", "offer.html")]).ShouldFail("file.unwritable");
        shell.Run([.. ask.Where(word => word is not ("--seller" or "Ningbo Knit")), "--quotation", file]).ShouldFail("field.missing");
    }

    [Theory]
    [InlineData("USD")]
    [InlineData("USD=")]
    [InlineData("USD=seven")]
    [InlineData("USD=-7")]
    [InlineData("XXQ=7")]
    public void A_rate_of_exchange_that_cannot_be_used_is_refused(string rate)
    {
        using Shell shell = new();
        shell.Run("tax", "quote", "--country", "DE", "--hs", "611020", "--value", "120", "--currency", "USD", "--fx", rate, "--json").ShouldFail("bad_input.fx");
    }

    [Theory]
    [InlineData("""{"country":"DE","items":[null]}""", "field.missing", "items[0]")]
    [InlineData("""{"country":"DE","items":""", "question.unreadable", "JSON")]
    [InlineData("[]", "question.unreadable", "{…}")]
    [InlineData("null", "question.unreadable", "{…}")]
    [InlineData("""{"country":"DE","items":[{"hs":"611020","value":"ten"}]}""", "question.unreadable", "items[0].value")]
    [InlineData("""{"country":"DE","freigth":"3","items":[{"hs":"611020","value":"10"}]}""", "question.unreadable", "freigth")]
    [InlineData("""{"country":"DE","items":[{"hs":"611020","valeu":"10"}]}""", "question.unreadable", "valeu")]
    [InlineData("""{"country":"DE","exchange":{"QQQ":"1"},"items":[{"hs":"611020","value":"10"}]}""", "currency.unknown", "QQQ")]
    [InlineData("""{"country":"DE","items":[{"hs":"99","value":"10"}]}""", "bad_input.hs", "99")]
    [InlineData("""{"country":"DE","items":[{"hs":"611020","value":"10","origin":"Narnia"}]}""", "bad_input.origin", "Narnia")]
    [InlineData("""{"country":"DE","items":[{"hs":"611020","value":"10","vatClass":"lavish"}]}""", "bad_input.vatClass", "lavish")]
    [InlineData("""{"country":"DE","items":[{"hs":"611020","value":"10","dutyAmount":"3","dutyPer":"furlong"}]}""", "bad_input.dutyPer", "furlong")]
    [InlineData("""{"country":"DE","from":"12","items":[{"hs":"611020","value":"10"}]}""", "bad_input.from", "12")]
    [InlineData("""{"items":[{"hs":"611020","value":"10"}]}""", "field.missing", "country")]
    public void A_question_that_cannot_be_meant_names_what_is_wrong_in_it(string question, string code, string told)
    {
        using Shell shell = new();
        JsonElement refused = shell.Run("tax", "quote", shell.File("q.json", question), "--json").ShouldFail(code);
        refused.ToString().ShouldContain(told);
        refused.ToString().ShouldNotContain("Duoshou.");
    }

    [Fact]
    public void What_is_no_number_no_word_no_file_and_no_table_is_told_in_words()
    {
        using Shell shell = new();
        JsonElement number = shell.Run("tax", "quote", "--country", "DE", "--value", "1e5x", "--json").ShouldFail("usage.wrong", 2);
        number.ToString().ShouldContain("1e5x");
        number.ToString().ShouldNotContain("System.");
        shell.Run("tax", "quote", shell.Folder, "--json").ShouldFail("file.unreadable");
        shell.Run("hs", "find", "  ", "--json").ShouldFail("field.missing");
        shell.Run("hs", "find", "hoodie", "--country", "Narnia", "--json").ShouldFail("country.unknown");
        shell.Run("hs", "find", "hoodie", "--limit", "-3", "--json").ShouldFail("bad_input.limit");
        JsonElement open = shell.Run("hs", "import", shell.File("open.csv", "hs,name_zh,mfn\n611020,\"未闭合,6%\n"), "--country", "CN", "--from", "2026-07-01", "--json").ShouldFail("table.unusable");
        open.GetProperty("line").GetInt32().ShouldBe(2);
        open.ToString().ShouldContain("611020");
        shell.Run("hs", "import", shell.File("ok.csv", "hs,name_zh,mfn\n61102000,衫,6%\n"), "--country", "CN", "--from", "2026-07-01", "--to", "2026-01-01", "--json").ShouldFail("range.backwards");
    }

    [Fact]
    public void A_table_comes_in_and_a_broken_one_says_where()
    {
        using Shell shell = new();
        string good = shell.File("t.csv", "hs,name_zh,mfn,vat_class\n61102000,棉套头衫,6%,standard\n"), bad = shell.File("bad.csv", "hs,name_zh,mfn\n61102000,棉套头衫,six\n");
        shell.Run("hs", "import", good, "--country", "CN", "--from", "2026-07-01", "--json").ShouldBeDone().Json.GetProperty("rows").GetInt32().ShouldBe(1);
        JsonElement problem = shell.Run("hs", "import", bad, "--country", "CN", "--from", "2026-08-01", "--json").ShouldFail("table.unusable");
        (problem.GetProperty("line").GetInt32(), problem.GetProperty("field").GetString(), problem.GetProperty("value").GetString()).ShouldBe((2, "mfn", "six"));
        JsonElement found = shell.Run("hs", "find", "hoodie", "--day", "2026-07-10", "--json").ShouldBeDone().Json;
        found.GetProperty("candidates").EnumerateArray().ShouldContain(c => c.GetProperty("code").GetString()!.StartsWith("611020", StringComparison.Ordinal));
    }

    [Fact]
    public void A_parcel_is_built_checked_signed_verified_and_goes_through_the_simulator()
    {
        using Shell shell = new Shell().WithShop();
        string parcel = shell.File("parcel.json", ParcelJson);
        string folder = Path.Combine(shell.Folder, "messages");
        JsonElement built = shell.Run("declare", "build", parcel, "--out", folder, "--json").ShouldBeDone().Json;
        string[] files = [.. built.GetProperty("files").EnumerateArray().Select(f => f.GetString()!)];
        files.Length.ShouldBe(4);
        shell.Run(["declare", "check", .. files, "--json"]).ShouldBeDone();
        File.WriteAllText(files[1], File.ReadAllText(files[1]).Replace("<ceb:amountPaid>349.12", "<ceb:amountPaid>349.13", StringComparison.Ordinal));
        Ran told = shell.Run(["declare", "check", .. files, "--json"]);
        told.Exit.ShouldBe(1);
        told.Json.GetProperty("problems")[0].GetProperty("field").GetString().ShouldBe("amountPaid");
        shell.Run("declare", "verify", files[0], "--json").Exit.ShouldBe(1);
        JsonElement sent = shell.Run("declare", "send", parcel, "--shop", "天猫旗舰店", "--port", "simulator", "--json").ShouldBeDone().Json;
        sent.GetProperty("state").GetString().ShouldBe("released");
        shell.Run("declare", "list", "--json").ShouldBeDone().Json.GetArrayLength().ShouldBe(1);
        shell.Run("declare", "send", "DS20260315000001", "--port", "simulator", "--json").ShouldFail("declaration.not_open");
    }

    internal const string ParcelJson = """
        {"orderNo":"DS20260315000001","platform":{"code":"4400000000","name":"示例平台"},"merchant":{"code":"4400000001","name":"示例商家"},"agent":{"code":"4400000003","name":"示例报关"},
        "carrier":{"code":"4400000004","name":"示例物流"},"paymentCompany":{"code":"4400000002","name":"示例支付"},"guaranteeCode":"4400000003",
        "buyer":{"name":"张三","idNumber":"11010519491231002X","telephone":"13000000000"},"buyerAccount":"b1","receiver":{"name":"张三","telephone":"13000000000","address":"深圳市示例路1号"},
        "goods":[{"itemNo":"S1","name":"保温杯","model":"0|0|不锈钢|示例牌","code":"9617001100","unit":"011","quantity":"2","price":"150","country":"116","statutoryUnit":"035","statutoryQuantity":"0.8"}],
        "freight":"20","tax":"29.12","paymentNo":"P1","paidAt":"2026-03-15T09:29:55","waybillNo":"WB1","grossKilograms":"1.5","netKilograms":"0.8","customsCode":"5349","portCode":"5349","country":"116",
        "conveyance":"CA101","voyage":"CA101","bill":"999-1","inventoryCopNo":"INV1"}
        """;
}
