using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Duoshou.App.Agency;

/// <summary>Secrets that are shown once and kept only as a hash. 256 random bits need no salt and no slow hash.</summary>
static class Secrets
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
