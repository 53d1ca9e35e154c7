using System.Text.Json;

namespace Duoshou.Web.Tests.Cli;

/// <summary>
/// What the analyses make of odd input: a clear error that names what is wrong and what to do, or an answer that says on how little it stands
/// and what it left out. Nothing ends in a failure that nobody foresaw.
/// </summary>
public sealed class OddInputTests
{
    const string OrderHead = "order_id,buyer,ordered_at,sku,quantity,paid\n", AdHead = "date,campaign,keyword,impressions,clicks,cost,credited_orders,credited_sales,currency\n",
        MarketHead = "date,category,keyword,demand,clicks,offers,price,currency\n", ArmHead = "user,arm,y,x\n";

    static readonly string[] Rows = [.. Enumerable.Range(0, 60).Select(i => $"A{i},u{i % 40},2026-0{1 + i % 6}-{1 + i % 28:00},S{i % 9},{1 + i % 2},{10 + i % 7}.50\n")];

    static string Orders(string odd) => OrderHead + string.Concat(Rows.Take(30)) + odd + string.Concat(Rows.Skip(30));

    static string Arms(string odd) => ArmHead + string.Concat(Enumerable.Range(0, 80).Select(i => $"{i},{(i % 2 == 0 ? "a" : "b")},{i},1\n")) + odd;

    /// <summary>The command, the file, the code it is refused with, and what the refusal must name.</summary>
    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "rfm", "", "file.empty", "odd.csv" },
        { "clv", "\n\n\n", "file.empty", "odd.csv" },
        { "forecast", "order_id,buyer,sku,quantity,paid\nA1,u1,S1,1,10\n", "date.missing", "buyer" },
        { "portfolio", Orders("").Replace("2026-", "yesterday-", StringComparison.Ordinal), "date.missing", "ordered_at" },
        { "rfm", "\u0001\u0002,colour of the sky\n1,2\n", "kind.unknown", "colour of the sky" },
        { "rfm --from 2026-06-01 --to 2026-01-01", Orders(""), "range.backwards", "2026-06-01" },
        { "rfm --answer nonsense", Orders(""), "answer.unreadable", "nonsense" },
        { "rfm --answer date_order=day_first date_order=month_first", Orders(""), "answer.unreadable", "date_order=month_first" },
        { "clv --margin 7", Orders(""), "margin.unfit", "7" },
        { "clv --weeks 0", Orders(""), "weeks.unfit", "0" },
        { "forecast --horizon 0", Orders(""), "horizon.unfit", "400" },
        { "basket --min-confidence 2", Orders(""), "search.unfit", "0 to 1" },
        { "audience --price-from 100 --price-to 5", Orders(""), "audience.unfit", "priceFrom" },
        { "audience --price-to 5 --share 7", Orders(""), "audience.unfit", "insideShare" },
        { "audience --countries ATLANTIS", Orders(""), "audience.unfit", "ATLANTIS" },
        { "audience --currency QQ", Orders(""), "currency.unknown", "QQ" },
        { "rfm", "order_id,buyer,ordered_at,paid,currency\nA,u,2026-01-01,1,CNY\nB,u,2026-01-02,1,ZZ9\n", "currency.unknown", "ZZ9" },
        { "portfolio", "order_id,sku,ordered_at,paid,currency\nA,S,2026-01-01,1,CNY\nB,S,2026-01-02,1,EUR\n", "currency.mixed", "CNY, EUR" },
        { "market", MarketHead + "2026-01-01,杯,保温杯,100,10,5,20,CNY\n2026-01-01,杯,保温杯,100,10,5,2,USD\n", "currency.mixed", "CNY, USD" },
        { "market --currency QQ", MarketHead + "2026-01-01,杯,保温杯,100,10,5,20,CNY\n", "currency.unknown", "QQ" },
        { "ads review", AdHead + "2026-01-01,c,杯,100,10,20,1,50,CNY\n2026-01-01,c,杯,100,10,20,1,50,USD\n", "currency.mixed", "CNY, USD" },
        { "ads review --currency QQ", AdHead + "2026-01-01,c,杯,100,10,20,1,50,CNY\n", "currency.unknown", "QQ" },
        { "ads review --margin 2", AdHead, "margin.unfit", "margin" },
        { "experiment --arm-column arm --outcome-column y", ArmHead + "1,a,1,2\n2,a,0,2\n", "arm.alone", "arm" },
        { "experiment --arm-column arm --outcome-column y", ArmHead + "1,a,NaN,2\n2,b,abc,2\n", "arm.alone", "'NaN' in y" },
        { "experiment --arm-column arm --outcome-column z", Arms(""), "column.unknown", "user, arm, y, x" },
        { "experiment --arm-column user --outcome-column y", Arms(""), "arm.too_many", "user" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_analysed_is_refused_by_name(string command, string file, string code, string names)
    {
        using Shell shell = new();
        string[] words = command.Split(' ');
        Ran ran = shell.Run([.. words, "--file", shell.File("odd.csv", file), "--json"]);
        ran.ShouldFail(code, ran.Exit).ToString().Replace("\\u0027", "'", StringComparison.Ordinal).ShouldContain(names);
        ran.Exit.ShouldBeOneOf(1, 2);
    }

    /// <summary>The command, the file, what the answer must say.</summary>
    public static TheoryData<string, string, string> Limited => new()
    {
        { "rfm", OrderHead, "nothing to segment" },
        { "clv", OrderHead + Rows[0], "only 1 buyers" },
        { "basket", OrderHead + Rows[0], "Only 1 baskets" },
        { "forecast", OrderHead + string.Concat(Enumerable.Repeat(Rows[0], 50)), "too short" },
        { "portfolio", OrderHead + string.Concat(Enumerable.Repeat(Rows[0], 50)), "49 rows are the same as an earlier one" },
        { "rfm", Orders("X1,u1,2026-02-02,S1,1,NaN\n"), "1 rows were never paid" },
        { "rfm", Orders("X1,u1,2026-02-02,S1,1,abc\n"), "line 32: 'abc' in paid" },
        { "forecast", Orders("X1,u1,2026-02-02,S1,Infinity,10\n"), "line 32: 'Infinity' in quantity" },
        { "clv", Orders("X1,u1,2026-13-45,S1,1,10\n"), "line 32: '2026-13-45' in ordered_at" },
        { "audience", Orders("X1,u1,2026-13-45,S1,1,10\n"), "line 32: '2026-13-45' in ordered_at" },
        { "audience", Orders("X1,u1,2026-03-05,S1,1,-10\n"), "1 orders have no amount" },
        { "audience --from 2027-01-01", Orders(""), "There are no orders" },
        { "rfm", OrderHead + string.Concat(Rows.Select(row => row.Replace(",1", ",-1", StringComparison.Ordinal))), "above zero" },
        { "market", MarketHead, "There is no market data" },
        { "market", MarketHead + "2026-01-01,杯,保温杯,-100,10,5,20,CNY\n", "1 rows hold a figure below zero" },
        { "market --from 2027-01-01", MarketHead + "2026-01-01,杯,保温杯,100,10,5,20,CNY\n", "There is no market data" },
        { "ads review", AdHead, "There is no advertising data" },
        { "ads review", AdHead + "2026-01-01,c,杯,1000,-10,20,1,50,CNY\n", "1 rows have negative clicks" },
        { "ads review", AdHead + "2026-01-01,c,杯,10,1000,20,5000,50,CNY\n", "1 rows tell more orders than clicks" },
        { "ads review --from 2027-01-01", AdHead + "2026-01-01,c,杯,1000,10,20,1,50,CNY\n", "There is no advertising data" },
        { "keywords", "keyword,visitors,impressions,date\n保温杯,-5,-10,2026-01-01\n杯子,10,50,2026-01-01\n", "1 rows have visitors or impressions below zero" },
        { "keywords", "sku,text,stars,date\nS1,质量很好,9,2026-01-01\nS1,差,1,2026-01-02\n", "1 rows have stars beyond 1 to 5" },
        { "experiment --arm-column arm --outcome-column y", Arms("80,a,NaN,1\n81,b,1e308,1\n"), "2 rows could not be read and were left out; the first is line 82: 'NaN' in y" },
    };

    [Theory]
    [MemberData(nameof(Limited))]
    public void What_is_little_or_odd_is_analysed_and_its_limit_is_said(string command, string file, string says)
    {
        using Shell shell = new();
        JsonElement footing = shell.Run([.. command.Split(' '), "--file", shell.File("odd.csv", file), "--json"]).ShouldBeDone().Json.GetProperty("footing");
        $"{footing.GetProperty("sure")} {footing.GetProperty("limits")}".Replace("\\u0027", "'", StringComparison.Ordinal).ShouldContain(says);
    }

    [Theory]
    [InlineData("ads simulate --bid A=79228162514264337593543950335@10 B=1@1", "bid.unreadable")]
    [InlineData("ads simulate --bid A=NaN@10 B=1@1", "bid.unreadable")]
    [InlineData("ads simulate --bid =1@10", "bid.unreadable")]
    [InlineData("ads simulate --bid A=2@8 B=1@9 --own C", "own.unknown")]
    [InlineData("ads simulate --bid A=2@8 B=1@9 --own A --click-worth -5", "amount.unfit")]
    [InlineData("experiment --arm a=0/0 b=1/2", "arm.unreadable")]
    [InlineData("experiment --arm a=1/2 a=1/3", "arm.unreadable")]
    [InlineData("experiment --arm a=9223372036854775807/9223372036854775807 b=1/2", "arm.unreadable")]
    [InlineData("experiment --arm a=1/2", "arm.alone")]
    [InlineData("experiment", "experiment.unsaid")]
    public void What_stands_on_the_command_line_is_looked_at_too(string command, string code)
    {
        using Shell shell = new();
        shell.Run([.. command.Split(' '), "--json"]).ShouldFail(code, exit: 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("""{"cases":5}""")]
    public void A_file_that_is_no_list_of_cases_is_refused(string text)
    {
        using Shell shell = new();
        shell.Run("analyse", "--cases", shell.File("cases.json", text), "--json").ShouldFail("cases.unreadable").GetProperty("value").GetString()!.ShouldEndWith("cases.json");
    }

    [Fact]
    public void A_case_that_cannot_be_answered_says_why_and_the_others_are_answered()
    {
        const string text = """
            {"cases":[5, {"id":"m","method":"reading tea leaves"}, {"id":"w","method":"Wilson 95 % interval","params":{"x_n":"abc"}},
              {"id":"n","method":"HHI","params":{"shares_percent":["a"]}}, {"id":"t","method":"mSPRT","params":{"theta":"much","V":1,"tau":0.01}},
              {"id":"f","method":"BG/NBD maximum likelihood","data":"shared: nothere.csv"}, {"id":"d","method":"BG/NBD maximum likelihood"},
              {"id":"b","method":"newsvendor quantile","params":[1,2]}, {"id":"ok","method":"HHI","params":{"shares_percent":[50,50]},"expected":{"hhi":0}}]}
            """;
        using Shell shell = new();
        JsonElement[] results = [.. shell.Run("analyse", "--cases", shell.File("cases.json", text), "--data", $"shared={shell.Folder}", "--json").ShouldBeDone().Json
            .GetProperty("results").EnumerateArray()];
        string Why(int at) => results[at].GetProperty("error").GetProperty("detail").GetString()!;
        results[1].GetProperty("error").GetProperty("code").GetString().ShouldBe("case.method_unknown");
        Why(0).ShouldContain("Case 1");
        Why(2).ShouldContain("params.x_n is a text");
        Why(3).ShouldContain("params.shares_percent");
        Why(4).ShouldContain("params.theta holds 'much'");
        Why(5).ShouldContain("nothere.csv");
        Why(6).ShouldContain("names no data file");
        results[7].TryGetProperty("error", out _).ShouldBeTrue();
        results[8].GetProperty("expected").GetProperty("hhi").GetDouble().ShouldBe(5000, 1e-9);
    }

    [Theory]
    [InlineData("rfm")]
    [InlineData("clv")]
    [InlineData("basket")]
    [InlineData("forecast")]
    [InlineData("portfolio")]
    [InlineData("audience")]
    [InlineData("keywords")]
    [InlineData("market")]
    [InlineData("ads review")]
    public void A_shop_without_facts_and_one_that_is_not_there_are_told_as_such(string command)
    {
        using Shell shell = new Shell().WithShop();
        string[] words = command.Split(' ');
        shell.Run([.. words, "--shop", "没有", "--json"]).ShouldFail("shop.unknown").GetProperty("value").GetString().ShouldBe("没有");
        shell.Run([.. words, "--shop", "天猫旗舰店", "--from", "2026-06-01", "--to", "2026-01-01", "--json"]).ShouldFail("range.backwards", 2);
        JsonElement footing = shell.Run([.. words, "--shop", "天猫旗舰店", "--json"]).ShouldBeDone().Json.GetProperty("footing");
        (footing.GetProperty("rows").GetInt64(), footing.GetProperty("enough").GetBoolean()).ShouldBe((0, false));
        footing.GetProperty("next").GetProperty("en").GetString().ShouldNotBeNullOrWhiteSpace();
    }
}
