using System.Security.Cryptography;
using System.Text;
using Duoshou.App.Storage;

namespace Duoshou.App.Tax;

/// <summary>Keeps what names a person unreadable in the database: AES-GCM under a key of this installation.</summary>
public sealed class SealedText(Home home)
{
    const int NonceBytes = 12, TagBytes = 16;

    /// <summary>The text as sealed bytes: nonce, tag, cipher.</summary>
    internal byte[] Seal(string text)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text), kept = new byte[NonceBytes + TagBytes + plain.Length];
        Span<byte> nonce = kept.AsSpan(0, NonceBytes), tag = kept.AsSpan(NonceBytes, TagBytes), cipher = kept.AsSpan(NonceBytes + TagBytes);
        RandomNumberGenerator.Fill(nonce);
        using AesGcm aes = new(home.Secret("declarations"), TagBytes);
        aes.Encrypt(nonce, plain, cipher, tag);
        return kept;
    }

    /// <exception cref="CryptographicException">The bytes were changed, or sealed under another key.</exception>
    internal string Open(byte[] bytes)
    {
        byte[] plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using AesGcm aes = new(home.Secret("declarations"), TagBytes);
        aes.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), plain);
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>A person under a key of this installation: the same number gives the same mark, and the mark gives no number.</summary>
    internal string Mark(string number) => number.Length == 0 ? ""
        : Convert.ToHexStringLower(HMACSHA256.HashData(home.Secret("declarations"), Encoding.UTF8.GetBytes(number.ToUpperInvariant())));
}
