using Duoshou.Analytics.Anomalies;
using Duoshou.Analytics.Numerics;

namespace Duoshou.Libraries.Tests.Anomalies;

public class LevelShiftTests
{
    static double[] Made(int days, Func<int, double> level, double noise = 0.06, ulong seed = 11)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, days).Select(t => 1000 * level(t) * (t % 7 >= 5 ? 1.4 : 1) * Math.Exp(noise * random.Normal()))];
    }

    [Fact]
    public void The_day_and_the_size_of_a_fall_are_found()
    {
        LevelShift found = LevelShifts.Find(Made(90, t => t < 60 ? 1 : 0.75)).ShouldHaveSingleItem();
        found.At.ShouldBeInRange(59, 61);
        found.Change.ShouldBe(-0.25, 0.04);
    }

    [Fact]
    public void A_fall_and_its_recovery_are_two_shifts() =>
        LevelShifts.Find(Made(120, t => t is >= 40 and < 75 ? 0.6 : 1)).Select(shift => Math.Sign(shift.Change)).ShouldBe([-1, 1]);

    [Fact]
    public void A_quiet_series_is_seldom_parted() =>
        Enumerable.Range(0, 100).Count(seed => LevelShifts.Find(Made(91, _ => 1, 0.08, (ulong)(seed + 1))).Count > 0).ShouldBeLessThanOrEqualTo(6);

    [Fact]
    public void A_single_day_is_no_level() => LevelShifts.Find(Made(90, t => t == 50 ? 3 : 1)).ShouldAllBe(shift => Math.Abs(shift.Change) < 0.1);

    [Fact]
    public void Short_empty_and_flat_series_and_holes_give_nothing()
    {
        LevelShifts.Find([]).ShouldBeEmpty();
        LevelShifts.Find([1, 2, 3]).ShouldBeEmpty();
        LevelShifts.Find(new double[60]).ShouldBeEmpty();
        LevelShifts.Find([.. Enumerable.Repeat(7.0, 60)]).ShouldBeEmpty();
        LevelShifts.Find([.. Enumerable.Repeat(7.0, 60).Append(double.NaN)]).ShouldBeEmpty();
    }
}
