using Duoshou.App.Tax.Papers;
using Duoshou.App.Tax.Parcels;

namespace Duoshou.App.Tests.Tax;

/// <summary>The papers of a parcel: what stands on them, by hand from the parcel.</summary>
public sealed class PapersTests
{
    static readonly DateOnly Day = new(2026, 3, 15);

    static string Paper(PaperKind kind, ParcelDocument? parcel = null) => ShippingPapers.Html(parcel ?? CustomsTests.Parcel(), kind, Day);

    /// <summary>Two flasks at 150.00 and freight of 20.00: 320.00.</summary>
    [Fact]
    public void The_invoice_adds_up_and_names_seller_receiver_code_and_origin()
    {
        string invoice = Paper(PaperKind.Invoice);
        foreach (string told in (string[])["COMMERCIAL INVOICE", "示例商家有限公司", "DS20260315000001", "2026-03-15", "9617001100", "保温杯", "CNY 150.00", "CNY 300.00", "CNY 20.00", "CNY 320.00",
            "1.5 kg", "0.8 kg", "<td>JP</td>"])
            invoice.ShouldContain(told);
    }

    [Fact]
    public void The_packing_list_tells_pieces_and_weights_and_no_price()
    {
        string list = Paper(PaperKind.PackingList);
        list.ShouldContain("PACKING LIST");
        list.ShouldContain("1.5 kg");
        list.ShouldContain("<td class=\"r\">2</td>");
        list.ShouldNotContain("CNY");
    }

    [Theory]
    [InlineData(PaperKind.Cn22)]
    [InlineData(PaperKind.Cn23)]
    public void The_postal_declarations_carry_the_six_digit_code_weight_value_and_kind_of_sending(PaperKind kind)
    {
        string paper = Paper(kind);
        foreach (string told in (string[])["Déclaration en douane", "☒ Sale of goods", "<td>961700</td>", "CNY 300.00", "no dangerous article", "2026-03-15"]) paper.ShouldContain(told);
        paper.ShouldNotContain("9617001100");
        paper.Contains("To <i>À</i>", StringComparison.Ordinal).ShouldBe(kind == PaperKind.Cn23);
        if (kind == PaperKind.Cn23) paper.ShouldContain("WB1");
    }

    [Fact]
    public void An_export_goes_to_its_country_from_China_in_its_currency()
    {
        ParcelDocument export = CustomsTests.Parcel() with { Direction = "export", Currency = "502", Country = "502" };
        string invoice = Paper(PaperKind.Invoice, export);
        foreach (string told in (string[])["<dd>US</dd>", "<td>CN</td>", "USD 300.00"]) invoice.ShouldContain(told);
    }

    [Fact]
    public void What_stands_in_a_name_cannot_become_markup()
    {
        ParcelDocument parcel = CustomsTests.Parcel();
        parcel = parcel with { Goods = [parcel.Goods[0] with { Name = "<script>alert(1)</script> & \"杯\"" }] };
        foreach (PaperKind kind in Enum.GetValues<PaperKind>())
        {
            string paper = Paper(kind, parcel);
            paper.ShouldNotContain("<script>");
            paper.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp;");
        }
    }
}
