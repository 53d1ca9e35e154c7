using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Borders;

/// <summary>Every place except China: picks the band of the day, charges its duty line by line, then its tax.</summary>
static class BorderTax
{
    public static TaxAnswer Quote(Inquiry inquiry)
    {
        Valuation valuation = Valuation.Of(JapanValue.Apply(inquiry));
        Band band = BandChoice.Choose(inquiry, valuation);
        if (band.Duty.Formula == "given_or_open" && !valuation.Lines.All(l => l.Line.Duty is DutyTerm.AdValorem))
        {
            inquiry.Assume("须正常报关；未给出关税税率，不计算税额。",
                "An ordinary declaration is needed; no duty was told, so no amount is computed.");
            return inquiry.Answer(band.Treatment) with { Payer = band.Payer };
        }

        Remarks(inquiry, band);
        TaxAmount[] duties = BandDuties.Charge(inquiry, valuation, band);
        TaxAmount[] taxes = [.. duties, .. BandTaxes.Charge(inquiry, valuation, band, duties)];
        return Waived(inquiry, valuation, band, taxes) ?? Answer(inquiry, valuation, band.Treatment, band.Payer, taxes);
    }

    static TaxQuote Answer(Inquiry inquiry, Valuation valuation, string treatment, string payer, TaxAmount[] taxes)
    {
        decimal total = 0m, value = inquiry.Round(valuation.Cif);
        if (valuation.Lines is [{ } only]) return One(inquiry, only, treatment, payer, taxes);
        decimal[] duties = new decimal[valuation.Lines.Length], vats = new decimal[valuation.Lines.Length];
        int at = 0;
        foreach (TaxAmount tax in taxes)
        {
            total += tax.Amount;
            at = valuation.At(tax.LineId, at);
            if (at < 0) at = 0;
            else if (tax.Kind == "duty") duties[at] += tax.Amount;
            else if (tax.Kind == "vat") vats[at] += tax.Amount;
        }

        LineTax[] lines = new LineTax[valuation.Lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            ValuedLine line = valuation.Lines[i];
            lines[i] = new(line.Line.Id, inquiry.Round(line.Cif), duties[i], 0m, vats[i]);
        }

        return inquiry.Answer(treatment, taxes) with
        {
            CustomsValue = value, TotalTax = total, Landed = value + total, Payer = payer,
            Lines = lines,
        };
    }

    static TaxQuote One(Inquiry inquiry, ValuedLine line, string treatment, string payer, TaxAmount[] taxes)
    {
        decimal total = 0m, duty = 0m, vat = 0m, value = inquiry.Round(line.Cif);
        foreach (TaxAmount tax in taxes)
        {
            total += tax.Amount;
            if (tax.LineId != line.Line.Id) continue;
            if (tax.Kind == "duty") duty += tax.Amount;
            else if (tax.Kind == "vat") vat += tax.Amount;
        }

        return inquiry.Answer(treatment, taxes) with
        {
            CustomsValue = value, TotalTax = total, Landed = value + total, Payer = payer, Lines = [new LineTax(line.Line.Id, value, duty, 0m, vat)],
        };
    }

    static TaxQuote? Waived(Inquiry inquiry, Valuation valuation, Band band, TaxAmount[] taxes)
    {
        if (band.Waiver is not { } waiver) return null;
        decimal sum = taxes.Where(t => waiver.OfAll || t.Kind == "vat").Sum(t => t.Amount);
        inquiry.Changes(() => $"税额 {Inquiry.Show(waiver.Limit)} {inquiry.Currency} 以内不征，算得 {Inquiry.Show(sum)}。",
            () => $"Tax {(waiver.Inclusive ? "up to" : "under")} {Inquiry.Show(waiver.Limit)} {inquiry.Currency} is not levied; " +
            $"computed {Inquiry.Show(sum)}.");
        if (!waiver.Holds(sum)) return null;
        decimal kept = taxes.Sum(t => t.Amount) - sum;
        TaxAmount[] left = [.. taxes.Select(t => waiver.OfAll || t.Kind == "vat" ? t with { Amount = 0m } : t)];
        return Answer(inquiry, valuation, waiver.Treatment, kept > 0 ? band.Payer : "nobody", left) with { WaivedTax = sum };
    }

    static void Remarks(Inquiry inquiry, Band band)
    {
        TaxRequest request = inquiry.Request;
        if (inquiry.Place.Group == "EU" && band.Treatment == "flat_3_eur_per_hs6")
        {
            inquiry.Assume("按欧委会指引，每个六位税号 3 欧元适用于所有增值税方式；是否只限 IOSS 与邮政，来源不一。卖方向买家收取，故计入增值税税基。",
                "By the Commission's guidance the 3 EUR per heading holds for every VAT scheme " +
                "(one source says IOSS and post only). " +
                "It is charged on to the buyer and so enters the VAT base.");
            inquiry.Assume("欧盟处理费另行规定，尚未确定，未计入。", "The EU handling fee is separate and undecided; it is not included.");
        }

        if (band.Tax.Formula != "none" && request.Lines.Any(l => l.Hs is { } hs && (hs.StartsWith("24", StringComparison.Ordinal) || IsDrink(hs))))
            inquiry.Assume("烟酒另有消费税（excise），未计入。", "Excise on alcohol and tobacco is due separately and is not included.");
        if (request.Country == "US" && request.ByPost is null)
            inquiry.Assume("未说明运送方式，按快递计。", "The channel is not told: taken as courier.");
        if (band.Payer == "seller") inquiry.Assume("税在销售时由卖方或平台收取。", "The seller or the platform collects the tax at the sale.");
    }

    static bool IsDrink(string hs) =>
        hs.Length >= 4 && string.CompareOrdinal(hs[..4], "2203") >= 0 && string.CompareOrdinal(hs[..4], "2208") <= 0;
}
