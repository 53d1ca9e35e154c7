using Duoshou.Analytics.Effects;
using Duoshou.Analytics.Numerics;

namespace Duoshou.Libraries.Tests.Effects;

public class PairedDifferenceTests
{
    static (double[] Changed, double[] Other) Made(double effect, double drift = 0, ulong seed = 5, int before = 42, int after = 21)
    {
        SeededRandom random = new(seed);
        double[] market = [.. Enumerable.Range(0, before + after).Select(t => 100 + 20 * Math.Sin(t / 5.0) + (t % 7 == 6 ? 30 : 0))];
        return ([.. market.Select((m, t) => 3 * m + drift * t + (t >= before ? effect : 0) + 6 * random.Normal())], [.. market.Select(m => m + 2 * random.Normal())]);
    }

    [Fact]
    public void A_planted_effect_is_found_beyond_what_moved_both_shops()
    {
        (double[] changed, double[] other) = Made(40);
        PairedDifference found = PairedDifference.Estimate(changed, other, 42)!;
        found.Effect.ShouldBe(40, 6);
        found.Low.ShouldBeGreaterThan(0);
        found.DriftP.ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void Intervals_hold_nothing_where_nothing_was_done()
    {
        int held = Enumerable.Range(0, 200).Count(seed => Made(0, 0, (ulong)(seed + 100)) is var (changed, other)
            && PairedDifference.Estimate(changed, other, 42) is { Low: <= 0, High: >= 0 });
        held.ShouldBeInRange(184, 200);
    }

    [Fact]
    public void Shops_that_drift_apart_before_are_told()
    {
        (double[] changed, double[] other) = Made(0, drift: 1.5);
        PairedDifference.Estimate(changed, other, 42)!.DriftP.ShouldBeLessThan(0.05);
    }

    [Theory]
    [InlineData(13, 28)]
    [InlineData(28, 2)]
    public void Too_few_days_give_no_figure(int before, int after)
    {
        double[] days = [.. Enumerable.Range(0, before + after).Select(t => 10.0 + t)];
        PairedDifference.Estimate(days, days, before).ShouldBeNull();
    }

    [Fact]
    public void Holes_and_a_shop_that_stands_still_give_no_figure()
    {
        double[] days = [.. Enumerable.Repeat(5.0, 40)], holes = [.. days];
        holes[3] = double.NaN;
        PairedDifference.Estimate(holes, days, 30).ShouldBeNull();
        PairedDifference.Estimate(days, new double[40], 30).ShouldBeNull();
        PairedDifference same = PairedDifference.Estimate(days, days, 30)!;
        (same.Effect, same.P).ShouldBe((0, 1));
    }
}
