using Duoshou.App.Connectors;

namespace Duoshou.Web.Connectors;

/// <summary>The counts of an import over its files. The five parts add up to what was read.</summary>
public sealed record ImportSum(long Read, long Loaded, long Restated, long Unchanged, long Refused, long Ignored, IReadOnlyDictionary<string, decimal> Money)
{
    public static ImportSum Of(IReadOnlyList<ImportReport> reports) => new(
        reports.Sum(report => report.RowsRead), reports.Sum(report => report.RowsLoaded), reports.Sum(report => report.RowsRestated),
        reports.Sum(report => report.RowsUnchanged), reports.Sum(report => report.RowsRefused), reports.Sum(report => report.RowsIgnored),
        reports.SelectMany(report => report.Totals.Money).GroupBy(money => money.Key).ToDictionary(money => money.Key, money => money.Sum(each => each.Value)));

    /// <summary>Whether the parts do add up; anything else is a fault of ours that the page shows.</summary>
    public bool AddsUp => Read == Loaded + Restated + Unchanged + Refused + Ignored;
}
