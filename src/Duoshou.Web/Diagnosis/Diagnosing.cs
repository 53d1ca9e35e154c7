using Duoshou.App.Diagnosis;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Duoshou.Web.Shell.Numbers;
using Duoshou.Web.Shell.Selecting;

namespace Duoshou.Web.Diagnosis;

/// <summary>What the page of one shop shows.</summary>
/// <param name="Found">The run.</param>
/// <param name="Since">What changed since an earlier run, or null.</param>
/// <param name="History">The shop's runs, newest day first.</param>
/// <param name="Todo">Findings of the shop that somebody is to act on.</param>
public sealed record Diagnosing(ShopDiagnosis Found, RunComparison? Since, IReadOnlyList<RunCard> History, IReadOnlyList<(ShopCard Shop, string Key,
    MarkCard Mark)> Todo)
{
    public IReadOnlyList<DiagnosedFinding> Open => [.. Found.Findings.Where(finding => finding.Mark?.Kind != MarkKind.Dismissed)];

    public IReadOnlyList<DiagnosedFinding> Dismissed => [.. Found.Findings.Where(finding => finding.Mark?.Kind == MarkKind.Dismissed)];

    /// <summary>Money at stake in a week of what is open.</summary>
    public decimal Money => Open.Sum(finding => finding.Money ?? 0m);
}

/// <summary>How figures of a diagnosis are written and where they lead.</summary>
static class DiagnosisText
{
    /// <summary>The selection of one shop and the week of a diagnosis, in the shop's currency.</summary>
    public static Selection Week(Desk desk, ShopDiagnosis found) => desk.Selection with
    {
        Client = null, Platform = null, Market = null, Shops = [found.Shop.Id], Range = Period.Ending(found.On, 7), Against = Comparison.Previous,
            Currency = found.Shop.Currency,
    };

    public static string Figure(Desk desk, ShopCard shop, DiagnosedPart part, decimal? value) =>
        value is { } known ? desk.Shown.Table(known, UnitOf(part), shop.Currency) : Shown.Unknown;

    static MetricUnit UnitOf(DiagnosedPart part) => part.InCatalogue && MetricCatalogue.Find(part.Metric) is { } metric ? metric.ShownUnit
        : part.Unit switch
    {
        "money" => MetricUnit.Money,
        "ratio" => MetricUnit.Ratio,
        "days" => MetricUnit.Days,
        "seconds" => MetricUnit.Seconds,
        "score" => MetricUnit.Score,
        _ => MetricUnit.Count,
    };

    public static string Money(Desk desk, ShopCard shop, decimal? money) =>
        money is { } known ? new Shown(desk.Language).Table(known, MetricUnit.Money, shop.Currency) : Shown.Unknown;

    public static string Chip(Severity severity) => severity switch
    {
        Severity.Critical => "blocked",
        Severity.High => "attention",
        Severity.Medium => "information",
        _ => "neutral",
    };

    public static string Score(decimal? score) => score is { } known
        ? decimal.Round(known, 0, MidpointRounding.AwayFromZero).ToString("0", System.Globalization.CultureInfo.InvariantCulture) : Shown.Unknown;
}
