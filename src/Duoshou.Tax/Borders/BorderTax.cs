using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Borders;

/// <summary>Every place except China: picks the band of the day, charges its duty line by line, then its tax.</summary>
static class BorderTax
{
    static readonly Words EveryScheme = new("按欧委会指引，每个六位税号 3 欧元适用于所有增值税方式；是否只限 IOSS 与邮政，来源不一。卖方向买家收取，故计入增值税税基。",
        "By the Commission's guidance the 3 EUR per heading holds for every VAT scheme (one source says IOSS and post only). " +
        "It is charged on to the buyer and so enters the VAT base.");
    static readonly Words HandlingFee = new("欧盟处理费另行规定，尚未确定，未计入。", "The EU handling fee is separate and undecided; it is not included.");
    static readonly Words AtSale = new("税在销售时由卖方或平台收取。", "The seller or the platform collects the tax at the sale.");

    public static TaxAnswer Quote(Inquiry inquiry)
    {
        Valuation valuation = Valuation.Of(JapanValue.Apply(inquiry));
        Band band = BandChoice.Choose(inquiry, valuation);
        if (band.Duty.Formula == "given_or_open" && !valuation.Lines.All(l => l.Line.Duty is DutyTerm.AdValorem))
        {
            inquiry.Assume("须正常报关；未给出关税税率，不计算税额。",
                "An ordinary declaration is needed; no duty was told, so no amount is computed.");
            return inquiry.Answer(band.Treatment, band.Payer);
        }

        Remarks(inquiry, band);
        List<TaxAmount> taxes = new(valuation.Lines.Length * Math.Max(2, valuation.Lines[0].Line.Layers.Count));
        BandDuties.Charge(inquiry, valuation, band, taxes);
        BandTaxes.Charge(inquiry, valuation, band, taxes);
        return band.Waiver is { } waiver && Waived(inquiry, valuation, band, waiver, taxes) is { } waived ? waived
            : Answer(inquiry, valuation, band.Treatment, band.Payer, taxes);
    }

    static TaxQuote Answer(Inquiry inquiry, Valuation valuation, string treatment, string payer, List<TaxAmount> taxes, decimal? waived = null)
    {
        decimal total = 0m, value = inquiry.Round(valuation.Cif);
        LineTax[] lines = new LineTax[valuation.Lines.Length];
        if (lines.Length == 1)
        {
            decimal duty = 0m, vat = 0m;
            foreach (TaxAmount tax in taxes)
            {
                total += tax.Amount;
                if (tax.LineId != valuation.Lines[0].Line.Id) continue;
                if (tax.Kind == "duty") duty += tax.Amount;
                else if (tax.Kind == "vat") vat += tax.Amount;
            }

            lines[0] = new(valuation.Lines[0].Line.Id, value, duty, 0m, vat);
            return inquiry.Answer(treatment, taxes, lines, payer, value, total, waived);
        }

        decimal[] duties = new decimal[lines.Length], vats = new decimal[lines.Length];
        int at = 0;
        foreach (TaxAmount tax in taxes)
        {
            total += tax.Amount;
            at = valuation.At(tax.LineId, at);
            if (at < 0) at = 0;
            else if (tax.Kind == "duty") duties[at] += tax.Amount;
            else if (tax.Kind == "vat") vats[at] += tax.Amount;
        }

        for (int i = 0; i < lines.Length; i++)
        {
            ValuedLine line = valuation.Lines[i];
            lines[i] = new(line.Line.Id, inquiry.Round(line.Cif), duties[i], 0m, vats[i]);
        }

        return inquiry.Answer(treatment, taxes, lines, payer, value, total, waived);
    }

    static TaxQuote? Waived(Inquiry inquiry, Valuation valuation, Band band, Waiver waiver, List<TaxAmount> taxes)
    {
        decimal sum = taxes.Where(t => waiver.OfAll || t.Kind == "vat").Sum(t => t.Amount);
        inquiry.Changes((waiver, inquiry.Currency, sum), static n => new($"税额 {Inquiry.Show(n.waiver.Limit)} {n.Currency} 以内不征，算得 {Inquiry.Show(n.sum)}。",
            $"Tax {(n.waiver.Inclusive ? "up to" : "under")} {Inquiry.Show(n.waiver.Limit)} {n.Currency} is not levied; " +
            $"computed {Inquiry.Show(n.sum)}."));
        if (!waiver.Holds(sum)) return null;
        decimal kept = taxes.Sum(t => t.Amount) - sum;
        List<TaxAmount> left = [.. taxes.Select(t => waiver.OfAll || t.Kind == "vat" ? t with { Amount = 0m } : t)];
        return Answer(inquiry, valuation, waiver.Treatment, kept > 0 ? band.Payer : "nobody", left, sum);
    }

    static void Remarks(Inquiry inquiry, Band band)
    {
        TaxRequest request = inquiry.Request;
        if (inquiry.Place.Group == "EU" && band.Treatment == "flat_3_eur_per_hs6")
        {
            inquiry.Assume(EveryScheme);
            inquiry.Assume(HandlingFee);
        }

        if (band.Tax.Formula != "none" && BearsExcise(request.Lines))
            inquiry.Assume("烟酒另有消费税（excise），未计入。", "Excise on alcohol and tobacco is due separately and is not included.");
        if (request.Country == "US" && request.ByPost is null)
            inquiry.Assume("未说明运送方式，按快递计。", "The channel is not told: taken as courier.");
        if (band.Payer == "seller") inquiry.Assume(AtSale);
    }

    static bool BearsExcise(IReadOnlyList<TaxLine> lines)
    {
        for (int i = 0; i < lines.Count; i++)
            if (lines[i].Hs is { } hs && (hs.StartsWith("24", StringComparison.Ordinal) || IsDrink(hs))) return true;
        return false;
    }

    static bool IsDrink(string hs) => hs.StartsWith("220", StringComparison.Ordinal) && hs.Length >= 4 && hs[3] is >= '3' and <= '8';
}
