using System.Text.Json;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Cases;
using Duoshou.Tax.China;
using FsCheck;
using FsCheck.Fluent;

namespace Duoshou.Libraries.Tests.Tax;

public class OperatorAidsTests
{
    [Theory]
    [InlineData("2026-03-10", "2026-02-18")]
    [InlineData("2026-01-31", "2025-12-17")]
    [InlineData("2025-11-01", "2025-10-15")]
    public void Customs_uses_the_rate_of_the_third_Wednesday_before(string declared, string rateDay) =>
        CustomsCalendar.RateDay(Ask.Day(declared), _ => false).ShouldBe(Ask.Day(rateDay));

    [Fact]
    public void A_holiday_moves_the_rate_day_by_a_week()
    {
        // The third Wednesday of February 2026 lies in the spring festival.
        CustomsCalendar.RateDay(Ask.Day("2026-03-10"), d => d.Month == 2 && d.Day is >= 15 and <= 23).ShouldBe(Ask.Day("2026-02-25"));
        Should.Throw<ArgumentException>(() => CustomsCalendar.RateDay(Ask.Day("2026-03-10"), _ => true));
    }

    [Theory]
    [InlineData("2024-01-01", "2024-01-31", "2024-02-15", true)]
    [InlineData("2024-01-01", "2024-02-01", "2024-02-15", false)]
    [InlineData("2024-01-01", "2024-01-31", "2024-02-16", false)]
    [InlineData("2020-03-01", "2020-03-27", "2020-03-28", false)]
    public void A_return_gives_the_tax_back_inside_thirty_and_forty_five_days(string released, string applied, string back, bool refunded) =>
        CustomsCalendar.Return(Ask.Day(released), Ask.Day(applied), Ask.Day(back)).Refunded.ShouldBe(refunded);

    [Fact]
    public void A_split_keeps_every_piece_and_the_limit() => Prop.ForAll(
        Gen.Choose(100, 600_000).Two().Select(p => (p.Item1, 1 + p.Item2 % 6)).ArrayOf().Where(a => a.Length is > 0 and < 7).ToArbitrary(),
        lines =>
        {
            TaxRequest order = Ask.Retail("2024-03-15", 1m) with
            {
                Freight = 30m,
                Lines = [.. lines.Select((l, i) => new TaxLine { Id = $"{i}", Pieces = l.Item2, Value = l.Item1 / 100m * l.Item2 })],
            };
            SplitProposal split = OrderSplit.Propose(order, Ask.Engine.Book);
            decimal placed = split.Orders.Sum(o => o.Pieces.Values.Sum());
            decimal rest = order.Lines.Where(l => split.Alone.Contains(l.Id)).Sum(l => l.Pieces!.Value);
            return split.Orders.All(o => o.TaxablePrice <= 5000m) && placed + rest == lines.Sum(l => l.Item2);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_pieces_over_the_limit_become_two_orders_that_keep_it()
    {
        TaxRequest order = Ask.Retail("2024-03-15", 6000m);
        order = order with { Lines = [order.Lines[0] with { Pieces = 2m }] };
        Ask.Quote(order).Treatment.ShouldBe("not_allowed_split_or_general_trade");
        SplitProposal split = OrderSplit.Propose(order, Ask.Engine.Book);
        split.Orders.Select(o => o.TaxablePrice).ShouldBe([3000m, 3000m]);
        split.Warning.Zh.ShouldContain("伪报");
    }

    [Fact]
    public void Every_export_mode_says_what_is_not_covered()
    {
        ExportCover.All.ShouldAllBe(e => e.NotCovered.En.Length > 20 && e.Covered.Zh.Length > 5);
        ExportCover.Of("9810").ShouldNotBeNull();
        ExportCover.Of("0000").ShouldBeNull();
    }

    [Fact]
    public void A_whole_quote_is_written_in_both_languages()
    {
        TaxQuote quote = Ask.Quote(Ask.Parcel("DE", "2026-07-01", "EUR", 50m, 5m));
        JsonElement english = JsonDocument.Parse(QuoteJson.Write(quote, Language.English)).RootElement;
        english.GetProperty("totalTax").GetString().ShouldBe("14.02");
        english.GetProperty("certainty").GetString().ShouldBe("disputed");
        english.GetProperty("taxes")[0].GetProperty("law").GetString()!.ShouldContain("2026/382");
        english.GetProperty("notice").GetString()!.ShouldContain("not tax advice");
        QuoteJson.Write(quote, Language.Chinese).ShouldContain("不构成税务意见");
        QuoteJson.Write(Ask.Refused(Ask.Parcel("ZZ", "2026-01-01", "EUR", 1m)), Language.Chinese).ShouldContain("没有目的地");
    }
}
