using System.Text.Json;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Cases;

/// <summary>One goods line of a case; a rate that stands at the top of a one-line case counts for the line.</summary>
sealed class CaseLine(CaseFields item, CaseFields input, LegalRates book)
{
    public TaxLine Read(int at)
    {
        decimal? pieces = item.Number("qty"), kilograms = item.Number("kg");
        DutyTerm? duty = Duty();
        return new()
        {
            Id = item.Text("id") ?? (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Name = item.Text("name"),
            Hs = item.Text("hs")?.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal),
            Origin = item.Text("origin"), Pieces = pieces, Kilograms = kilograms,
            Tonnes = item.Number("tonnes"),
            Litres = item.Number("litres"), MillilitresEach = item.Number("ml"), SquareMetresEach = item.Number("m2_each"),
            Cartons = item.Number("cartons"), VatClass = item.Text("vat_class"), Category = item.Element("category")?.ToString(),
            Value = item.Number("value") ?? item.Number("unit_price") * (pieces ?? 1m),
            CustomsValue = item.Number("customs_value")
                ?? item.Number("customs_value_per_kg") * (kilograms ?? item.Number("tonnes") * 1000m),
            Duty = duty, Layers = Layers(), Consumption = ConsumptionOf(duty), PostalRate = item.Number("ieepa_rate"),
        };
    }

    DutyTerm? Duty()
    {
        if (item.Element("duty") is { ValueKind: JsonValueKind.Object } duty) return Term(new(duty));
        decimal? rate = item.Number("duty_rate") ?? input.Number("duty_rate") ?? input.Number("simplified_rate");
        if (rate is { } told) return new DutyTerm.AdValorem(told);
        return item.Text("duty_rate") == "lookup" || item.Text("duty") == "lookup" || input.Text("duty_rate") == "lookup"
            ? new DutyTerm.Lookup() : null;
    }

    static DutyTerm Term(CaseFields duty)
    {
        if (duty.Text("rate") == "lookup") return new DutyTerm.Lookup();
        string kind = duty.Text("kind") ?? throw Refusal.Missing("duty.kind", new("关税种类", "the kind of duty"));
        return kind switch
        {
            "ad_valorem" => new DutyTerm.AdValorem(Needed(duty, "rate")),
            "specific" => new DutyTerm.Specific(Needed(duty, "amount"), Per(duty)),
            "compound" => new DutyTerm.Compound(Needed(duty, "rate"), Needed(duty, "amount"), Per(duty)),
            "alternative_lower" or "alternative_higher" =>
                new DutyTerm.Alternative(Needed(duty, "rate"), Needed(duty, "amount"), Per(duty), kind == "alternative_higher"),
            "sliding" => new DutyTerm.Sliding(duty.Text("scheme") ?? "cn_cotton_outside_quota"),
            "tiered" => Tiered(duty),
            "lookup" => new DutyTerm.Lookup(),
            _ => throw new Refusal("bad_input.duty.kind", new($"不认识关税种类 {kind}。", $"The kind of duty {kind} is unknown.")),
        };
    }

    static DutyTerm.Tiered Tiered(CaseFields duty)
    {
        string by = duty.Text("by") ?? "unit_value_usd";
        if (!by.StartsWith("unit_value_", StringComparison.Ordinal)
            || duty.Element("tiers") is not { ValueKind: JsonValueKind.Array } tiers)
            throw new Refusal("bad_input.duty.by",
                new("分档关税要有 by（unit_value_币种）和 tiers。", "A tiered duty needs by (unit_value_CURRENCY) and tiers."));
        string currency = by["unit_value_".Length..].ToUpperInvariant();
        if (!Kernel.Currency.TryParse(currency, null, out _))
            throw new Refusal("bad_input.duty.by",
                new($"{currency} 不是 ISO 4217 货币代码。", $"{currency} is not a currency code of ISO 4217."));
        return new(currency, [.. tiers.EnumerateArray().Select(t => new CaseFields(t))
            .Select(t => new DutyTier(t.Number("above"), t.Number("up_to"), Term(t)))]);
    }

    Consumption? ConsumptionOf(DutyTerm? duty)
    {
        if (item.Text("ct_lookup") is { } code) return new Consumption.Lookup(code);
        if (item.Text("ct") is { } named) return new Consumption.Lookup(named);
        if (item.Element("ct") is not { ValueKind: JsonValueKind.Object } element)
            return duty is DutyTerm.Lookup ? null
                : new Consumption.None();
        CaseFields ct = new(element);
        string? of = ct.Text("code"), kind = ct.Text("kind");
        if (ct.Text("rate") == "lookup" || kind is null or "lookup" or "tiered_cigarettes")
            return new Consumption.Lookup(kind == "tiered_cigarettes" ? "cigarettes" : of
                ?? throw Refusal.Missing("ct.code", new("消费税税目", "the consumption tax code")));
        Consumption? row = book.Consumption.FirstOrDefault(r => r.Code == of)?.Tax;
        return kind switch
        {
            "none" => new Consumption.None(),
            "ad_valorem" => new Consumption.AdValorem(Needed(ct, "rate")),
            "specific" =>
                new Consumption.Specific(Needed(ct, "amount"),
                Per(ct)) { LitresPerTonne = (row as Consumption.Specific)?.LitresPerTonne },
            "compound" => new Consumption.Compound(Needed(ct, "rate"), Needed(ct, "amount"), Per(ct))
            {
                KilogramsPerLitre = (row as Consumption.Compound)?.KilogramsPerLitre,
            },
            _ => throw new Refusal("bad_input.ct.kind",
                new($"不认识消费税种类 {kind}。", $"The kind of consumption tax {kind} is unknown.")),
        };
    }

    Dictionary<string, decimal?> Layers()
    {
        Dictionary<string, decimal?> layers = new(StringComparer.Ordinal);
        if (item.Element("duty_layers") is { ValueKind: JsonValueKind.Object } told)
            foreach (JsonProperty layer in told.EnumerateObject())
                layers[layer.Name] = layer.Value.ToString() == "lookup" ? null : CaseFields.Decimal(layer.Name, layer.Value);
        return layers;
    }

    static string Per(CaseFields term) =>
        term.Text("per") ?? throw Refusal.Missing("per", new("计税单位", "the unit of the specific amount"));

    static decimal Needed(CaseFields term, string name) => term.Number(name) ?? throw Refusal.Missing(name, new(name, name));
}
