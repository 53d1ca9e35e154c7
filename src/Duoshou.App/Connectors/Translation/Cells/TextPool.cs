namespace Duoshou.App.Connectors.Translation;

/// <summary>Gives the same string for the same text, so that a column of repeated words costs one string each.</summary>
sealed class TextPool(Func<string, string?>? made = null)
{
    const int Limit = 1 << 18;

    /// <summary>After so many texts it shows whether a column repeats itself; one that hardly does is not looked up any more.</summary>
    const int Trial = 1 << 14;
    readonly Dictionary<string, string?>.AlternateLookup<ReadOnlySpan<char>> known =
        new Dictionary<string, string?>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    string last = "";
    string? lastMade;
    int asked, found;

    /// <summary>The pooled string, or what is made of it; null for empty text.</summary>
    public string? this[ReadOnlySpan<char> text]
    {
        get
        {
            if (text.IsEmpty) return null;
            if (text.SequenceEqual(last)) return lastMade;
            (last, lastMade) = Worth ? Pooled(text) : Made(text.ToString());
            return lastMade;
        }
    }

    bool Worth => made is not null || asked < Trial || found > asked / 8;

    (string Key, string? Value) Pooled(ReadOnlySpan<char> text)
    {
        asked++;
        if (known.TryGetValue(text, out string? key, out string? value))
        {
            found++;
            return (key, value);
        }

        (key, value) = Made(text.ToString());
        if (known.Dictionary.Count < Limit) known.Dictionary.Add(key, value);
        return (key, value);
    }

    (string Key, string? Value) Made(string text) => (text, made is null ? text : made(text));
}
