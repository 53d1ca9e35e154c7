using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App;

/// <summary>Says in words where a JSON document cannot be read; the reader's own messages name classes and bytes.</summary>
public static partial class UnreadableJson
{
    /// <summary>The refusal.</summary>
    /// <param name="what">What was to be read.</param>
    public static Refusal Of(string code, Words what, JsonException wrong, Words remedy)
    {
        string field = (wrong.Path ?? "").TrimStart('$', '.');
        if (Unknown().Match(wrong.Message) is { Success: true } match)
        {
            string name = match.Groups[1].Value;
            return new(code, new($"{what.Zh}里没有「{name}」这个字段。", $"{what.En} has no field “{name}”."), remedy, name);
        }

        string at = string.Create(CultureInfo.InvariantCulture, $"{(wrong.LineNumber ?? 0) + 1}"),
            column = string.Create(CultureInfo.InvariantCulture, $"{(wrong.BytePositionInLine ?? 0) + 1}");
        if (wrong.InnerException is JsonException || wrong.InnerException?.GetType().Name == "JsonReaderException")
            return new(code, new($"{what.Zh}不是完整的 JSON：第 {at} 行第 {column} 个字节处断了。",
                $"{what.En} is no complete JSON: it breaks at line {at}, byte {column}."), remedy,
                field.Length > 0 ? field : null);
        return field.Length == 0
            ? new(code, new($"{what.Zh}要写成一个 JSON 对象 {{…}}。", $"{what.En} must be one JSON object {{…}}."), remedy)
            : new(code, new($"{what.Zh}的「{field}」（第 {at} 行）读不懂：值的类型不对。",
                $"“{field}” of {what.En} (line {at}) cannot be read: a value of another kind is expected."), remedy, field);
    }

    [GeneratedRegex("JSON property '([^']*)' could not be mapped")]
    private static partial Regex Unknown();
}
