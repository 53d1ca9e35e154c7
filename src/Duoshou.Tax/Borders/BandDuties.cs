using Duoshou.Kernel;
using Duoshou.Tax.China;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Borders;

/// <summary>The duty of a band. One amount per line, except a duty that lies on the parcel as a whole.</summary>
static class BandDuties
{
    public static TaxAmount[] Charge(Inquiry inquiry, Valuation valuation, Band band) => band.Duty.Formula switch
    {
        "none" => [],
        "given" => [.. valuation.Lines.Select(l => Given(inquiry, l, band, l.Line.Duty ?? throw NoDuty(l.Line)))],
        "given_or_free" => [.. valuation.Lines.Select(l => Given(inquiry, l, band, l.Line.Duty ?? Free(inquiry)))],
        "given_or_open" => [.. valuation.Lines.Select(l => Given(inquiry, l, band, l.Line.Duty!))],
        "fixed" =>
            [.. valuation.Lines.Select(l => Fixed(inquiry, band, l.Line.Id, Value(inquiry, l, band), band.Duty.Rate ?? 0m))],
        "fixed_less" => [FixedLess(inquiry, valuation, band)],
        "per_hs6" => [.. PerHeading(inquiry, valuation, band)],
        "excess" => [Excess(inquiry, valuation, band)],
        "whole_or_weight" => [WholeOrWeight(inquiry, valuation, band)],
        "japan_simple" or "japan_given" => [JapanValue.Duty(inquiry, valuation, band)],
        _ => UnitedStates.Charge(inquiry, valuation, band),
    };

    internal static decimal Value(Inquiry inquiry, ValuedLine line, Band band) =>
        inquiry.Round(band.Duty.Base == "goods" ? line.Goods : line.Cif);

    internal static TaxAmount Fixed(Inquiry inquiry, Band band, string lineId, decimal value, decimal rate,
        string layer = "fixed", Cited? law = null) => new(
        "duty", layer, lineId, value, rate, Spelling.Product(value, rate), inquiry.Round(value * rate),
            inquiry.Rounding, law ?? band.Cited);

    static TaxAmount Given(Inquiry inquiry, ValuedLine line, Band band, DutyTerm term)
    {
        if (term is DutyTerm.Lookup) return FromTariff(inquiry, line, band);
        Charged charged = DutyFormula.Charge(inquiry, line.Line, Value(inquiry, line, band), term);
        return new("duty", "given", line.Line.Id, charged.Base, charged.Rate, charged.Formula, inquiry.Round(charged.Exact),
            inquiry.Rounding, null);
    }

    static TaxAmount FromTariff(Inquiry inquiry, ValuedLine line, Band band) =>
        Tariff.Duties(inquiry, line, Value(inquiry, line, band))[0];

    static Refusal NoDuty(TaxLine line) =>
        Refusal.Missing("duty_rate", new($"第 {line.Id} 行的关税税率", $"the duty rate of line {line.Id}"));

    static DutyTerm.AdValorem Free(Inquiry inquiry)
    {
        inquiry.Assume("未给出关税税率，该地一般商品免关税。", "No duty was told; ordinary goods enter this place free of duty.");
        return new(0m);
    }

    static TaxAmount FixedLess(Inquiry inquiry, Valuation valuation, Band band)
    {
        decimal value = inquiry.Round(valuation.Cif), rate = band.Duty.Rate ?? 0m;
        decimal less = inquiry.InAnswer(band.Duty.Amount ?? 0m, band.Duty.Currency ?? Currency.None);
        return new("duty", "fixed", "", value, rate, $"{Inquiry.Show(value)} x {Inquiry.Show(rate)} - {Inquiry.Show(less)}",
            inquiry.Round(value * rate - less), inquiry.Rounding, band.Cited);
    }

    /// <summary>
    /// One amount for each distinct six-digit heading in the parcel, whatever the pieces; it stands on the heading's first line.
    /// </summary>
    static IEnumerable<TaxAmount> PerHeading(Inquiry inquiry, Valuation valuation, Band band)
    {
        decimal amount = inquiry.Round(inquiry.InAnswer(band.Duty.Amount ?? 0m, band.Duty.Currency ?? Currency.None));
        HashSet<string>? seen = valuation.Lines.Length == 1 ? null : new(StringComparer.Ordinal);
        Spelling spelt = Spelling.Of(() => $"1 heading x {Inquiry.Show(amount)}");
        foreach (ValuedLine valued in valuation.Lines)
        {
            TaxLine line = valued.Line;
            string heading = line.Hs is { Length: >= 6 } hs ? hs.Length == 6 ? hs : hs[..6] : throw Refusal.Missing("hs", new(
                $"第 {line.Id} 行的六位商品编码", $"the six-digit commodity code of line {line.Id}"));
            if (seen is null || seen.Add(heading))
                yield return new("duty", heading, line.Id, 1m, amount, spelt, amount,
                    inquiry.Rounding, band.Cited);
        }
    }

    /// <summary>
    /// EAEU to 2026-06-30: a share of the value above the free value, and at least an amount for each kg above the free weight.
    /// </summary>
    static TaxAmount Excess(Inquiry inquiry, Valuation valuation, Band band)
    {
        decimal kilograms = inquiry.Request.GrossKilograms
            ?? throw Refusal.Missing("kg", new("包裹毛重", "the gross weight of the parcel"));
        decimal free = inquiry.InAnswer(band.Duty.Amount ?? 0m, band.Duty.Currency ?? Currency.None);
        decimal over = Math.Max(0m, inquiry.Round(valuation.Goods) - free), rate = band.Duty.Rate ?? 0m;
        decimal heavy = Math.Max(0m, kilograms - inquiry.Figure("EAEU", "free_kg"));
        decimal perKilogram = inquiry.InAnswer(inquiry.Figure("EAEU", "excess_per_kg"), Currency.Of("EUR"));
        inquiry.Assume("最低额只对超出 31 千克的重量计。", "The least amount is counted on the weight above 31 kg only.");
        return new("duty", "excess", "", over, rate,
            $"max({Inquiry.Show(over)} x {Inquiry.Show(rate)}; {Inquiry.Show(heavy)} kg x {Inquiry.Show(perKilogram)})",
            inquiry.Round(Math.Max(over * rate, heavy * perKilogram)), inquiry.Rounding, band.Cited);
    }

    static TaxAmount WholeOrWeight(Inquiry inquiry, Valuation valuation, Band band)
    {
        decimal kilograms = inquiry.Request.GrossKilograms
            ?? throw Refusal.Missing("kg", new("包裹毛重", "the gross weight of the parcel"));
        decimal value = inquiry.Round(valuation.Goods), rate = band.Duty.Rate ?? 0m;
        decimal perKilogram = inquiry.InAnswer(inquiry.Figure("EAEU", "whole_per_kg"), Currency.Of("EUR"));
        return new("duty", "whole", "", value, rate,
            $"max({Inquiry.Show(value)} x {Inquiry.Show(rate)}; {Inquiry.Show(kilograms)} kg x {Inquiry.Show(perKilogram)})",
            inquiry.Round(Math.Max(value * rate, kilograms * perKilogram)), inquiry.Rounding, band.Cited);
    }
}
