using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Duoshou.Tax.Declarations.Signing;
using FsCheck;
using FsCheck.Fluent;

namespace Duoshou.Libraries.Tests.Tax;

public class DeclarationTests
{
    static readonly RSA Key = RSA.Create(2048);
    static readonly RsaXmlSigner Signer = new(Key, "0300000000", "TUFERSBVUA==");

    static readonly (string Kind, CebDocument Document)[] Documents =
    [
        ("CEB311", Parcels.Import.Order(Parcels.Guid(1), Parcels.At)),
            ("CEB411", Parcels.Import.Payment(Parcels.Guid(2), Parcels.At)),
        ("CEB511", Parcels.Import.Waybill(Parcels.Guid(3), Parcels.At)),
            ("CEB621", Parcels.Import.Inventory(Parcels.Guid(4), Parcels.At)),
        ("CEB623", Parcels.Import.Cancellation(Parcels.Guid(5), Parcels.At, "53492024I000000001", "买家取消")),
        ("CEB625",
            Parcels.Import.Return(Parcels.Guid(6), Parcels.At, "53492024I000000001", "尺寸不合", new Dictionary<int,
            decimal> { [1] = 1m })),
        ("CEB303", Parcels.Export.Order(Parcels.Guid(7), Parcels.At)),
            ("CEB403", Parcels.Export.Receipt(Parcels.Guid(8), Parcels.At, "P1", Parcels.At)),
        ("CEB505", Parcels.Export.Waybill(Parcels.Guid(10), Parcels.At)),
            ("CEB603", Parcels.Export.Inventory(Parcels.Guid(11), Parcels.At)),
        ("CEB605", Parcels.Export.Cancellation(Parcels.Guid(12), Parcels.At, "53492024E000000001", "取消")),
    ];

    public static TheoryData<string> Kinds => new(Documents.Select(d => d.Kind));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_document_of_a_dossier_is_faultless_canonical_and_reads_back(string kind)
    {
        CebMessage message = Parcels.Message(kind, Documents.Single(d => d.Kind == kind).Document);
        CebCheck.Problems(message).ShouldBeEmpty();
        string xml = CebXml.Write(message);
        Encoding.UTF8.GetString(CanonicalXml.WithoutSignature(xml)).ShouldBe(xml);
        CebXml.Write(CebXml.Read(xml)).ShouldBe(xml);
        CebXml.Write(CebXml.Read("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml)).ShouldBe(xml);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_signature_holds_until_one_character_changes(string kind)
    {
        CebMessage message = Parcels.Message(kind,
            Documents.Single(d => d.Kind == kind)
            .Document) with { Extension = CebEntity.Of(("name", "a"), ("version", "1"), ("Message", "x")) };
        string signed = CebSignature.Sign(message, Signer);
        CebSignature.Verify(signed, Key).ShouldBeTrue();
        signed.IndexOf("<ds:Signature", StringComparison.Ordinal).ShouldBeInRange(1, signed.Length);
        (signed.IndexOf("ExtendMessage", StringComparison.Ordinal) < signed.IndexOf("<ds:Signature", StringComparison.Ordinal))
            .ShouldBe(CebSchema.Kind(kind).Import);
        CebSignature.Verify(signed.Replace("<ceb:appType>1<", "<ceb:appType>2<", StringComparison.Ordinal), Key).ShouldBeFalse();
        CebSignature.Verify(signed.Replace("><ceb:guid>", "> <ceb:guid>", StringComparison.Ordinal), Key).ShouldBeFalse();
        CebSignature.Verify(signed, RSA.Create(2048)).ShouldBeFalse();
        CebSignature.Verify(CebXml.Write(message), Key).ShouldBeFalse();
        CebXml.Write(CebXml.Read(signed)).ShouldBe(CebXml.Write(message));
    }

    [Fact]
    public void Any_text_survives_writing_reading_and_signing() =>
        Prop.ForAll<NonEmptyString>(ArbMap.Default.ArbFor<NonEmptyString>(), text =>
    {
        string clean = string.Concat(text.Get.Where(c => System.Xml.XmlConvert.IsXmlChar(c))).Trim() + "&<>\"'\r\n\t中😀";
        CebDocument order = Parcels.Import.Order(Parcels.Guid(1), Parcels.At);
        CebMessage message = Parcels.Message("CEB311", order with { Head = order.Head.With("note", clean) });
        string xml = CebXml.Write(message), signed = CebSignature.Sign(message, Signer);
        return CebXml.Read(xml).Documents[0].Head["note"] == clean && CebXml.Write(CebXml.Read(xml)) == xml
            && Encoding.UTF8.GetString(CanonicalXml.WithoutSignature(xml)) == xml && CebSignature.Verify(signed, Key);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [SkippableFact]
    public void The_canonical_digest_of_the_reference_order_is_reproduced()
    {
        JsonElement order = Vectors().GetProperty("order");
        byte[] canonical = CanonicalXml.WithoutSignature(order.GetProperty("xml").GetString()!);
        canonical.Length.ShouldBe(order.GetProperty("canonical_utf8_bytes").GetInt32());
        Convert.ToBase64String(SHA256.HashData(canonical)).ShouldBe(order.GetProperty("canonical_sha256_base64").GetString());
#pragma warning disable CA5350 // The older profile of the standard digests with SHA-1; only compared here.
        Convert.ToBase64String(SHA1.HashData(canonical)).ShouldBe(order.GetProperty("canonical_sha1_base64").GetString());
#pragma warning restore CA5350
        CebMessage read = CebXml.Read(order.GetProperty("xml").GetString()!);
        CebCheck.Problems(read).ShouldBeEmpty();
        Encoding.UTF8.GetBytes(CebXml.Write(read)).ShouldBe(canonical);
    }

    [SkippableFact]
    public void The_payment_data_string_is_the_reference_string()
    {
        JsonElement vector = Vectors().GetProperty("payment_data");
        PaymentData data = new()
        {
            Guid = "A1B2C3D4-0000-4000-8000-00000000A179", Request = "https://pay.example/req?a=1&b=2", Response = "ok",
            PlatformCode = "4400000000",
            PaymentCompanyCode = "4400000002", TransactionId = "PAY0000000001", TotalAmount = 349.120m, Verifier = "3",
            PayType = "1", TradingTime = "20240315092955",
            Orders = [new("DS20240315000001", [new("保温杯", "https://shop.example/i/1")], "6200000000000000", "", "示例商家有限公司")],
        };
        PaymentDataAnswer answer = new(vector.GetProperty("sessionID").GetString()!, data,
            vector.GetProperty("serviceTime").GetString()!);
        answer.StringToSign.ShouldBe(vector.GetProperty("string_to_sign").GetString());
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answer.StringToSign)))
            .ShouldBe(vector.GetProperty("sha256_hex_of_utf8").GetString());
        string form = answer.Form(Signer);
        form.ShouldContain("\"payExchangeInfoHead\":" + vector.GetProperty("head_json").GetString());
        JsonElement sent = JsonDocument.Parse(form).RootElement;
        Key.VerifyData(Encoding.UTF8.GetBytes(answer.StringToSign),
            Convert.FromBase64String(sent.GetProperty("signValue").GetString()!), HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1)
            .ShouldBeTrue();
    }

    [SkippableFact]
    public void Our_field_tables_say_what_the_standard_says()
    {
        string[] rows = File.ReadAllLines(ReferenceFiles.Path("data/customs/ceb-fields.csv"));
        foreach (IGrouping<(string, string),
            string[]> entity in rows.Skip(1).Select(r => r.Split(',', 12)).GroupBy(r => (r[0], r[2])))
        {
            IReadOnlyList<CebField> fields = CebSchema.Fields(entity.Key.Item1, entity.Key.Item2);
            fields.Select(f => f.Name)
                .ShouldBe(entity.OrderBy(r => int.Parse(r[3], System.Globalization.CultureInfo.InvariantCulture))
                .Select(r => r[4]));
            fields.Select(f => f.Required ? "1" : "0").ShouldBe(entity.Select(r => r[10]));
        }
    }

    [Fact]
    public void A_signer_of_another_algorithm_is_named_in_the_signature()
    {
        string signed = CebSignature.Sign(Parcels.Message("CEB621", Documents[3].Document), new CardSigner());
        signed.ShouldContain($"Algorithm=\"{CebSignature.Sm2Sm3}\"");
        signed.ShouldContain($"Algorithm=\"{CebSignature.Sm3}\"");
        CebSignature.Verify(signed, (uri, data) => uri == CebSignature.Sm3 ? CardSigner.Mark(data) : null,
            (uri, data, signature) =>
                uri == CebSignature.Sm2Sm3 && CardSigner.Mark(data).SequenceEqual(signature)).ShouldBeTrue();
        CebSignature.Verify(signed, Key).ShouldBeFalse();
    }

    /// <summary>Stands for a crypto device: what it computes is not SM2, only that it is asked.</summary>
    sealed class CardSigner : IXmlSigner
    {
        public string SignatureAlgorithm => CebSignature.Sm2Sm3;
        public string DigestAlgorithm => CebSignature.Sm3;
        public string KeyName => "card-1";
        public string Certificate => "TUFERQ==";
        public byte[] Digest(byte[] data) => Mark(data);
        public byte[] Sign(byte[] data) => Mark(data);
        public static byte[] Mark(byte[] data) => SHA512.HashData(data)[..32];
    }

    static JsonElement Vectors() =>
        JsonDocument.Parse(File.ReadAllText(ReferenceFiles.Path("data/customs/vectors.json"))).RootElement;
}
