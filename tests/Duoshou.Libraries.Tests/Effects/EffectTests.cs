using Duoshou.Analytics.Effects;

namespace Duoshou.Libraries.Tests.Effects;

public class EffectTests
{
    [Fact]
    public void A_known_effect_is_found_by_every_method()
    {
        Panel panel = Made(12, 40, 30, 25);
        DifferenceInDifferences.Estimate(panel).Effect.ShouldBe(25, 6);
        SyntheticControl.FromOutcomes(panel)!.Effect.ShouldBe(25, 3);
        SyntheticDifference.Estimate(panel)!.Effect.ShouldBe(25, 3);
        SyntheticControl.Placebo(panel).Rank.ShouldBe(1);
    }

    [Fact]
    public void Weights_are_shares_and_the_order_of_units_does_not_matter()
    {
        Panel panel = Made(9, 30, 22, -10);
        SyntheticControl control = SyntheticControl.FromOutcomes(panel)!;
        control.Weights.Values.Sum().ShouldBe(1, 1e-9);
        control.Weights.Values.Min().ShouldBeGreaterThanOrEqualTo(0);
        int last = panel.Units.Count - 1;
        Panel turned = panel with { Units = [.. panel.Units.Reverse()], Outcomes = [.. panel.Outcomes.Reverse()],
            Treated = last - panel.Treated };
        SyntheticControl.FromOutcomes(turned)!.Effect.ShouldBe(control.Effect, 1e-6);
    }

    [Fact]
    public void A_panel_with_nothing_to_compare_is_refused()
    {
        Panel alone = new(["a"], [1, 2, 3], [[1, 2, 3]], 0, 2);
        SyntheticControl.FromOutcomes(alone).ShouldBeNull();
        SyntheticDifference.Estimate(alone).ShouldBeNull();
        DifferenceInDifferences.Estimate(alone).PreTrendP.ShouldBe(1);
        StructuralImpact.Estimate([1, 2, 3], [], 2).ShouldBeNull();
    }

    [SkippableFact]
    public void The_intervention_of_ten_is_found_in_the_example_series()
    {
        double[][] rows = [.. File.ReadLines(ReferenceFiles.Path("data/r_series/intervention.csv")).Skip(1)
            .Select(l => l.Split(',').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        StructuralImpact impact = StructuralImpact.Estimate([.. rows.Select(r => r[0])], [[.. rows.Select(r => r[1])]], 70)!;
        impact.Effect.ShouldBe(10.5, 0.6);
        impact.Low.ShouldBeGreaterThan(8);
        impact.P.ShouldBeLessThan(0.01);
        impact.Cumulative.ShouldBe(30 * impact.Effect, 1e-9);
    }

    [Fact]
    public void The_parts_of_a_promotion_add_up()
    {
        double[] item = [.. Enumerable.Range(0, 90).Select(d => 50.0 + d % 7 * 3)];
        for (int d = 56; d < 63; d++) item[d] *= 2;
        for (int d = 63; d < 70; d++) item[d] *= 0.8;
        PromotionEffect effect = PromotionEffect.Measure(item, [], 56, 63, 10, 2, 100);
        effect.Lift.ShouldBe(effect.Baseline, 0.1 * effect.Baseline);
        effect.PulledForward.ShouldBeLessThan(-20);
        (effect.Lift + effect.PulledForward + effect.Cannibalised).ShouldBe(effect.Incremental, 1e-9);
        PromotionEffect.Measure([1, 2], [], 1, 2, 1, 1, 0).EnoughData.ShouldBeFalse();
    }

    static Panel Made(int units, int times, int from, double effect)
    {
        Duoshou.Analytics.Numerics.SeededRandom random = new(3);
        double[] common = new double[times];
        for (int t = 1; t < times; t++) common[t] = common[t - 1] + random.Normal();
        double[][] outcomes = [.. Enumerable.Range(0, units).Select(u => Enumerable.Range(0, times)
            .Select(t => 100 + 5 * u + (0.5 + u * 0.1) * common[t] + 0.5 * random.Normal()).ToArray())];
        for (int t = from; t < times; t++) outcomes[units / 2][t] += effect;
        return new([.. Enumerable.Range(0, units).Select(u => $"shop {u}")], [.. Enumerable.Range(0, times)], outcomes, units / 2, from);
    }
}
