using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Checks;

/// <summary>A unit of a line that would be sold below a limit.</summary>
/// <param name="Line">The line's id.</param>
/// <param name="Code">below_cost or below_floor.</param>
/// <param name="Net">The lowest price of a unit of the line, in minor units.</param>
/// <param name="Limit">The limit, in minor units.</param>
public sealed record MarginFinding(string Line, string Code, long Net, long Limit);

/// <summary>上线前检查: what a person should know before promotions go live.</summary>
public static partial class PromotionCheck
{
    /// <summary>Lines of a priced cart of which a unit costs less than its cost or its margin floor. The cheapest unit counts: averages hide losses.</summary>
    public static IEnumerable<MarginFinding> Margins(CartPrice price)
    {
        foreach (LinePrice line in price.Lines)
        {
            long net = line.Runs.Min(r => r.Paid);
            if (net < line.Line.Cost) yield return new MarginFinding(line.Line.Id, "below_cost", net, line.Line.Cost.Value);
            if (net < line.Line.MarginFloor) yield return new MarginFinding(line.Line.Id, "below_floor", net, line.Line.MarginFloor.Value);
        }
    }
}
