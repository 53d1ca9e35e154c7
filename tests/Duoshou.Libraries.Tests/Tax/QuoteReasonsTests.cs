using Duoshou.Tax;
using Duoshou.Tax.Rates;

namespace Duoshou.Libraries.Tests.Tax;

public class QuoteReasonsTests
{
    [Fact]
    public void Every_amount_says_base_rate_formula_rounding_and_law()
    {
        TaxQuote quote = Ask.Quote(
            Ask.General("2026-03-01", 140000m, new DutyTerm.AdValorem(0.10m), new Consumption.Lookup("spirits")) with
        {
            Lines = [new() { Id = "1", CustomsValue = 140000m, Litres = 700m, Hs = "22083000", Duty = new DutyTerm.Lookup(),
            VatClass = "standard" }],
        });
        TaxAmount duty = quote.Taxes.Single(t => t.Kind == "duty");
        duty.Layer.ShouldBe("provisional");
        duty.Law!.Source.ShouldContain("notice 2026-1");
        duty.Law.File.ShouldBe("duties.csv");
        TaxAmount spirits = quote.Taxes.Single(t => t.Kind == "consumption_tax");
        spirits.Formula.ShouldBe("(147000 + 638.4) / (1 - 0.2) x 0.2 + 638.4");
        spirits.Law!.Source.ShouldBe("Cai Shui 2006-33");
        quote.Taxes.ShouldAllBe(t => t.Rounding == "half up to 0.01");
        quote.Sources.ShouldContain(s => s.File == "vat.csv" && s.Version.Length == 12);
        quote.WouldChange.ShouldContain(w => w.En.Contains("2027-01-01"));
        quote.BookVersion.ShouldBe(LegalRates.Current.Version);
    }

    [Fact]
    public void A_quote_is_as_sure_as_its_least_certain_row()
    {
        Ask.Quote(Ask.Parcel("GB", "2026-03-02", "GBP", 100m)).Certainty.ShouldBe(Certainty.Seen);
        Ask.Quote(Ask.Parcel("MX", "2025-08-14", "MXN", 100m)).Certainty.ShouldBe(Certainty.Recalled);
        Ask.Quote(Ask.Parcel("DE", "2026-07-01", "EUR", 100m)).Certainty.ShouldBe(Certainty.Disputed);
    }

    [Fact]
    public void A_voucher_does_not_reduce_the_price_and_an_open_discount_does()
    {
        TaxRequest order = Ask.Retail("2019-05-01", 1000m);
        Ask.Quote(order with { Voucher = 100m }).TotalTax.ShouldBe(91.00m);
        Ask.Quote(order with { OpenDiscount = 100m }).TotalTax.ShouldBe(81.90m);
    }

    [Fact]
    public void What_the_price_holds_already_is_not_added_again()
    {
        TaxRequest order = Ask.General("2020-01-01", 1000m, new DutyTerm.AdValorem(0.1m)) with { Freight = 100m,
            Insurance = null };
        Ask.Quote(order).CustomsValue.ShouldBe(1103.30m);
        Ask.Quote(order with { Term = Incoterm.Cfr }).CustomsValue.ShouldBe(1003.00m);
        Ask.Quote(order with { Term = Incoterm.Cif }).CustomsValue.ShouldBe(1000.00m);
        Ask.Refused(order with { Term = Incoterm.Ddp }).Code.ShouldBe("missing.cif");
    }

    [Theory]
    [InlineData("2018-04-30", 11.90, 21.00, 26.35)]
    [InlineData("2018-05-01", 11.20, 20.22, 25.53)]
    [InlineData("2019-04-01", 9.10, 17.89, 23.06)]
    public void Composite_retail_rates_are_those_the_trade_publishes(string day, decimal plain, decimal wine, decimal cosmetics)
    {
        decimal Rate(Consumption? tax) =>
            decimal.Round(Ask.Quote(Ask.Retail(day, 2000m, consumption: tax)).TotalTax!.Value / 20m, 2,
            MidpointRounding.AwayFromZero);
        Rate(null).ShouldBe(plain);
        Rate(new Consumption.AdValorem(0.10m)).ShouldBe(wine);
        Rate(new Consumption.AdValorem(0.15m)).ShouldBe(cosmetics);
    }

    [Fact]
    public void An_alternative_duty_takes_the_side_its_line_names()
    {
        TaxRequest With(bool higher) => Ask.General("2020-06-01", 480000m) with
        {
            Lines = [new() { Id = "1", CustomsValue = 480000m, Tonnes = 40m,
            Duty = new DutyTerm.Alternative(0.2m, 1500m, "t", higher), Consumption = new Consumption.None(),
            VatClass = "standard" }],
        };
        Ask.Quote(With(false)).Sum("duty").ShouldBe(60000m);
        Ask.Quote(With(true)).Sum("duty").ShouldBe(96000m);
    }

    [Fact]
    public void An_additional_duty_lies_on_the_value_and_enters_the_later_bases()
    {
        LegalRates book = LegalRates.Current;
        RateFile duties = book.Files.Single(f => f.Name == "duties.csv");
        TaxEngine engine = new(book.With(duties with
        {
            Text = duties.Text + "CN,4202,anti_dumping,XA,ad_valorem,0.30,,,,,,,2026-01-01,2026-06-30,made up,S\n"
                + "CN,42022100,agreement,XC,ad_valorem,0.09,,,,,,,2026-01-01,,made up,S\n"
                + "CN,42022100,agreement,XB,ad_valorem,0.01,,,,,,,2026-01-01,,made up,S\n",
        }));
        TaxRequest Bag(string? origin, string day) => Ask.General(day, 1000m) with
        {
            Lines = [new() { Id = "1", CustomsValue = 1000m, Hs = "42022100", Origin = origin, Duty = new DutyTerm.Lookup(),
            VatClass = "standard" }],
        };
        TaxQuote dumped = engine.Quote(Bag("XA", "2026-06-30")).ShouldBeOfType<TaxQuote>();
        dumped.Sum("duty").ShouldBe(60m);
        dumped.Sum("additional").ShouldBe(300m);
        dumped.Sum("vat").ShouldBe(176.80m);
        engine.Quote(Bag("XA", "2026-07-01")).ShouldBeOfType<TaxQuote>().Sum("additional").ShouldBe(0m);
        engine.Quote(Bag("XB", "2026-06-30")).ShouldBeOfType<TaxQuote>().Sum("duty").ShouldBe(10m);
        engine.Quote(Bag("XC", "2026-06-30")).ShouldBeOfType<TaxQuote>().Sum("duty").ShouldBe(60m);
        engine.Quote(Bag(null, "2026-06-30")).ShouldBeOfType<CannotCompute>().Code.ShouldBe("missing.origin");
    }

    [Fact]
    public void Goods_of_undetermined_origin_pay_the_general_rate()
    {
        TaxRequest chicken = Ask.General("2021-03-05", 1m) with
        {
            Lines = [new() { Id = "1", CustomsValue = 180000m, Kilograms = 15000m, Hs = "02071411", Origin = "ZZ",
            Duty = new DutyTerm.Lookup() }],
        };
        Ask.Quote(chicken).Sum("duty").ShouldBe(63000m);
        Ask.Quote(chicken with { Lines = [chicken.Lines[0] with { Origin = "BR" }] }).Sum("duty").ShouldBe(9000m);
    }

    [Fact]
    public void A_half_survives_a_quotient_that_does_not_end() =>
        Ask.Quote(Ask.Retail("2020-05-01", 1.50m, consumption: new Consumption.AdValorem(0.1m)) with
        {
            Lines = [new() { Id = "1", Value = 1.50m, Pieces = 1m, Consumption = new Consumption.AdValorem(0.1m),
            VatClass = "reduced" }],
        }).Sum("vat").ShouldBe(0.11m);
}
