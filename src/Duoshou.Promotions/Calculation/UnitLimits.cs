using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Calculation;

/// <summary>How many units an action takes of each line and of all, and which first.</summary>
readonly record struct UnitLimits(int PerLine, int Total, UnitPick? Pick)
{
    internal bool None => PerLine == int.MaxValue && Total == int.MaxValue;

    internal static UnitLimits Of(PromotionAction action) =>
        new(action.MaxUnits ?? int.MaxValue, action.MaxUnitsTotal ?? int.MaxValue, action.Pick);
}

/// <summary>Orders of chosen units.</summary>
static class UnitOrder
{
    internal static int InCart(Chosen a, Chosen b) => a.Line != b.Line ? a.Line.CompareTo(b.Line) : a.First.CompareTo(b.First);

    internal static int InCart(Cut a, Cut b) => a.Line != b.Line ? a.Line.CompareTo(b.Line) : a.First.CompareTo(b.First);

    internal static int ByPrice(Chosen a, Chosen b, UnitPick first)
    {
        if (a.Amount == b.Amount) return InCart(a, b);
        return first == UnitPick.Cheapest ? a.Amount.CompareTo(b.Amount) : b.Amount.CompareTo(a.Amount);
    }
}
