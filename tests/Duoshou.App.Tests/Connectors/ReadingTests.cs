using System.Globalization;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Tests.Connectors;

/// <summary>Cells as people and platforms write them.</summary>
public sealed class ReadingTests
{
    static readonly ShopZone Shanghai = new("Asia/Shanghai");

    [Theory]
    [InlineData("12", "12")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("1,234,567.89", "1234567.89")]
    [InlineData("12,34,567.8", "1234567.8")]
    [InlineData("¥ 1,059.80", "1059.80")]
    [InlineData("￥-20.00", "-20")]
    [InlineData("-¥20.00", "-20")]
    [InlineData("(1,234.50)", "-1234.50")]
    [InlineData("19.90元", "19.90")]
    [InlineData("US$12", "12")]
    [InlineData("12.5 EUR", "12.5")]
    [InlineData("2.5%", "0.025")]
    [InlineData("-2.5%", "-0.025")]
    [InlineData("1.2万", "12000")]
    [InlineData("１２．５", "12.5")]
    [InlineData("1.429999948", "1.430000")]
    [InlineData("4.44e-16", "0")]
    [InlineData("1E+3", "1000")]
    [InlineData("5-", "-5")]
    [InlineData("0.0000005", "0")]
    [InlineData("0.0000015", "0.000002")]
    public void Numbers_with_a_decimal_point(string cell, string value)
    {
        Numbers.TryRead(cell, '.', out long millionths).ShouldBe(CellOutcome.Value);
        (millionths / 1_000_000m).ShouldBe(decimal.Parse(value, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1.234,50 €", "1234.50")]
    [InlineData("19,9", "19.9")]
    [InlineData("1 234,5", "1234.5")]
    [InlineData("R$ 1.234,56", "1234.56")]
    public void Numbers_with_a_decimal_comma(string cell, string value)
    {
        Numbers.TryRead(cell, ',', out long millionths).ShouldBe(CellOutcome.Value);
        (millionths / 1_000_000m).ShouldBe(decimal.Parse(value, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("abc", CellOutcome.Unreadable)]
    [InlineData("1.2.3", CellOutcome.Unreadable)]
    [InlineData("1,2", CellOutcome.Unreadable)]
    [InlineData("2026-01-05", CellOutcome.Unreadable)]
    [InlineData("99999999999999999", CellOutcome.TooLarge)]
    [InlineData("1E+29", CellOutcome.TooLarge)]
    [InlineData("", CellOutcome.Blank)]
    [InlineData("Nill", CellOutcome.Blank)]
    [InlineData("NULL", CellOutcome.Blank)]
    [InlineData("#VALUE!", CellOutcome.Blank)]
    [InlineData("--", CellOutcome.Blank)]
    public void What_is_no_number(string cell, CellOutcome outcome) => Numbers.TryRead(cell, '.', out _).ShouldBe(outcome);

    [Theory]
    [InlineData("2026-01-05", "2026-01-05T00:00:00")]
    [InlineData("2026/1/5 9:03", "2026-01-05T09:03:00")]
    [InlineData("2026-01-05T10:00:00Z", "2026-01-05T18:00:00")]
    [InlineData("2026-01-05T10:00:00+00:00", "2026-01-05T18:00:00")]
    [InlineData("2026-01-05 10:00:00 -0800", "2026-01-06T02:00:00")]
    [InlineData("2026-01-05 10:00:00.123", "2026-01-05T10:00:00")]
    [InlineData("2026年1月5日 下午3:04", "2026-01-05T15:04:00")]
    [InlineData("20260105", "2026-01-05T00:00:00")]
    [InlineData("20260105100203", "2026-01-05T10:02:03")]
    [InlineData("Jan 5, 2026 10:11:12 PM PST", "2026-01-06T14:11:12")]
    [InlineData("05-Jan-26", "2026-01-05T00:00:00")]
    [InlineData("5 janv. 2026", "2026-01-05T00:00:00")]
    [InlineData("05.01.2026 13:14", "2026-01-05T13:14:00")]
    [InlineData("5/1/2026 12:05 AM", "2026-01-05T00:05:00")]
    [InlineData("46027", "2026-01-05T00:00:00")]
    [InlineData("46027.5", "2026-01-05T12:00:00")]
    [InlineData("1767578400", "2026-01-05T10:00:00")]
    public void Moments_day_first(string cell, string value)
    {
        Moments.TryRead(cell, DateOrder.DayFirst, Shanghai, out long ticks).ShouldBe(CellOutcome.Value, cell);
        new DateTime(ticks).ShouldBe(DateTime.Parse(value, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("31/31/2026")]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("12")]
    [InlineData("3.14")]
    public void What_is_no_moment(string cell) => Moments.TryRead(cell, DateOrder.DayFirst, Shanghai, out _).ShouldBe(CellOutcome.Unreadable);

    [Fact]
    public void A_buyer_has_one_hash_under_one_key_and_another_under_another()
    {
        byte[] key = new byte[32], other = [1, .. new byte[31]];
        string hash = BuyerKeys.Of(key, "Ann@Example.com").ShouldNotBeNull();
        hash.Length.ShouldBe(24);
        BuyerKeys.Of(key, " ann@example.com ").ShouldBe(hash);
        BuyerKeys.Of(key, "17850.0").ShouldBe(BuyerKeys.Of(key, "17850"));
        BuyerKeys.Of(other, "ann@example.com").ShouldNotBe(hash);
        BuyerKeys.Of(key, "NULL").ShouldBeNull();
    }

    [Theory]
    [InlineData("EIRE", "IE")]
    [InlineData("英国", "GB")]
    [InlineData("united kingdom", "GB")]
    [InlineData("Deutschland", "DE")]
    [InlineData("Channel Islands", "Channel Islands")]
    public void Countries_by_any_name(string name, string code) => Places.Country(name).ShouldBe(code);
}
