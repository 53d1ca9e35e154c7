namespace Duoshou.App.Connectors.Translation;

/// <summary>Gives the same string for the same text, so that a column of repeated words costs one string each.</summary>
sealed class TextPool(Func<string, string?>? made = null)
{
    const int Limit = 1 << 18;
    readonly Dictionary<string, string?>.AlternateLookup<ReadOnlySpan<char>> known =
        new Dictionary<string, string?>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    string last = "";
    string? lastMade;

    /// <summary>The pooled string, or what is made of it; null for empty text.</summary>
    public string? this[ReadOnlySpan<char> text]
    {
        get
        {
            if (text.IsEmpty) return null;
            if (text.SequenceEqual(last)) return lastMade;
            if (!known.TryGetValue(text, out string? key, out string? value))
            {
                key = text.ToString();
                value = made is null ? key : made(key);
                if (known.Dictionary.Count < Limit) known.Dictionary.Add(key, value);
            }
            (last, lastMade) = (key, value);
            return value;
        }
    }
}
