using Duoshou.Analytics.Attribution;
using FsCheck;
using FsCheck.Fluent;

namespace Duoshou.Tests.Attribution;

/// <summary>Metric trees: exact in the smallest unit, and honest about what is unknown.</summary>
public sealed class DecompositionTests
{
    [Fact]
    public void Sales_split_into_four_drivers_that_sum_to_the_cent()
    {
        Decomposition split = Decomposition.Of(
            MetricTrees.Sales, Shop(120_000, 3_840, 5_000, 712_320m), Shop(138_000, 3_657, 4_600, 651_677.40m));
        split.Change.ShouldBe(-60_642.60m);
        split.Drivers.Select(d => d.Key).ShouldBe(["visitors", "order_conversion", "units_per_order", "unit_price"]);
        split.Drivers.Sum(d => d.Amount).ShouldBe(-60_642.60m);
        split.Drivers[0].Amount.ShouldBe(95_254.63m, 0.02m);
        split.Unknown.ShouldBeEmpty();
    }

    [Fact]
    public void Orders_units_and_price_give_the_worked_numbers_without_visitors()
    {
        Decomposition split = Decomposition.Of(
            MetricTrees.Sales, Shop(null, 1_000, 3_000, 30_000m), Shop(null, 1_500, 3_900, 45_000m));
        split.Unknown.Select(u => u.Key).ShouldBe(["visitors", "order_conversion"]);
        split.Drivers.Select(d => d.Key).ShouldBe(["orders", "units_per_order", "unit_price"]);
        split.Drivers.Sum(d => d.Amount).ShouldBe(15_000m);
        split.Drivers[0].Before.ShouldBe(1_000m);
        split.Drivers[0].Amount.ShouldBe(15_000m);
    }

    [Fact]
    public void Profit_passes_through_zero_and_still_sums()
    {
        Dictionary<string, decimal?> before = Shop(1_000, 40, 50, 5_000m), after = Shop(800, 20, 22, 2_100m);
        (before["net_sales"], after["net_sales"]) = (4_800m, 1_900m);
        foreach (string cost in new[] { "cogs", "fees", "ad_cost" }) (before[cost], after[cost]) = (1_000.01m, 900.02m);
        (before["freight"], after["freight"]) = (300m, null);
        (before["profit"], after["profit"]) = (1_499.97m, -1_050.06m);
        Decomposition split = Decomposition.Of(MetricTrees.Profit, before, after);
        split.Change.ShouldBe(-2_550.03m);
        split.Drivers.Sum(d => d.Amount).ShouldBe(-2_550.03m);
        split.Unknown.Select(u => u.Key).ShouldContain("freight");
    }

    [Fact]
    public void A_metric_with_no_value_is_unknown_and_names_what_is_missing()
    {
        Decomposition split = Decomposition.Of(MetricTrees.Conversion, Shop(10, 1, 1, 1), Shop(null, 1, 1, 1));
        split.Change.ShouldBeNull();
        split.Unknown.Select(u => u.Key).ShouldBe(["visitors"]);
    }

    [Fact]
    public void A_given_total_that_its_factors_do_not_make_leaves_a_driver_of_its_own()
    {
        MetricNode tree = new MetricNode.Sum("all", new("合计", "All"),
            [new MetricNode.Measure("a", new("甲", "A")), new MetricNode.Measure("b", new("乙", "B"))]);
        Decomposition split = Decomposition.Of(tree,
            new Dictionary<string, decimal?> { ["a"] = 1, ["b"] = 2, ["all"] = 3 },
            new Dictionary<string, decimal?> { ["a"] = 2, ["b"] = 2, ["all"] = 5 });
        split.Drivers.Select(d => (d.Key, d.Amount)).ShouldBe([("a", 1m), ("b", 0m), ("all.rest", 1m)]);
    }

    [Fact]
    public void A_shop_that_opened_in_between_is_no_error()
    {
        Decomposition split = Decomposition.Of(MetricTrees.Sales, Shop(0, 0, 0, 0), Shop(100, 5, 6, 300m));
        split.Drivers.Sum(d => d.Amount).ShouldBe(300m);
    }

    [Fact]
    public void Drivers_sum_exactly_for_any_values()
    {
        static bool Exact(int[] n)
        {
            int At(int i) => n.Length == 0 ? 0 : n[i % n.Length];
            Dictionary<string, decimal?> Values(int from) => new()
            {
                ["visitors"] = At(from), ["orders"] = At(from + 1), ["units"] = At(from + 2), ["gmv"] = At(from + 3) / 100m,
                ["net_sales"] = At(from + 4) / 100m, ["cogs"] = At(from + 5) % 3 == 0 ? null : At(from + 5),
                ["fees"] = At(from + 6),
                ["ad_cost"] = 1.23m, ["freight"] = At(from + 2) / 100m, ["profit"] = At(from + 7) / 100m,
            };
            foreach (MetricNode tree in new[] { MetricTrees.Sales, MetricTrees.Profit })
            {
                Decomposition split = Decomposition.Of(tree, Values(0), Values(5));
                if (split.Change is { } change && split.Drivers.Sum(d => d.Amount) != change) return false;
            }

            return true;
        }

        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), Exact).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Exact_parts_sum_whatever_the_effects()
    {
        static bool Sums(double[] effects, int cents) =>
            effects.Length == 0 || ExactParts.Of(effects, cents / 100m, 2).Sum() == cents / 100m;

        Prop.ForAll(ArbMap.Default.ArbFor<double[]>(), ArbMap.Default.ArbFor<int>(), Sums).QuickCheckThrowOnFailure();
    }

    static Dictionary<string, decimal?> Shop(decimal? visitors, decimal orders, decimal units, decimal sales) =>
        new() { ["visitors"] = visitors, ["orders"] = orders, ["units"] = units, ["gmv"] = sales };
}
