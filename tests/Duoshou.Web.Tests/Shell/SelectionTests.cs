using Duoshou.Kernel;
using Duoshou.Web.Shell.Selecting;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Duoshou.Web.Tests.Shell;

public sealed class SelectionTests
{
    static readonly DateOnly LastDay = new(2026, 11, 1);
    static readonly Currency Cny = Currency.Of("CNY");

    static Selection Read(string query) => Selection.From(new QueryCollection(QueryHelpers.ParseQuery(query)), LastDay, Cny);

    [Fact]
    public void Without_an_address_it_is_the_last_seven_days_against_the_seven_before()
    {
        Selection selection = Read("");
        selection.Range.ShouldBe(new Period(new(2026, 10, 26), LastDay));
        selection.Before.ShouldBe(new Period(new(2026, 10, 19), new(2026, 10, 25)));
        selection.Currency.ShouldBe(Cny);
    }

    [Fact]
    public void What_is_written_in_the_address_is_read_back()
    {
        Gen<Selection> selections =
            from offset in Gen.Choose(0, 900)
            from days in Gen.Choose(1, 400)
            from against in Gen.Elements<Comparison?>(null, Comparison.Previous, Comparison.SameWeekdaysLastYear, new(ComparisonKind.LastYear), new(ComparisonKind.Festival),
                new(ComparisonKind.Festival, "double_eleven"), Comparison.With(new(new(2025, 1, 1), new(2025, 1, 9))))
            from currency in Gen.Elements("CNY", "USD", "JPY")
            from shops in Gen.Choose(0, 3)
            from platform in Gen.Elements(null, "tmall", "amazon")
            from market in Gen.Elements(null, "CN", "DE")
            select new Selection
            {
                Range = Period.Ending(LastDay.AddDays(-offset), days), Against = against, Currency = Currency.Of(currency), Platform = platform, Market = market,
                Shops = [.. Enumerable.Range(0, shops).Select(i => new ShopId(new Guid(i + 1, 0, 0, new byte[8])))],
                Client = shops > 1 ? new ClientId(new Guid(9, 0, 0, new byte[8])) : null,
            };
        Prop.ForAll(selections.ToArbitrary(), selection =>
        {
            Selection again = Read(selection.Query());
            return again.Query() == selection.Query() && again.Range == selection.Range && again.Against == selection.Against && again.Shops.SequenceEqual(selection.Shops)
                && again.Client == selection.Client && again.Platform == selection.Platform && again.Market == selection.Market && again.Currency == selection.Currency;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("?range=2026-11-01..2026-10-01")]
    [InlineData("?range=rubbish")]
    [InlineData("?range=0001-01-01..9999-12-31")]
    [InlineData("?against=rubbish&shops=not-an-id,&client=x&platform=<script>&currency=zzz")]
    public void Rubbish_in_the_address_falls_back_to_the_defaults(string query) => Read(query).Query().ShouldBe(Read("").Query());

    [Fact]
    public void Stepping_moves_by_the_length_of_the_range() => Read("").Stepped(-1).Range.ShouldBe(new Period(new(2026, 10, 19), new(2026, 10, 25)));
}
