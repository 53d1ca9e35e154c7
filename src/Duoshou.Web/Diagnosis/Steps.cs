using System.Globalization;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Duoshou.Web.Shell.Numbers;

namespace Duoshou.Web.Diagnosis;

/// <summary>How the steps of a change are written: money and counts as they are, ratios in points with as many decimals as the smallest step that matters needs.</summary>
static class Steps
{
    const int MostDecimals = 4;

    public static string Signed(decimal amount, Why of, Desk desk)
    {
        string sign = amount > 0m ? "+" : amount < 0m ? Shown.Minus.ToString() : "";
        if (of.Metric.ShownUnit != MetricUnit.Ratio) return (amount > 0m ? "+" : "") + desk.Shown.Table(amount, of.Metric.ShownUnit,
            desk.Selection.Currency);
        return sign + Math.Abs(amount * 100m).ToString("0." + new string('0', Decimals(of)), CultureInfo.InvariantCulture) + (desk.IsChinese ? " 点"
            : " pt");
    }

    /// <summary>A level that the steps lead from or to, with the same decimals, so that the steps can be seen to lead there.</summary>
    public static string Level(decimal? value, Why of, Desk desk) => value is not { } known ? Shown.Unknown
        : of.Metric.ShownUnit != MetricUnit.Ratio || Decimals(of) <= 2 ? desk.Shown.Table(known, of.Metric.ShownUnit, desk.Selection.Currency)
        : (known < 0m ? Shown.Minus.ToString() : "") + Math.Abs(known * 100m).ToString("0." + new string('0', Decimals(of)),
            CultureInfo.InvariantCulture) + "%";

    static int Decimals(Why of)
    {
        decimal largest = of.Found.Drivers.Select(driver => Math.Abs(driver.Amount)).Append(Math.Abs(of.Found.Change ?? 0m)).Max() * 100m;
        return largest >= 0.1m || largest == 0m ? 2 : largest >= 0.01m ? 3 : MostDecimals;
    }
}
