using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Cases;
using Duoshou.Tax.Rates;

namespace Duoshou.Libraries.Tests.Tax;

public class BadInputTests
{
    [Fact]
    public void What_is_missing_is_named_and_never_zero()
    {
        Ask.Refused(Ask.General("2020-01-01", 100m, new DutyTerm.Specific(30m, "m2"))).Code.ShouldBe("missing.m2_each");
        Ask.Refused(Ask.General("2020-01-01", 100m, new DutyTerm.Specific(1m, "kg"))).Code.ShouldBe("missing.kg");
        Ask.Refused(Ask.General("2020-01-01", 100m, consumption: new Consumption.Compound(0.2m, 0.912m, "L")))
            .Code.ShouldBe("missing.litres");
        Ask.Refused(Ask.Retail("2020-01-01", 100m) with { YearUsed = null }).Code.ShouldBe("missing.annual_used");
        Ask.Refused(Ask.Parcel("MX", "2025-09-01", "USD", 10m) with { From = null }).Code.ShouldBe("missing.from");
        Ask.Refused(Ask.Parcel("RU", "2026-01-01", "EUR", 100m) with { GrossKilograms = null }).Code.ShouldBe("missing.kg");
        Ask.Refused(Ask.Parcel("DE", "2026-07-01", "EUR", 100m) with { Lines = [new() { Id = "1", Value = 100m }] })
            .Code.ShouldBe("missing.hs");
        Ask.Refused(Ask.Parcel("KR", "2026-01-01", "KRW", 100000m)).Code.ShouldBe("missing.fx.USD");
    }

    [Fact]
    public void An_unknown_country_or_day_is_refused()
    {
        Ask.Refused(Ask.Parcel("ZZ", "2026-01-01", "EUR", 1m)).Code.ShouldBe("no_rule");
        Ask.Refused(Ask.Parcel("DE", "2031-01-01", "EUR", 1m)).Code.ShouldBe("no_rule");
        Ask.Refused(Ask.Parcel("JP", "2028-04-01", "JPY", 1m)).Code.ShouldBe("no_rule");
        Ask.Refused(Ask.Parcel("GB", "2020-12-31", "GBP", 1m)).Code.ShouldBe("no_rule");
        Ask.Refused(Ask.Retail("2016-04-07", 1m)).Code.ShouldBe("no_rule");
        Ask.Quote(Ask.Parcel("DE", "2029-01-01", "EUR", 1m)).Assumptions.ShouldContain(a => a.En.Contains("2026-12-31"));
    }

    [Fact]
    public void Impossible_amounts_and_units_are_refused()
    {
        TaxRequest good = Ask.General("2020-01-01", 100m);
        TaxLine line = good.Lines[0];
        string Code(TaxLine bad) => Ask.Refused(good with { Lines = [bad] }).Code;
        Code(line with { Kilograms = -1m }).ShouldBe("bad_input.kg");
        Code(line with { Kilograms = 1_000_000_000m }).ShouldBe("bad_input.kg");
        Code(line with { Value = -0.01m }).ShouldBe("bad_input.value");
        Code(line with { Pieces = 0m }).ShouldBe("bad_input.qty");
        Code(line with { Kilograms = 10m, Tonnes = 1m }).ShouldBe("bad_input.unit");
        Code(line with { Duty = new DutyTerm.Specific(1m, "ounce") }).ShouldBe("bad_input.unit");
        Code(line with { Duty = new DutyTerm.AdValorem(13m) }).ShouldBe("bad_input.duty");
        Code(line with { Hs = "12-34" }).ShouldBe("bad_input.hs");
        Code(line with { Consumption = new Consumption.AdValorem(1m) }).ShouldBe("bad_input.ct");
        Ask.Refused(good with { Exchange = new Dictionary<string, decimal> { ["USD"] = 0m } }).Code.ShouldBe("bad_input.fx");
        Ask.Refused(good with { OpenDiscount = 101m }).Code.ShouldBe("bad_input.discount");
        Ask.Refused(good with { Lines = [line, line] }).Code.ShouldBe("bad_input.id");
        Ask.Refused(good with { Country = "DE" }).Code.ShouldBe("bad_input.regime");
    }

    [Fact]
    public void A_day_after_the_tariff_on_file_says_where_it_ends_and_how_the_next_one_is_loaded()
    {
        TaxLine suitcase = new() { Id = "1", Hs = "42021210", Value = 1000m, Pieces = 1m, Origin = "IT", Duty = new DutyTerm.Lookup() };
        TaxRequest request = Ask.General("2026-12-31", 1m) with { Lines = [suitcase] };
        Ask.Quote(request).Sum("duty").ShouldBe(100m);
        CannotCompute later = Ask.Refused(request with { Day = new(2027, 1, 5) });
        later.Code.ShouldBe("no_rule");
        foreach (string told in (string[])["42021210", "2027-01-05", "2026-12-31", "duoshou hs import FILE --country CN --from 2027-01-01"])
        {
            later.Detail.En.ShouldContain(told);
            later.Detail.Zh.ShouldContain(told);
        }

        CannotCompute retail = Ask.Refused(Ask.Retail("2027-01-05", 100m) with { Lines = [suitcase with { Duty = null, Consumption = new Consumption.None(), VatClass = null }] });
        retail.Code.ShouldBe("missing.vat_class");
        retail.Detail.En.ShouldContain("ends on 2026-12-31");
    }

    [Fact]
    public void A_bad_number_is_told_with_its_line_and_its_value()
    {
        TaxRequest good = Ask.General("2020-01-01", 100m);
        CannotCompute bad = Ask.Refused(good with { Lines = [good.Lines[0], good.Lines[0] with { Id = "shirt", Kilograms = -2.5m }] });
        (bad.Code, bad.Detail.En).ShouldBe(("bad_input.kg", "kg of line shirt is -2.5; it must be above 0 and at most 100000000."));
        bad.Detail.Zh.ShouldContain("shirt");
    }

    /// <summary>The base of Indonesia's limit is itself only recalled: where only the value with freight is known, that is tested, and said.</summary>
    [Fact]
    public void A_recalled_limit_is_tested_on_what_is_known_and_a_seen_one_is_not()
    {
        TaxRequest known = Ask.Parcel("ID", "2025-05-01", "USD", 0m) with { KnownCif = 20m, Lines = [new() { Id = "1" }], Exchange = new Dictionary<string, decimal>() };
        TaxQuote quote = Ask.Quote(known);
        (quote.Sum("duty"), quote.Certainty).ShouldBe((1.50m, Certainty.Recalled));
        quote.Assumptions.ShouldContain(a => a.En.Contains("value with freight"));
        Ask.Refused(Ask.Parcel("GB", "2026-03-02", "GBP", 0m) with { KnownCif = 200m, Lines = [new() { Id = "1" }] }).Code.ShouldBe("missing.goods");
    }

    [Theory]
    [InlineData("CN,standard,13,2027-01-01,,law,S", "rate")]
    [InlineData("CN,standard,0.1,2027-13-01,,law,S", "from")]
    [InlineData("CN,standard,0.1,2027-01-01,2026-01-01,law,S", "to")]
    [InlineData("CN,standard,0.1,2025-01-01,,law,S", "from")]
    [InlineData("CN,standard,,2035-01-01,,law,S", "rate")]
    [InlineData("CN,standard,0.1,2035-01-01,,,S", "source")]
    [InlineData("CN,luxury,0.1,2035-01-01,,law,Z", "certainty")]
    [InlineData("CN,luxury,-0.1,2035-01-01,,law,S", "rate")]
    [InlineData("CN,luxury,0.1", "")]
    public void A_broken_table_says_where_and_leaves_the_good_one(string row, string field)
    {
        LegalRates book = LegalRates.Current;
        string before = book.Version;
        RateFile vat = book.Files.Single(f => f.Name == "vat.csv");
        int last = vat.Text.Count(c => c == '\n') + 1;
        RateFileException wrong = Should.Throw<RateFileException>(() => book.With(vat with { Text = vat.Text + row + "\n" }));
        wrong.File.ShouldBe("vat.csv");
        wrong.Field.ShouldBe(field);
        wrong.Remedy.Zh.ShouldNotBeEmpty();
        wrong.Line.ShouldBe(last);
        LegalRates.Current.Version.ShouldBe(before);
        Ask.Quote(Ask.General("2027-01-01", 10000m)).Sum("vat").ShouldBe(1300m);
    }

    [Fact]
    public void A_case_that_cannot_be_computed_answers_with_an_error()
    {
        string answer = Answer("""{"cases":[{"id":"a","jurisdiction":"XX","regime":"b2c_import","date":"2026-01-01","input":{"currency":"EUR","value":"1"}},{"id":"b"},{"id":"c","jurisdiction":"CN","regime":"general_trade","date":"2026-02-30","input":{"value":"1"}},{"id":"d","jurisdiction":"DE","regime":"b2c_import","date":"2026-01-01","input":{"currency":"EUR","goods":"1,5"}}]}""");
        answer.ShouldContain("\"id\":\"a\",\"error\":{\"code\":\"no_rule\"");
        answer.ShouldContain("\"id\":\"b\",\"error\":{\"code\":\"missing.input\"");
        answer.ShouldContain("\"id\":\"c\",\"error\":{\"code\":\"bad_input.date\"");
        answer.ShouldContain("\"id\":\"d\",\"error\":{\"code\":\"bad_input.goods\"");
        Answer("""
            {"cases":[7,{"id":"e","jurisdiction":"DE","regime":"b2c_import","date":"2026-01-01",
            "input":{"currency":"EUR","items":[{"qty":"9999999999999999999999999999","unit_price":"9999999999999999"}]}}]}
            """).ShouldContain("\"id\":\"e\",\"error\":{\"code\":\"bad_input.size\"");
        Should.Throw<FormatException>(() => Answer("[]"));
        Should.Throw<FormatException>(() => Answer("{"));
    }

    static string Answer(string text) => TaxCases.Answer(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
}
