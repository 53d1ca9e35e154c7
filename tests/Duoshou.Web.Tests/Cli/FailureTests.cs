using System.IO.Compression;
using System.Text.Json;

namespace Duoshou.Web.Tests.Cli;

/// <summary>What goes wrong is told in one sentence with what to do, with the exit code that scripts go by; a stack trace is never shown.</summary>
public sealed class FailureTests
{
    [Fact]
    public void A_refusal_is_a_sentence_for_people_and_one_ProblemDetails_for_programs()
    {
        using Shell shell = new Shell().WithShop();
        string empty = shell.File("empty.csv", ""), orders = shell.File("orders.csv", "order_id,ordered_at,gross\nA1,2026-03-01,1\n");
        shell.Run("import", orders, "--shop", "没有", "--json").ShouldFail("shop.unknown").GetProperty("value").GetString().ShouldBe("没有");
        shell.Run("import", Path.Combine(shell.Folder, "none.csv"), "--shop", "天猫旗舰店", "--json").ShouldFail("file.unreachable");
        shell.Run("import", empty, "--shop", "天猫旗舰店", "--json").ShouldFail("file.empty").GetProperty("file").GetString().ShouldBe("empty.csv");
        shell.Run("import", orders, "--shop", "天猫旗舰店", "--as", "nothing", "--json").ShouldFail("kind.unknown");
        shell.Run("import", orders, "--shop", "天猫旗舰店", "--mapping", "nothing", "--json").ShouldFail("mapping.unknown");
        shell.Run("ask", "no_such_metric", "--json").ShouldFail("metric.unknown");
        shell.Run("ask", "gmv", "--from", "2026-13-01", "--json").ShouldFail("question.unreadable", exit: 2);
        shell.Run("batch", "show", "nothing", "--json").ShouldFail("batch.unknown");
        shell.Run("batch", "undo", "0199a0b0-0000-7000-8000-000000000000", "--json").ShouldFail("batch.unknown");
        shell.Run("template", "nothing", "--json").ShouldFail("kind.unknown");
        Ran told = shell.Run("import", empty, "--shop", "天猫旗舰店");
        (told.Exit, told.Out).ShouldBe((1, ""));
        told.Err.TrimEnd().Split('\n').Length.ShouldBe(1);
        told.Err.ShouldStartWith("empty.csv: The file is empty.");
        shell.Run("import", empty, "--shop", "天猫旗舰店", "--lang", "zh").Err.ShouldContain("文件是空的");
    }

    [Fact]
    public void A_command_written_wrongly_ends_with_two()
    {
        using Shell shell = new();
        shell.Run("nonsense", "--json").ShouldFail("usage.wrong", exit: 2);
        shell.Run("import", "--json").ShouldFail("usage.wrong", exit: 2).GetProperty("remedy").GetString()!.ShouldContain("duoshou import --help");
        shell.Run("shop", "add", "x", "--client", "y", "--platform", "tmall", "--country", "CN", "--currency", "CNY", "--zone", "Asia/Shanghai", "--target", "much", "--json")
            .ShouldFail("usage.wrong", exit: 2);
        shell.Run("demo", "--last-day", "yesterday", "--json").ShouldFail("usage.wrong", exit: 2);
        shell.Run("client", "list", "--lang", "fr", "--json").ShouldFail("usage.wrong", exit: 2);
        shell.Run("promo", "check", "--json").ShouldFail("shop.missing", exit: 2);
        shell.Run("promo", "price", "--json").ShouldFail("cart.missing", exit: 2);
        shell.Run("explain", "--json").Exit.ShouldBe(2);
        shell.Run("experiment", "--json").ShouldFail("experiment.unsaid", exit: 2);
        Ran told = shell.Run("ask");
        (told.Exit, told.Out).ShouldBe((2, ""));
        told.Err.ShouldContain("duoshou ask --help");
        Directory.Exists(shell.Home).ShouldBeFalse();
    }

    [Fact]
    public void What_is_compared_with_has_one_name_in_the_help_and_both_are_understood_and_so_are_commas()
    {
        using Shell shell = new Shell().WithShop();
        foreach (string name in (string[])["--compare", "--against"])
        {
            shell.Run("ask", "gmv", name, "previous", "--json").ShouldBeDone().Json.GetProperty("against").ValueKind.ShouldNotBe(System.Text.Json.JsonValueKind.Null);
            shell.Run("ask", "gmv", name, "nonsense", "--json").ShouldFail("question.unreadable", exit: 2);
            shell.Run("explain", "gmv", name, "nonsense", "--json").ShouldFail("question.unreadable", exit: 2);
        }

        string apart = shell.Run("ask", "gmv", "orders", "--by", "day", "shop", "--json").ShouldBeDone().Out;
        shell.Run("ask", "gmv,orders", "--by", "day, shop", "--json").ShouldBeDone().Out.ShouldBe(apart);

        foreach (string command in (string[])["ask", "explain"])
        {
            string help = shell.Run(command, "--help").ShouldBeDone().Out;
            help.ShouldContain("--compare");
            help.ShouldNotContain("--against");
        }
    }

    [Fact]
    public void What_nobody_foresaw_gets_a_reference_and_no_stack_trace()
    {
        using Shell shell = new Shell().WithShop();
        Spoil(shell, "drop table schema_step");
        JsonElement problem = shell.Run("client", "list", "--json").ShouldFail("unforeseen");
        problem.GetProperty("reference").GetString().ShouldNotBeNullOrWhiteSpace();
        File.ReadAllText(problem.GetProperty("file").GetString()!).ShouldContain("   at ");
        Ran told = shell.Run("client", "list");
        told.Exit.ShouldBe(1);
        told.Err.TrimEnd().Split('\n').Length.ShouldBe(1);
        told.Err.ShouldNotContain("   at ");
    }

    [Fact]
    public void A_home_folder_that_is_newer_or_damaged_is_told_as_such()
    {
        using Shell shell = new Shell().WithShop();
        Spoil(shell, "insert into schema_step values (9999, 'later')");
        shell.Run("client", "list", "--json").ShouldFail("home.newer");
        shell.Run("check", "--json").Exit.ShouldBe(1);
        Spoil(shell, "delete from schema_step where number = 9999");
        File.WriteAllText(Path.Combine(shell.Home, "facts.duckdb"), new string('x', 20_000));
        shell.Run("ask", "gmv", "--json").ShouldFail("home.damaged");
        File.WriteAllText(Path.Combine(shell.Home, "operations.db"), new string('x', 20_000));
        shell.Run("client", "list", "--json").ShouldFail("home.damaged");
        File.WriteAllText(Path.Combine(shell.Folder, "file"), "");
        shell.Run("client", "list", "--json", "--home", Path.Combine(shell.Folder, "file")).ShouldFail("file.failed");
    }

    [Fact]
    public void A_check_names_the_law_that_is_broken_and_ends_with_one()
    {
        using Shell shell = new Shell().WithShop();
        shell.Run("import", shell.File("orders.csv", "order_id,ordered_at,gross\nA1,2026-03-01,1\n"), "--shop", "天猫旗舰店").ShouldBeDone();
        JsonElement sound = shell.Run("check", "--json").ShouldBeDone().Json;
        sound.GetProperty("sound").GetBoolean().ShouldBeTrue();
        sound.GetProperty("checks").GetArrayLength().ShouldBeGreaterThan(15);
        Spoil(shell, "insert into exchange_rate (\"From\", \"To\", \"On\", \"Rate\", \"Kind\", \"Source\", \"LearnedAt\") values ('CNY', 'CNY', '2026-01-01', '-1', 'Day', 'x', '2026-01-01')");
        string raw = Directory.GetFiles(Path.Combine(shell.Home, "raw"), "*.gz", SearchOption.AllDirectories).Single();
        using (GZipStream other = new(File.Create(raw), CompressionLevel.Fastest)) other.Write("order_id\n"u8);
        Broken(shell).ShouldBe(["raw.whole", "rates.usable"], ignoreOrder: true);
        File.Delete(raw);
        Broken(shell).ShouldBe(["raw.present", "rates.usable"], ignoreOrder: true);
        shell.Run("check").Out.ShouldContain("raw/");
        shell.Run("check", "--json", "--home", Path.Combine(shell.Folder, "nowhere")).ShouldFail("home.empty");
        Directory.Exists(Path.Combine(shell.Folder, "nowhere")).ShouldBeFalse();
    }

    static string?[] Broken(Shell shell)
    {
        Ran ran = shell.Run("check", "--json");
        ran.Exit.ShouldBe(1);
        return [.. ran.Json.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("faults").GetInt64() > 0).Select(check => check.GetProperty("check").GetString())];
    }

    static void Spoil(Shell shell, string sql)
    {
        using Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={Path.Combine(shell.Home, "operations.db")};Pooling=False");
        connection.Open();
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
