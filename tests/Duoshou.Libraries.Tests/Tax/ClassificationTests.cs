using Duoshou.Tax;
using Duoshou.Tax.Classification;
using Duoshou.Tax.Rates;

namespace Duoshou.Libraries.Tests.Tax;

public class ClassificationTests
{
    static readonly Lazy<TariffVersion> Harmonized = new(() => Read("hs6.csv", "*"));
    static readonly Lazy<HsFinder> Finder = new(() => new(Harmonized.Value, Read("cn-lines.csv", "CN")));

    [SkippableFact]
    public void The_harmonized_system_and_the_national_lines_are_taken_in_whole()
    {
        Harmonized.Value.Entries.Count.ShouldBe(6939);
        Harmonized.Value.Problems.Single().Value.ShouldBe("TOTAL");
        Read("us-hts8-2025.csv", "US").Entries.Count.ShouldBe(11846);
        Harmonized.Value.Entries["610910"].Parent.ShouldBe("6109");
    }

    [SkippableTheory]
    [InlineData("cotton t-shirt", "610910")]
    [InlineData("棉T恤", "610910")]
    [InlineData("smartphone", "851713")]
    [InlineData("智能手机", "851713")]
    [InlineData("保温杯", "9617")]
    [InlineData("vacuum flask", "9617")]
    [InlineData("whisky", "220830")]
    [InlineData("威士忌酒", "220830")]
    [InlineData("lipstick", "330410")]
    [InlineData("口红", "330410")]
    [InlineData("toothpaste", "330610")]
    [InlineData("umbrella", "6601")]
    [InlineData("打火机", "9613")]
    [InlineData("bicycle", "8712")]
    [InlineData("兔毛帽子", "650")]
    [InlineData("leather handbag", "420221")]
    [InlineData("手提包 皮革面", "420221")]
    [InlineData("beer", "2203")]
    [InlineData("microwave oven", "851650")]
    [InlineData("洗发水", "330510")]
    [InlineData("drone", "8806")]
    [InlineData("wooden chopsticks", "441912")]
    public void The_right_line_is_among_the_first_five(string question, string code)
    {
        IReadOnlyList<HsHit> hits = Finder.Value.Find(question, 5);
        hits.ShouldContain(h => h.Entry.Code.StartsWith(code, StringComparison.Ordinal),
            string.Join("; ", hits.Select(h => $"{h.Entry.Code} {h.Entry.Name}")));
    }

    [SkippableFact]
    public void Digits_find_the_lines_under_a_code_and_nonsense_finds_nothing()
    {
        Finder.Value.Find("6109.10").ShouldAllBe(h => h.Entry.Code.StartsWith("610910"));
        Finder.Value.Find("qqqzzz").ShouldBeEmpty();
        Finder.Value.Find("").ShouldBeEmpty();
        Finder.Value.Find("cotton", 3).Count.ShouldBe(3);
        Finder.Value.Find("t-shirt")[0].Path.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Two_versions_are_compared_line_by_line()
    {
        TariffVersion first = Of("hs8,name_zh,mfn\n01012100,马,1\n01012900,驴,2\n01013000,骡,3\n");
        TariffVersion second = Of("hs8,name_zh,mfn\n01012100,马,1\n01012900,驴,5\n01019000,其他,4\n");
        TariffChanges changes = first.ChangesTo(second);
        changes.Added.Single().Code.ShouldBe("01019000");
        changes.Removed.Single().Code.ShouldBe("01013000");
        changes.Changed.Single().After.Rest.ShouldBe("5");
        first.ChangesTo(first).None.ShouldBeTrue();
    }

    [Fact]
    public void Bad_rows_are_listed_and_a_bad_heading_is_refused()
    {
        TariffVersion version = Of("商品编码,商品名称\n0101.21,马\nabc,坏\n0102,\n0101.21,牛\n0103,a,b\n");
        version.Entries.Keys.ShouldBe(["010121"]);
        version.Problems.Select(p => p.Line).ShouldBe([3, 4, 5, 6]);
        Should.Throw<RateFileException>(() => Of("foo,bar\n1,2\n")).Line.ShouldBe(1);
        Should.Throw<RateFileException>(() => Of(""));
    }

    [SkippableFact]
    public void The_us_schedule_makes_its_duties_computable()
    {
        LegalRates book = LegalRates.Current;
        RateFile duties = book.Files.Single(f => f.Name == "duties.csv");
        string rows = TariffImport.UnitedStatesDuties(File("us-hts8-2025.csv"));
        TaxEngine engine = new(book.With(duties with { Text = duties.Text + rows }));
        TaxRequest shirt = Ask.Parcel("US", "2025-09-15", "USD", 20m);
        TaxQuote quote = engine.Quote(shirt with
        {
            Lines = [shirt.Lines[0] with { Hs = "61091000", Layers = new Dictionary<string,
                decimal?> { ["mfn"] = null, ["section_301_list4a"] = 0.075m } }],
        }).ShouldBeOfType<TaxQuote>();
        quote.TotalTax.ShouldBe(4.80m);
        quote.Taxes[0].Law!.Source.ShouldStartWith("US tariff schedule");
    }

    [Fact]
    public void An_imported_positive_list_decides_who_may_enter()
    {
        LegalRates book = LegalRates.Current;
        RateFile positive = book.Files.Single(f => f.Name == "positive.csv");
        TaxEngine engine = new(
            book.With(
            positive with { Text = positive.Text + "1006,大米,20,2020-01-01,,made up,S\n3304,化妆品,,2020-01-01,,made up,S\n" }));
        string Of(string hs, decimal? kg, string day = "2022-01-01")
        {
            TaxRequest order = Ask.Retail(day, 100m);
            return engine.Quote(order with { Lines = [order.Lines[0] with { Hs = hs, Kilograms = kg }] }) is TaxQuote quote
                ? quote.Treatment : "refused";
        }

        Of("10063000", 20m).ShouldBe("cbec_preferential");
        Of("10063000", 20.001m).ShouldBe("general_trade_required");
        Of("10063000", null).ShouldBe("refused");
        Of("9503", null).ShouldBe("general_trade_required");
        Of("9503", null, "2019-12-31").ShouldBe("cbec_preferential");
    }

    static TariffVersion Of(string text) => TariffImport.Read(new("test.csv", text), "CN", new(2026, 1, 1));

    static TariffVersion Read(string name, string country) => TariffImport.Read(File(name), country, new(2025, 1, 1));

    static RateFile File(string name) => new(name, System.IO.File.ReadAllText(ReferenceFiles.Path("data/tariff/" + name)));
}
