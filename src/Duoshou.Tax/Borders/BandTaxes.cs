using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Borders;

/// <summary>
/// The value-added tax of a band, or the tax that takes its place: line by line, on a base that holds the duty as rounded.
/// </summary>
static class BandTaxes
{
    /// <summary>Adds the tax to the duties that have been charged.</summary>
    public static void Charge(Inquiry inquiry, Valuation valuation, Band band, List<TaxAmount> taxes)
    {
        if (band.Tax.Formula == "none") return;
        decimal duty = 0m;
        bool whole = false;
        decimal[] byLine = new decimal[valuation.Lines.Length];
        int at = 0;
        foreach (TaxAmount one in taxes)
        {
            duty += one.Amount;
            whole |= one.LineId.Length == 0;
            at = valuation.At(one.LineId, at);
            if (at < 0) at = 0;
            else byLine[at] += one.Amount;
        }

        if (band.Tax.Formula == "japan")
        {
            taxes.AddRange(JapanValue.ConsumptionTax(inquiry, valuation, duty));
            return;
        }

        if (!whole)
        {
            for (int i = 0; i < byLine.Length; i++) taxes.Add(Line(inquiry, band, valuation.Lines[i], byLine[i]));
            return;
        }

        // A duty on the whole parcel cannot be told apart by line: then the tax stands on the whole parcel too.
        (decimal rate, Cited? law) = Rate(inquiry, valuation.Lines[0].Line);
        taxes.Add(Amount(inquiry, band, "", inquiry.Round(Base(band, valuation.Goods, valuation.Cif)) + Added(band, duty), rate, law));
    }

    static TaxAmount Line(Inquiry inquiry, Band band, ValuedLine line, decimal duty)
    {
        (decimal rate, Cited? law) = Rate(inquiry, line.Line);
        return Amount(inquiry, band, line.Line.Id, inquiry.Round(Base(band, line.Goods, line.Cif)) + Added(band, duty), rate,
            law);
    }

    static TaxAmount Amount(Inquiry inquiry, Band band, string lineId, decimal taxable, decimal rate, Cited? law)
    {
        bool inside = band.Tax.Formula == "inside";
        if (inside && rate >= 1m)
            throw new Refusal("bad_input.tax_rate",
                new("价内税率必须小于 1。", "A rate inside the price must be below 1."));
        decimal exact = inside ? taxable * rate / (1m - rate) : taxable * rate;
        Spelling? formula = inside ? Spelling.Inside(taxable, rate) : null;
        return new("vat", "", lineId, taxable, rate, formula, inquiry.Round(exact), inquiry.Rounding, law);
    }

    static decimal Base(Band band, decimal goods, decimal cif) =>
        band.Tax.Base.StartsWith("goods", StringComparison.Ordinal) ? goods : cif;

    static decimal Added(Band band, decimal duty) => band.Tax.Base.EndsWith("duty", StringComparison.Ordinal) ? duty : 0m;

    static (decimal Rate, Cited? Law) Rate(Inquiry inquiry, TaxLine line)
    {
        if (inquiry.Request.TaxRate is { } told) return (told, null);
        string country = inquiry.Place.Country;
        string of = country is "CA" or "BR"
            ? inquiry.Request.Province ?? throw Refusal.Missing("tax_rate", new("税率或省（州）", "the tax rate or the province"))
            : line.VatClass ?? "standard";
        VatRate row = inquiry.Vat(country, of);
        return (row.Rate, row.Cited);
    }
}
