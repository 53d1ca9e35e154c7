using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Borders;

/// <summary>
/// Japan: private imports are valued at a share of the retail price; bases are cut to 1000 yen and each tax to 100 yen.
/// Consumption tax is a national part and a local part of 22/78 of it (17/63 before October 2019), each cut by itself.
/// </summary>
static class JapanValue
{
    /// <summary>The same question with the customs value in place of the retail price.</summary>
    public static Inquiry Apply(Inquiry inquiry)
    {
        if (inquiry.Request.Country != "JP" || inquiry.Request.RetailPrice is not { } retail
            || inquiry.Request.KnownCif is not null) return inquiry;
        decimal share = inquiry.Figure("JP", "private_value_share");
        inquiry.Assume("个人进口按零售价的 60% 估价；有报道称将取消。",
            "A private import is valued at 60 % of the retail price; its abolition is reported.");
        inquiry.Replace(inquiry.Request with { KnownCif = Cut(retail * share, 1m) });
        return inquiry;
    }

    public static TaxAmount Duty(Inquiry inquiry, Valuation valuation, Band band)
    {
        if (valuation.Lines.Select(l => l.Line.Duty).Distinct().Count() > 1)
            throw Refusal.NoRule("日本的简易税率按单一税率的一票计算；请分开报价。",
                "Japan's cuts are made per rate; quote goods of different rates apart.");
        TaxLine line = valuation.Lines[0].Line;
        decimal rate = line.Duty is DutyTerm.AdValorem term ? term.Rate
            : throw Refusal.Missing("duty_rate", new("关税（简易）税率", "the duty rate, simplified or tariff"));
        decimal value = Cut(valuation.Cif, 1000m);
        return new("duty", "given", "", value, rate, $"cut1000({Inquiry.Show(decimal.Round(valuation.Cif, 4))}) x {Inquiry.Show(rate)}",
            Cut(value * rate, 100m), "down to 100", null);
    }

    public static IEnumerable<TaxAmount> ConsumptionTax(Inquiry inquiry, Valuation valuation, decimal duty)
    {
        decimal value = Cut(valuation.Cif + duty, 1000m);
        VatRate whole = inquiry.Vat("JP", "standard"), national = inquiry.Vat("JP", "national");
        decimal first = Cut(value * national.Rate, 100m);
        decimal localShare = (whole.Rate - national.Rate) / national.Rate;
        yield return new("vat", "national", "", value, national.Rate,
            $"cut1000({Inquiry.Show(decimal.Round(valuation.Cif + duty, 4))}) x {Inquiry.Show(national.Rate)}", first, "down to 100",
            national.Cited);
        yield return new("vat", "local", "", first, localShare,
            $"{Inquiry.Show(first)} x {Inquiry.Show((whole.Rate - national.Rate) * 1000m)}/{Inquiry.Show(national.Rate * 1000m)}",
            Cut(decimal.Round(first * (whole.Rate - national.Rate) / national.Rate, 15), 100m), "down to 100", whole.Cited);
    }

    static decimal Cut(decimal value, decimal unit) => decimal.Truncate(value / unit) * unit;
}
