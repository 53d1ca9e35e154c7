using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Duoshou.App.Tax.Papers;

namespace Duoshou.Web.Tests.Cli;

/// <summary>Papers and the answer to customs' question for payment data, from the terminal.</summary>
public sealed class PaperCommandTests
{
    internal const string Question = """
        {"sessionId":"fe2374-8fnejf97-32839218","serviceTime":"1533271903898","data":{"guid":"A1B2C3D4-0000-4000-8000-00000000A179","request":"https://pay.example/req?a=1&b=2","response":"ok",
        "platformCode":"4400000000","paymentCompanyCode":"4400000002","transactionId":"PAY0000000001","totalAmount":"349.120","verifier":"3","payType":"1","tradingTime":"20240315092955",
        "orders":[{"orderNo":"DS20240315000001","goods":[{"name":"保温杯","link":"https://shop.example/i/1"}],"receiverAccount":"6200000000000000","receiverCode":"","receiverName":"示例商家有限公司"}]}}
        """;

    [Fact]
    public void Payment_data_is_signed_over_the_string_that_customs_checks_and_sent_with_the_same_bytes()
    {
        using Shell shell = new();
        using RSA rsa = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string question = shell.File("question.json", Question), key = shell.File("key.pem", rsa.ExportPkcs8PrivateKeyPem()), cert = shell.File("cert.pem", certificate.ExportCertificatePem());
        JsonElement answer = shell.Run("declare", "payment-data", question, "--key", key, "--cert", cert, "--name", "0300000000", "--json").ShouldBeDone().Json;
        string told = answer.GetProperty("stringToSign").GetString()!;
        // Four parts between two bars, in the order of the notice; no white space, no escaped slash, no zero after the last digit.
        told.ShouldBe("\"sessionID\":\"fe2374-8fnejf97-32839218\"||\"payExchangeInfoHead\":\"{\"guid\":\"A1B2C3D4-0000-4000-8000-00000000A179\",\"initalRequest\":\"https://pay.example/req?a=1&b=2\"," +
            "\"initalResponse\":\"ok\",\"ebpCode\":\"4400000000\",\"payCode\":\"4400000002\",\"payTransactionId\":\"PAY0000000001\",\"totalAmount\":349.12,\"currency\":\"142\",\"verDept\":\"3\"," +
            "\"payType\":\"1\",\"tradingTime\":\"20240315092955\",\"note\":\"\"}\"||\"payExchangeInfoLists\":\"[{\"orderNo\":\"DS20240315000001\",\"goodsInfo\":[{\"gname\":\"保温杯\"," +
            "\"itemLink\":\"https://shop.example/i/1\"}],\"recpAccount\":\"6200000000000000\",\"recpCode\":\"\",\"recpName\":\"示例商家有限公司\"}]\"||\"serviceTime\":\"1533271903898\"");
        string form = answer.GetProperty("payExInfoStr").GetString()!;
        JsonElement sent = JsonDocument.Parse(form).RootElement;
        sent.GetProperty("certNo").GetString().ShouldBe("0300000000");
        rsa.VerifyData(Encoding.UTF8.GetBytes(told), Convert.FromBase64String(sent.GetProperty("signValue").GetString()!), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ShouldBeTrue();
        foreach (string part in (string[])["payExchangeInfoHead", "payExchangeInfoLists"]) told.ShouldContain(sent.GetProperty(part).GetRawText());
        // Without a key the string alone is told, for a signature device.
        shell.Pipe(Question, "declare", "payment-data", "-", "--json").ShouldBeDone().Json.GetProperty("payExInfoStr").ValueKind.ShouldBe(JsonValueKind.Null);
        shell.Pipe("{\"sessionId\":\"x\"}", "declare", "payment-data", "-", "--json").ShouldFail("payment.unreadable");
        shell.Pipe("not json", "declare", "payment-data", "-", "--json").ShouldFail("payment.unreadable");
    }

    [Fact]
    public void Papers_are_written_as_pages_and_a_parcel_that_cannot_be_read_is_refused()
    {
        using Shell shell = new();
        string parcel = shell.File("parcel.json", TaxCommandTests.ParcelJson), folder = Path.Combine(shell.Folder, "papers");
        JsonElement written = shell.Run("declare", "papers", parcel, "--out", folder, "--html", "--json").ShouldBeDone().Json;
        written.GetProperty("pdf").GetBoolean().ShouldBeFalse();
        string[] files = [.. written.GetProperty("files").EnumerateArray().Select(f => f.GetString()!)];
        files.Select(Path.GetFileName).ShouldBe(["DS20260315000001-Invoice.html", "DS20260315000001-PackingList.html", "DS20260315000001-Cn22.html", "DS20260315000001-Cn23.html"]);
        foreach (string file in files) File.ReadAllText(file).ShouldContain("保温杯");
        File.ReadAllText(files[0]).ShouldContain("CNY 320.00");
        shell.Run("declare", "papers", shell.File("bad.json", "{\"goods\":\"none\"}"), "--out", folder, "--json").Exit.ShouldNotBe(0);
    }

    [SkippableFact]
    public void Papers_are_turned_into_pdf_where_a_browser_is_installed()
    {
        Skip.If(PdfPrinter.Browser is null, "No Chromium, Chrome or Edge on this machine; name one in DUOSHOU_BROWSER.");
        using Shell shell = new();
        string folder = Path.Combine(shell.Folder, "papers");
        JsonElement written = shell.Run("declare", "papers", shell.File("parcel.json", TaxCommandTests.ParcelJson), "--out", folder, "--json").ShouldBeDone().Json;
        written.GetProperty("pdf").GetBoolean().ShouldBeTrue();
        string[] files = Directory.GetFiles(folder, "*.pdf");
        files.Length.ShouldBe(4);
        foreach (string file in files)
        {
            byte[] bytes = File.ReadAllBytes(file);
            Encoding.ASCII.GetString(bytes, 0, 5).ShouldBe("%PDF-");
            bytes.Length.ShouldBeGreaterThan(5_000);
        }
    }
}
