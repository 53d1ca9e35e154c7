using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Duoshou.App.Storage;
using Duoshou.Tax.Declarations.Signing;

namespace Duoshou.App.Tax.Port;

/// <summary>A software key of this installation, for the simulator and for tries. Customs' own certificates stand on a card or device.</summary>
public sealed class SoftwareKey(Home home, TimeProvider clock)
{
    /// <summary>The certificate's number, as the message names it.</summary>
    public const string Name = "DUOSHOU-SOFTWARE-KEY";

    string File => Path.Combine(home.KeyFolder, "declarations-rsa.pem");

    /// <summary>A signer with this key, made at its first use.</summary>
    public IXmlSigner Signer()
    {
        using X509Certificate2 certificate = Certificate();
        return Of(certificate, Name);
    }

    /// <summary>A signer with a key and certificate in PEM.</summary>
    /// <exception cref="CryptographicException">The texts are no RSA key or certificate.</exception>
    public static IXmlSigner Of(string certificatePem, string keyPem, string name)
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPem(certificatePem, keyPem);
        return Of(certificate, name.Length > 0 ? name : certificate.SerialNumber);
    }

    /// <summary>Whether a signed message is whole and signed by the key of the certificate that it carries; the certificate's name stands beside.</summary>
    public static (bool Good, string Subject) Verify(string xml)
    {
        const string open = "X509Certificate>";
        int at = xml.IndexOf(open, StringComparison.Ordinal);
        int end = at < 0 ? -1 : xml.IndexOf('<', at);
        if (end < 0) return (false, "");
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(xml[(at + open.Length)..end]));
            using RSA? key = certificate.GetRSAPublicKey();
            return (key is not null && CebSignature.Verify(xml, key), certificate.Subject);
        }
        catch (Exception unreadable) when (unreadable is FormatException or CryptographicException)
        {
            return (false, "");
        }
    }

    static RsaXmlSigner Of(X509Certificate2 certificate, string name) => new(
        certificate.GetRSAPrivateKey() ?? throw new CryptographicException("The key is not an RSA key."), name, Convert.ToBase64String(certificate.Export(X509ContentType.Cert)));

    X509Certificate2 Certificate()
    {
        if (!System.IO.File.Exists(File))
        {
            using RSA key = RSA.Create(2048);
            CertificateRequest request = new("CN=Duoshou software key (not for customs)", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using X509Certificate2 made = request.CreateSelfSigned(clock.GetUtcNow().AddDays(-1), clock.GetUtcNow().AddYears(10));
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using StreamWriter writer = new(File, options);
            writer.Write(key.ExportPkcs8PrivateKeyPem() + "\n" + made.ExportCertificatePem() + "\n");
        }

        string pem = System.IO.File.ReadAllText(File);
        return X509Certificate2.CreateFromPem(pem, pem);
    }
}

/// <summary>
/// A signer outside this program, such as the tool of an SM2 card: it is started with "digest" or "sign" as its last argument, reads the
/// bytes from standard input and writes the result as base64 to standard output.
/// </summary>
public sealed class ExternalSigner(string program, IReadOnlyList<string> arguments, string keyName, string certificate) : IXmlSigner
{
    const int LongestMilliseconds = 30_000;

    /// <inheritdoc />
    public string SignatureAlgorithm => CebSignature.Sm2Sm3;

    /// <inheritdoc />
    public string DigestAlgorithm => CebSignature.Sm3;

    /// <inheritdoc />
    public string KeyName { get; } = keyName;

    /// <inheritdoc />
    public string Certificate { get; } = certificate;

    /// <inheritdoc />
    public byte[] Digest(byte[] data) => Asked("digest", data);

    /// <inheritdoc />
    public byte[] Sign(byte[] data) => Asked("sign", data);

    byte[] Asked(string what, byte[] data)
    {
        ProcessStartInfo start = new(program) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add(what);
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.BaseStream.Write(data);
            process.StandardInput.Close();
            string answer = process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(LongestMilliseconds) || process.ExitCode != 0) throw new IOException($"The signer {program} failed ({what}).");
            return Convert.FromBase64String(answer.Trim());
        }
        catch (Exception broken) when (broken is Win32Exception or FormatException)
        {
            throw new IOException($"The signer {program} gave no base64 ({what}): {broken.Message}", broken);
        }
    }
}
