using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Duoshou.Cli.Door;
using Duoshou.Cli.Terminal;

namespace Duoshou.Web.Tests.Cli;

/// <summary>While serve runs on a home folder, commands typed elsewhere work on it as if it did not run.</summary>
public sealed class ServedTests
{
    const string Orders = "order_id,ordered_at,gross,sku,quantity\nA1,2026-03-01,1,S1,1\nA2,2026-03-02,2.5,S2,1\nA3,2026-03-09,7,S1,2\n", Shop = "天猫旗舰店";

    /// <summary>Commands and the exit codes that they end with.</summary>
    static readonly (string[] Command, int Exit)[] Typed =
    [
        (["shop", "list"], 0), (["batch", "list", "--json"], 0), (["ask", "gmv", "orders", "--by", "day", "--from", "2026-03-01", "--to", "2026-03-10"], 0),
        (["ask", "gmv", "--by", "sku", "--from", "2026-03-01", "--to", "2026-03-10", "--json"], 0), (["explain", "gmv", "--from", "2026-03-08", "--to", "2026-03-14"], 0),
        (["tax", "quote", "question.json", "--json"], 0), (["import", "none.csv", "--shop", Shop, "--json"], 1), (["import", "deep/wrong.csv", "--shop", Shop], 1),
        (["batch", "show", "nothing", "--lang", "zh"], 1), (["ask", "gmv", "--from", "2026-13-01"], 2), (["promo", "check", "--shop", Shop, "--json"], 2),
    ];

    [Fact]
    public void What_is_answered_is_the_same_to_the_byte()
    {
        using Shell shell = Filled();
        List<Ran> alone = [.. Typed.Select(typed => shell.Run(typed.Command))];
        alone.Select(ran => ran.Exit).ShouldBe(Typed.Select(typed => typed.Exit), string.Join("\n", alone.Select(ran => ran.Err)));
        (shell.From, shell.Locale) = (Path.GetTempPath(), "zh_CN.UTF-8");
        shell.Serve();
        (shell.From, shell.Locale) = (shell.Folder, "en_US.UTF-8");
        for (int at = 0; at < alone.Count; at++) shell.Run(Typed[at].Command).ShouldBe(alone[at], string.Join(' ', Typed[at].Command));
    }

    [Fact]
    public async Task Several_import_ask_explain_and_undo_at_once_while_pages_are_served()
    {
        using Shell shell = Filled();
        (Process serve, string address) = shell.Serve();
        Process[] imports = [.. Enumerable.Range(0, 3).Select(n =>
        {
            shell.File($"more-{n}.csv", Many(4_000, $"M{n}-"));
            return shell.Start("import", $"more-{n}.csv", "--shop", Shop, "--json");
        })];
        Process[] questions = [shell.Start("ask", "gmv", "--json"), shell.Start("explain", "gmv", "--shop", Shop, "--json"), shell.Start("check")];
        using HttpClient web = new();
        for (int asked = 0; asked < 10; asked++) (await web.GetAsync($"{address}/sign-in")).EnsureSuccessStatusCode();
        List<string> batches = [];
        foreach (Process import in imports)
        {
            JsonElement report = Shell.Finish(import, null).ShouldBeDone().Json.EnumerateArray().Single();
            report.GetProperty("rowsLoaded").GetInt64().ShouldBe(4_000);
            batches.Add(report.GetProperty("batch").GetString()!);
        }

        foreach (Process question in questions) Shell.Finish(question, null).ShouldBeDone();
        Gmv(shell).ShouldBe("12010.5");
        Process[] undone = [.. batches.Select(batch => shell.Start("batch", "undo", batch, "--json"))];
        foreach (Process undo in undone) Shell.Finish(undo, null).ShouldBeDone();
        Gmv(shell).ShouldBe("10.5");
        shell.Run("check").ShouldBeDone();
        serve.HasExited.ShouldBeFalse();
    }

    [Fact]
    public void Standard_input_and_files_come_from_where_the_command_is_typed()
    {
        using Shell shell = Filled();
        shell.From = Path.GetTempPath();
        shell.Serve();
        shell.From = Path.Combine(shell.Folder, "deep");
        shell.File("deep/new.csv", Orders.Replace('A', 'N'));
        Loaded(shell.Run("import", "new.csv", "--shop", Shop, "--json", "--home", "../home")).ShouldBe(3);
        Loaded(shell.Pipe(Orders.Replace('A', 'P'), "import", "-", "--shop", Shop, "--json")).ShouldBe(3);
        shell.Pipe("""{"country":"DE","items":[{"hs":"611020","value":120}]}""", "tax", "quote", "-", "--day", "2026-07-10", "--json").ShouldBeDone().Out.ShouldContain("DE");
        shell.Pipe("a long pass phrase 26\n", "user", "add", "lin@example.com", "--name", "Lin", "--role", "auditor", "--password-stdin").ShouldBeDone();
        shell.Run("tax", "quote", "--country", "DE", "--hs", "611020", "--name", "Hoodie", "--value", "120", "--freight", "10", "--day", "2026-07-10", "--seller", "Ningbo Knit",
            "--incoterm", "DAP", "--place", "Hamburg", "--quotation", "offer.html").ShouldBeDone();
        File.Exists(Path.Combine(shell.From, "offer.html")).ShouldBeTrue();
        shell.Run("template", "order_line").ShouldBeDone();
    }

    [Fact]
    public void An_answer_of_a_hundred_thousand_rows_comes_whole()
    {
        using Shell shell = Filled();
        shell.File("many.csv", Many(100_000, "L"));
        shell.Serve();
        Loaded(shell.Run("import", "many.csv", "--shop", Shop, "--json")).ShouldBe(100_000);
        Ran ran = shell.Run("ask", "gmv", "--by", "sku", "--from", "2026-03-01", "--to", "2026-03-31", "--limit", "200000", "--json").ShouldBeDone();
        ran.Json.GetProperty("rows").GetArrayLength().ShouldBe(100_002);
        Process unread = shell.Start("ask", "gmv", "--by", "sku", "--from", "2026-03-01", "--to", "2026-03-31", "--limit", "200000", "--json");
        unread.StandardOutput.Read();
        Gmv(shell).ShouldBe("100010.5");
        unread.Kill();
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public void An_import_that_is_broken_off_leaves_nothing_or_everything(string signal)
    {
        using Shell shell = Filled();
        shell.File("many.csv", Many(60_000, "L"));
        (Process serve, _) = shell.Serve();
        int absent = 0;
        foreach (int wait in (int[])[500, 1500])
        {
            Process import = shell.Start("import", "many.csv", "--shop", Shop, "--json");
            import.WaitForExit(wait);
            Shell.Signal(import, signal);
            Ran ran = Shell.Finish(import, null);
            long standing = Standing(shell, "many.csv");
            standing.ShouldBeOneOf(0, 60_000);
            if (ran.Exit != 0) absent++;
            if (signal == "TERM" && ran.Exit == 1) ran.ShouldFail("cancelled");
            if (standing > 0) break;
        }

        absent.ShouldBeGreaterThan(0);
        shell.Run("check").ShouldBeDone();
        long kept = Standing(shell, "many.csv");
        (Loaded(shell.Run("import", "many.csv", "--shop", Shop, "--json")) + kept).ShouldBe(60_000);
        serve.HasExited.ShouldBeFalse();
    }

    /// <summary>Rows of the batches of a file, once nothing more comes of what was broken off.</summary>
    static long Standing(Shell shell, string file)
    {
        shell.Run("check").ShouldBeDone();
        return shell.Run("batch", "list", "--json").ShouldBeDone().Json.EnumerateArray().Where(batch => batch.GetProperty("source").GetString() == file)
            .Sum(batch => batch.GetProperty("rowsLoaded").GetInt64());
    }

    [Fact]
    public void What_takes_the_home_folder_away_says_that_serve_must_be_stopped()
    {
        using Shell shell = Filled();
        (Process serve, _) = shell.Serve();
        DateTime written = File.GetCreationTimeUtc(Path.Combine(shell.Home, "facts.duckdb"));
        foreach (string[] command in (string[][])[["demo"], ["serve", "--urls", "http://127.0.0.1:0"]])
            shell.Run([.. command, "--json"]).ShouldFail("home.held").GetProperty("value").GetString().ShouldBe(shell.Home);
        shell.Run("demo").Err.ShouldContain("duoshou serve is running");
        File.GetCreationTimeUtc(Path.Combine(shell.Home, "facts.duckdb")).ShouldBe(written);
        serve.HasExited.ShouldBeFalse();
    }

    [SkippableFact]
    public void The_door_is_its_owners_alone_goes_with_serve_and_a_dead_one_hinders_nobody()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such modes and signals.");
        using Shell shell = Filled();
        string door = DoorPlace.Of(shell.Home);
        (Process serve, _) = shell.Serve();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(door).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(DoorPlace.Folder(shell.Home)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        serve.Kill();
        serve.WaitForExit();
        File.Exists(door).ShouldBeTrue();
        shell.Run("batch", "list").ShouldBeDone();
        (serve, _) = shell.Serve();
        shell.Run("batch", "list").ShouldBeDone();
        Shell.Signal(serve, "TERM");
        serve.WaitForExit(60_000).ShouldBeTrue();
        File.Exists(door).ShouldBeFalse();
        shell.Run("batch", "list").ShouldBeDone();
    }

    [SkippableFact]
    public void A_home_folder_whose_path_is_too_long_for_a_socket_is_reached_too()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows makes links for administrators alone.");
        string parent = Directory.CreateTempSubdirectory("duoshou-cli-").FullName;
        using Shell shell = new Shell { Home = Path.Combine(parent, new string('h', 120)) }.WithShop();
        shell.Serve();
        shell.Run("ask", "gmv", "--json").ShouldBeDone();
        Directory.GetFileSystemEntries("/tmp", "duoshou-*").ShouldNotContain(entry => new FileInfo(entry).LinkTarget == DoorPlace.Folder(shell.Home));
    }

    [Fact]
    public void What_nobody_foresaw_does_not_take_serve_down()
    {
        using Shell shell = Filled();
        (Process serve, _) = shell.Serve();
        using (Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={Path.Combine(shell.Home, "operations.db")};Pooling=False"))
        {
            connection.Open();
            using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "alter table schema_step rename to schema_gone";
            command.ExecuteNonQuery();
            File.ReadAllText(shell.Run("client", "list", "--json").ShouldFail("unforeseen").GetProperty("file").GetString()!).ShouldContain("   at ");
            command.CommandText = "drop table if exists schema_step; alter table schema_gone rename to schema_step";
            command.ExecuteNonQuery();
        }

        shell.Run("client", "list").ShouldBeDone();
        serve.HasExited.ShouldBeFalse();
    }

    [Fact]
    public async Task Another_build_and_noise_are_turned_away()
    {
        using Shell shell = Filled();
        (Process serve, _) = shell.Serve();
        Frame? answer = await Said(shell.Home, async stream => await new Frame(FrameKind.Call, JsonSerializer.SerializeToUtf8Bytes(
            new Call("another", ["shop", "list"], shell.Folder, "en", Plain, Plain, false))).Write(stream, default));
        answer!.Value.Kind.ShouldBe(FrameKind.Turned);
        Encoding.UTF8.GetString(answer.Value.Content.Span).ShouldBe("build");
        (await Said(shell.Home, async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes("GET / HTTP/1.1\r\n\r\n")))).ShouldBeNull();
        shell.Run("batch", "list").ShouldBeDone();
        serve.Kill();
        serve.WaitForExit();

        // The same from the other side: what answers is no serve of this build.
        File.Delete(DoorPlace.Of(shell.Home));
        using Socket other = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(DoorPlace.Of(shell.Home)));
        other.Listen();
        Process asked = shell.Start("batch", "list", "--json");
        using (NetworkStream stream = new(await other.AcceptAsync(), ownsSocket: true))
        {
            (await Frame.Read(stream, default))!.Value.Kind.ShouldBe(FrameKind.Call);
            await new Frame(FrameKind.Turned, "build"u8.ToArray()).Write(stream, default);
            Shell.Finish(asked, null).ShouldFail("home.other_version");
        }

        asked = shell.Start("batch", "list", "--json");
        using (NetworkStream stream = new(await other.AcceptAsync(), ownsSocket: true)) await Frame.Read(stream, default);
        Shell.Finish(asked, null).ShouldFail("home.serve_ended");
    }

    static readonly Looks Plain = new(80, 24, false, Spectre.Console.ColorSystem.NoColors, false, false, false, true);

    static async Task<Frame?> Said(string home, Func<NetworkStream, Task> say)
    {
        Socket socket = Knock.At(home).ShouldNotBeNull();
        await using NetworkStream stream = new(socket, ownsSocket: true);
        await say(stream);
        try
        {
            return await Frame.Read(stream, default);
        }
        catch (IOException)
        {
            return null;
        }
    }

    static Shell Filled()
    {
        Shell shell = new Shell().WithShop();
        Directory.CreateDirectory(Path.Combine(shell.Folder, "deep"));
        shell.File("deep/wrong.csv", "order_id,ordered_at\n");
        shell.File("question.json", """{"country":"DE","items":[{"hs":"611020","value":120}],"date":"2026-07-10"}""");
        Loaded(shell.Run("import", shell.File("orders.csv", Orders), "--shop", Shop, "--json")).ShouldBe(3);
        return shell;
    }

    static string Many(int rows, string prefix)
    {
        StringBuilder text = new("order_id,ordered_at,gross,sku,quantity\n");
        for (int row = 0; row < rows; row++) text.Append(CultureInfo.InvariantCulture, $"{prefix}{row},2026-03-0{1 + row % 9},1,SKU-{row:D6},1\n");
        return text.ToString();
    }

    static long Loaded(Ran ran) => ran.ShouldBeDone().Json.EnumerateArray().Single().GetProperty("rowsLoaded").GetInt64();

    static string Gmv(Shell shell) => shell.Run("ask", "gmv", "--from", "2026-03-01", "--to", "2026-03-31", "--json").ShouldBeDone()
        .Json.GetProperty("total").GetProperty("gmv").GetString()!;
}
