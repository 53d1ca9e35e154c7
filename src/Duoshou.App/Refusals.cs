using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App;

/// <summary>Refusals that several modules give, so that the same fault is told in the same words.</summary>
public static class Refusals
{
    public static Refusal Missing(string field) => new("field.missing",
        new($"「{field}」没有填。", $"“{field}” is empty."), new("填好后再提交。", "Fill it in and send it again."), field);

    /// <summary>The first of some texts that is longer than it may be, refused: nothing that was written is cut off in silence.</summary>
    public static Refusal? TooLong(params ReadOnlySpan<(string Field, string Text, int Most)> texts)
    {
        foreach ((string field, string text, int most) in texts)
            if (text.Trim().Length > most)
                return new("text.too_long", new($"「{field}」最多 {most} 字，现在是 {text.Trim().Length} 字。", $"“{field}” may have {most} characters; it has {text.Trim().Length}."),
                    new("写短一些再提交。", "Shorten it and send it again."), field);
        return null;
    }

    public static Refusal Currency(string field, string value) => new("currency.unknown",
        new($"「{value}」不是 ISO 4217 币种。", $"“{value}” is not a currency of ISO 4217."),
        new("写三个字母，例如 CNY、USD、EUR。", "Write three letters such as CNY, USD or EUR."), field, value);

    public static Refusal Zone(string field, string value) => new("zone.unknown",
        new($"「{value}」不是时区名。", $"“{value}” is not a time zone."),
        new("写 IANA 时区名，例如 Asia/Shanghai。", "Write an IANA name such as Asia/Shanghai."), field, value);

    public static Refusal Backwards(DateOnly first, DateOnly last) => new("range.backwards",
        new($"{Written(first)} 在 {Written(last)} 之后。", $"{Written(first)} is after {Written(last)}."),
        new("把起止两天对调。", "Exchange the first day and the last."), "from", Written(first));

    public static Refusal Platform(string field, string value) => new("platform.unknown",
        new($"没有平台「{value}」。", $"There is no platform “{value}”."),
        new($"可选：{string.Join("、", Platforms.All.Select(platform => platform.Key))}。",
            $"One of: {string.Join(", ", Platforms.All.Select(platform => platform.Key))}."), field, value);

    public static Refusal Country(string field, string value) => new("country.unknown",
        new($"「{value}」不是国家代码。", $"“{value}” is not a country code."),
        new("写 ISO 3166 的两个字母，例如 CN、US、DE。", "Write the two letters of ISO 3166, such as CN, US, DE."), field, value);

    static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static Refusal Taken(string code, string field, string value) => new(code,
        new($"「{value}」已经有了。", $"“{value}” is taken."), new("换一个名字，或打开已有的那个。", "Choose another name, or open the one that is there."), field, value);

    public static Refusal NotFound(string code, string field, string value) => new(code,
        new($"没有找到「{value}」，或者你看不到它。", $"“{value}” was not found, or you may not see it."),
        new("检查名字或编号。", "Check the name or id."), field, value);
}
