using Duoshou.Kernel;

namespace Duoshou.App.Tax.Parcels;

/// <summary>The old three-digit lists of customs, as far as the specification gives them (recalled: take the published lists before real use).</summary>
public static class OldCodes
{
    static readonly Dictionary<string, string> Currencies = new(StringComparer.Ordinal)
    {
        ["110"] = "HKD", ["116"] = "JPY", ["142"] = "CNY", ["300"] = "EUR", ["303"] = "GBP", ["502"] = "USD",
    };

    static readonly Dictionary<string, string> Countries = new(StringComparer.Ordinal)
    {
        ["110"] = "HK", ["116"] = "JP", ["129"] = "PH", ["132"] = "SG", ["133"] = "KR", ["136"] = "TH", ["142"] = "CN", ["143"] = "TW", ["303"] = "GB", ["304"] = "DE",
            ["305"] = "FR",
        ["306"] = "IE", ["307"] = "IT", ["309"] = "NL", ["312"] = "ES", ["331"] = "CH", ["344"] = "RU", ["410"] = "BR", ["429"] = "MX", ["501"] = "CA", ["502"] = "US",
            ["601"] = "AU",
        ["609"] = "NZ",
    };

    /// <summary>The currency of a code; none where the list does not have it.</summary>
    public static Currency Currency(string code) => Currencies.TryGetValue(code, out string? iso) ? Kernel.Currency.Of(iso) : Kernel.Currency.None;

    /// <summary>The country of a code as ISO 3166; the code itself where the list does not have it.</summary>
    public static string Country(string code) => Countries.GetValueOrDefault(code, code);
}
