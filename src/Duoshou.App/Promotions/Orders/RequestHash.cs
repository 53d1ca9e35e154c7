using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Duoshou.App.Promotions.Orders;

/// <summary>Tells whether two requests ask the same: white space does not count, everything else does.</summary>
static class RequestHash
{
    public static string Of(params ReadOnlySpan<JsonElement> parts)
    {
        StringBuilder text = new();
        foreach (JsonElement part in parts) text.Append(JsonSerializer.Serialize(part)).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
