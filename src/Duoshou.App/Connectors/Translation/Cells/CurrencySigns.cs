using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// The signs and words by which files write currencies. A sign that several currencies share names none of them for certain.
/// </summary>
public static class CurrencySigns
{
    static readonly (string Sign, string[] Codes)[] All =
    [
        ("R$", ["BRL"]), ("US$", ["USD"]), 
            ("US $", ["USD"]), ("AU $", ["AUD"]), ("CA $", ["CAD"]), ("C $", ["CAD"]), ("HK $", ["HKD"]), ("GBP £", ["GBP"]),
            ("A$", ["AUD"]), ("C$", ["CAD"]), ("CA$", ["CAD"]), ("HK$", ["HKD"]), ("NT$", ["TWD"]),
            ("S$", ["SGD"]),
        ("MX$", ["MXN"]), ("RMB", ["CNY"]), ("人民币", ["CNY"]), ("美元", ["USD"]), ("欧元", ["EUR"]), ("日元", ["JPY"]), ("円", ["JPY"]),
            ("元", ["CNY"]),
        ("￥", ["CNY", "JPY"]), ("¥", ["CNY", "JPY"]), ("€", ["EUR"]), ("£", ["GBP"]), ("₹", ["INR"]), ("Rs.", ["INR"]), ("Rs",
            ["INR"]), ("₩", ["KRW"]),
        ("₽", ["RUB"]),
            ("đ", ["VND"]), ("원", ["KRW"]), ("₫", ["VND"]), ("฿", ["THB"]), ("₱", ["PHP"]), ("₺", ["TRY"]), ("₴", ["UAH"]), ("zł", ["PLN"]), ("Kč",
            ["CZK"]), ("RM", ["MYR"]),
        ("Rp", ["IDR"]), ("kr", ["SEK", "NOK", "DKK"]), ("$", ["USD", "CAD", "AUD", "SGD", "HKD", "MXN", "TWD", "NZD", "CLP", "COP",
            "ARS"]),
    ];

    /// <summary>Prices in it are whole numbers in practice, whatever its minor unit is by law.</summary>
    public static bool HasNoCents(Currency currency) =>
        currency.Code is "IDR" or "VND" or "KRW" or "JPY" or "CLP" or "COP" or "PYG" or "HUF" or "ISK" or "UGX" or "LAK" or "KHR" or "MMK";

    /// <summary>Takes a currency's sign or code off the front or the end of an amount.</summary>
    public static bool Taken(ref ReadOnlySpan<char> text)
    {
        foreach ((string sign, _) in All)
        {
            if (text.Length <= sign.Length) continue;
            if (text.StartsWith(sign, StringComparison.OrdinalIgnoreCase)) text = text[sign.Length..];
            else if (text.EndsWith(sign, StringComparison.OrdinalIgnoreCase)) text = text[..^sign.Length];
            else continue;
            return true;
        }
        if (text.Length < 4) return false;
        if (IsCode(text[..3])) text = text[3..];
        else if (IsCode(text[^3..])) text = text[..^3];
        else return false;
        return true;
    }

    /// <summary>The currencies that a cell or header may mean: those of its sign or its code; none when it carries neither.</summary>
    public static IReadOnlyList<Currency> In(string text)
    {
        foreach ((string sign, string[] codes) in All)
            if (char.IsLetter(sign[0]) && sign[0] < '\u2E80' && char.IsLetter(sign[^1]) ? IsWord(text, sign) : text.Contains(sign, StringComparison.OrdinalIgnoreCase))
                return [.. codes.Select(Currency.Of)];
        foreach (string word in text.Split([' ', '(', ')', '（', '）', '/', '_', '-', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
            if (IsCode(word)) return [Currency.Of(word)];
        return [];
    }

    /// <summary>RM stands for ringgit by itself or before digits, not within TERM.</summary>
    static bool IsWord(string text, string sign)
    {
        for (int at = text.IndexOf(sign, StringComparison.Ordinal); at >= 0; at = text.IndexOf(sign, at + 1, StringComparison.Ordinal))
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (at + sign.Length == text.Length || !char.IsLetter(text[at + sign.Length]))) return true;
        return false;
    }

    /// <summary>The currency of a cell that holds nothing but a currency: a code, or a sign or word that only one currency has.</summary>
    public static Currency? Of(string text)
    {
        string cell = text.Trim();
        if (Currency.TryParse(cell, null, out Currency code)) return code;
        string[]? codes = All.FirstOrDefault(sign => sign.Sign.Equals(cell, StringComparison.OrdinalIgnoreCase)).Codes;
        return codes is { Length: 1 } ? Currency.Of(codes[0]) : null;
    }

    static bool IsCode(ReadOnlySpan<char> text) =>
        text.Length == 3 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiLetterUpper(text[2])
        && Currency.TryParse(text.ToString(), null, out _);
}
