using Duoshou.Warehouse;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Metrics;

/// <summary>How a total came about, in two words for a tile or a sum row; the passport says it in full.</summary>
static class SumMethods
{
    public static string Short(Metric metric, IStringLocalizer texts) => texts[
        metric.AddsOver.Count > 0 ? "sum.added" : metric.Unit is MetricUnit.Ratio or MetricUnit.Score or MetricUnit.Days or MetricUnit.Seconds
            || metric.Parts.Count > 0 ? "sum.ratio" : "sum.counted"];
}
