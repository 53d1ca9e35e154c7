using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Promotions;

/// <summary>What stands in the calendar beside offers and festivals.</summary>
public enum CalendarKind
{
    /// <summary>A campaign of paid advertising, from the first to the last day on which it cost something.</summary>
    Ad,

    /// <summary>Goods that came into stock.</summary>
    Arrival,

    /// <summary>Changes of prices, pictures, titles, budgets, and posts, as they were written down.</summary>
    Change,
}

/// <summary>One thing in the calendar of a shop.</summary>
/// <param name="Count">Pieces that arrived, or how many changes.</param>
/// <param name="Details">The first few, in both languages.</param>
/// <param name="Amount">What an advertising campaign cost within the range, in its own currency; null: not told.</param>
public sealed record CalendarEntry(ShopCard Shop, CalendarKind Kind, Period Days, Words Name, int Count, IReadOnlyList<Words> Details, Money? Amount = null);
