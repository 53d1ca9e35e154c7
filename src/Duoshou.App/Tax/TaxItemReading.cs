using System.Globalization;
using Duoshou.Tax;
using Duoshou.Warehouse;

namespace Duoshou.App.Tax;

/// <summary>Reads one item of a question into a line for the engine.</summary>
sealed class TaxItemReading(TaxItem item, int at, string country)
{
    static readonly string[] Units = ["kg", "t", "L", "m2", "unit", "carton", "ml"];

    public Answered<TaxLine> Line()
    {
        if (Digits(item.Hs) is { } hs && (hs.Length is < 6 or > 10 || hs.AsSpan().ContainsAnyExceptInRange('0', '9')))
            return new(null, new("bad_input.hs", new($"第 {at + 1} 行的商品编码「{item.Hs}」不能用：编码是 6 到 10 位数字。",
                $"The code “{item.Hs}” of item {at + 1} cannot be used: a code has 6 to 10 digits."),
                new("写全至少六位；不知道就按品名查：「归类」页，或 duoshou hs find 品名。", "Write at least six digits; or search by words: page of codes, or duoshou hs find WORDS."),
                    $"items[{at}].hs", item.Hs));
        if (!TaxQuestion.IsCountry(item.Origin))
            return new(null, new("bad_input.origin", new($"第 {at + 1} 行的原产地「{item.Origin}」不能用。", $"The origin “{item.Origin}” of item {at + 1} cannot be used."),
                new("写两位字母，如 CN；不能确定写 ZZ。", "Write two letters, such as CN; ZZ when it cannot be told."), $"items[{at}].origin", item.Origin));
        if (Blank(item.VatClass) is not (null or "standard" or "reduced" or "medicine_3") and var of)
            return new(null, new("bad_input.vatClass", new($"第 {at + 1} 行的增值税类别「{of}」不能用。", $"The VAT class “{of}” of item {at + 1} cannot be used."),
                new("写 standard 或 reduced；中国的抗癌药、罕见病药写 medicine_3。", "Write standard or reduced; medicine_3 for China's cancer and rare-disease medicines."),
                    $"items[{at}].vatClass", of));
        if (Blank(item.DutyPer) is { } per && Array.IndexOf(Units, per) < 0)
            return new(null, new("bad_input.dutyPer", new($"第 {at + 1} 行的计税单位「{per}」不能用。", $"The unit “{per}” of item {at + 1} cannot be used."),
                new($"可用：{string.Join("、", Units)}。", $"One of: {string.Join(", ", Units)}."), $"items[{at}].dutyPer", per));
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
            Consumption = item.Consumption switch { null or "" => duty is null or DutyTerm.Lookup ? null : new Consumption.None(), "none" => new Consumption.None(),
                var code => new Consumption.Lookup(code) },
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
