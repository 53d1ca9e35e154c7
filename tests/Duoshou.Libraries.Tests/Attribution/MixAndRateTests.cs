using Duoshou.Analytics.Attribution;
using FsCheck;
using FsCheck.Fluent;

namespace Duoshou.Tests.Attribution;

/// <summary>Mix and rate effects, and Simpson's reversal.</summary>
public sealed class MixAndRateTests
{
    [Fact]
    public void Conversion_can_fall_while_every_segment_rises()
    {
        MixAndRate split = MixAndRate.Of([new("new", 1_000, 20_000, 3_300, 60_000), new("old", 9_600, 80_000, 5_000, 40_000)]);
        (split.Before, split.After, split.Change).ShouldBe((0.106m, 0.083m, -0.023m));
        (split.Mix, split.Rate).ShouldBe((-0.028m, 0.005m));
        split.IsReversal.ShouldBeTrue();
    }

    [Fact]
    public void A_plain_fall_is_no_reversal() =>
        MixAndRate.Of([new("a", 10, 100, 5, 100), new("b", 20, 100, 10, 100)]).IsReversal.ShouldBeFalse();

    [Fact]
    public void No_segments_are_no_error() => MixAndRate.Of([]).Change.ShouldBe(0);

    [Fact]
    public void Parts_sum_to_the_change_exactly()
    {
        static bool Sums(int[] n)
        {
            RatioSegment[] segments = [.. n.Chunk(4).Where(c => c.Length == 4).Select((c, i) => new RatioSegment(
                "s" + i, c[0], Math.Abs((long)c[1]), c[2], Math.Abs((long)c[3])))];
            MixAndRate split = MixAndRate.Of(segments);
            return split.Mix + split.Rate == split.Change
                && (split.Segments.Count == 0 || split.Segments.Sum(s => s.Mix + s.Rate) == split.Change);
        }

        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), Sums).QuickCheckThrowOnFailure();
    }
}
