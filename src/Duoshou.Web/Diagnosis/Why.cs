using Duoshou.Analytics.Attribution;
using Duoshou.App.Diagnosis;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Web.Diagnosis;

/// <summary>What the Why page shows of one change.</summary>
/// <param name="Found">The explanation.</param>
/// <param name="Daily">The metric by day over the range, with the days before beside it.</param>
public sealed record Why(ChangeExplanation Found, MetricAnswer Daily)
{
    /// <summary>The findings of the shop's diagnosis that led here, whose money is another figure than this change.</summary>
    public IReadOnlyList<DiagnosedFinding> Led { get; init; } = [];

    public Metric Metric => Found.Metric;
    public Period Range => Found.Range;

    /// <summary>What the change is made of; a metric without parts is not told to be made of itself.</summary>
    public IReadOnlyList<Driver> Drivers => Found.Drivers is [{ Key: var only }] && only == Metric.Key ? [] : Found.Drivers;

    /// <summary>The driver that carries most of the change, or null.</summary>
    public Driver? Main => Drivers.Where(driver => driver.Amount != 0m && Math.Sign(driver.Amount) == Math.Sign(Found.Change ?? 0m)).MaxBy(driver => Math.Abs(driver.Amount));
}
