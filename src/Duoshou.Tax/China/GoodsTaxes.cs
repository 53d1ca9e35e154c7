using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.China;

/// <summary>
/// Duty, consumption tax and VAT of goods at the full statutory rates; used by general trade and by orders over the retail
/// limit.
/// </summary>
static class GoodsTaxes
{
    public static TaxQuote Quote(Inquiry inquiry, Valuation valuation, string treatment)
    {
        List<TaxAmount> taxes = [];
        List<LineTax> lines = [];
        string? basis = null;
        foreach (ValuedLine valued in valuation.Lines)
        {
            decimal value = inquiry.Round(valued.Cif);
            TaxAmount[] duties = [.. Tariff.Duties(inquiry, valued, value, b => basis = b)];
            decimal duty = duties.Sum(t => t.Amount);
            TaxAmount consumption = Consumption(inquiry, valued.Line, value, duty);
            TaxAmount vat = Vat(inquiry, valued.Line, value + duty + consumption.Amount);
            taxes.AddRange([.. duties, consumption, vat]);
            lines.Add(new(valued.Line.Id, value, duty, consumption.Amount, vat.Amount));
        }

        decimal customsValue = lines.Sum(l => l.CustomsValue), total = lines.Sum(l => l.Total);
        return inquiry.Answer(treatment, [.. taxes]) with
        {
            CustomsValue = customsValue, Lines = lines, TotalTax = total, Landed = customsValue + total,
            DutyBasis = valuation.Lines.Count == 1 ? basis : null,
        };
    }

    static TaxAmount Consumption(Inquiry inquiry, TaxLine line, decimal value, decimal duty)
    {
        (Charged charged, Cited? law) = ConsumptionTax.Charge(inquiry, line, value, duty);
        return new("consumption_tax", "", line.Id, charged.Base, charged.Rate, charged.Formula, inquiry.Round(charged.Exact),
            inquiry.Rounding, law);
    }

    static TaxAmount Vat(Inquiry inquiry, TaxLine line, decimal taxable)
    {
        VatRate rate = VatRateOf(inquiry, line);
        return new("vat", "", line.Id, taxable, rate.Rate, $"{Inquiry.Show(taxable)} x {Inquiry.Show(rate.Rate)}",
            inquiry.Round(taxable * rate.Rate), inquiry.Rounding, rate.Cited);
    }

    public static VatRate VatRateOf(Inquiry inquiry, TaxLine line)
    {
        string? of = line.VatClass ?? (line.Hs is { } hs ? inquiry.Book.Line("CN", hs, inquiry.Day)?.VatClass : null);
        return inquiry.Vat("CN", of
            ?? throw Refusal.Missing("vat_class", new($"第 {line.Id} 行的增值税类别", $"the VAT class of line {line.Id}")));
    }
}

/// <summary>China: ordinary declaration as goods, by the law of the day on which it is accepted.</summary>
static class GeneralTrade
{
    public static TaxAnswer Quote(Inquiry inquiry)
    {
        TaxQuote quote = GoodsTaxes.Quote(inquiry, Valuation.Of(inquiry), "general_trade");
        if (quote.TotalTax is not { } total) return quote;
        Figure? waived = inquiry.Book.Figure("CN", "waived_ticket_tax", inquiry.Day);
        if (waived is null || total == 0 || total > waived.Value) return quote;
        return quote with { Treatment = "exempt", WaivedTax = total, TotalTax = 0m, Landed = quote.CustomsValue, Taxes = [],
            Lines = [] };
    }
}
