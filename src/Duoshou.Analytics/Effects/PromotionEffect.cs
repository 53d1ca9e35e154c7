using Duoshou.Analytics.Forecasting;

namespace Duoshou.Analytics.Effects;

/// <summary>What a promotion brought (促销效果), in units and money; the parts add up to the incremental units.</summary>
/// <param name="Baseline">Units that would have sold anyway while it ran.</param>
/// <param name="Lift">Units above that.</param>
/// <param name="PulledForward">Of the lift, units missing in the 28 days after (0 or less).</param>
/// <param name="Cannibalised">Units missing at like items while it ran (0 or less).</param>
/// <param name="Incremental">Lift, pulled-forward and cannibalised units together.</param>
/// <param name="IncrementalMargin">Incremental units x margin less discount given on the baseline less the cost.</param>
/// <param name="EnoughData">At least 28 days before; with less no counterfactual is offered and all parts are 0.</param>
public sealed record PromotionEffect(double Baseline, double Lift, double PulledForward, double Cannibalised, double Incremental,
    double IncrementalMargin, bool EnoughData)
{
    const int AfterDays = 28;

    /// <summary>
    /// Daily units of the item and of its like items together, over the same days; the promotion runs from the first day to
    /// before the
    /// end. Margin is per unit at the promotion's price, discount per unit.
    /// </summary>
    public static PromotionEffect Measure(IReadOnlyList<double> item, IReadOnlyList<double> likeItems, int first, int end,
        double unitMargin,
        double unitDiscount, double cost)
    {
        if (first < 28 || end <= first || end > item.Count) return new(0, 0, 0, 0, 0, 0, false);
        int after = Math.Min(item.Count, end + AfterDays) - end;
        double[] expected = AutomaticForecast.Mean([.. item.Take(first)], 7, end - first + after);
        double baseline = expected.Take(end - first).Sum(), lift = item.Skip(first).Take(end - first).Sum() - baseline;
        double dip = Math.Min(0, item.Skip(end).Take(after).Sum() - expected.Skip(end - first).Sum());
        double pulled = Math.Max(dip, -Math.Max(0, lift)), taken = 0;
        if (likeItems.Count >= end)
        {
            double usual = AutomaticForecast.Mean([.. likeItems.Take(first)], 7, end - first).Sum();
            taken = Math.Max(Math.Min(0, likeItems.Skip(first).Take(end - first).Sum() - usual), -Math.Max(0, lift));
        }

        double incremental = lift + pulled + taken;
        return new(baseline, lift, pulled, taken, incremental, incremental * unitMargin - baseline * unitDiscount - cost, true);
    }
}
