using Duoshou.Kernel;
using Duoshou.Tax.China;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Borders;

/// <summary>The duty of a band. One amount per line, except a duty that lies on the parcel as a whole.</summary>
static class BandDuties
{
    public static void Charge(Inquiry inquiry, Valuation valuation, Band band, List<TaxAmount> into)
    {
        switch (band.Duty.Formula)
        {
            case "none": break;
            case "given":
                foreach (ValuedLine l in valuation.Lines) into.Add(Given(inquiry, l, band, l.Line.Duty ?? throw NoDuty(l.Line)));
                break;
            case "given_or_free":
                foreach (ValuedLine l in valuation.Lines) into.Add(Given(inquiry, l, band, l.Line.Duty ?? Free(inquiry)));
                break;
            case "given_or_open":
                foreach (ValuedLine l in valuation.Lines) into.Add(Given(inquiry, l, band, l.Line.Duty!));
                break;
            case "fixed":
                foreach (ValuedLine l in valuation.Lines) into.Add(Fixed(inquiry, band, l.Line.Id, Value(inquiry, l, band), band.Duty.Rate ?? 0m));
                break;
            case "fixed_less": into.Add(FixedLess(inquiry, valuation, band)); break;
            case "per_hs6": PerHeading(inquiry, valuation, band, into); break;
            case "excess": into.Add(Excess(inquiry, valuation, band)); break;
            case "whole_or_weight": into.Add(WholeOrWeight(inquiry, valuation, band)); break;
            case "japan_simple" or "japan_given": into.Add(JapanValue.Duty(inquiry, valuation, band)); break;
            default: UnitedStates.Charge(inquiry, valuation, band, into); break;
        }
    }

    internal static decimal Value(Inquiry inquiry, ValuedLine line, Band band) =>
        inquiry.Round(band.Duty.Base == "goods" ? line.Goods : line.Cif);

    internal static TaxAmount Fixed(Inquiry inquiry, Band band, string lineId, decimal value, decimal rate,
        string layer = "fixed", Cited? law = null) => new(
        "duty", layer, lineId, value, rate, null, inquiry.Round(value * rate),
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
    static void PerHeading(Inquiry inquiry, Valuation valuation, Band band, List<TaxAmount> into)
    {
        decimal amount = inquiry.Round(inquiry.InAnswer(band.Duty.Amount ?? 0m, band.Duty.Currency ?? Currency.None));
        Spelling spelt = Spelling.OneHeading(amount);
        int before = into.Count;
        foreach (ValuedLine valued in valuation.Lines)
        {
            TaxLine line = valued.Line;
            string code = line.Hs is { Length: >= 6 } hs ? hs : throw Refusal.Missing("hs", new(
                $"第 {line.Id} 行的六位商品编码", $"the six-digit commodity code of line {line.Id}"));
            if (!Charged(into, before, code.AsSpan(0, 6)))
                into.Add(new("duty", code.Length == 6 ? code : code[..6], line.Id, 1m, amount, spelt, amount, inquiry.Rounding, band.Cited));
        }
    }

    static bool Charged(List<TaxAmount> duties, int from, ReadOnlySpan<char> heading)
    {
        for (int i = from; i < duties.Count; i++)
            if (heading.SequenceEqual(duties[i].Layer)) return true;
        return false;
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
