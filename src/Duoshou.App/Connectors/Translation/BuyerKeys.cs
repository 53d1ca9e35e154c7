using System.Security.Cryptography;
using System.Text;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// Buyers stand in facts as the first 96 bits of HMAC-SHA256 of what the source calls them, under a key of the agency. Case and blanks do
/// not make another buyer, nor does the ".0" that spreadsheets put behind numbers.
/// </summary>
public static class BuyerKeys
{
    /// <summary>The same for many buyers under one key; not for two threads at once.</summary>
    public static Func<string, string?> Under(byte[] key)
    {
        HMACSHA256 hash = new(key);
        byte[] hashed = new byte[HMACSHA256.HashSizeInBytes];
        return buyer =>
        {
            if (Blank.Is(buyer)) return null;
            hash.TryComputeHash(Named(buyer), hashed, out _);
            return Convert.ToHexStringLower(hashed.AsSpan(0, 12));
        };
    }

    /// <summary>The hash of a buyer as 24 hexadecimal digits; null when nobody is named.</summary>
    public static string? Of(byte[] key, string buyer)
    {
        if (Blank.Is(buyer)) return null;
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Named(buyer)).AsSpan(0, 12));
    }

    static byte[] Named(string buyer) =>
        Encoding.UTF8.GetBytes(Ids.WithoutFloat(buyer.AsSpan().Trim()).ToString().Normalize(NormalizationForm.FormKC).ToUpperInvariant());
}
