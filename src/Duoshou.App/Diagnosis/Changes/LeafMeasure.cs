using Duoshou.Analytics.RootCauses;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Changes;

/// <summary>How a metric is told on leaves: as a sum, or as one sum over another.</summary>
/// <param name="Metrics">The metrics to ask.</param>
/// <param name="IsRatio">Whether it is a numerator over a denominator.</param>
sealed record LeafMeasure(IReadOnlyList<string> Metrics, bool IsRatio)
{
    public static LeafMeasure Of(Metric metric) => metric.Key switch
    {
        "conversion" => new(["buyers", "visitor_days"], true),
        "order_conversion" => new(["orders", "visitor_days"], true),
        "aov" => new(["gmv", "orders"], true),
        "units_per_order" => new(["units", "orders"], true),
        "visitor_value" => new(["paid_sales", "visitor_days"], true),
        "refund_rate" => new(["refunds", "paid_sales"], true),
        "cpc" => new(["ad_cost", "ad_clicks"], true),
        "roas" => new(["ad_sales", "ad_cost"], true),
        "ad_share" => new(["ad_sales", "gmv"], true),
        "gross_margin" => new(["net_sales", "cogs"], true),
        _ => new([metric.Key], metric.Unit is not (MetricUnit.Money or MetricUnit.Count)),
    };

    /// <summary>The leaf of a row; null when the row says nothing of the metric. A leaf seen in one range only had nothing in the other.</summary>
    /// <param name="factor">What the seen amount of a sum is multiplied with.</param>
    public Leaf? LeafOf(AnswerRow row, decimal factor)
    {
        string[] at = [.. row.Keys.Select(key => key ?? "")];
        if (!IsRatio) return Nothing(row, 0) ? null : new(at, (row.Now[0].Value ?? 0m) * factor, row.Before?[0].Value ?? 0m);
        (decimal real, decimal realBase) = Parts(row.Now);
        (decimal expected, decimal expectedBase) = row.Before is { } before ? Parts(before) : (0m, 0m);
        return real == 0 && realBase == 0 && expected == 0 && expectedBase == 0 ? null : new(at, real, expected, realBase, expectedBase);
    }

    static bool Nothing(AnswerRow row, int metric) => row.Now[metric].Value is null && row.Before?[metric].Value is null;

    (decimal Part, decimal Whole) Parts(IReadOnlyList<Figure> figures) => Metrics switch
    {
        ["net_sales", "cogs"] => figures[1].Value is { } cost ? ((figures[0].Value ?? 0m) - cost, figures[0].Value ?? 0m) : (0m, 0m),
        { Count: 2 } => (figures[0].Value ?? 0m, figures[1].Value ?? 0m),
        // A rate that is asked as one number comes with its base; a count is what the product rounds to.
        _ => figures[0] is { Value: { } rate, Base: { } whole } ? (decimal.Round(rate * whole, 6), whole) : (0m, 0m),
    };
}
