using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Numbers;

namespace Duoshou.Web.Tests.Shell;

public sealed class ShownTests
{
    static readonly Currency Cny = Currency.Of("CNY");
    static readonly Shown Zh = new(Language.Chinese), En = new(Language.English);

    [Theory]
    [InlineData("2436930", "¥243.7万", "¥2.44M")]
    [InlineData("124480", "¥12.4万", "¥124.5K")]
    [InlineData("123800000", "¥1.24亿", "¥123.80M")]
    [InlineData("9999", "¥9,999", "¥9,999")]
    [InlineData("8.954", "¥8.95", "¥8.95")]
    [InlineData("0", "¥0", "¥0")]
    [InlineData("-86420", "−¥8.6万", "−¥86.4K")]
    [InlineData("99994999", "¥9,999.5万", "¥99.99M")]
    [InlineData("99995000", "¥1.00亿", "¥100.00M")]
    public void Tiles_shorten_by_the_habits_of_each_language(string amount, string zh, string en)
    {
        decimal value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        Zh.Tile(value, MetricUnit.Money, Cny).ToString().ShouldBe(zh);
        En.Tile(value, MetricUnit.Money, Cny).ToString().ShouldBe(en);
    }

    [Theory]
    [InlineData("396340", "¥396,340")]
    [InlineData("-86420", "−¥86,420")]
    [InlineData("264.756", "¥264.76")]
    public void Tables_show_amounts_in_full_with_a_true_minus(string amount, string shown) =>
        Zh.Table(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), MetricUnit.Money, Cny).ShouldBe(shown);

    [Theory]
    [InlineData("0.0338", "3.38%")]
    [InlineData("0.139", "13.9%")]
    [InlineData("0.1", "10.0%")]
    [InlineData("0", "0.00%")]
    public void Rates_have_two_decimals_below_ten_percent_else_one(string ratio, string shown) =>
        Zh.Table(decimal.Parse(ratio, System.Globalization.CultureInfo.InvariantCulture), MetricUnit.Ratio, Cny).ShouldBe(shown);

    [Fact]
    public void A_passport_shows_every_cent() => Zh.Exact(128460m, MetricUnit.Money, Cny).ShouldBe("¥128,460.00");

    [Fact]
    public void With_two_currencies_on_the_page_the_code_stands_before_the_amount() =>
        (En with { Codes = true }).Table(396340m, MetricUnit.Money, Cny).ShouldBe("CNY 396,340");

    [Fact]
    public void Yen_has_no_cents() => Zh.Exact(1200m, MetricUnit.Money, Currency.Of("JPY")).ShouldBe("JPY 1,200");

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new(culture);
            Zh.Tile(2436930m, MetricUnit.Money, Cny).ToString().ShouldBe("¥243.7万");
            new Moments(Language.English, new(2026, 11, 2)).Range(new(new(2026, 10, 26), new(2026, 11, 1))).ShouldBe("26 Oct – 1 Nov");
            Movement.Of(1.5m, 1m, MetricUnit.Count, MetricDirection.UpIsGood, En).Text.ShouldBe("50.0%");
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
