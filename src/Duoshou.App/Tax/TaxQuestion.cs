using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Rates;
using Duoshou.Warehouse;

namespace Duoshou.App.Tax;

/// <summary>One line of a landed-cost question, as a program or a form tells it. Ratios are ratios: thirteen per cent is "0.13".</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TaxItem
{
    public string? Id { get; init; }
    public string? Name { get; init; }

    /// <summary>Commodity code; points and blanks do not matter.</summary>
    public string? Hs { get; init; }

    /// <summary>Country of origin, two letters.</summary>
    public string? Origin { get; init; }
    public decimal? Quantity { get; init; }

    /// <summary>Price of one piece; or give value, the price of the whole line.</summary>
    public decimal? UnitPrice { get; init; }
    public decimal? Value { get; init; }

    /// <summary>The line's value with freight and insurance, where only that is known.</summary>
    public decimal? CustomsValue { get; init; }
    public decimal? Kg { get; init; }
    public decimal? Tonnes { get; init; }
    public decimal? Litres { get; init; }

    /// <summary>Millilitres or grams in one piece.</summary>
    public decimal? Ml { get; init; }
    public decimal? SquareMetresEach { get; init; }
    public decimal? Cartons { get; init; }

    /// <summary>The duty as a ratio; without it the tariff is looked up where the product has one.</summary>
    public decimal? DutyRate { get; init; }

    /// <summary>An amount per unit, alone or beside the rate: with dutyPer.</summary>
    public decimal? DutyAmount { get; init; }
    public string? DutyPer { get; init; }

    /// <summary>ad_valorem, specific, compound, alternative_lower, alternative_higher or sliding; found by what is given otherwise.</summary>
    public string? DutyKind { get; init; }

    /// <summary>Further duties by name: anti-dumping and the like; null looks the layer up.</summary>
    public IReadOnlyDictionary<string, decimal?>? DutyLayers { get; init; }

    /// <summary>A consumption tax code (cosmetics, beer, spirits ...) or none; without it the tariff line says.</summary>
    public string? Consumption { get; init; }

    /// <summary>standard or reduced.</summary>
    public string? VatClass { get; init; }

    /// <summary>Category of the parcel tax: 1, 2 or 3.</summary>
    public string? Category { get; init; }
}

/// <summary>A landed-cost question: one item or a basket, on a day, into a country. A field that is misspelt is refused, not left out.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TaxQuestion
{
    /// <summary>Two letters; CN needs a regime.</summary>
    public string? Country { get; init; }

    /// <summary>general_trade, cbec_retail_import or personal_mail for China; not needed elsewhere.</summary>
    public string? Regime { get; init; }
    public string? Date { get; init; }
    public string? Currency { get; init; }
    public IReadOnlyList<TaxItem> Items { get; init; } = [];
    public decimal? Freight { get; init; }

    /// <summary>Nothing for none; with insuranceUnknown the law's share is used.</summary>
    public decimal? Insurance { get; init; }
    public bool InsuranceUnknown { get; init; }

    /// <summary>EXW, FOB, CFR, CIF, DAP or DDP: what the price holds already.</summary>
    public string? Term { get; init; }
    public decimal? Discount { get; init; }
    public decimal? Voucher { get; init; }
    public decimal? Cif { get; init; }

    /// <summary>The country of dispatch.</summary>
    public string? From { get; init; }

    /// <summary>post or courier.</summary>
    public string? Channel { get; init; }
    public bool SellerRegistered { get; init; }
    public bool BusinessBuyer { get; init; }
    public bool Gift { get; init; }
    public bool SingleIndivisible { get; init; }

    /// <summary>What the buyer used of this year's retail-import limit.</summary>
    public decimal? YearUsed { get; init; }
    public decimal? Kg { get; init; }
    public decimal? TaxRate { get; init; }
    public string? Province { get; init; }

    /// <summary>Units of the country's currency for one unit of another; what is not told comes from the agency's rates.</summary>
    public IReadOnlyDictionary<string, decimal>? Exchange { get; init; }

    /// <summary>Reads a question from JSON.</summary>
    public static Answered<TaxQuestion> Read(string json)
    {
        try
        {
            TaxQuestion read = JsonSerializer.Deserialize<TaxQuestion>(json, WireFormat.Json) ?? throw new JsonException();
            if (read.Items is null) return new(null, Refusals.Missing("items"));
            for (int i = 0; i < read.Items.Count; i++)
                if (read.Items[i] is null) return new(null, Refusals.Missing($"items[{i}]"));
            return new(read, null);
        }
        catch (JsonException wrong)
        {
            return new(null, UnreadableJson.Of("question.unreadable", new("问题", "the question"), wrong,
                new("数字写成字符串「12.34」，日期写成 2026-07-01；字段名见 /openapi/v1.json。", "Write numbers as \"12.34\" and dates as 2026-07-01; the field names stand in /openapi/v1.json.")));
        }
    }

    /// <summary>The question for the engine, or what is wrong with it.</summary>
    /// <param name="today">The day when none is told.</param>
    public Answered<TaxRequest> Asked(LegalRates book, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(Country)) return new(null, Refusals.Missing("country"));
        string country = Country.Trim().ToUpperInvariant();
        if (book.KnownPlaceOf(country) is not { } place) return Refuse("country", Country, $"可选：{Places(book)}", $"One of: {Places(book)}");
        DateOnly day = today;
        if (Date is { Length: > 0 } && !DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            return Refuse("date", Date, "日期写成 2026-07-01。", "Write the date as 2026-07-01.");
        Currency currency = place.Currency;
        if (Currency is { Length: > 0 } && !Kernel.Currency.TryParse(Currency, null, out currency))
            return new(null, Refusals.Currency("currency", Currency));
        if (RegimeOf(country) is not { } regime)
            return Refuse("regime", Regime, "中国可用 general_trade、cbec_retail_import、personal_mail；其他国家不用写。",
                "China has general_trade, cbec_retail_import and personal_mail; other countries need none.");
        Incoterm term = Incoterm.Fob;
        if (Term is { Length: > 0 } && (!Enum.TryParse(Term, ignoreCase: true, out term) || !Enum.IsDefined(term)))
            return Refuse("term", Term, "可选：EXW、FOB、CFR、CIF、DAP、DDP。", "One of EXW, FOB, CFR, CIF, DAP, DDP.");
        if (Channel is not (null or "" or "post" or "courier")) return Refuse("channel", Channel, "写 post 或 courier。", "Write post or courier.");
        if (!IsCountry(From)) return Refuse("from", From, "国家写两位字母，如 CN。", "A country has two letters, such as CN.");
        foreach (string code in (Exchange ?? new Dictionary<string, decimal>()).Keys)
            if (!Kernel.Currency.TryParse(code, null, out _)) return new(null, Refusals.Currency("exchange", code));
        if (Items.Count == 0) return new(null, Refusals.Missing("items"));
        List<TaxLine> lines = [];
        for (int i = 0; i < Items.Count; i++)
        {
            if (Items[i] is null) return new(null, Refusals.Missing($"items[{i}]"));
            Answered<TaxLine> line = new TaxItemReading(Items[i], i, country).Line();
            if (line.Value is null) return new(null, line.Refusal);
            lines.Add(line.Value);
        }

        return new(new TaxRequest
        {
            Country = country, Regime = regime, Day = day, Currency = currency, Lines = lines, Freight = Freight ?? 0m, Term = term,
            Insurance = InsuranceUnknown ? null : Insurance ?? 0m, OpenDiscount = Discount ?? 0m, Voucher = Voucher ?? 0m, KnownCif = Cif,
            From = Letters(From) ?? (regime == TaxRegime.Border ? "CN" : null), ByPost = Channel switch { "post" => true, "courier" => false, _ => null },
            SellerRegistered = SellerRegistered, BusinessBuyer = BusinessBuyer, Gift = Gift, SingleIndivisible = SingleIndivisible, YearUsed = YearUsed,
            GrossKilograms = Kg, TaxRate = TaxRate, Province = Province, Exchange = Exchange ?? new Dictionary<string, decimal>(),
        }, null);
    }

    TaxRegime? RegimeOf(string country) => (country, Regime) switch
    {
        (not "CN", null or "" or "border") => TaxRegime.Border,
        ("CN", "general_trade") => TaxRegime.GeneralTrade,
        ("CN", "cbec_retail_import" or "retail_import") => TaxRegime.RetailImport,
        ("CN", "personal_mail" or "parcel") => TaxRegime.PersonalParcel,
        _ => null,
    };

    internal static bool IsCountry(string? text) => string.IsNullOrWhiteSpace(text) || text.Trim() is [var first, var second] && char.IsAsciiLetter(first)
        && char.IsAsciiLetter(second);

    internal static string? Letters(string? country) => string.IsNullOrWhiteSpace(country) ? null : country.Trim().ToUpperInvariant();

    static string Places(LegalRates book) => string.Join(' ', book.KnownPlaces.Select(p => p.Country));

    static Answered<TaxRequest> Refuse(string field, string? value, string zh, string en) => new(null, new($"bad_input.{field}",
        new($"「{field}」读不懂：{value}", $"“{field}” cannot be used: {value}"), new(zh, en), field, value));
}
