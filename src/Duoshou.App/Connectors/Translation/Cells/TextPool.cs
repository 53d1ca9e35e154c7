using System.Runtime.InteropServices;

namespace Duoshou.App.Connectors.Translation;

/// <summary>Gives the same string for the same text, so that a column of repeated words costs one string each.</summary>
sealed class TextPool(Func<string, string?>? made = null)
{
    const int Limit = 1 << 18;

    /// <summary>After so many texts it shows whether a column repeats itself; one that hardly does is not looked up any more.</summary>
    const int Trial = 1 << 14;

    /// <summary>Places for the texts that came lately. Most columns hold some dozens of words, found there without hashing them whole.</summary>
    const int Recent = 1 << 9;

    readonly Dictionary<string, string?>.AlternateLookup<ReadOnlySpan<char>> known =
        new Dictionary<string, string?>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    readonly (string? Text, string? Made)[] recent = new (string?, string?)[Recent];
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
        ref (string? Text, string? Made) near = ref recent[Place(text)];
        if (near.Text is { } same && text.SequenceEqual(same))
        {
            found++;
            return (same, near.Made);
        }

        if (known.TryGetValue(text, out string? key, out string? value)) found++;
        else
        {
            (key, value) = Made(text.ToString());
            if (known.Dictionary.Count < Limit) known.Dictionary.Add(key, value);
        }

        near = (key, value);
        return (key, value);
    }

    /// <summary>By its length, its first and its last four characters.</summary>
    static int Place(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text);
        ulong first = text.Length >= 4 ? MemoryMarshal.Read<ulong>(bytes) : text[0], last = text.Length >= 4 ? MemoryMarshal.Read<ulong>(bytes[^8..]) : text[^1];
        return (int)(((first * 0x9E3779B97F4A7C15) ^ ((last + (ulong)text.Length) * 0xC2B2AE3D27D4EB4F)) >> 55);
    }

    (string Key, string? Value) Made(string text) => (text, made is null ? text : made(text));
}
