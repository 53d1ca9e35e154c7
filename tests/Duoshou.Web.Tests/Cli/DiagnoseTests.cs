using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Duoshou.Web.Tests.Cli;

/// <summary>diagnose, as scripts and other programs rely on it.</summary>
public sealed class DiagnoseTests
{
    static readonly DateOnly LastDay = new(2026, 3, 31);

    [Fact]
    public void The_answer_has_the_names_that_others_rely_on_and_the_same_facts_give_the_same_answer()
    {
        using Shell shell = new Shell().WithShop();
        shell.Run("import", shell.File("orders.csv", Orders()), "--shop", "天猫旗舰店").ShouldBeDone();
        Ran once = shell.Run("diagnose", "--shop", "天猫旗舰店", "--on", "2026-03-31", "--json");
        JsonElement found = JsonDocument.Parse(once.Out).RootElement;
        found.GetProperty("on").GetString().ShouldBe("2026-03-31");
        decimal.Parse(found.GetProperty("score").GetString()!, CultureInfo.InvariantCulture).ShouldBeInRange(0m, 100m);
        JsonElement sales = found.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("part").GetString() == "sales");
        (sales.GetProperty("metric").GetString(), sales.GetProperty("value").GetString()).ShouldBe(("paid_sales", "5000"));
        foreach (string name in (string[])["score", "compared", "grade"]) sales.TryGetProperty(name, out _).ShouldBeTrue(name);
        JsonElement hole = found.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("code").GetString() == "missing_data");
        hole.GetProperty("severity").GetString().ShouldBeOneOf("info", "low", "medium", "high", "critical");
        hole.GetProperty("money").ValueKind.ShouldBe(JsonValueKind.String);
        hole.GetProperty("text").GetString()!.ShouldContain("29 Mar");
        hole.GetProperty("next").GetString().ShouldNotBeNullOrWhiteSpace();
        hole.GetProperty("evidence").EnumerateArray().First().GetProperty("link").GetString()!.ShouldStartWith("/data?shops=");
        shell.Run("diagnose", "--shop", "天猫旗舰店", "--json").Out.ShouldBe(once.Out);
    }

    [Fact]
    public void Another_shop_and_a_day_to_come_are_refused_and_a_day_that_is_none_is_wrong_usage()
    {
        using Shell shell = new Shell().WithShop();
        shell.Run("diagnose", "--shop", "没有", "--json").ShouldFail("shop.unknown").GetProperty("value").GetString().ShouldBe("没有");
        shell.Run("diagnose", "--shop", "天猫旗舰店", "--on", "2999-01-01", "--json").ShouldFail("day.future");
        shell.Run("diagnose", "--shop", "天猫旗舰店", "--on", "yesterday", "--json").ShouldFail("usage.wrong", exit: 2);
        shell.Run("diagnose", "--json").ShouldFail("usage.wrong", exit: 2);
        shell.Run("diagnose", "--shop", "天猫旗舰店").ShouldBeDone();
    }

    /// <summary>Ten orders a day for ten weeks, with a hole of two days before the last.</summary>
    static string Orders()
    {
        StringBuilder text = new("order_id,sku,product,ordered_at,paid_at,quantity,gross,paid,currency\n");
        for (DateOnly day = LastDay.AddDays(-69); day <= LastDay; day = day.AddDays(1))
        {
            if (day == LastDay.AddDays(-1) || day == LastDay.AddDays(-2)) continue;
            string at = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 10:00:00";
            for (int i = 0; i < 10; i++) text.Append(CultureInfo.InvariantCulture, $"A{day:MMdd}{i},S{i % 3},Box {i % 3},{at},{at},1,100,100,CNY\n");
        }

        return text.ToString();
    }
}
