using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Classification;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Rates;

namespace Duoshou.Libraries.Tests.Tax;

public class TariffTablesTests
{
    const string Head = "hs,name_zh,name_en,mfn,provisional,vat_class\n";

    static BroughtTable Table(string text, string from = "2026-05-01", RateFigures figures = RateFigures.AsWritten, bool whole = false) =>
        new(new RateFile("tariff.csv", text), "CN", Ask.Day(from), null, "test", figures, whole);

    static decimal? Duty(LegalRates book, string day, string hs = "22083000", decimal? litres = 700m) =>
        (new TaxEngine(book).Quote(Ask.General(day, 1000m, new DutyTerm.Lookup()) with
        {
            Lines = [new() { Id = "1", Hs = hs, Value = 1000m, Pieces = 1m, Litres = litres, Duty = new DutyTerm.Lookup(), Consumption = new Consumption.None(), VatClass = "standard" }],
        }) as TaxQuote)?.Sum("duty");

    [Fact]
    public void A_new_tariff_holds_from_its_day_and_the_day_before_is_as_it_was()
    {
        LegalRates with = TariffRates.WithTariff(LegalRates.Current, Table(Head + "2208.30.00,威士忌,whisky,25%,8%,standard\n"));
        Duty(with, "2026-04-30").ShouldBe(Duty(LegalRates.Current, "2026-04-30"));
        Duty(with, "2026-05-01").ShouldBe(80m);
        with.Version.ShouldNotBe(LegalRates.Current.Version);
    }

    [Theory]
    [InlineData("5,,standard", RateFigures.AsWritten, 50)]
    [InlineData("0.05,,standard", RateFigures.Ratio, 50)]
    [InlineData("0.05,,standard", RateFigures.Percent, 0.5)]
    [InlineData("5%,,standard", RateFigures.Ratio, 50)]
    [InlineData("免税,,standard", RateFigures.AsWritten, 0)]
    public void Percent_and_ratio_are_told_apart(string cells, RateFigures figures, decimal duty) =>
        Duty(TariffRates.WithTariff(LegalRates.Current, Table(Head + $"95030000,玩具,toys,{cells}\n", figures: figures)), "2026-06-01", "95030000").ShouldBe(duty);

    [Fact]
    public void An_amount_per_unit_in_a_column_of_rates_is_read()
    {
        LegalRates with = TariffRates.WithTariff(LegalRates.Current, Table("hs,name_en,mfn\n22083000,whisky,6% + 2 CNY/L\n"));
        Duty(with, "2026-06-01").ShouldBe(60m + 1400m);
    }

    [Theory]
    [InlineData("22083000,a,b,0.05,,standard", "percent")]
    [InlineData("22083000,a,b,abc,,standard", "rate")]
    [InlineData("22083000,a,b,2500%,,standard", "1000")]
    [InlineData("22083000,a,b,5%,,luxury", "VAT class")]
    public void A_table_that_cannot_be_meant_is_refused_with_its_line(string row, string says)
    {
        RateFileException wrong = Should.Throw<RateFileException>(() => TariffRates.WithTariff(LegalRates.Current, Table(Head + row + "\n")));
        wrong.Line.ShouldBe(2);
        wrong.Remedy.En.ShouldContain(says);
    }

    [Fact]
    public void A_whole_tariff_ends_the_codes_that_it_lacks()
    {
        LegalRates part = TariffRates.WithTariff(LegalRates.Current, Table(Head + "95030000,玩具,toys,5%,,standard\n"));
        LegalRates whole = TariffRates.WithTariff(LegalRates.Current, Table(Head + "95030000,玩具,toys,5%,,standard\n", whole: true));
        Duty(part, "2026-06-01").ShouldNotBeNull();
        Duty(whole, "2026-06-01").ShouldBeNull();
        Duty(whole, "2026-04-30").ShouldNotBeNull();
    }

    [Fact]
    public void A_positive_list_decides_from_its_day()
    {
        LegalRates with = TariffRates.WithPositiveList(LegalRates.Current, Table("商品编码,商品名称,每人每年千克\n33049900,护肤品,\n10063021,大米,20\n"));
        TaxRequest Order(string hs, decimal kg, string day) => Ask.Retail(day, 100m) with
        {
            Lines = [Ask.Retail(day, 100m).Lines[0] with { Hs = hs, Kilograms = kg }],
        };
        string Treatment(string hs, decimal kg, string day) => ((TaxQuote)new TaxEngine(with).Quote(Order(hs, kg, day))).Treatment;
        Treatment("33049900", 1m, "2026-06-01").ShouldBe("cbec_preferential");
        Treatment("61091000", 1m, "2026-06-01").ShouldBe("general_trade_required");
        Treatment("10063021", 20m, "2026-06-01").ShouldBe("cbec_preferential");
        Treatment("10063021", 20.1m, "2026-06-01").ShouldBe("general_trade_required");
        Treatment("61091000", 1m, "2026-04-30").ShouldBe("cbec_preferential");
    }

    [Fact]
    public void The_headings_that_come_along_find_everyday_goods_in_both_languages()
    {
        HsFinder finder = new(ShippedHeadings.Table, ShippedHeadings.NationalLines(LegalRates.Current, "CN"));
        ShippedHeadings.Table.Entries.Keys.Count(code => code.Length == 2).ShouldBe(96);
        foreach ((string words, string code) in new[] { ("保温杯", "961700"), ("vacuum flask", "961700"), ("hoodie", "611020"), ("羽绒服", "62"), ("sunscreen", "330499"), ("威士忌", "220830") })
            finder.Find(words, 3).ShouldContain(hit => hit.Entry.Code.StartsWith(code, StringComparison.Ordinal), words);
    }

    [Fact]
    public void A_line_whose_table_leaves_a_level_out_still_knows_what_stands_above()
    {
        HsFinder finder = new(ShippedHeadings.Table, ShippedHeadings.NationalLines(LegalRates.Current, "CN"));
        finder.Find("22083000", 1).Single().Path.ShouldHaveSingleItem().ShouldContain("Beverages");
        finder.Find("961700", 1).Single().Path.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("ioss", "2026-11-26", "2026-11-01", "2026-11-30", "2026-12-31")]
    [InlineData("uk_vat", "2026-11-26", "2026-10-01", "2026-12-31", "2027-02-07")]
    [InlineData("voec", "2026-12-31", "2026-10-01", "2026-12-31", "2027-01-20")]
    [InlineData("ioss", "2027-01-31", "2027-01-01", "2027-01-31", "2027-02-28")]
    [InlineData("au_gst", "2026-11-26", "2026-10-01", "2026-12-31", "2027-02-28")]
    [InlineData("au_gst", "2026-08-01", "2026-07-01", "2026-09-30", "2026-10-28")]
    [InlineData("nz_gst", "2026-03-31", "2026-01-01", "2026-03-31", "2026-05-07")]
    [InlineData("nz_gst", "2026-12-31", "2026-10-01", "2026-12-31", "2027-01-28")]
    public void A_filing_knows_its_period_and_its_day(string scheme, string day, string first, string last, string due)
    {
        Filing filing = LegalRates.Current.Filings.Single(f => f.Scheme == scheme);
        Period period = filing.PeriodOf(Ask.Day(day));
        (period.First, period.Last, filing.DueOf(period)).ShouldBe((Ask.Day(first), Ask.Day(last), Ask.Day(due)));
    }

    [Theory]
    [InlineData("28 13:02-28")]
    [InlineData("28 12:02-30")]
    [InlineData("28 12-02-28 12:03-01")]
    [InlineData("soon")]
    [InlineData("32")]
    public void A_filing_day_that_cannot_be_is_refused_with_its_place(string day)
    {
        RateFile good = LegalRates.Current.Files.Single(f => f.Name == "filings.csv");
        RateFileException refused = Should.Throw<RateFileException>(() => LegalRates.Current.With(good with { Text = good.Text.Replace("28 12:02-28", day) }));
        (refused.File, refused.Field, refused.Value).ShouldBe(("filings.csv", "due_day", day));
    }

    [Fact]
    public void Every_filing_has_a_rule_for_refunds_on_every_day_it_holds()
    {
        foreach (Filing filing in LegalRates.Current.Filings)
            LegalRates.Current.Refunds.ShouldContain(r => r.Scheme == filing.Scheme && r.Place == filing.Place && r.Cited.From == filing.Cited.From && r.Cited.To == filing.Cited.To);
    }

    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("11010519491231002x", true)]
    [InlineData("440524188001010014", true)]
    [InlineData("440524188001010015", false)]
    [InlineData("110105194913310024", false)]
    [InlineData("1101051949123100", false)]
    public void An_identity_number_has_a_birthday_and_a_check_character(string number, bool good) => (IdentityNumber.Fault(number) is null).ShouldBe(good);

    [Fact]
    public void Every_table_can_be_shown_with_its_days_and_certainty()
    {
        foreach (RateFile file in LegalRates.Current.Files)
        {
            ShownTable shown = ShownTable.Of(file);
            shown.Columns.ShouldNotBeEmpty(file.Name);
            if (file.Name is not ("places.csv" or "groups.csv")) shown.Rows.ShouldAllBe(r => r.Law != null && r.Law.Source.Length > 0);
        }
    }
}
