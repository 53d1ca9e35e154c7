using System.Globalization;
using System.Net;
using System.Text;
using Duoshou.App.Tax.Papers;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.App.Tax.Quotations;

/// <summary>Writes an offer as a page made for print, in Chinese or in English; a browser turns the same page into PDF.</summary>
public static class QuotationPaper
{
    /// <summary>The page.</summary>
    /// <param name="styleAddress">Where the style stands; without it the style is written into the page, for a file.</param>
    public static string Html(Quotation of, Language language, string? styleAddress = null) => new Writer(of, language).Page(styleAddress);

    sealed class Writer(Quotation of, Language language)
    {
        readonly StringBuilder page = new();

        public string Page(string? styleAddress)
        {
            page.Append("<!DOCTYPE html>\n<html lang=\"").Append(language == Language.Chinese ? "zh" : "en").Append("\"><head><meta charset=\"utf-8\"><title>")
                .Append(E($"{Say("报价单", "Quotation")} {of.Number}")).Append("</title>")
                .Append(styleAddress is null ? $"<style>{ShippingPapers.Style}</style>" : $"<link rel=\"stylesheet\" href=\"{E(styleAddress)}\">")
                .Append("</head><body class=\"quotation\"><main><h1>").Append(Say("报价单", "QUOTATION")).Append("</h1>");
            Head();
            Goods();
            Sums();
            Taxes();
            Notes();
            return page.Append("</main></body></html>").ToString();
        }

        void Head()
        {
            page.Append("<section class=\"two\"><div>");
            Pairs((Say("卖方", "Seller"), of.Seller), (Say("买方", "Buyer"), of.Buyer ?? "—"), (Say("目的地", "Destination"), $"{of.Destination.In(language)} ({of.Country})"));
            page.Append("</div><div>");
            Pairs((Say("编号", "No."), of.Number), (Say("日期", "Date"), Day(of.Day)), (Say("有效期至", "Valid until"), Day(of.ValidUntil)),
                (Say("贸易术语", "Terms"), $"{of.Term.Code} {of.Place}, Incoterms 2020 ({of.Term.Name.In(language)})"), (Say("币种", "Currency"), of.Currency.Code));
            page.Append("</div></section>");
        }

        void Goods()
        {
            page.Append("<table><thead><tr>");
            foreach (string head in (string[])["#", Say("品名", "Description"), "HS", Say("原产地", "Origin")]) page.Append("<th>").Append(head).Append("</th>");
            foreach (string head in (string[])[Say("数量", "Qty"), Say("单价", "Unit price"), Say("金额", "Amount")]) page.Append("<th class=\"r\">").Append(head).Append("</th>");
            page.Append("</tr></thead><tbody>");
            for (int i = 0; i < of.Lines.Count; i++)
            {
                QuotedLine l = of.Lines[i];
                page.Append("<tr>").Append(Cell(Number(i + 1))).Append(Cell(l.Name)).Append(Cell(l.Hs ?? "—")).Append(Cell(l.Origin ?? "—"))
                    .Append(Right(Number(l.Quantity))).Append(Right(Price(l.UnitPrice))).Append(Right(Money(l.Amount, of.Currency))).Append("</tr>");
            }

            page.Append("</tbody></table>");
        }

        void Sums()
        {
            page.Append("<dl class=\"totals\">");
            Sum(Say("货值", "Goods"), of.Goods, of.Currency);
            foreach (QuotedCharge charge in of.Charges.Where(c => c.InTotal)) Sum(NameOf(charge.Kind), charge.Amount ?? 0m, of.Currency);
            if (of.Bearer is TaxBearer.Seller or TaxBearer.AtSale)
                foreach (QuotedTax tax in of.Taxes) Sum(QuoteDocument.NameOf(tax.Kind).In(language), tax.Offered ?? 0m, of.Currency);
            Sum($"{Say("合计", "Total")} {of.Term.Code} {of.Place}", of.Total, of.Currency);
            page.Append("</dl>");
        }

        void Taxes()
        {
            page.Append("<h2>").Append(Say("运费、保险与进口税", "Freight, insurance and import taxes")).Append("</h2><ul>");
            foreach (QuotedCharge charge in of.Charges.Where(c => !c.InTotal))
                Item(Say($"{NameOf(charge.Kind)}由买方承担，不在合计内；估计 {Money(charge.Amount ?? 0m, of.Currency)}。",
                    $"{NameOf(charge.Kind)} is for the buyer's account and not in the total; estimate {Money(charge.Amount ?? 0m, of.Currency)}."));
            if (!of.Term.Freight && of.Charges.All(c => c.Kind != "freight"))
                Item(Say("国际运费由买方承担，未报。", "International freight is for the buyer's account and is not quoted."));
            if (of.Term.Freight && of.Charges.All(c => c.Kind != "freight"))
                Item(Say("运费已含在单价内或为零。", "Freight is inside the unit prices, or there is none."));
            Item(of.Bearer switch
            {
                TaxBearer.Seller => Say("进口关税和税由卖方缴纳，已在合计内。", "Import duties and taxes are paid by the seller and are in the total."),
                TaxBearer.AtSale => Say("进口环节的税由卖方在销售时收取并申报，已在合计内；买方收货时不再缴纳。",
                    "The import tax is collected by the seller at the sale and is in the total; none is due on arrival."),
                TaxBearer.Buyer => Say("进口关税和税由买方缴纳，不在合计内；下面是估计。", "Import duties and taxes are for the buyer's account and not in the total; an estimate follows."),
                TaxBearer.Nobody => Say("按所示日期的法律，进口时没有应缴的税。", "By the law of the day shown no tax is due at import."),
                _ => Say("进口关税和税由买方缴纳，不在合计内；无法计算：", "Import duties and taxes are for the buyer's account and not in the total; they cannot be computed: ")
                    + of.CannotCompute?.In(language),
            });
            page.Append("</ul>");
            if (of.Taxes.Count > 0)
            {
                page.Append("<table><thead><tr>");
                foreach (string head in (string[])[Say("税种", "Tax"), Say("计算", "Computation")]) page.Append("<th>").Append(head).Append("</th>");
                foreach (string head in of.LawCurrency == of.Currency ? (string[])[of.Currency.Code] : [of.LawCurrency.Code,
                    of.Currency.Code])
                    page.Append("<th class=\"r\">").Append(head).Append("</th>");
                page.Append("</tr></thead><tbody>");
                foreach (QuotedTax tax in of.Taxes)
                    page.Append("<tr>").Append(Cell(QuoteDocument.NameOf(tax.Kind).In(language)))
                        .Append(Cell(tax.Formula.Length > 0 ? FormulaText.In(tax.Formula, language) : Say("各行之和", "sum over the lines")))
                        .Append(Right(Money(tax.Amount, tax.Currency)))
                        .Append(of.LawCurrency == of.Currency ? "" : Right(tax.Offered is { } offered ? Money(offered, of.Currency) : "—")).Append("</tr>");
                page.Append("</tbody></table>");
            }

            if (of.Arrived is { } arrived && arrived != of.Total)
                page.Append("<p>").Append(E(Say($"买方到手成本估计 {Money(arrived, of.Currency)}。",
                    $"Estimated cost to the buyer on arrival: {Money(arrived, of.Currency)}."))).Append("</p>");
            if (of.Taxes.Count > 0 && of.TaxTotal is null)
                page.Append("<p>").Append(E(Say($"没有 {of.Currency} 兑 {of.LawCurrency} 的汇率，税额未折算。",
                    $"There is no rate of {of.Currency} in {of.LawCurrency}; the taxes are not turned into the currency of the offer."))).Append("</p>");
            if (of.Rate is { } rate)
                page.Append("<p>").Append(E(Say($"汇率 1 {of.Currency} = {Number(rate)} {of.LawCurrency}", $"Rate of exchange 1 {of.Currency} = {Number(rate)} {of.LawCurrency}")
                    + (of.RateDay is { } day ? Say($"，{Day(day)} 的汇率。", $", of {Day(day)}.") : Say("，卖方给出。", ", given by the seller.")))).Append("</p>");
        }

        void Notes()
        {
            page.Append("<section class=\"small\">");
            if (of.Sources.Count > 0)
            {
                page.Append("<h2>").Append(E(Say($"依据（{Day(of.Day)} 的法律）", $"Law (of {Day(of.Day)})"))).Append("</h2><ul>");
                foreach (Cited source in of.Sources)
                    Item($"{source.Source} · {Day(source.From)} – {(source.To is { } to ? Day(to) : "")} · {QuoteDocument.NameOf(source.Certainty).In(language)}");
                page.Append("</ul>");
            }

            if (of.Assumptions.Count > 0)
            {
                page.Append("<h2>").Append(Say("假设", "Assumed")).Append("</h2><ul>");
                foreach (Words assumed in of.Assumptions) Item(assumed.In(language));
                page.Append("</ul>");
            }

            if (of.Note is { } note) page.Append("<h2>").Append(Say("备注", "Remarks")).Append("</h2><p class=\"asit\">").Append(E(note)).Append("</p>");
            page.Append("<p>").Append(E(Duoshou.Tax.TaxQuote.Notice.In(language))).Append("</p></section><p class=\"sign\">").Append(Say("签章", "Signature")).Append("</p>");
        }

        string NameOf(string kind) => kind switch
        {
            "freight" => Say("运费", "Freight"), "insurance" => Say("保险费", "Insurance"), "discount" => Say("折扣", "Discount"), _ => Say("优惠券", "Voucher"),
        };

        void Pairs(params ReadOnlySpan<(string Name, string Value)> pairs)
        {
            page.Append("<dl>");
            foreach ((string name, string value) in pairs) page.Append("<dt>").Append(E(name)).Append("</dt><dd>").Append(E(value)).Append("</dd>");
            page.Append("</dl>");
        }

        void Sum(string name, decimal amount, Currency currency) => page.Append("<dt>").Append(E(name)).Append("</dt><dd>").Append(Money(amount, currency)).Append("</dd>");

        void Item(string text) => page.Append("<li>").Append(E(text)).Append("</li>");

        string Say(string zh, string en) => language == Language.Chinese ? zh : en;

        string Price(decimal unit) => unit.Scale <= of.Currency.MinorUnits ? Money(unit, of.Currency) : $"{of.Currency} {Number(unit)}";
    }

    static string Cell(string text) => $"<td>{E(text)}</td>";

    static string Right(string text) => $"<td class=\"r\">{E(text)}</td>";

    static string Money(decimal value, Currency currency) =>
        $"{currency} {value.ToString("N" + currency.MinorUnits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}";

    static string Number(decimal value) => value.ToString("#,##0.######", CultureInfo.InvariantCulture);

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string E(string text) => WebUtility.HtmlEncode(text);
}
