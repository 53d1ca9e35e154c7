using System.Globalization;
using Duoshou.Tax;
using Duoshou.Warehouse;

namespace Duoshou.App.Tax;

/// <summary>Reads one item of a question into a line for the engine.</summary>
sealed class TaxItemReading(TaxItem item, int at, string country)
{
    public Answered<TaxLine> Line()
    {
        (DutyTerm? duty, Refusal? refusal) = Duty();
        if (refusal is not null) return new(null, refusal);
        return new(new TaxLine
        {
            Id = string.IsNullOrWhiteSpace(item.Id) ? (at + 1).ToString(CultureInfo.InvariantCulture) : item.Id.Trim(),
            Name = item.Name,
            Hs = Digits(item.Hs), Origin = TaxQuestion.Letters(item.Origin), Pieces = item.Quantity,
            Value = item.Value ?? item.UnitPrice * (item.Quantity ?? 1m), CustomsValue = item.CustomsValue,
            Kilograms = item.Kg, Tonnes = item.Tonnes, Litres = item.Litres, MillilitresEach = item.Ml, SquareMetresEach = item.SquareMetresEach,
            Cartons = item.Cartons, Duty = duty, Layers = item.DutyLayers ?? new Dictionary<string, decimal?>(),
            Consumption = item.Consumption switch { null or "" => duty is null or DutyTerm.Lookup ? null : new Consumption.None(), "none" => new Consumption.None(), var code => new Consumption.Lookup(code) },
            VatClass = Blank(item.VatClass), Category = Blank(item.Category),
        }, null);
    }

    (DutyTerm? Term, Refusal? Refusal) Duty()
    {
        string kind = Blank(item.DutyKind) ?? (item.DutyRate, item.DutyAmount) switch
        {
            (null, null) => "",
            (not null, null) => "ad_valorem",
            (null, not null) => "specific",
            _ => "compound",
        };
        return kind switch
        {
            // China and the United States have tariffs in the rate book; elsewhere a duty that is not told is the engine's matter.
            "" => (item.Hs is { Length: > 0 } && country == "CN" ? new DutyTerm.Lookup() : null, null),
            "lookup" => (new DutyTerm.Lookup(), null),
            "sliding" => (new DutyTerm.Sliding("cn_cotton_outside_quota"), null),
            "ad_valorem" when item.DutyRate is { } rate => (new DutyTerm.AdValorem(rate), null),
            "specific" when item is { DutyAmount: { } amount, DutyPer: { } per } => (new DutyTerm.Specific(amount, per), null),
            "compound" when item is { DutyRate: { } rate, DutyAmount: { } amount, DutyPer: { } per } => (new DutyTerm.Compound(rate, amount, per), null),
            "alternative_lower" or "alternative_higher" when item is { DutyRate: { } rate, DutyAmount: { } amount, DutyPer: { } per } =>
                (new DutyTerm.Alternative(rate, amount, per, kind == "alternative_higher"), null),
            _ => (null, new("bad_input.duty", new($"第 {at + 1} 行的关税不完整：{kind}", $"The duty of item {at + 1} is not complete: {kind}"),
                new("从价写 dutyRate；从量写 dutyAmount 和 dutyPer（kg、t、L、m2、unit、carton、ml）；复合两者都写。",
                    "Ad valorem needs dutyRate; specific needs dutyAmount and dutyPer (kg, t, L, m2, unit, carton, ml); compound needs both."),
                $"items[{at}].duty", kind)),
        };
    }

    static string? Digits(string? hs) => string.IsNullOrWhiteSpace(hs) ? null
        : hs.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
