namespace Duoshou.App.Connectors.Files;

/// <summary>
/// Tells Japanese, traditional Chinese and Korean bytes from simplified Chinese ones: the same pairs of bytes are letters in all of them,
/// but each writes its common letters in another part of the table. Only letters that follow another are counted, as words have them.
/// </summary>
static class EastAsian
{
    /// <summary>Fewer letters than this say nothing.</summary>
    const int Least = 8;

    /// <summary>shift_jis, big5 or ks_c_5601-1987 when that is clear; else null.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        (int japanese, int japaneseAll) = Japanese(bytes);
        (int pairs, int low, int hangul, int common) = Pairs(bytes);
        if (japanese >= Least / 2 && japanese * 10 >= japaneseAll * 6 && japanese > common * 2) return "shift_jis";
        if (pairs < Least) return null;
        if (low * 10 > pairs * 2 && low * 10 < pairs * 8) return "big5";
        return hangul * 100 >= pairs * 97 && pairs >= 3 * Least ? "ks_c_5601-1987" : null;
    }

    /// <summary>Kana and the common kanji lie behind 0x82, 0x83 and 0x88 to 0x97.</summary>
    static (int Common, int All) Japanese(ReadOnlySpan<byte> bytes)
    {
        int common = 0, all = 0;
        bool follows = false;
        for (int i = 0; i + 1 < bytes.Length; i++)
        {
            byte lead = bytes[i];
            if (lead < 0x80)
            {
                follows = false;
                continue;
            }

            bool isPair = lead is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC) && bytes[i + 1] is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC);
            if (follows) all++;
            if (follows && isPair && lead is 0x82 or 0x83 or (>= 0x88 and <= 0x97)) common++;
            follows = isPair;
            if (isPair) i++;
        }

        return (common, all);
    }

    /// <summary>
    /// Big5 writes half of its second bytes below 0x7F, which the common letters of simplified Chinese never do; hangul has first bytes from
    /// 0xB0 to 0xC8 only.
    /// </summary>
    static (int Pairs, int Low, int Hangul, int Common) Pairs(ReadOnlySpan<byte> bytes)
    {
        int pairs = 0, low = 0, hangul = 0, common = 0;
        bool follows = false;
        for (int i = 0; i + 1 < bytes.Length; i++)
        {
            (byte lead, byte trail) = (bytes[i], bytes[i + 1]);
            bool isPair = lead is >= 0xA4 and <= 0xF9 && trail is (>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE);
            if (isPair && follows)
            {
                pairs++;
                if (trail <= 0x7E) low++;
                else if (lead is >= 0xB0 and <= 0xF7) common++;
                if (lead is >= 0xB0 and <= 0xC8 && trail >= 0xA1) hangul++;
            }

            follows = isPair;
            if (isPair) i++;
        }

        return (pairs, low, hangul, common);
    }
}
