using System.Text;

namespace Duoshou.App.Connectors.Translation;

/// <summary>Finds columns by their headers: blanks, case, full width and the signs between words make no difference.</summary>
sealed class HeaderIndex
{
    readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    public HeaderIndex(IReadOnlyList<string> headers)
    {
        for (int i = 0; i < headers.Count; i++) places.TryAdd(Plain(headers[i]), i);
        for (int i = 0; i < headers.Count; i++) places.TryAdd(WithoutNote(headers[i]), i);
    }

    /// <summary>The place of the first alternative ("a | b") that is there; -1 when none is.</summary>
    public int Find(string alternatives)
    {
        foreach (string name in alternatives.Split(" | ", StringSplitOptions.TrimEntries))
            if (places.TryGetValue(Plain(name), out int place)) return place;
        return -1;
    }

    /// <summary>A header as it is compared.</summary>
    public static string Plain(string header)
    {
        StringBuilder plain = new(header.Length);
        foreach (char c in header.Normalize(NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(c) || c is '#' or '%') plain.Append(char.ToLowerInvariant(c));
        return plain.Length > 0 ? plain.ToString() : header.Trim();
    }

    /// <summary>The same without what stands in brackets behind it: 金额(元), Spend (USD).</summary>
    public static string WithoutNote(string header)
    {
        string text = header.Normalize(NormalizationForm.FormKC);
        int bracket = text.IndexOfAny(['(', '[']);
        return Plain(bracket > 0 ? text[..bracket] : text);
    }
}
