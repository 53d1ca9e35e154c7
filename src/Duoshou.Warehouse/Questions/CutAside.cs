using System.Globalization;
using Duoshou.Kernel;

namespace Duoshou.Warehouse;

/// <summary>
/// Traffic that a shop gave in one cut while figures are taken from another: a total file beside one by source, say. Nothing is lost, and
/// nothing is added twice; but whoever reads a figure is told that it does not come from the finer rows.
/// </summary>
/// <param name="Shop">The shop.</param>
/// <param name="Taken">The cut that figures are taken from on these days.</param>
/// <param name="Aside">The cut that they are not taken from.</param>
/// <param name="Days">On which there are both.</param>
/// <param name="VisitorsTaken">Visitors of the days, day by day added, as taken; null where either cut has none.</param>
/// <param name="VisitorsAside">The same of the other cut.</param>
public sealed record CutAside(ShopId Shop, Words Taken, Words Aside, int Days, decimal? VisitorsTaken, decimal? VisitorsAside)
{
    /// <summary>How far the other cut is from what is taken; null where that cannot be told.</summary>
    public decimal? Difference => VisitorsTaken is > 0m and var taken && VisitorsAside is { } aside ? decimal.Round(aside / taken - 1m, 4) : null;

    /// <summary>The same in a sentence.</summary>
    public Words Text => new(
        $"有 {Days} 天的流量既有「{Taken.Zh}」又有「{Aside.Zh}」：取「{Taken.Zh}」，「{Aside.Zh}」没有相加"
            + (Difference is { } zh ? $"；它的访客合计 {Plain(VisitorsAside!.Value)}，取的是 {Plain(VisitorsTaken!.Value)}（差 {Percent(zh)}）" : ""),
        $"On {Days} days traffic came both as {Taken.En} and as {Aside.En}: taken is {Taken.En}, and the other is not added"
            + (Difference is { } en ? $"; the other's visitors come to {Plain(VisitorsAside!.Value)}, those taken to {Plain(VisitorsTaken!.Value)} ({Percent(en)})" : ""));

    static string Plain(decimal value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    static string Percent(decimal ratio) => (ratio * 100m).ToString("+0.#;-0.#;0", CultureInfo.InvariantCulture) + "%";
}
