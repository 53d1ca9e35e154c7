using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Duoshou.App;
using Duoshou.App.Storage;
using Duoshou.Cli.Commands;
using Duoshou.Cli.Terminal;
using Duoshou.Tax.Declarations.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.Web.Tests.Cli;

/// <summary>Each example of the help does what it says: typed in the order of the help on a demo agency, beside the files that it names.</summary>
public sealed class ExampleTests
{
    static readonly DateOnly LastDay = new(2026, 11, 1);

    /// <summary>Examples that start the web application; ServedTests do.</summary>
    static readonly string[] Serving = ["--home shops", "serve --urls http://127.0.0.1:8080"];

    [Fact]
    public async Task Every_example_is_done_as_it_is_printed()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("duoshou-cli-");
        try
        {
            await Typed(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task Typed(string folder)
    {
        Home home = new(Path.Combine(folder, "home"));
        await WriteFiles(folder);
        List<string> examples = [.. Examples(EveryCommand.Root()).Except(Serving)], faults = [];
        string demo = examples.Single(example => example.StartsWith("demo ", StringComparison.Ordinal));
        Ran made = await Run(folder, null, [.. CommandLineParser.SplitCommandLine(demo), "--last-day", LastDay.ToString("O", CultureInfo.InvariantCulture), "--home", home.Folder]);
        made.Exit.ShouldBe(0, made.Err);
        File.Exists(Path.Combine(folder, "truth.json")).ShouldBeTrue();

        // From here on it is the day after the demo's last, and the ledger stays open.
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddDuoshou(home).AddSingleton<TimeProvider>(new Morning()).BuildServiceProvider();
        Serving serving = new(home, services);
        (await Run(folder, serving, ["import", "first.csv", "--shop", "JD flagship"])).Exit.ShouldBe(0);
        foreach (string example in examples.Where(example => example != demo))
        {
            await Before(example, folder, serving);
            string[] parts = example.Split(" > ");
            Ran ran = await Run(folder, serving, await Filled(parts[0], folder, serving));
            if (parts.Length > 1) File.WriteAllText(Path.Combine(folder, parts[1]), ran.Out);
            if (ran.Exit != 0 || ran.Out.Length + ran.Err.Length == 0) faults.Add($"{example}: {ran.Exit} {ran.Err} {(ran.Exit == 1 ? ran.Out : "")}");
        }

        examples.Count.ShouldBeGreaterThan(45);
        faults.ShouldBeEmpty();
    }

    static IEnumerable<string> Examples(Command command) =>
        ((string[])[command.Description!.Split("Example: duoshou", 2)[1].Trim()]).Concat(command.Subcommands.SelectMany(Examples)).Distinct();

    /// <summary>The words as typed: what a shell spells out (*) is spelt out, an id that only this home folder has takes the place of the printed one, and a million rows are fewer.</summary>
    static async Task<IReadOnlyList<string>> Filled(string example, string folder, Serving serving)
    {
        List<string> words = [];
        foreach (string word in CommandLineParser.SplitCommandLine(example))
        {
            if (word.Contains('*')) words.AddRange(Directory.GetFiles(folder, word).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
            else if (word == "0199…") words.Add(await First(folder, serving, ["batch", "list", "--json"], "id"));
            else if (example.StartsWith("hs undo ", StringComparison.Ordinal) && Guid.TryParse(word, out _)) words.Add(await First(folder, serving, ["hs", "list", "--json"], "id"));
            else words.Add(word == "1000000" ? "20000" : word);
        }

        return words;
    }

    static async Task<string> First(string folder, Serving serving, string[] command, string field) =>
        (await Run(folder, serving, command)).ShouldBeDone().Json.EnumerateArray().First().GetProperty(field).GetString()!;

    /// <summary>What an example takes up where another left it.</summary>
    static async Task Before(string example, string folder, Serving serving)
    {
        // What an empty table holds is nothing to analyse: orders stand there again.
        if (example.Contains("--file orders.csv", StringComparison.Ordinal)) File.Copy(Path.Combine(folder, "orders-of-old.csv"), Path.Combine(folder, "orders.csv"), overwrite: true);

        // The declaration of the group's example is sent and closed; the next parcel is another.
        if (example.StartsWith("declare build", StringComparison.Ordinal)) File.WriteAllText(Path.Combine(folder, "parcel.json"), TaxCommandTests.ParcelJson);
        if (example.StartsWith("declare check", StringComparison.Ordinal))
            foreach (string file in Directory.GetFiles(Path.Combine(folder, "messages"))) File.Copy(file, Path.Combine(folder, file[(file.LastIndexOf('-') + 1)..]));
        if (!example.StartsWith("declare receipts", StringComparison.Ordinal)) return;
        JsonElement shown = (await Run(folder, serving, ["declare", "show", "DS20260315000001", "--json"])).ShouldBeDone().Json;
        string guid = shown.GetProperty("documents").EnumerateArray().First(document => document.GetProperty("kind").GetString() == "CEB621").GetProperty("guid").GetString()!;
        File.WriteAllText(Path.Combine(folder, "CEB622.xml"), CebXml.Write(new CebMessage
        {
            Kind = "CEB622", Guid = "A1B2C3D4-0000-4000-8000-000000000099",
            Documents = [new(CebEntity.Of(("guid", guid), ("copNo", "INV1"), ("preNo", "B20260315000000001"), ("returnStatus", "800"), ("returnTime", "20260315235959000"),
                ("returnInfo", "放行")), [])],
        }));
    }

    static async Task<Ran> Run(string folder, Serving? serving, IReadOnlyList<string> words)
    {
        using StringWriter answers = new(CultureInfo.InvariantCulture), errors = new(CultureInfo.InvariantCulture);
        int exit = await Task.Run(async () =>
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("en"));
            Here.Go(new() { Folder = folder, Out = answers, Error = errors, OutLooks = Plain, ErrorLooks = Plain, Served = serving });
            return await Failures.Answered(EveryCommand.Parse(EveryCommand.Root(), words), words, CancellationToken.None);
        });
        return new(exit, answers.ToString(), errors.ToString());
    }

    static readonly Looks Plain = new(200, 24, false, Spectre.Console.ColorSystem.NoColors, false, false, false, true);

    static async Task WriteFiles(string folder)
    {
        using RSA rsa = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        StringBuilder orders = new("order,user_id,ordered_at,sku,quantity,paid\n"), words = new("date,campaign,keyword,impressions,clicks,cost,credited_orders,credited_sales,currency\n"),
            reviews = new("订单号,星级,评价内容\n"), weeks = new("day,sales,search,video\n");
        for (int n = 0; n < 600; n++)
            orders.Append(CultureInfo.InvariantCulture, $"O{n / 2},u{n / 2 % 130},2026-{1 + n / 2 % 9:00}-{1 + n / 2 % 28:00},S{n % 2 + n / 2 % 3},1,{10 + n % 9}.50\n");
        for (int n = 0; n < 90; n++)
            words.Append(CultureInfo.InvariantCulture, $"2026-10-{1 + n % 30:00},杯子,保温杯 {n % 7},{400 + n},{20 + n % 5},{9 + n % 4}.5,{n % 3},{n % 3 * 59},CNY\n");
        for (int n = 0; n < 70; n++)
            weeks.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2024, 1, 1).AddDays(7 * n):O},{1000 + n * 2 + n % 5 * 90},{n % 5 * 30},{n * 7 % 11 * 9}\n");
        for (int n = 0; n < 40; n++) reviews.Append(CultureInfo.InvariantCulture, $"R{n},{1 + n % 5},{(n % 5 < 2 ? "杯盖漏水，客服不理人" : "保温效果很好，颜色漂亮，送人合适")}\n");
        foreach ((string name, string text) in (IEnumerable<(string, string)>)
        [
            ("first.csv", "order_id,ordered_at,gross,sku,quantity\nFIRST1,2026-10-30,10,S1,1\n"),
            ("orders.xlsx", "order_id,ordered_at,gross,sku,quantity\nX1,2026-10-30,10,S1,1\nX2,2026-10-31,20,S2,1\n"),
            ("orders-of-old.csv", orders.ToString()), ("search-terms.csv", words.ToString()), ("reviews.xlsx", reviews.ToString()),
            ("weeks.csv", weeks.ToString()),
            ("tariff-2026.xlsx", "hs,name_zh,mfn\n61102000,棉制套头衫,6%\n96170011,保温瓶,8%\n"), ("parcel.json", TaxCommandTests.ParcelJson.Replace("DS20260315000001", "DS20260315000000")),
            ("cart.json", """{"lines":[{"id":"a","sku":"S1","qty":2,"unitPrice":10000}]}"""),
            ("plan.json", """{"promotions":[{"id":"tenth","actions":[{"type":"percentOff","bp":1000}]}]}"""),
            ("analyses.json", """{"cases":[{"id":"ok","method":"HHI","params":{"shares_percent":[50,50]}}]}"""),
            ("question.json", PaperCommandTests.Question), ("key.pem", rsa.ExportPkcs8PrivateKeyPem()), ("cert.pem", certificate.ExportCertificatePem()),
        ]) await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        Directory.CreateDirectory(Path.Combine(folder, "data"));
    }

    sealed class Morning : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(LastDay.AddDays(1), new TimeOnly(1, 0), TimeSpan.Zero);
    }
}
