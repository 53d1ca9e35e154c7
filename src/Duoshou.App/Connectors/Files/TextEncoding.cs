using System.Text;
using System.Text.Unicode;

namespace Duoshou.App.Connectors.Files;

/// <summary>
/// Tells the encoding of a text file from its bytes: byte-order mark, UTF-16 without one, UTF-8, GB18030, Big5,
/// Shift_JIS, Korean, Windows-1251 and KOI8-R, Windows-1250 and ISO 8859-2, Windows-1252.
/// </summary>
public static class TextEncoding
{
    const int Evidence = 1 << 17;

    /// <summary>The encoding by the name that plans and reports carry, such as utf-8 or gb18030.</summary>
    public static Encoding Named(string name) => name == "utf-8"
        ? Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new StrayBytes())
        : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    /// <summary>The name of the encoding of a file.</summary>
    /// <exception cref="ImportProblem">The bytes are not text.</exception>
    public static string Of(InputFile file) => InputFile.Guarded(file.Name, () =>
    {
        using Stream stream = file.Open();
        byte[] buffer = new byte[Evidence];
        int count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (count == 0) throw ImportProblem.Empty(file.Name);
        if (Marked(buffer.AsSpan(0, count)) is { } marked) return marked;
        if (buffer.AsSpan(0, count).Count((byte)0) > 2 + count / 50) throw ImportProblem.Binary(file.Name);

        // ASCII says nothing: go on to the first byte that does, however far that is.
        while (count > 0)
        {
            int first = buffer.AsSpan(0, count).IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (first >= 0)
            {
                buffer.AsSpan(first, count - first).CopyTo(buffer);
                count -= first;
                count += stream.ReadAtLeast(buffer.AsSpan(count), buffer.Length - count, throwOnEndOfStream: false);
                return Judged(buffer.AsSpan(0, count));
            }
            count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        return "utf-8";
    });

    static string? Marked(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) return "utf-8";
        if (bytes is [0xFF, 0xFE, ..]) return "utf-16";
        if (bytes is [0xFE, 0xFF, ..]) return "utf-16BE";
        int sample = Math.Min(bytes.Length, 4096), even = 0, odd = 0;
        for (int i = 0; i + 1 < sample; i += 2)
        {
            if (bytes[i] == 0) even++;
            if (bytes[i + 1] == 0) odd++;
        }
        if (odd > sample / 5 && even == 0) return "utf-16";
        return even > sample / 5 && odd == 0 ? "utf-16BE" : null;
    }

    static string Judged(ReadOnlySpan<byte> bytes)
    {
        // The last character may be cut in two by the end of the evidence.
        for (int cut = 0; cut < 4 && cut < bytes.Length; cut++)
            if (Utf8.IsValid(bytes[..^cut])) return "utf-8";
        (int good, int bad) = Utf8Characters(bytes);
        if (good > 10 * bad) return "utf-8";
        if (EastEuropean.Cyrillic(bytes) is { } cyrillic) return cyrillic;
        if (EastAsian.Of(bytes) is { } east) return east;
        int high = 0, chinese = 0, kana = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80) continue;
            high++;
            if (i + 1 == bytes.Length) continue;
            byte next = bytes[i + 1];
            if (bytes[i] is 0x82 or 0x83 && next is >= 0x40 and <= 0xF1) (kana, high, i) = (kana + 2, high + 1, i + 1);
            else if (bytes[i] is (>= 0xB0 and <= 0xD7) or (>= 0xA1 and <= 0xA9) && next >= 0xA1)
                (chinese, high, i) = (chinese + 2, high + 1, i + 1);
            else if (next >= 0x80) (high, i) = (high + 1, i + 1);
        }
        if (kana * 10 > high * 3 && kana > chinese) return "shift_jis";
        return chinese * 10 >= high * 6 ? "gb18030" : EastEuropean.Polish(bytes) ?? "windows-1252";
    }

    static (int Good, int Bad) Utf8Characters(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (!bytes.IsEmpty)
        {
            bool fine = Rune.DecodeFromUtf8(bytes, out Rune rune, out int used) == System.Buffers.OperationStatus.Done;
            if (!fine) bad++;
            else if (!rune.IsAscii) good++;
            bytes = bytes[used..];
        }
        return (good, bad);
    }

    /// <summary>A stray Windows-1252 byte in a UTF-8 file (a pound sign from another hand) is read as what it was meant to be.</summary>
    sealed class StrayBytes : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Stray();

        sealed class Stray : DecoderFallbackBuffer
        {
            string meant = "";
            int at;

            public override int Remaining => meant.Length - at;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                (meant, at) = (Windows.GetString(bytesUnknown), 0);
                return true;
            }

            public override char GetNextChar() => at < meant.Length ? meant[at++] : '\0';

            public override bool MovePrevious() => at > 0 && --at >= 0;

            public override void Reset() => (meant, at) = ("", 0);
        }
    }

    static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
}
