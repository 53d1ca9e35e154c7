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
        bool floated = point > 0 && point < text.Length - 1 && !text[(point + 1)..].ContainsAnyExcept('0') && !text[..point].ContainsAnyExceptInRange('0', '9');
        return (floated ? text[..point] : text).Trim();
    }

    /// <summary>2.39812E+17: the digits behind are gone, two orders may now look like one.</summary>
    public static bool IsRounded(ReadOnlySpan<char> text)
    {
        int e = text.IndexOfAny('E', 'e');
        return e > 0 && e + 2 < text.Length && text[e + 1] == '+' && char.IsAsciiDigit(text[0]) && text.Contains('.') && !text[(e + 2)..].ContainsAnyExceptInRange('0', '9');
    }
}
