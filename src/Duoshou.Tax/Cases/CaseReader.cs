using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Cases;

/// <summary>One case of the file as a question to the engine.</summary>
sealed partial class CaseReader(JsonElement one, LegalRates book)
{
    static readonly string[] TotalKeys = ["goods", "value", "value_for_duty"];

    static readonly string[] RegisteredKeys = ["ioss", "voec", "ovr_vendor", "registered_seller", "vendor_registered"];

    CaseFields input = new(default);

    public TaxRequest Request()
    {
        CaseFields top = new(one);
        input = new(top.Element("input") ?? throw Refusal.Missing("input", new("input", "the input of the case")));
        string country = top.Text("jurisdiction") ?? throw Refusal.Missing("jurisdiction", new("进口国", "the jurisdiction"));
        string regime = top.Text("regime") ?? throw Refusal.Missing("regime", new("监管方式", "the regime"));
        Place? place = book.Place(country);
        Currency currency = input.Text("currency") is { } code ? MoneyOf(code)
            : place?.Currency ?? throw Refusal.Missing("currency", new("币种", "the currency"));
        decimal? cif = input.Number("cif") ?? input.Number("customs_value") ?? input.Number("goods_plus_freight");
        return new()
        {
            Country = country, Regime = RegimeOf(country, regime), Day = DayOf(top), Currency = currency, Lines = Lines(cif),
            Exchange = Exchange(currency, place), Freight = input.Number("freight") ?? input.Number("shipping") ?? 0m,
            Insurance = input.Text("insurance") == "unknown" ? null : input.Number("insurance") ?? 0m,
            OpenDiscount = input.Number("merchant_discount") ?? 0m, Voucher = input.Number("voucher") ?? 0m,
            KnownCif = cif, KnownCifIn = input.Number("cif_thb") is { } baht ? new Dictionary<string, decimal> { ["THB"] = baht }
                : new(),
            From = input.Text("from"), ByPost = ByPost(regime), SellerRegistered = Registered(),
            BusinessBuyer = input.Flag("b2b"),
            Gift = input.Flag("gift"), Luxury = input.Flag("luxury"), SingleIndivisible = input.Flag("single_indivisible"),
            YearUsed = input.Element("buyer") is { } buyer ? new CaseFields(buyer).Number("annual_used") : null,
            GrossKilograms = input.Number("kg"), PostalMethod = Method(), RetailPrice = input.Text("importer") == "commercial"
                ? null : input.Number("retail_price"),
            TaxRate = input.Number("vat_rate") ?? input.Number("icms_rate") ?? input.Number("tax_rate"),
            Province = input.Text("province") ?? input.Text("state"),
        };
    }

    static DateOnly DayOf(CaseFields top) =>
        DateOnly.TryParseExact(top.Text("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly day)
            ? day
            : throw new Refusal("bad_input.date", new("日期写成 2026-07-01。", "Write the date as 2026-07-01."));

    static TaxRegime RegimeOf(string country, string regime) => (country, regime) switch
    {
        (not "CN", _) => TaxRegime.Border,
        (_, "general_trade") => TaxRegime.GeneralTrade,
        (_, "cbec_retail_import") => TaxRegime.RetailImport,
        (_, "personal_mail") => TaxRegime.PersonalParcel,
        _ => throw new Refusal("bad_input.regime", new($"中国没有监管方式 {regime}；可用 general_trade、cbec_retail_import、personal_mail。",
            $"China has no regime {regime}; use general_trade, cbec_retail_import or personal_mail.")),
    };

    bool Registered() => RegisteredKeys.Any(input.Flag);

    bool? ByPost(string regime) => (input.Text("channel") ?? regime) switch
    {
        "post" or "postal" or "mail" => true,
        "courier" or "courier_simplified" or "express" => false,
        _ => null,
    };

    string? Method() => input.Text("method") is { } method ? method.Replace("postal_", "", StringComparison.Ordinal) : null;

    /// <summary>Rates to the place's currency. A quote the other way round, such as "1 CNY = 0.15 USD", is turned.</summary>
    Dictionary<string, decimal> Exchange(Currency currency, Place? place)
    {
        Dictionary<string, decimal> rates = [];
        if (input.Element("fx") is { ValueKind: JsonValueKind.Object } fx)
            foreach (JsonProperty rate in fx.EnumerateObject())
                rates[rate.Name] = CaseFields.Decimal($"fx.{rate.Name}", rate.Value)
                    ?? throw Refusal.Missing("fx", new("汇率", "the rate of exchange"));
        if (place is null || rates.ContainsKey(currency.Code) || input.Text("fx_quote") is not { } words) return rates;
        Match match = Quoted().Match(words);
        if (!match.Success) return rates;
        decimal left = Amount(match.Groups["left"].Value), right = Amount(match.Groups["right"].Value);
        (string from, string to) = (match.Groups["from"].Value, match.Groups["to"].Value);
        if (left > 0 && right > 0 && to == place.Currency.Code) rates[from] = right / left;
        if (left > 0 && right > 0 && from == place.Currency.Code) rates[to] = left / right;
        return rates;
    }

    static decimal Amount(string text) => text.Length == 0 ? 1m : decimal.Parse(text, CultureInfo.InvariantCulture);

    IReadOnlyList<TaxLine> Lines(decimal? cif)
    {
        if (input.Element("items") is { ValueKind: JsonValueKind.Array } items && items.GetArrayLength() > 0)
            return [.. items.EnumerateArray().Select((item, at) => new CaseLine(new(item), input, book).Read(at))];
        decimal? value = TotalKeys.Select(input.Number).FirstOrDefault(v => v is not null);
        if (value is null && cif is null && input.Number("retail_price") is null)
            throw Refusal.Missing("value",
                new("货物价值", "the value of the goods"));
        return [new CaseLine(input, input, book).Read(0) with { Id = "1", Value = value, CustomsValue = null, Kilograms = null }];
    }

    static Currency MoneyOf(string code) => Currency.TryParse(code, null, out Currency currency)
        ? currency
        : throw new Refusal("bad_input.currency",
            new($"{code} 不是 ISO 4217 货币代码。", $"{code} is not a currency code of ISO 4217."));

    [GeneratedRegex(@"(?<left>\d+(\.\d+)?)?\s*(?<from>[A-Z]{3})\s*(=|≈|:|per|to|is)\s*(?<right>\d+(\.\d+)?)?\s*(?<to>[A-Z]{3})")]
    private static partial Regex Quoted();
}
