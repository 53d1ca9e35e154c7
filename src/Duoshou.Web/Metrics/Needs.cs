using System.Globalization;
using Duoshou.App.Diagnosis;
using Duoshou.App.Metrics;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Duoshou.Web.Shell.Numbers;
using Duoshou.Web.Shell.Selecting;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Metrics;

/// <summary>The words and the way on for what needs a hand. Arithmetic is told as arithmetic; causes are left to the Why page.</summary>
static class Needs
{
    /// <summary>The whole sentence of an act card.</summary>
    public static string Sentence(CockpitShop row, Desk desk, IStringLocalizer texts) => row.Need switch
    {
        { Kind: NeedKind.SalesFell, Driver: { Length: > 0 } driver, Share: > 1m } => texts["need.fell.over", Fall(row), Name(driver, desk)],
        { Kind: NeedKind.SalesFell, Driver: { Length: > 0 } driver, Share: { } share } => texts["need.fell.driver", Fall(row), Name(driver, desk), Part(share)],
        { Kind: NeedKind.SalesFell } => texts["need.fell", Fall(row)],
        { Kind: NeedKind.LosesMoney } => texts["need.loses"],
        { Kind: NeedKind.DataMissing, Days: var days } => texts["need.datamissing", days],
        _ => "",
    };

    /// <summary>The short form of a table cell.</summary>
    public static string Short(CockpitShop row, Desk desk, IStringLocalizer texts) => row.Need switch
    {
        { Kind: NeedKind.SalesFell, Driver: { Length: > 0 } driver, Share: > 1m } => texts["need.fell.short.over", Name(driver, desk)],
        { Kind: NeedKind.SalesFell, Driver: { Length: > 0 } driver, Share: { } share } => texts["need.fell.short", Name(driver, desk), Part(share)],
        { Kind: NeedKind.SalesFell } => texts["need.fell.plain"],
        { Kind: NeedKind.LosesMoney } => texts["need.loses.short"],
        { Kind: NeedKind.DataMissing, Days: var days } => texts["need.datamissing.short", days],
        _ => "",
    };

    /// <summary>Missing data leads to the trust desk, everything else to why it changed.</summary>
    public static string Address(Desk desk, CockpitShop row)
    {
        Selection selection = desk.Selection with { Shops = [row.Shop.Id] };
        return row.Need?.Kind switch
        {
            NeedKind.DataMissing => "/data" + selection.Query(),
            NeedKind.LosesMoney => Desk.Why(selection, "contribution"),
            _ => Desk.Why(selection, "paid_sales"),
        };
    }

    /// <summary>A problem leads to its own shop, days and metric; missing data to the trust desk.</summary>
    public static string Address(Desk desk, ProblemCard problem)
    {
        Selection selection = desk.Selection with { Shops = [problem.Shop], Range = problem.Window, Against = Comparison.Previous };
        return problem.Kind == ProblemKind.MissingData ? "/data" + selection.Query() : "/why" + selection.Query(("metric", problem.Metric));
    }

    /// <summary>Money of several currencies side by side carries its code, since a sign such as ¥ would say two things.</summary>
    public static Shown Written(Desk desk, Cockpit cockpit) => desk.Shown with
    {
        Codes = desk.Shown.Codes || cockpit.Problems.Select(problem => problem.WeeklyStake?.Currency).OfType<Currency>().Append(cockpit.Currency).Distinct().Count() > 1,
    };

    static string Fall(CockpitShop row)
    {
        (decimal now, decimal before) = (row.Now[0].Value!.Value, row.Before![0].Value!.Value);
        return Shown.Minus + decimal.Round((before - now) / before * 100m, 1).ToString("0.0", CultureInfo.InvariantCulture) + "%";
    }

    static string Part(decimal share) => decimal.Round(share * 100m, 0).ToString("0", CultureInfo.InvariantCulture) + "%";

    static string Name(string metric, Desk desk) => MetricCatalogue.Find(metric)?.Name.In(desk.Language) ?? metric;
}
