using System.Globalization;
using Duoshou.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Duoshou.Libraries.Tests.Kernel;

public sealed class MoneyTests
{
    static readonly Currency Cny = Currency.Of("CNY"), Jpy = Currency.Of("jpy"), Eur = Currency.Of("EUR");

    [Fact]
    public void Two_currencies_are_never_added() =>
        Should.Throw<InvalidOperationException>(() => new Money(1m, Cny) + new Money(1m, Eur));

    [Theory]
    [InlineData("CNY", 2), InlineData("JPY", 0), InlineData("KWD", 3), InlineData("VND", 0), InlineData("IDR", 2)]
    public void Minor_units_follow_ISO_4217(string code, int digits) => Currency.Of(code).MinorUnits.ShouldBe(digits);

    [Theory]
    [InlineData("RMB"), InlineData(""), InlineData("EURO"), InlineData("12")]
    public void A_code_that_is_not_in_the_list_is_refused(string code) => Should.Throw<FormatException>(() => Currency.Of(code));

    [Fact]
    public void The_default_currency_is_none_and_never_null() => default(Currency).Code.ShouldBe("XXX");

    [Fact]
    public void Rounding_goes_half_away_from_zero_to_the_unit_that_can_be_paid()
    {
        new Money(1.005m, Cny).Rounded().Amount.ShouldBe(1.01m);
        new Money(-1.005m, Cny).Rounded().Amount.ShouldBe(-1.01m);
        new Money(10.5m, Jpy).Rounded().Amount.ShouldBe(11m);
    }

    [Fact]
    public void Minor_units_refuse_what_is_finer_than_they_are() =>
        Should.Throw<InvalidOperationException>(() => new Money(1.005m, Cny).Minor());

    [Fact]
    public void The_shown_amount_is_the_same_number_in_every_culture() =>
        new Money(1234.5m, Cny).Shown(CultureInfo.GetCultureInfo("en-US")).ShouldBe("CNY 1,234.50");

    [Fact]
    public void Shares_sum_to_the_whole_and_each_is_within_one_unit_of_its_due()
    {
        Gen<(long, decimal[])> cases = Gen.Choose(-100_000, 100_000).Select(n => (long)n)
            .Zip(Gen.Choose(0, 1000).Select(n => n / 7m).NonEmptyListOf().Select(list => list.ToArray()));
        Prop.ForAll(cases.ToArbitrary(), given =>
        {
            (long total, decimal[] weights) = given;
            long[] parts = Allocation.Split(total, weights);
            decimal sum = weights.Sum();
            return parts.Sum() == total
                && (sum == 0 || parts.Zip(weights).All(p => Math.Abs(p.First - total * p.Second / sum) < 1.0001m));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_cent_that_does_not_divide_goes_to_the_largest_remainder_and_then_to_the_first()
    {
        Allocation.Split(Money.FromMinor(100, Cny), [1m, 1m, 1m]).Select(m => m.Minor()).ShouldBe([34, 33, 33]);
        Allocation.Split(10, [0.2m, 0.5m, 0.3m]).ShouldBe([2, 5, 3]);
        Allocation.Split(-5, [1m, 2m]).ShouldBe([-2, -3]);
        Allocation.Split(7, [0m, 0m]).ShouldBe([4, 3]);
    }

    [Fact]
    public void A_rate_is_the_last_one_known_on_the_day_and_never_a_later_one()
    {
        ExchangeRate Day(int day, decimal rate) => new(Eur, Cny, new(2026, 3, day), rate, RateKind.Day, "test table");
        RateBook book = new([Day(2, 7.8m), Day(5, 7.9m)], Cny);
        book.Find(Eur, Cny, new(2026, 3, 1)).ShouldBeNull();
        book.Find(Eur, Cny, new(2026, 3, 4))!.Value.ShouldBe((7.8m, new DateOnly(2026, 3, 2), "test table"));
        book.Find(Eur, Cny, new(2026, 3, 5))!.Value.Rate.ShouldBe(7.9m);
        book.Find(Eur, Cny, new(2026, 3, 16)).ShouldBeNull();
        book.Find(Eur, Cny, new(2026, 3, 5), RateKind.Plan).ShouldBeNull();
    }

    [Fact]
    public void A_pair_that_is_missing_is_crossed_and_says_so()
    {
        Currency usd = Currency.Of("USD");
        RateBook book = new(
        [
            new(Eur, Cny, new(2026, 3, 2), 8m, RateKind.Day, "A"), new(usd, Cny, new(2026, 3, 3), 7m, RateKind.Day, "B"),
        ], Cny);
        Converted converted = book.Convert(new(7m, Eur), usd, new(2026, 3, 3))!.Value;
        decimal.Round(converted.Amount.Amount, 10).ShouldBe(8m);
        converted.On.ShouldBe(new DateOnly(2026, 3, 2));
        converted.Source.ShouldBe("A; B");
    }
}
