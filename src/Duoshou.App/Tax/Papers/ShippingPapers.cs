using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using Duoshou.App.Tax.Parcels;

namespace Duoshou.App.Tax.Papers;

/// <summary>A paper that travels with a parcel.</summary>
public enum PaperKind
{
    /// <summary>Commercial invoice.</summary>
    Invoice,

    /// <summary>Packing list.</summary>
    PackingList,

    /// <summary>Postal customs declaration for small values.</summary>
    Cn22,

    /// <summary>Postal customs declaration in full.</summary>
    Cn23,
}

/// <summary>
/// Writes shipping papers as pages made for print: complete HTML, A4 or the label's own size, English beside Chinese (CN22 and CN23 in English
/// and French as the Universal Postal Union has them). The same page is what a browser turns into PDF.
/// </summary>
public static class ShippingPapers
{
    /// <summary>The style of the papers.</summary>
    public static string Style => field ??= Read();

    /// <summary>A paper of a parcel.</summary>
    /// <param name="styleAddress">Where the style stands; without it the style is written into the page, for a file.</param>
    public static string Html(ParcelDocument parcel, PaperKind kind, DateOnly day, string? styleAddress = null)
    {
        string title = kind switch
        {
            PaperKind.Invoice => "COMMERCIAL INVOICE 商业发票", PaperKind.PackingList => "PACKING LIST 装箱单", PaperKind.Cn22 => "CUSTOMS DECLARATION CN 22", _
                => "CUSTOMS DECLARATION CN 23",
        };
        StringBuilder page = new("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        page.Append(E($"{title} {parcel.OrderNo}")).Append("</title>");
        page.Append(styleAddress is null ? $"<style>{Style}</style>" : $"<link rel=\"stylesheet\" href=\"{E(styleAddress)}\">");
        page.Append("</head><body class=\"").Append(kind.ToString().ToLowerInvariant()).Append("\"><main>");
        if (kind is PaperKind.Cn22 or PaperKind.Cn23) Postal(page, parcel, kind, day);
        else Trade(page, parcel, kind, title, day);
        return page.Append("</main></body></html>").ToString();
    }

    static void Trade(StringBuilder page, ParcelDocument parcel, PaperKind kind, string title, DateOnly day)
    {
        bool invoice = kind == PaperKind.Invoice;
        string currency = OldCodes.Currency(parcel.Currency).Code;
        page.Append("<h1>").Append(E(title)).Append("</h1><section class=\"two\"><div>");
        Pairs(page, ("Seller 卖方", parcel.Merchant!.Name), ("Shipped by 承运", parcel.Carrier!.Name), ("Waybill 运单号", parcel.WaybillNo));
        page.Append("</div><div>");
        Pairs(page, ("No. 编号", parcel.OrderNo), ("Date 日期", Day(day)), ("Consignee 收货人", Receiver(parcel)),
            ("Destination 目的国", parcel.IsImport ? "CN" : OldCodes.Country(parcel.Country)));
        page.Append("</div></section><table><thead><tr>");
        foreach (string head in invoice
            ? ["#", "Description 品名", "HS", "Origin 原产地", "Qty 数量", "Unit price 单价", "Amount 金额"] : (string[])["#", "Description 品名", "HS",
            "Qty 数量", "Net kg 净重"])
            page.Append("<th>").Append(E(head)).Append("</th>");
        page.Append("</tr></thead><tbody>");
        for (int i = 0; i < parcel.Goods.Count; i++)
        {
            ParcelGoods g = parcel.Goods[i];
            page.Append("<tr>").Append(Cell((i + 1).ToString(CultureInfo.InvariantCulture))).Append(Cell(Name(g))).Append(Cell(g.Code));
            if (invoice) page.Append(Cell(Origin(parcel, g)));
            page.Append(Figure(g.Quantity));
            if (invoice) page.Append(Figure(g.Price, currency)).Append(Figure(g.Quantity * g.Price, currency));
            else page.Append(g.StatutoryUnit == "035" ? Figure(g.StatutoryQuantity) : Cell("—"));
            page.Append("</tr>");
        }

        page.Append("</tbody></table>");
        if (invoice)
            Totals(page, currency, ("Goods 货值", parcel.Goods.Sum(g => g.Quantity * g.Price)), ("Freight 运费", parcel.Freight), ("Insurance 保险", parcel.Insurance),
                ("Total 合计", parcel.Value));
        Pairs(page, ("Packages 件数", "1"), ("Gross weight 毛重", Kg(parcel.GrossKilograms)), ("Net weight 净重", Kg(parcel.NetKilograms)));
        page.Append("<p class=\"say\">").Append(invoice ? "We certify that this invoice is true and correct. 兹证明本发票内容属实。"
            : "The goods above are packed in one package. 上列货物装于一件。")
            .Append("</p><p class=\"sign\">Signature 签章</p>");
    }

    static void Postal(StringBuilder page, ParcelDocument parcel, PaperKind kind, DateOnly day)
    {
        string currency = OldCodes.Currency(parcel.Currency).Code;
        page.Append("<h1>").Append(kind == PaperKind.Cn22 ? "CUSTOMS DECLARATION <i>Déclaration en douane</i> <b>CN 22</b>"
            : "CUSTOMS DECLARATION <i>Déclaration en douane</i> <b>CN 23</b>").Append("</h1>");
        if (kind == PaperKind.Cn23)
        {
            page.Append("<section class=\"two\"><div><h2>From <i>De</i></h2><p>").Append(E(parcel.Merchant!.Name)).Append("<br>CN</p></div><div><h2>To <i>À</i></h2><p>")
                .Append(E(Receiver(parcel))).Append("<br>").Append(E(parcel.IsImport ? "CN" : OldCodes.Country(parcel.Country))).Append("</p></div></section>");
            Pairs(page, ("No. of item N° de l’envoi", parcel.WaybillNo), ("Importer’s reference Référence de l’importateur", parcel.OrderNo));
        }

        page.Append("<p class=\"boxes\">☐ Gift <i>Cadeau</i> ☐ Documents ☒ Sale of goods <i>Vente de marchandises</i> "
            + "☐ Commercial sample <i>Échantillon</i> ☐ Returned goods <i>Retour</i></p>");
        page.Append("<table><thead><tr><th>Quantity and detailed description <i>Quantité et description détaillée</i></th>"
            + "<th>Weight kg <i>Poids</i></th><th>Value <i>Valeur</i></th>")
            .Append("<th>HS tariff no. <i>N° tarifaire</i></th><th>Origin <i>Pays d’origine</i></th></tr></thead><tbody>");
        foreach (ParcelGoods g in parcel.Goods)
            page.Append("<tr>").Append(Cell($"{Number(g.Quantity)} × {Name(g)}")).Append(g.StatutoryUnit == "035" ? Figure(g.StatutoryQuantity) : Cell("—"))
                .Append(Figure(g.Quantity * g.Price, currency)).Append(Cell(g.Code.Length > 6 ? g.Code[..6] : g.Code)).Append(Cell(Origin(parcel, g))).Append("</tr>");
        page.Append("</tbody><tfoot><tr><td>Total</td>").Append(Figure(parcel.GrossKilograms)).Append(Figure(parcel.Goods.Sum(g => g.Quantity * g.Price), currency))
            .Append("<td colspan=\"2\"></td></tr></tfoot></table>");
        if (kind == PaperKind.Cn23) Pairs(page, ("Postal charges Frais de port", $"{Number(parcel.Freight)} {currency}"),
            ("Insurance Assurance", $"{Number(parcel.Insurance)} {currency}"));
        page.Append("<p class=\"say\">I, the undersigned, certify that the particulars given are correct and that this item contains no dangerous article "
            + "or articles prohibited by legislation or by postal or customs regulations.</p>")
            .Append("<p class=\"sign\">Date and sender’s signature <i>Date et signature</i> ").Append(Day(day)).Append("</p>");
    }

    /// <summary>In export the line's country is the destination; the goods are China's. In import it is the origin.</summary>
    static string Origin(ParcelDocument parcel, ParcelGoods goods) => parcel.IsImport ? OldCodes.Country(goods.Country) : "CN";

    static string Receiver(ParcelDocument parcel) => parcel.Receiver is { } to ? $"{to.Name}, {to.Address}, {to.Telephone}" : "—";

    static string Name(ParcelGoods goods) => goods.NameEn is { Length: > 0 } english ? $"{english} {goods.Name}" : goods.Name;

    static void Pairs(StringBuilder page, params ReadOnlySpan<(string Name, string Value)> pairs)
    {
        page.Append("<dl>");
        foreach ((string name, string value) in pairs) page.Append("<dt>").Append(E(name)).Append("</dt><dd>").Append(E(value)).Append("</dd>");
        page.Append("</dl>");
    }

    static void Totals(StringBuilder page, string currency, params ReadOnlySpan<(string Name, decimal Value)> totals)
    {
        page.Append("<dl class=\"totals\">");
        foreach ((string name, decimal value) in totals) page.Append("<dt>").Append(E(name)).Append("</dt><dd>").Append(Money(value, currency)).Append("</dd>");
        page.Append("</dl>");
    }

    static string Cell(string text) => $"<td>{E(text)}</td>";

    static string Figure(decimal value) => $"<td class=\"r\">{Number(value)}</td>";

    static string Figure(decimal value, string currency) => $"<td class=\"r\">{Money(value, currency)}</td>";

    static string Money(decimal value, string currency) => $"{currency} {value.ToString("#,##0.00", CultureInfo.InvariantCulture)}";

    static string Number(decimal value) => value.ToString("#,##0.###", CultureInfo.InvariantCulture);

    static string Kg(decimal value) => Number(value) + " kg";

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string E(string text) => WebUtility.HtmlEncode(text);

    static string Read()
    {
        Assembly here = typeof(ShippingPapers).Assembly;
        using StreamReader reader = new(here.GetManifestResourceStream("papers.css")!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
