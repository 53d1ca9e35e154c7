using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>What came of reading a cell.</summary>
public enum CellOutcome
{
    /// <summary>A value.</summary>
    Value,

    /// <summary>Nothing stands there, or a word for nothing: unknown, not zero.</summary>
    Blank,

    /// <summary>Something stands there that is not a value of its kind.</summary>
    Unreadable,

    /// <summary>A number beyond what the ledger holds.</summary>
    TooLarge,

    /// <summary>A span of several days where one moment is wanted.</summary>
    Range,
}

/// <summary>Reads numbers as people and platforms write them into exact millionths; nothing passes through binary floating point.</summary>
public static class Numbers
{
    const int LimitDigits = 24;

    /// <summary>Reads a number.</summary>
    /// <param name="text">The cell without blanks at its ends.</param>
    /// <param name="decimalSign">The sign before the decimals, a point or a comma; the other one groups digits.</param>
    /// <param name="millionths">The number in millionths, rounded half to even; a percentage is a ratio.</param>
    public static CellOutcome TryRead(ReadOnlySpan<char> text, char decimalSign, out long millionths)
    {
        if (TryPlain(text, decimalSign, out millionths)) return CellOutcome.Value;
        return Blank.Is(text) ? CellOutcome.Blank : Careful(text, decimalSign, out millionths);
    }

    /// <summary>Nearly every cell: digits, perhaps a minus, perhaps up to six decimals.</summary>
    static bool TryPlain(ReadOnlySpan<char> text, char decimalSign, out long millionths)
    {
        millionths = 0;
        if (text.Length is 0 or > 13) return false;
        bool negative = text[0] == '-';
        int i = negative ? 1 : 0, decimals = -1;
        long value = 0;
        if (i == text.Length) return false;
        for (; i < text.Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                value = value * 10 + digit;
                if (decimals >= 0) decimals++;
            }
            else if (text[i] == decimalSign && decimals < 0 && i + 1 < text.Length) decimals = 0;
            else return false;
        }
        if (decimals > 6 || value > long.MaxValue / FactChunk.Scale) return false;
        millionths = (negative ? -value : value) * Tens[6 - Math.Max(decimals, 0)];
        return true;
    }

    static CellOutcome Careful(ReadOnlySpan<char> text, char decimalSign, out long millionths)
    {
        millionths = 0;
        Span<char> plain = stackalloc char[LimitDigits + 2];
        if (text.Length > 48 || Signs(text, out bool negative,
            out int scale) is not { IsEmpty: false } digits) return CellOutcome.Unreadable;
        if (Exponent(ref digits) is not { } exponent) return CellOutcome.Unreadable;
        int length = 0, decimals = -1, group = 0;
        bool grouped = false;
        foreach (char written in digits)
        {
            char c = written is >= '０' and <= '９' ? (char)(written - '０' + '0') : written is '．' ? '.' : written is '，' ? ',' : written;
            if (c is >= '0' and <= '9')
            {
                if (length == LimitDigits) return CellOutcome.TooLarge;
                plain[length++] = c;
                group++;
                if (decimals >= 0) decimals++;
            }
            else if (c == decimalSign && decimals < 0 && (!grouped || group == 3)) decimals = 0;
            else if (IsGrouping(c, decimalSign) && decimals < 0 && (grouped ? group is 2 or 3 : group is > 0 and < 4)) (grouped,
                group) = (true, 0);
            else return CellOutcome.Unreadable;
        }
        if (length == 0 || grouped && decimals < 0 && group != 3) return CellOutcome.Unreadable;
        return Scaled(plain[..length], exponent + scale - Math.Max(decimals, 0), negative, out millionths)
            ? CellOutcome.Value : CellOutcome.TooLarge;
    }

    static bool IsGrouping(char c, char decimalSign) => c is ' ' or '\u00A0' or '\u202F' or '\'' or '’' || c is ',' or '.'
        && c != decimalSign;

    /// <summary>Takes off minus, brackets, currency, percent, 万 and 亿; what is left begins and ends with a digit or its sign.</summary>
    static ReadOnlySpan<char> Signs(ReadOnlySpan<char> text, out bool negative, out int scale)
    {
        (negative, scale) = (false, 0);
        if (text is ['(', .., ')'] or ['（', .., '）'])
        {
            negative = true;
            text = text[1..^1];
        }
        while (!text.IsEmpty)
        {
            if (text.EndsWith(".-") || text.EndsWith(",-") || text.EndsWith(",–") || text.EndsWith(".–"))
            {
                text = text[..^2]; // a whole amount, as prices are written in Switzerland and the Netherlands
                continue;
            }
            if (text is ['(', .., ')'] or ['（', .., '）'])
            {
                negative = !negative;
                text = text[1..^1].Trim(" \u00A0");
                continue;
            }
            if (IsMinus(text[0]) || text[0] != '+' && IsMinus(text[^1])) negative = !negative;
            if (IsMinus(text[0]) || text[0] == '+') text = text[1..];
            else if (IsMinus(text[^1])) text = text[..^1];
            else if (Power(text[^1]) is not 0 and var power)
            {
                scale += power;
                text = text[..^1];
            }
            else if (!CurrencySigns.Taken(ref text)) break;
            text = text.Trim(" \u00A0");
        }
        return text;
    }

    static bool IsMinus(char c) => c is '-' or '−' or '－';

    static int Power(char c) => c switch { '%' or '％' => -2, '万' => 4, '亿' => 8, _ => 0 };

    static int? Exponent(ref ReadOnlySpan<char> digits)
    {
        int at = digits.IndexOfAny('e', 'E');
        if (at < 0) return 0;
        bool read = int.TryParse(digits[(at + 1)..], System.Globalization.NumberStyles.AllowLeadingSign,
            System.Globalization.CultureInfo.InvariantCulture, out int exponent);
        digits = digits[..at];
        return read && Math.Abs((long)exponent) < 30 ? exponent : null;
    }

    /// <summary>digits × 10^exponent in millionths, rounded half to even; false when it does not fit.</summary>
    static bool Scaled(ReadOnlySpan<char> digits, int exponent, bool negative, out long millionths)
    {
        millionths = 0;
        Int128 value = 0;
        foreach (char digit in digits) value = value * 10 + (digit - '0');
        int shift = exponent + 6;
        for (; shift > 0 && value < long.MaxValue; shift--) value *= 10;
        if (shift > 0 && value != 0) return false;
        if (shift < 0)
        {
            Int128 divisor = 1;
            for (int i = shift; i < 0 && divisor <= value * 10; i++) divisor *= 10;
            (Int128 whole, Int128 rest) = Int128.DivRem(value, divisor);
            value = whole + (rest * 2 > divisor || rest * 2 == divisor && Int128.IsOddInteger(whole) ? 1 : 0);
        }
        if (value > long.MaxValue) return false;
        millionths = negative ? -(long)value : (long)value;
        return true;
    }

    static readonly long[] Tens = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
}
