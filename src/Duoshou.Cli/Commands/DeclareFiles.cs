using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Duoshou.App.Tax.Papers;
using Duoshou.App.Tax.Parcels;
using Duoshou.App.Tax.Port;
using Duoshou.Cli.Terminal;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Duoshou.Tax.Declarations.Signing;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>declare build, check, sign, verify: customs messages as files, without a shop.</summary>
static class DeclareFiles
{
    static readonly Option<DateTime?> Moment = new("--at") { Description = "The moment in the documents, 2026-07-01T09:30:00 (default: now, Beijing time)" };

    public static IEnumerable<Command> Commands() => [Build(), Check(), Sign(), Verify(), PaymentData(), Papers()];

    static Command Build()
    {
        Argument<string> file = new("file") { Description = "A parcel in JSON; - for standard input" };
        Option<string> outTo = new("--out") { DefaultValueFactory = _ => ".", Description = "Folder for the messages" };
        return Verb.OnFiles("build", "Builds the four messages of a parcel and says what customs would find.", "declare build parcel.json --out messages",
            [file, outTo, Moment], async (parsed, output, cancel) =>
        {
            string named = parsed.GetRequiredValue(file);
            Answered<ParcelDocument> parcel = ParcelDocument.Read(await Here.Text(named, cancel));
            if (parcel.Value is null) return output.Refuse(parcel.Refusal!);
            DateTime at = parsed.GetValue(Moment) ?? TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8);
            ParcelPapers papers = ParcelPapers.Of(parcel.Value, () => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString().ToUpperInvariant(), at);
            string folder = Directory.CreateDirectory(Here.Full(parsed.GetRequiredValue(outTo))).FullName;
            JsonArray written = [];
            foreach (CebMessage message in papers.Messages)
            {
                string path = Path.Combine(folder, $"{parcel.Value.OrderNo}-{message.Kind}.xml");
                await File.WriteAllTextAsync(path, CebXml.Write(message), new UTF8Encoding(false), cancel);
                written.Add(path);
            }

            IReadOnlyList<ParcelBlock> blocks = papers.Blocks();
            int done = output.Answer(new JsonObject { ["orderNo"] = parcel.Value.OrderNo, ["files"] = written, ["blocks"] = Blocks(blocks, output) }, people =>
            {
                foreach (JsonNode? path in written) people.WriteLine(path!.ToString());
                Show(blocks, people, output);
            });
            return blocks.Count == 0 ? done : Output.Failed;
        });
    }

    static Command Check()
    {
        Argument<string[]> files = new("file") { Arity = ArgumentArity.OneOrMore, Description = "Messages; those of one parcel are also held against each other" };
        return Verb.OnFiles("check", "Finds what customs would send back: fields, sums, order, identity number, agreement of the documents.", "declare check *.xml",
            [files], async (parsed, output, cancel) =>
        {
            List<ParcelBlock> found = [];
            List<CebMessage> messages = [];
            foreach (string path in parsed.GetRequiredValue(files))
            {
                try
                {
                    messages.Add(CebXml.Read(await Here.Text(path, cancel)));
                }
                catch (FormatException wrong)
                {
                    return output.Refuse(new("message.unreadable", new($"{path}：{wrong.Message}", $"{path}: {wrong.Message}"),
                        new("元素名与顺序按 2022-05 版。", "Names and order of elements follow edition 2022-05."), "file", path));
                }
            }

            found.AddRange(new ParcelPapers(messages).Blocks());
            int done = output.Answer(new JsonObject { ["messages"] = new JsonArray([.. messages.Select(m => JsonValue.Create(m.Kind))]),
                ["problems"] = Blocks(found, output) }, people =>
            {
                people.WriteLine(string.Join(' ', messages.Select(m => m.Kind)));
                Show(found, people, output);
            });
            return found.Count == 0 ? done : Output.Failed;
        });
    }

    static Command Sign()
    {
        Argument<string> file = new("file") { Description = "A message" };
        Option<string> key = new("--key") { Description = "An RSA key in PEM" }, certificate = new("--cert") { Description = "Its certificate in PEM" };
        Option<string> name = new("--name") { DefaultValueFactory = _ => "", Description = "The certificate number (default: its serial)" };
        Option<string> external = new("--signer")
        {
            Description = "A program that signs (an SM2 card): gets digest or sign as its last argument, bytes on standard input, answers base64",
        };
        Option<string> outTo = new("--out") { Description = "Where to write it (default: standard output)" };
        return Verb.OnFiles("sign", "Signs a message (XML-DSig): RSA-SHA256 with a key in a file, or SM2 through a program of yours.",
            "declare sign CEB621.xml --key key.pem --cert cert.pem --out signed.xml",
            [file, key, certificate, name, external, outTo], async (parsed, output, cancel) =>
        {
            try
            {
                CebMessage message = CebXml.Read(await Here.Text(parsed.GetRequiredValue(file), cancel));
                string? cert = parsed.GetValue(certificate) is { } path ? await Here.Text(path, cancel) : null;
                IXmlSigner? signer = parsed.GetValue(external) is { } program ? External(program, parsed.GetValue(name)!, cert)
                    : parsed.GetValue(key) is { } keyFile && cert is not null ? SoftwareKey.Of(cert, await Here.Text(keyFile, cancel),
                        parsed.GetValue(name)!) : null;
                if (signer is null)
                    return output.Misuse(new("signer.missing", new("没有给出签名者。", "No signer was named."),
                        new("写 --key 与 --cert，或 --signer。", "Give --key and --cert, or --signer."), "key"));
                string signed = CebSignature.Sign(message, signer);
                if (parsed.GetValue(outTo) is not { } target) return output.Answer(new JsonObject { ["xml"] = signed }, people => people.Profile.Out.Writer.Write(signed));
                await File.WriteAllTextAsync(Here.Full(target), signed, new UTF8Encoding(false), cancel);
                return output.Answer(new JsonObject { ["file"] = target, ["signature"] = signer.SignatureAlgorithm }, people => people.WriteLine(target));
            }
            catch (Exception wrong) when (wrong is FormatException or CryptographicException)
            {
                return output.Refuse(new("signature.failed", new($"没有签成：{wrong.Message}", $"Not signed: {wrong.Message}"),
                    new("检查报文、密钥与证书是否成对。", "Check the message, and that key and certificate belong together."), "file", parsed.GetValue(file)));
            }
        });
    }

    static ExternalSigner External(string program, string name, string? certificatePem)
    {
        string[] parts = program.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string body = certificatePem is null ? ""
            : string.Concat(certificatePem.Split('\n').Where(line => !line.StartsWith("-----", StringComparison.Ordinal)).Select(line => line.Trim()));
        return new(parts[0], parts[1..], name, body);
    }

    static Command Verify()
    {
        Argument<string[]> files = new("file") { Arity = ArgumentArity.OneOrMore, Description = "Signed messages" };
        return Verb.OnFiles("verify", "Whether signed messages are whole and signed by the key of their certificate (RSA; SM2 needs its device).",
            "declare verify signed.xml", [files], async (parsed, output, cancel) =>
        {
            JsonArray results = [];
            foreach (string path in parsed.GetRequiredValue(files))
            {
                (bool good, string subject) = SoftwareKey.Verify(await Here.Text(path, cancel));
                results.Add(new JsonObject { ["file"] = path, ["good"] = good, ["certificate"] = subject });
            }

            int done = output.Answer(results, people =>
            {
                foreach (JsonNode? one in results)
                    people.WriteLine($"{one!["file"]}: {Verdict(one["good"]!.GetValue<bool>(), output)} {one["certificate"]}");
            });
            return results.All(one => one!["good"]!.GetValue<bool>()) ? done : Output.Failed;
        });
    }

    /// <summary>A question of customs for real payment data, with what answers it.</summary>
    sealed record PaymentQuestion(string SessionId, string ServiceTime, PaymentData Data);

    static Command PaymentData()
    {
        Argument<string> file = new("file") { Description = "JSON: sessionId, serviceTime (milliseconds), data; - for standard input" };
        Option<string> key = new("--key") { Description = "An RSA key in PEM" }, certificate = new("--cert") { Description = "Its certificate in PEM" };
        Option<string> name = new("--name") { DefaultValueFactory = _ => "", Description = "The certificate number (default: its serial)" };
        return Verb.OnFiles("payment-data", "The answer to customs' question for real payment data: the string that is signed and, with a key, the form field that is sent.",
            "declare payment-data question.json --key key.pem --cert cert.pem", [file, key, certificate, name], async (parsed, output, cancel) =>
        {
            string named = parsed.GetRequiredValue(file);
            try
            {
                string json = await Here.Text(named, cancel);
                PaymentQuestion question = System.Text.Json.JsonSerializer.Deserialize<PaymentQuestion>(json, App.WireFormat.Json)!;
                PaymentDataAnswer answer = new(question.SessionId, question.Data, question.ServiceTime);
                string? form = parsed.GetValue(key) is { } keyFile && parsed.GetValue(certificate) is { } cert
                    ? answer.Form(SoftwareKey.Of(await Here.Text(cert, cancel), await Here.Text(keyFile, cancel), parsed.GetValue(name)!)) : null;
                return output.Answer(new JsonObject { ["stringToSign"] = answer.StringToSign, ["payExInfoStr"] = form }, people =>
                {
                    people.Profile.Out.Writer.WriteLine(answer.StringToSign);
                    if (form is not null) people.Profile.Out.Writer.WriteLine(form);
                });
            }
            catch (Exception wrong) when (wrong is System.Text.Json.JsonException or CryptographicException or NullReferenceException)
            {
                return output.Refuse(new("payment.unreadable", new($"读不懂：{wrong.Message}", $"It cannot be read: {wrong.Message}"),
                    new("要有 sessionId、serviceTime 和 data（guid、request、response、platformCode…）。",
                        "It needs sessionId, serviceTime and data (guid, request, response, platformCode …)."), "file", named));
            }
        });
    }

    static Command Papers()
    {
        Argument<string> file = new("file") { Description = "A parcel in JSON; - for standard input" };
        Option<string> outTo = new("--out") { DefaultValueFactory = _ => ".", Description = "Folder for the papers" };
        Option<bool> pages = new("--html") { Description = "Pages for print only, no PDF" };
        return Verb.OnFiles("papers", "Commercial invoice, packing list, CN22 and CN23 of a parcel: pages for print, and PDF where a browser is installed.",
            "declare papers parcel.json --out papers", [file, outTo, pages], async (parsed, output, cancel) =>
        {
            string named = parsed.GetRequiredValue(file);
            Answered<ParcelDocument> parcel = ParcelDocument.Read(await Here.Text(named, cancel));
            if (parcel.Value is null) return output.Refuse(parcel.Refusal!);
            string folder = Directory.CreateDirectory(Here.Full(parsed.GetRequiredValue(outTo))).FullName;
            DateOnly day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8));
            JsonArray written = [];
            bool pdf = !parsed.GetValue(pages);
            foreach (PaperKind kind in Enum.GetValues<PaperKind>())
            {
                string html = ShippingPapers.Html(parcel.Value, kind, day), path = Path.Combine(folder, $"{parcel.Value.OrderNo}-{kind}");
                await File.WriteAllTextAsync(path + ".html", html, new UTF8Encoding(false), cancel);
                written.Add(path + ".html");
                if (!pdf || await PdfPrinter.Print(html, cancel) is not { } bytes) continue;
                await File.WriteAllBytesAsync(path + ".pdf", bytes, cancel);
                written.Add(path + ".pdf");
            }

            bool without = pdf && !written.Any(path => path!.ToString().EndsWith(".pdf", StringComparison.Ordinal));
            return output.Answer(new JsonObject { ["files"] = written, ["pdf"] = !without && pdf }, people =>
            {
                foreach (JsonNode? path in written) people.WriteLine(path!.ToString());
                if (without) people.WriteLine(output.Say("没有 PDF：本机没有 Chromium、Chrome 或 Edge；用浏览器打印这些页面即可。",
                    "No PDF: there is no Chromium, Chrome or Edge here; print the pages in any browser."));
            });
        });
    }

    static string Verdict(bool good, Output output) =>
        good ? output.Say("签名有效", "signature is good") : output.Say("签名无效或无法验证", "signature is not good, or cannot be checked here");

    internal static JsonArray Blocks(IReadOnlyList<ParcelBlock> blocks, Output output) => [.. blocks.Select(b => new JsonObject
    {
        ["code"] = b.Code, ["document"] = b.Document, ["field"] = b.Field, ["value"] = b.Value, ["remedy"] = output.Say(b.Zh, b.En),
    })];

    internal static void Show(IReadOnlyList<ParcelBlock> blocks, IAnsiConsole people, Output output)
    {
        foreach (ParcelBlock block in blocks) people.WriteLine($"  {block.Document} {block.Field} [{block.Value}] {block.Code}: {output.Say(block.Zh, block.En)}");
        people.WriteLine(blocks.Count == 0 ? output.Say("没有发现问题。", "Nothing was found.") : string.Create(CultureInfo.InvariantCulture, $"{blocks.Count}"));
    }
}
