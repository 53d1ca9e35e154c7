using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Numbers;

namespace Duoshou.Web.Tests.Shell;

public sealed class MovementTests
{
    static readonly Shown Zh = new(Language.Chinese), En = new(Language.English);

    [Fact]
    public void Amounts_move_by_percent() =>
        Movement.Of(396340m, 482760m, MetricUnit.Money, MetricDirection.UpIsGood, Zh).ShouldBe(new Movement("17.9%", false, false));

    [Fact]
    public void Rates_move_by_points()
    {
        Movement.Of(0.0338m, 0.0355m, MetricUnit.Ratio, MetricDirection.UpIsGood, Zh).Text.ShouldBe("0.17 点");
        Movement.Of(0.0338m, 0.0355m, MetricUnit.Ratio, MetricDirection.UpIsGood, En).Text.ShouldBe("0.17 pt");
    }

    [Fact]
    public void A_rise_that_hurts_is_adverse() => Movement.Of(0.053m, 0.047m, MetricUnit.Ratio, MetricDirection.UpIsBad, Zh).Adverse.ShouldBeTrue();

    [Fact]
    public void Without_a_good_side_there_is_no_colour() =>
        Movement.Of(2m, 1m, MetricUnit.Count, MetricDirection.Neither, Zh).Classes.ShouldBe("change");

    [Fact]
    public void Unknown_is_never_a_change() => Movement.Of(null, 1m, MetricUnit.Count, MetricDirection.UpIsGood, Zh).ShouldBe(Movement.None);

    [Fact]
    public void From_nothing_no_percentage_can_be_told() => Movement.Of(5m, 0m, MetricUnit.Count, MetricDirection.UpIsGood, Zh).Text.ShouldBe("—");

    [Fact]
    public void Too_few_say_low_base() =>
        Movement.Of(7m, 5m, MetricUnit.Count, MetricDirection.UpIsGood, Zh, smallestBase: 30, baseNow: 7).LowBase.ShouldBeTrue();
}
