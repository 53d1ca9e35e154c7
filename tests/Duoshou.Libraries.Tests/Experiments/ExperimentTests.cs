using Duoshou.Analytics.Experiments;

namespace Duoshou.Libraries.Tests.Experiments;

public class ExperimentTests
{
    [Fact]
    public void Swapping_the_arms_turns_the_difference_round()
    {
        RateComparison there = SampleComparison.Rates(30, 400, 55, 410), back = SampleComparison.Rates(55, 410, 30, 400);
        back.Difference.ShouldBe(-there.Difference, 1e-15);
        back.P.ShouldBe(there.P, 1e-15);
        back.Low.ShouldBe(-there.High, 1e-12);
        back.NewcombeLow.ShouldBe(-there.NewcombeHigh, 1e-12);
    }

    [Fact]
    public void Means_in_cents_have_the_same_t()
    {
        double[] a = [1, 4, 2, 8, 5, 7], b = [3, 9, 4, 7, 6, 8, 9];
        SampleComparison.Means([.. a.Select(v => v * 100)], [.. b.Select(v => v * 100)]).T.ShouldBe(SampleComparison.Means(a,
            b).T, 1e-10);
    }

    [Fact]
    public void Empty_arms_prove_nothing()
    {
        SampleComparison.Rates(0, 0, 5, 10).P.ShouldBe(1);
        SampleComparison.Means([], [1, 2]).P.ShouldBe(1);
        SampleComparison.Means([3, 3], [3, 3]).P.ShouldBe(1);
        SampleRatio.Check([]).Broken.ShouldBeFalse();
        SampleRatio.Check([100, 0]).Broken.ShouldBeTrue();
        SequentialTest.Look(0, 0, 0, 0, 0.01).P.ShouldBe(1);
        double.IsInfinity(SampleSize.PerArm(0.5, 0)).ShouldBeTrue();
        Cuped.Adjust([], [], [], []).Theta.ShouldBe(0);
    }

    [Fact]
    public void Looking_every_day_never_makes_the_chance_rise()
    {
        IReadOnlyList<SequentialTest> looks = SequentialTest.Follow(
            Enumerable.Range(1, 30).Select(d => ((long)(d * 50), (long)(d * 1000), (long)(d * 60 + d % 3), (long)(d * 1000))),
                0.01);
        looks.Select(l => l.P).ShouldBe(looks.Select(l => l.P).OrderDescending());
        looks[^1].P.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Without_an_effect_constant_looking_is_right_about_as_often_as_promised()
    {
        Duoshou.Analytics.Numerics.SeededRandom random = new(11);
        int alarms = 0;
        for (int test = 0; test < 300; test++)
        {
            long a = 0, b = 0;
            double p = 1;
            for (int n = 50; n <= 2000; n += 50)
            {
                for (int i = 0; i < 50; i++)
                {
                    a += random.Uniform() < 0.3 ? 1 : 0;
                    b += random.Uniform() < 0.3 ? 1 : 0;
                }

                p = SequentialTest.Look(a, n, b, n, 0.05, p).P;
            }

            if (p < 0.05) alarms++;
        }

        alarms.ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void Holm_asks_most_of_the_best() => SampleComparison.Holm([0.01, 0.04, 0.03]).ShouldBe([0.03, 0.06, 0.06], 1e-12);

    [Fact]
    public void A_covariate_that_explains_all_leaves_no_noise()
    {
        double[] before = [1, 2, 3, 4, 5, 6, 7, 8];
        Cuped adjusted = Cuped.Adjust([.. before[..4]], [.. before[..4]], [.. before[4..]], [.. before[4..]]);
        adjusted.VarianceCut.ShouldBe(1, 1e-12);
        adjusted.Comparison.Difference.ShouldBe(0, 1e-12);
    }
}
