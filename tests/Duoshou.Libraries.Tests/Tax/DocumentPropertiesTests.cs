using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Duoshou.Tax.Declarations.Signing;
using FsCheck;
using FsCheck.Fluent;

namespace Duoshou.Libraries.Tests.Tax;

public class DocumentPropertiesTests
{
    static readonly CebDocument Order = Parcels.Import.Order(Parcels.Guid(1), Parcels.At), Payment = Parcels.Import.Payment(Parcels.Guid(2), Parcels.At),
        Waybill = Parcels.Import.Waybill(Parcels.Guid(3), Parcels.At), Inventory = Parcels.Import.Inventory(Parcels.Guid(4), Parcels.At);

    /// <summary>Every element by which customs matches the documents (specification 6.4), in each document that carries it.</summary>
    static readonly (int Document, int Line, string Element)[] Matched =
    [
        .. new[] { "orderNo", "ebpCode", "buyerName", "buyerIdNumber", "buyerTelephone", "freight", "consignee", "consigneeAddress", "consigneeTelephone", "acturalPaid", "payTransactionId" }
            .Select(e => (0, 0, e)),
        .. new[] { "itemNo", "qty", "price", "totalPrice" }.SelectMany(e => new[] { (0, 1, e), (3, 1, e) }),
        .. new[] { "orderNo", "ebpCode", "payTransactionId", "payerName", "payerIdNumber", "amountPaid" }.Select(e => (1, 0, e)),
        .. new[] { "logisticsNo", "logisticsCode", "consignee", "consigneeAddress", "consigneeTelephone", "freight", "insuredFee", "packNo" }.Select(e => (2, 0, e)),
        .. new[] { "orderNo", "ebpCode", "buyerName", "buyerIdNumber", "buyerTelephone", "freight", "logisticsNo", "logisticsCode", "insuredFee", "packNo" }.Select(e => (3, 0, e)),
    ];

    [Fact]
    public void A_tampered_document_never_passes_the_agreement_check() => Prop.ForAll(
        Gen.Elements(Matched).ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), Gen.Choose(1, 1_000_000).ToArbitrary(), (where, how, amount) =>
    {
        CebDocument[] all = [Order, Payment, Waybill, Inventory];
        CebDocument document = all[where.Document];
        CebEntity entity = where.Line == 0 ? document.Head : document.Lines[0];
        string stands = entity[where.Element], told = Tampered(stands, how, amount);
        if (Number(stands) is { } before && Number(told) == before) return true;
        CebEntity changed = entity.With(where.Element, told);
        all[where.Document] = where.Line == 0 ? document with { Head = changed } : document with { Lines = [changed] };
        return CebAgreement.Check(Order, Payment, Waybill, Inventory).Count == 0 && CebAgreement.Check(all[0], all[1], all[2], all[3]).Count > 0;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    static string Tampered(string stands, int how, int amount) => Number(stands) is not null && how < 2
        ? (amount / 100m).ToString(CultureInfo.InvariantCulture)
        : how switch { 0 => stands + "x", 1 => stands[..^1], 2 => "x" + stands, _ => stands.Length > 1 ? stands[1..] + stands[0] + "y" : "zz" };

    static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    [Fact]
    public void Ten_thousand_random_documents_of_every_kind_read_back_as_they_were()
    {
        Random random = new(20260315);
        CebKind[] kinds = [.. CebSchema.All];
        for (int i = 0; i < 10_000; i++)
        {
            CebKind kind = kinds[i % kinds.Length];
            CebMessage message = new()
            {
                Kind = kind.Message, Guid = Parcels.Guid(i),
                Documents = [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => new CebDocument(Entity(random, kind.Message, kind.Head),
                    kind.List.Length == 0 ? [] : [.. Enumerable.Range(0, random.Next(4)).Select(_ => Entity(random, kind.Message, kind.List))]))],
                Transfer = kind.HasTransfer ? Entity(random, kind.Message, "BaseTransfer") : null,
            };
            string xml = CebXml.Write(message);
            CebMessage read = CebXml.Read(xml);
            CebXml.Write(read).ShouldBe(xml);
            for (int d = 0; d < message.Documents.Count; d++)
            {
                Same(read.Documents[d].Head, message.Documents[d].Head);
                read.Documents[d].Lines.Count.ShouldBe(message.Documents[d].Lines.Count);
                for (int l = 0; l < message.Documents[d].Lines.Count; l++) Same(read.Documents[d].Lines[l], message.Documents[d].Lines[l]);
            }
        }
    }

    static void Same(CebEntity read, CebEntity written)
    {
        if (read.Values.Count != written.Values.Count || written.Values.Any(pair => read[pair.Key] != pair.Value))
            throw new InvalidOperationException(string.Join(' ', written.Values) + " <> " + string.Join(' ', read.Values));
    }

    static CebEntity Entity(Random random, string message, string entity)
    {
        const string signs = "abcXYZ019 &<>\"'中文字号—😀\t";
        Dictionary<string, string> values = [];
        foreach (CebField field in CebSchema.Fields(message, entity).Where(_ => random.Next(5) > 0))
            values[field.Name] = field.Content == CebContent.Text
                ? string.Concat(Enumerable.Range(0, 1 + random.Next(12)).Select(_ => signs.EnumerateRunes().ElementAt(random.Next(signs.EnumerateRunes().Count())).ToString()))
                : (random.Next(1_000_000) / (field.Content == CebContent.Whole ? 1m : 100m)).ToString(CultureInfo.InvariantCulture);
        return new(values);
    }

    [SkippableTheory]
    [InlineData("CEB311")]
    [InlineData("CEB621")]
    [InlineData("CEB603")]
    public void Another_program_verifies_our_signature(string kind)
    {
        Skip.IfNot(Xmlsec("--version", out _) == 0, "xmlsec1 is not installed.");
        using RSA key = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2044, 1, 1, 0, 0, 0, TimeSpan.Zero));
        CebDocument document = kind switch { "CEB311" => Order, "CEB621" => Inventory, _ => Parcels.Export.Inventory(Parcels.Guid(11), Parcels.At) };
        string signed = CebSignature.Sign(Parcels.Message(kind, document), new RsaXmlSigner(key, "03000000", Convert.ToBase64String(certificate.Export(X509ContentType.Cert))));
        string folder = Directory.CreateTempSubdirectory("duoshou-xmlsec-").FullName;
        try
        {
            string file = Path.Combine(folder, "signed.xml"), pem = Path.Combine(folder, "key.pem");
            File.WriteAllText(file, signed);
            File.WriteAllText(pem, key.ExportSubjectPublicKeyInfoPem());
            Xmlsec($"--verify --pubkey-pem:03000000 {pem} {file}", out string said).ShouldBe(0, said);
            File.WriteAllText(file, signed.Replace("<ceb:appType>1<", "<ceb:appType>2<", StringComparison.Ordinal));
            Xmlsec($"--verify --pubkey-pem:03000000 {pem} {file}", out _).ShouldNotBe(0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static int Xmlsec(string arguments, out string said)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("xmlsec1", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            said = missing.Message;
            return -1;
        }
    }
}
