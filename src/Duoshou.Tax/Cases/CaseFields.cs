using System.Globalization;
using System.Text.Json;

namespace Duoshou.Tax.Cases;

/// <summary>
/// Fields of one JSON object. Decimals are strings and never pass through binary floating point; "lookup" and null are not told.
/// </summary>
readonly struct CaseFields(JsonElement element)
{
    public JsonElement? Element(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
            && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name) => Element(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public bool Flag(string name) =>
        Element(name) is { } value && (value.ValueKind == JsonValueKind.True || value.ToString() is "true" or "True" or "yes");

    public decimal? Number(string name) =>
        Element(name) is { } value && value.ToString() is not ("lookup" or "unknown") ? Decimal(name, value) : null;

    public static decimal? Decimal(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when decimal.TryParse(value.GetString(), Styles, CultureInfo.InvariantCulture, out decimal read) =>
            read,
        JsonValueKind.Number when decimal.TryParse(value.GetRawText(), Styles, CultureInfo.InvariantCulture, out decimal read) =>
            read,
        _ => throw new Refusal($"bad_input.{name}",
            new($"{name} 的值 {value} 不是小数字符串。", $"{name}: {value} is not a decimal string.")),
    };

    const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
}
