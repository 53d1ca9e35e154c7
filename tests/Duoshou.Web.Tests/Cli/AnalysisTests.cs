using System.Text.Json;

namespace Duoshou.Web.Tests.Cli;

/// <summary>Analyses straight on a file: no home folder is needed, numbers are strings, what is too little says so.</summary>
public sealed class AnalysisTests
{
    static string Orders(int count) => "order_id,buyer,ordered_at,sku,quantity,paid\n" + string.Concat(Enumerable.Range(0, count)
        .Select(i => $"A{i},u{i % 40},2026-0{1 + i % 6}-{1 + i % 28:00},S{i % 9},{1 + i % 2},{10 + i % 7}.50\n"));

    [Fact]
    public void Every_analysis_of_a_file_answers_with_one_document_and_no_home_folder()
    {
        using Shell shell = new();
        string orders = shell.File("orders.csv", Orders(300));
        foreach (string verb in (string[])["rfm", "clv", "basket", "forecast", "portfolio", "audience"])
        {
            JsonElement footing = JsonDocument.Parse(shell.Run(verb, "--file", orders, "--json").ShouldBeDone().Out).RootElement.GetProperty("footing");
            footing.GetProperty("rows").GetInt64().ShouldBeGreaterThan(0, verb);
            footing.GetProperty("next").GetProperty("en").GetString().ShouldNotBeNullOrWhiteSpace(verb);
        }

        JsonElement rfm = JsonDocument.Parse(shell.Run("rfm", "--file", orders, "--json").ShouldBeDone().Out).RootElement;
        rfm.GetProperty("customers").GetInt32().ShouldBe(40);
        rfm.GetProperty("amount").ValueKind.ShouldBe(JsonValueKind.String);
        Directory.Exists(shell.Home).ShouldBeFalse();
    }

    [Fact]
    public void Faults_of_a_file_name_the_file_and_the_column()
    {
        using Shell shell = new();
        string orders = shell.File("orders.csv", Orders(5)),
            mixed = shell.File("mixed.csv", "order_id,buyer,ordered_at,paid,currency\nA,u,2026-01-01,1,CNY\nB,u,2026-01-02,1,EUR\n");
        shell.Run("rfm", "--file", orders, "--customer-column", "会员", "--json").ShouldFail("column.unknown").GetProperty("field").GetString().ShouldBe("会员");
        shell.Run("clv", "--file", mixed, "--json").ShouldFail("currency.mixed");
        shell.Run("experiment", "--arm", "a=5/3", "b=1/2", "--json").ShouldFail("arm.unreadable", exit: 2);
        shell.Run("ads", "simulate", "--bid", "A=0@5", "--json").ShouldFail("bid.unreadable", exit: 2);
        JsonDocument.Parse(shell.Run("clv", "--file", orders, "--json").ShouldBeDone().Out).RootElement.GetProperty("footing").GetProperty("enough")
            .GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void The_words_of_a_single_text_are_ranked()
    {
        using Shell shell = new();
        JsonElement found = shell.Run("keywords", "--words-of", "Power bank, fast charge. Power bank, large capacity. Power bank, metal case.", "--json").ShouldBeDone().Json;
        found.GetProperty("words").EnumerateArray().Take(2).Select(word => word.GetProperty("term").GetString()).Order().ShouldBe(["bank", "power"]);
        shell.Run("keywords", "--words-of", "。", "--json").ShouldBeDone().Json.GetProperty("footing").GetProperty("enough").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void A_media_mix_of_days_or_weeks_adds_up_and_a_short_or_broken_file_is_told()
    {
        string Rows(int count, int step) => "day,sales,search,video\n" + string.Concat(Enumerable.Range(0, count).Select(i =>
            $"{new DateOnly(2024, 1, 1).AddDays(i * step):O},{1000 + i * 2 + i % 5 * 90},{i % 5 * 30},{i * 7 % 11 * 9}\n"));
        using Shell shell = new();
        string weeks = shell.File("weeks.csv", Rows(70, 7)), days = shell.File("days.csv", Rows(70 * 7 + 3, 1));
        foreach (string file in (string[])[weeks, days])
        {
            JsonElement mix = shell.Run("ads", "mix", "--file", file, "--margin", "0.4", "--json").ShouldBeDone().Json;
            mix.GetProperty("weeks").GetInt32().ShouldBe(70);
            foreach (JsonElement week in mix.GetProperty("byWeek").EnumerateArray())
            {
                decimal Of(JsonElement figure) => decimal.Parse(figure.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
                (Of(week.GetProperty("base")) + Of(week.GetProperty("calendar")) + week.GetProperty("channels").EnumerateArray().Sum(Of)).ShouldBe(Of(week.GetProperty("fitted")));
            }
        }

        JsonElement few = shell.Run("ads", "mix", "--file", shell.File("few.csv", Rows(51, 7)), "--json").ShouldBeDone().Json;
        few.GetProperty("footing").GetProperty("enough").GetBoolean().ShouldBeFalse();
        few.GetProperty("footing").GetProperty("sure").GetProperty("en").GetString()!.ShouldContain("52 whole weeks");
        shell.Run("ads", "mix", "--file", weeks, "--channel", "radio", "--json").ShouldFail("column.unknown").GetProperty("field").GetString().ShouldBe("radio");
        shell.Run("ads", "mix", "--file", shell.File("odd.csv", Rows(60, 7) + "2026-13-01,1,1,1\n"), "--json")
            .ShouldFail("date.unreadable").GetProperty("line").GetInt32().ShouldBe(62);
        shell.Run("ads", "mix", "--file", shell.File("nan.csv", Rows(60, 7) + "2026-01-05,1,much,1\n"), "--json")
            .ShouldFail("amount.unreadable").GetProperty("value").GetString().ShouldBe("much");
        shell.Run("ads", "mix", "--file", shell.File("gap.csv", Rows(60, 7) + "2026-01-05,1,1,1\n"), "--json").ShouldFail("week.missing");
        shell.Run("ads", "mix", "--json").ShouldFail("mix.unsaid", exit: 2);
    }

    [Fact]
    public void A_shop_is_analysed_from_its_facts()
    {
        using Shell shell = new Shell().WithShop();
        shell.Run("import", shell.File("orders.csv", Orders(300)), "--shop", "天猫旗舰店").ShouldBeDone();
        JsonElement found = JsonDocument.Parse(shell.Run("rfm", "--shop", "天猫旗舰店", "--from", "2026-01-01", "--to", "2026-06-30", "--json").ShouldBeDone().Out).RootElement;
        found.GetProperty("customers").GetInt32().ShouldBe(40);
        found.GetProperty("footing").GetProperty("currency").GetString().ShouldBe("CNY");
        string told = shell.Run("portfolio", "--shop", "天猫旗舰店", "--from", "2026-01-01", "--to", "2026-06-30").ShouldBeDone().Out;
        told.ShouldContain("How sure");
        told.ShouldContain("Next:");
        shell.Run("audience", "--shop", "天猫旗舰店", "--who", "新家", "--price-to", "12", "--share", "0.5", "--declare", "--from", "2026-04-01", "--to",
            "2026-06-30", "--json").ShouldBeDone().Out.ShouldContain("新家");
    }
}
