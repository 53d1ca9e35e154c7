using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.China;

/// <summary>
/// Duty, consumption tax and VAT of goods at the full statutory rates; used by general trade and by orders over the retail
/// limit.
/// </summary>
static class GoodsTaxes
{
    public static TaxQuote Quote(Inquiry inquiry, Valuation valuation, string treatment, decimal? yearUsedAfter = null)
    {
        List<TaxAmount> taxes = new(valuation.Lines.Length * 3);
        LineTax[] lines = new LineTax[valuation.Lines.Length];
        decimal customsValue = 0m, total = 0m;
        string? basis = null;
        for (int i = 0; i < lines.Length; i++)
        {
            ValuedLine valued = valuation.Lines[i];
            decimal value = inquiry.Round(valued.Cif), duty = 0m;
            int before = taxes.Count;
            Tariff.Duties(inquiry, valued, value, taxes, ref basis);
            for (int at = before; at < taxes.Count; at++) duty += taxes[at].Amount;
            TaxAmount consumption = Consumption(inquiry, valued.Line, value, duty);
            TaxAmount vat = Vat(inquiry, valued.Line, value + duty + consumption.Amount);
            taxes.Add(consumption);
            taxes.Add(vat);
            lines[i] = new(valued.Line.Id, value, duty, consumption.Amount, vat.Amount);
            customsValue += value;
            total += lines[i].Total;
        }

        return inquiry.Answer(treatment, taxes, lines, value: customsValue, total: total, yearUsedAfter: yearUsedAfter,
            basis: valuation.Lines.Length == 1 ? basis : null);
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
        return new("vat", "", line.Id, taxable, rate.Rate, null,
            inquiry.Round(taxable * rate.Rate), inquiry.Rounding, rate.Cited);
    }

    public static VatRate VatRateOf(Inquiry inquiry, TaxLine line)
    {
        string? of = line.VatClass ?? (line.Hs is { } hs ? inquiry.Book.Line("CN", hs, inquiry.Day)?.VatClass : null);
        if (of is null && line.Hs is { } code && inquiry.Book.TariffEnd("CN", code, inquiry.Day) is not null)
        {
            (string zh, string en) = Tariff.Ended(inquiry, code);
            throw new Refusal("missing.vat_class", new(
                $"无法计算：缺少第 {line.Id} 行的增值税类别；税则中没有 {code} 在 {Inquiry.Show(inquiry.Day)} 的行{zh}",
                $"Cannot compute: the VAT class of line {line.Id} is missing; the tariff has no line {code} on {Inquiry.Show(inquiry.Day)}{en}"));
        }

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
