using Duoshou.Analytics.Attribution;
using FsCheck;
using FsCheck.Fluent;

namespace Duoshou.Tests.Attribution;

/// <summary>The effects of factors on their product, against the worked numbers of the specification.</summary>
public sealed class FactorsTests
{
    static readonly double[] Before = [120_000, 0.032, 185.5];
    static readonly double[] After = [138_000, 0.0265, 178.2];

    [Fact]
    public void Logarithmic_mean_gives_the_worked_numbers()
    {
        double[] effects = Factors.LogMean(Before, After);
        effects[0].ShouldBe(95254.626962, 1e-4);
        effects[1].ShouldBe(-128534.143295, 1e-4);
        effects[2].ShouldBe(-27363.083668, 1e-4);
        effects.Sum().ShouldBe(-60642.6, 1e-6);
    }

    [Fact]
    public void Shapley_gives_the_worked_numbers()
    {
        double[] effects = Factors.Shapley(Before, After);
        effects[0].ShouldBe(95804.25, 1e-6);
        effects[1].ShouldBe(-128962.35, 1e-6);
        effects[2].ShouldBe(-27484.5, 1e-6);
    }

    [Fact]
    public void Shapley_takes_over_when_a_factor_is_negative() =>
        Factors.Effects([100, -0.1], [100, 0.2]).ShouldBe([0, 30], 1e-9);

    [Fact]
    public void A_factor_that_falls_to_zero_takes_nearly_all_of_the_fall()
    {
        double[] effects = Factors.Effects([100, 5], [0, 6]);
        effects.Sum().ShouldBe(-500, 1e-6);
        effects[0].ShouldBeLessThan(-500);
    }

    [Fact]
    public void Effects_sum_to_the_change_for_any_factors()
    {
        static bool Sums(int[] numbers)
        {
            double[] before = [.. numbers.Take(5).Select(n => n / 10d)];
            double[] after = [.. numbers.Reverse().Take(5).Select(n => n / 10d)];
            double change = Product(after) - Product(before);
            double size = Math.Max(1, Math.Abs(Product(after)) + Math.Abs(Product(before)));
            return Math.Abs(Factors.Effects(before, after).Sum() - change) <= 1e-9 * size * 100;
        }

        static double Product(double[] factors) => factors.Aggregate(1d, (v, x) => v * x);

        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), Sums).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Scaling_a_factor_scales_every_effect()
    {
        double[] plain = Factors.Effects(Before, After);
        double[] scaled = Factors.Effects([Before[0] * 7, .. Before[1..]], [After[0] * 7, .. After[1..]]);
        for (int i = 0; i < plain.Length; i++) scaled[i].ShouldBe(plain[i] * 7, 1e-6);
    }

    [Fact]
    public void Segments_split_into_size_structure_and_rates()
    {
        SegmentSplit split = SegmentSplit.Of(
        [
            new("paid", 60_000, 20_000, [0.03, 190], [0.028, 185]),
            new("free", 60_000, 90_000, [0.035, 180], [0.034, 182]),
            new("live", 0, 5_000, [0, 0], [0.05, 90]),
            new("groups", 1_000, 0, [0.02, 50], [0, 0]),
        ]);
        split.Entered.Single().ShouldBe(("live", 22_500d));
        split.Left.Single().ShouldBe(("groups", -1_000d));
        (split.Size + split.Structure + split.Rates.Sum() + 22_500 - 1_000).ShouldBe(split.Change, 1e-6);
    }

    [Fact]
    public void The_effect_of_a_segment_that_did_not_change_is_nothing() =>
        SegmentSplit.Of([new("all", 10, 10, [2], [2])]).ShouldSatisfyAllConditions(
            s => s.Change.ShouldBe(0), s => s.Size.ShouldBe(0), s => s.Rates.Sum().ShouldBe(0));
}
