using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.Attribution.Telling;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Web.Diagnosis;

/// <summary>What the Why page shows of one change.</summary>
/// <param name="Found">The explanation.</param>
/// <param name="Daily">The metric by day over the range, with the days before beside it.</param>
public sealed record Why(Metric Metric, Explanation Found, MetricAnswer Daily)
{
    public Decomposition Split => Found.Split;

    /// <summary>The driver that carries most of the change, or null.</summary>
    public Driver? Main => Split.Drivers.Where(driver => Math.Sign(driver.Amount) == Math.Sign(Split.Change ?? 0m)).MaxBy(driver => Math.Abs(driver.Amount));

    public Period Range => Daily.Range;
    public Period? Before => Daily.Before;
}
