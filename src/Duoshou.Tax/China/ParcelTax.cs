using Duoshou.Tax.Rates;

namespace Duoshou.Tax.China;

/// <summary>
/// China: tax on luggage and postal articles, in place of duty and VAT. A parcel whose tax is 50 CNY or less pays none of it.
/// </summary>
static class ParcelTax
{
    public static TaxAnswer Quote(Inquiry inquiry)
    {
        Valuation valuation = Valuation.Of(inquiry);
        decimal value = valuation.Lines.Sum(l => inquiry.Round(l.Goods));
        string from = inquiry.Request.From ?? throw Refusal.Missing("from", new("寄出地", "the place of dispatch"));
        bool near = inquiry.Book.InGroup(from, "CNNEAR");
        decimal limit = inquiry.Figure("CN", near ? "parcel_limit_near" : "parcel_limit");
        inquiry.Changes((limit, value), static n => new($"限值 {Inquiry.Show(n.limit)} 元，本件 {Inquiry.Show(n.value)} 元。",
            $"The limit is {Inquiry.Show(n.limit)} CNY; this parcel has {Inquiry.Show(n.value)}."));
        if (value > limit && !inquiry.Request.SingleIndivisible)
            return inquiry.Answer("return_or_declare_as_goods", "nobody", value);
        if (value > limit) inquiry.Assume("单件不可分割且海关认可自用。", "One indivisible thing which customs accepts as for personal use.");
        TaxAmount[] taxes = [.. valuation.Lines.Select(line => Tax(inquiry, line))];
        decimal tax = taxes.Sum(t => t.Amount);
        decimal exempt = inquiry.Figure("CN", "parcel_exempt_tax");
        inquiry.Changes((exempt, tax), static n => new($"税额 {Inquiry.Show(n.exempt)} 元以下免征，算得 {Inquiry.Show(n.tax)} 元。",
            $"Tax up to {Inquiry.Show(n.exempt)} CNY is not collected; computed {Inquiry.Show(n.tax)}."));
        return tax <= exempt
            ? inquiry.Answer("exempt", [.. taxes.Select(t => t with { Amount = 0m })], [], "nobody", value, 0m, waived: tax)
            : inquiry.Answer("parcel_tax", taxes, [], value: value, total: tax);
    }

    static TaxAmount Tax(Inquiry inquiry, ValuedLine valued)
    {
        TaxLine line = valued.Line;
        string category = line.Category
            ?? throw Refusal.Missing("category", new($"第 {line.Id} 行的行邮税税目", $"the parcel-tax category of line {line.Id}"));
        ParcelRate rate = inquiry.Book.Parcel(category, inquiry.Day) ?? throw Refusal.NoRule(
            $"{Inquiry.Show(inquiry.Day)} 没有行邮税税目 {category}。",
                $"there is no parcel-tax category {category} on {Inquiry.Show(inquiry.Day)}.");
        decimal value = inquiry.Round(valued.Goods);
        return new("parcel_tax", "", line.Id, value, rate.Rate, $"{Inquiry.Show(value)} x {Inquiry.Show(rate.Rate)}",
            inquiry.Round(value * rate.Rate), inquiry.Rounding, rate.Cited);
    }
}
