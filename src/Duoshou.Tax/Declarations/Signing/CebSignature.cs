using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.Tax.Declarations.Signing;

/// <summary>
/// Signs bytes with a key that this library never sees: a card, a server crypto device, or a software key in tests. A signer for
/// SM2 with SM3 names the two chinaport URIs and does both steps on its device.
/// </summary>
public interface IXmlSigner
{
    /// <summary>The signature algorithm's URI.</summary>
    string SignatureAlgorithm { get; }

    /// <summary>The digest algorithm's URI.</summary>
    string DigestAlgorithm { get; }

    /// <summary>The certificate number, written as KeyName.</summary>
    string KeyName { get; }

    /// <summary>The certificate in base64.</summary>
    string Certificate { get; }

    /// <summary>The digest of bytes.</summary>
    byte[] Digest(byte[] data);

    /// <summary>The signature over bytes.</summary>
    byte[] Sign(byte[] data);
}

/// <summary>RSA with SHA-256: the software key for tests and for customs districts that still take it.</summary>
public sealed class RsaXmlSigner(RSA key, string keyName, string certificate) : IXmlSigner
{
    /// <inheritdoc />
    public string SignatureAlgorithm => CebSignature.RsaSha256;

    /// <inheritdoc />
    public string DigestAlgorithm => CebSignature.Sha256;

    /// <inheritdoc />
    public string KeyName { get; } = keyName;

    /// <inheritdoc />
    public string Certificate { get; } = certificate;

    /// <inheritdoc />
    public byte[] Digest(byte[] data) => SHA256.HashData(data);

    /// <inheritdoc />
    public byte[] Sign(byte[] data) => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}

/// <summary>
/// The enveloped XML signature of a message: one reference to the whole document, canonical form without comments.
/// </summary>
public static class CebSignature
{
    /// <summary>The namespace of XML signatures.</summary>
    public const string Namespace = "http://www.w3.org/2000/09/xmldsig#";

    /// <summary>RSA with SHA-256.</summary>
    public const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    /// <summary>SHA-256.</summary>
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    /// <summary>SM2 with SM3, preferred by customs since 2022-04.</summary>
    public const string Sm2Sm3 = "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3";

    /// <summary>SM3.</summary>
    public const string Sm3 = "http://www.chinaport.gov.cn/2022/04/xmldsig#sm3";

    const string Canonical = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    /// <summary>The message with its signature in the place that its kind asks for.</summary>
    public static string Sign(CebMessage message, IXmlSigner signer)
    {
        string xml = CebXml.Write(message);
        string digest = Convert.ToBase64String(signer.Digest(Encoding.UTF8.GetBytes(xml)));
        string context = $" xmlns:ceb=\"{CebSchema.Namespace}\" xmlns:ds=\"{Namespace}\"";
        string signed = SignedInfo(signer, digest, context);
        string value = Convert.ToBase64String(signer.Sign(Encoding.UTF8.GetBytes(signed)));
        StringBuilder signature = new($"<ds:Signature xmlns:ds=\"{Namespace}\">");
        signature.Append(SignedInfo(signer, digest, "")).Append("<ds:SignatureValue>").Append(value)
            .Append("</ds:SignatureValue><ds:KeyInfo><ds:KeyName>");
        CanonicalXml.Text(signature, signer.KeyName);
        signature.Append("</ds:KeyName><ds:X509Data><ds:X509Certificate>").Append(signer.Certificate)
            .Append("</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>");
        return xml.Insert(Place(xml, message), signature.ToString());
    }

    /// <summary>
    /// Whether the document is the one that was signed and the signature is by the key that <paramref name="verify"/> holds.
    /// </summary>
    /// <param name="xml">The signed message, byte for byte as received.</param>
    /// <param name="digest">The digest of bytes by the algorithm of the given URI; none where it is not supported.</param>
    /// <param name="verify">Whether a signature (third) over bytes (second) by the algorithm of a URI (first) is good.</param>
    public static bool Verify(string xml, Func<string, byte[], byte[]?> digest, Func<string, byte[], byte[], bool> verify)
    {
        XmlDocument document = CebXml.Load(xml);
        XmlElement[] signatures = [.. document.DocumentElement!.ChildNodes.OfType<XmlElement>()
            .Where(e => e.LocalName == "Signature" && e.NamespaceURI == Namespace)];
        // More than one signature, or a reference to a part, would leave room for content that nobody signed.
        if (signatures is not [{ } signature] || Child(signature, "SignedInfo") is not { } info
            || Child(info, "Reference") is not { } reference) return false;
        if (info.ChildNodes.OfType<XmlElement>().Count(e => e.LocalName == "Reference") != 1
            || reference.GetAttribute("URI").Length > 0) return false;
        if (Child(info, "CanonicalizationMethod")?.GetAttribute("Algorithm") != Canonical) return false;
        try
        {
            byte[]? computed = digest(Child(reference, "DigestMethod")?.GetAttribute("Algorithm") ?? "",
                CanonicalXml.WithoutSignature(xml));
            byte[] said = Convert.FromBase64String(Child(reference, "DigestValue")?.InnerText ?? "");
            return computed is not null && CryptographicOperations.FixedTimeEquals(computed, said) &&
                verify(Child(info, "SignatureMethod")?.GetAttribute("Algorithm") ?? "",
                    Encoding.UTF8.GetBytes(CanonicalXml.Of(info)),
                    Convert.FromBase64String(Child(signature, "SignatureValue")?.InnerText ?? ""));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Verification with an RSA key and SHA-256.</summary>
    public static bool Verify(string xml, RSA key) => Verify(xml, (uri, data) => uri == Sha256 ? SHA256.HashData(data) : null,
        (uri, data, signature) =>
            uri == RsaSha256 && key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    static string SignedInfo(IXmlSigner signer, string digest, string context) =>
        $"<ds:SignedInfo{context}><ds:CanonicalizationMethod Algorithm=\"{Canonical}\"></ds:CanonicalizationMethod>" +
        $"<ds:SignatureMethod Algorithm=\"{signer.SignatureAlgorithm}\"></ds:SignatureMethod>" +
        "<ds:Reference URI=\"\"><ds:Transforms>" +
        $"<ds:Transform Algorithm=\"{Namespace}enveloped-signature\"></ds:Transform></ds:Transforms>" +
        $"<ds:DigestMethod Algorithm=\"{signer.DigestAlgorithm}\"></ds:DigestMethod>" +
        $"<ds:DigestValue>{digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>";

    static int Place(string xml, CebMessage message)
    {
        bool before = CebSchema.Kind(message.Kind).SignatureBeforeExtension && message.Extension is not null;
        return xml.LastIndexOf(before ? "<ceb:ExtendMessage>" : $"</ceb:{message.Kind}Message>", StringComparison.Ordinal);
    }

    static XmlElement? Child(XmlElement element, string name) =>
        element.ChildNodes.OfType<XmlElement>().FirstOrDefault(e => e.LocalName == name && e.NamespaceURI == Namespace);
}
