using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duoshou.Kernel;

/// <summary>A currency of ISO 4217, with the number of decimals in which it is paid. The default value is XXX, "no currency".</summary>
[JsonConverter(typeof(CurrencyJson))]
public readonly partial record struct Currency : IParsable<Currency>
{
    /// <summary>The three letters of ISO 4217; never null.</summary>
    public string Code { get => field ?? "XXX"; private init; }

    /// <summary>Decimals of the smallest unit that can be paid: 2 for CNY, 0 for JPY, 3 for KWD (ISO 4217 list one).</summary>
    public int MinorUnits => Known.TryGetValue(Code, out int digits) ? digits : 2;

    /// <summary>No currency: the amount is a plain number.</summary>
    public static Currency None => default;

    /// <summary>The currency of a code in any case.</summary>
    /// <exception cref="FormatException">The code is not in ISO 4217.</exception>
    public static Currency Of(string code) => TryParse(code, null, out Currency found)
        ? found
        : throw new FormatException($"'{code}' is not a currency code of ISO 4217; write three letters such as CNY, USD or EUR.");

    /// <inheritdoc />
    public static Currency Parse(string s, IFormatProvider? provider) => Of(s);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Currency result)
    {
        string code = s?.Trim().ToUpperInvariant() ?? "";
        bool known = Known.ContainsKey(code);
        result = known ? new Currency { Code = code } : default;
        return known;
    }

    /// <summary>Every currency of the list, by code.</summary>
    public static IEnumerable<Currency> All => Known.Keys.Order(StringComparer.Ordinal).Select(code => new Currency { Code = code });

    /// <summary>The code.</summary>
    public override string ToString() => Code;

    static readonly FrozenDictionary<string, int> Known = Listed();

    static FrozenDictionary<string, int> Listed()
    {
        const string two = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY " +
            "COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD " +
            "KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR " +
            "NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP " +
            "TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG";
        const string none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF XXX";
        const string three = "BHD IQD JOD KWD LYD OMR TND";
        return new[] { (two, 2), (none, 0), (three, 3) }
            .SelectMany(group => group.Item1.Split(' ').Select(code => KeyValuePair.Create(code, group.Item2)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    sealed class CurrencyJson : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), null, out Currency currency) ? currency : throw new JsonException("Not a currency code of ISO 4217.");

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }
}
