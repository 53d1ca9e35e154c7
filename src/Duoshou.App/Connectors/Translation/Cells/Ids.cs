using System.Globalization;

namespace Duoshou.App.Connectors.Translation;

/// <summary>Mends ids that went through a spreadsheet.</summary>
static class Ids
{
    /// <summary>17850.0 was 17850 before a spreadsheet took it for a number; ="00123" and '00123 were written to keep zeros.</summary>
    public static ReadOnlySpan<char> WithoutFloat(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("=\"") && text.EndsWith("\"") && text.Length > 3) text = text[2..^1];
        if (text.Length > 1 && text[0] is '\'' or '`' && char.IsAsciiDigit(text[^1])) text = text[1..];
        int point = text.IndexOf('.');
        if (point > 0 && Written(text) is { } whole) return whole;
        bool floated = point > 0 && point < text.Length - 1 && !text[(point + 1)..].ContainsAnyExcept('0')
            && !text[..point].ContainsAnyExceptInRange('0', '9');
        return (floated ? text[..point] : text).Trim();
    }

    /// <summary>
    /// 4.0128e+10 as statistics programs write it: they shorten only what loses no digit, as long as a double holds it exactly.
    /// </summary>
    static string? Written(ReadOnlySpan<char> text) =>
        text.Contains("e+", StringComparison.Ordinal) && char.IsAsciiDigit(text[0]) && text.Length <= 20
        && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) && number < 1e15m
            && decimal.IsInteger(number)
            ? number.ToString("0", CultureInfo.InvariantCulture)
            : null;

    /// <summary>2.39812E+17: the digits behind are gone, two orders may now look like one.</summary>
    public static bool IsRounded(ReadOnlySpan<char> text)
    {
        int e = text.IndexOfAny('E', 'e');
        return e > 0 && e + 2 < text.Length && text[e + 1] == '+' && char.IsAsciiDigit(text[0]) && text.Contains('.')
            && !text[(e + 2)..].ContainsAnyExceptInRange('0', '9') && Written(text) is null;
    }
}
