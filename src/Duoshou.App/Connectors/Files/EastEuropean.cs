namespace Duoshou.App.Connectors.Files;

/// <summary>
/// Tells Cyrillic and Polish bytes from Western ones. Cyrillic words are whole runs of high bytes, in which its common letters make up most;
/// Polish letters stand within words where Western encodings have signs that no word holds.
/// </summary>
static class EastEuropean
{
    /// <summary>Fewer letters than this say nothing.</summary>
    const int Least = 12;

    /// <summary>о е а и н т р с в л in Windows-1251, each small and, for heads in capitals, large.</summary>
    static readonly System.Buffers.SearchValues<byte> CommonWindows = System.Buffers.SearchValues.Create([.. Letters("оеаинтрсвл", 1251), .. Letters("ОЕАИНТРСВЛ", 1251)]);

    /// <summary>The same in KOI8-R, which has small letters where Windows-1251 has large ones.</summary>
    static readonly System.Buffers.SearchValues<byte> CommonKoi = System.Buffers.SearchValues.Create([.. Letters("оеаинтрсвл", 20866), .. Letters("ОЕАИНТРСВЛ", 20866)]);

    static byte[] Letters(string letters, int page) => System.Text.CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetBytes(letters);

    /// <summary>windows-1251 or koi8-r when that is clear; else null.</summary>
    public static string? Cyrillic(ReadOnlySpan<byte> bytes)
    {
        int high = 0, within = 0, letters = 0, windows = 0, koi = 0, small = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80) continue;
            high++;
            if (i > 0 && bytes[i - 1] >= 0x80 || i + 1 < bytes.Length && bytes[i + 1] >= 0x80) within++;
            if (bytes[i] < 0xC0) continue;
            letters++;
            if (bytes[i] >= 0xE0) small++;
            if (CommonWindows.Contains(bytes[i])) windows++;
            if (CommonKoi.Contains(bytes[i])) koi++;
        }

        // Bytes below 0xC0 are ё, №, quotes and dashes, and the Ukrainian letters; a language of two bytes a letter has far more of them.
        if (letters < Least || letters * 100 < high * 90 || within * 10 < high * 8) return null;
        if (small * 2 >= letters && windows * 2 >= letters) return "windows-1251";
        return koi * 2 >= letters ? "koi8-r" : windows * 2 >= letters ? "windows-1251" : null;
    }

    /// <summary>windows-1250 or iso-8859-2 when letters of Polish stand within words; else null.</summary>
    public static string? Polish(ReadOnlySpan<byte> bytes)
    {
        int either = 0, windows = 0, iso = 0;
        for (int i = 1; i + 1 < bytes.Length; i++)
        {
            if (!IsLetter(bytes[i - 1]) || !IsLetter(bytes[i + 1])) continue;
            if (bytes[i] is 0xB3 or 0xBF) either++;
            else if (bytes[i] is 0xB9 or 0x9F) windows++;
            else if (bytes[i] is 0xB1 or 0xB6 or 0xBC) iso++;
        }

        if (either + windows + iso < 2) return null;
        return iso > windows ? "iso-8859-2" : "windows-1250";
    }

    static bool IsLetter(byte letter) => letter is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or >= 0xC0
        or 0xB3 or 0xBF or 0xB9 or 0x9C or 0x9F or 0xB1 or 0xB6 or 0xBC;
}
