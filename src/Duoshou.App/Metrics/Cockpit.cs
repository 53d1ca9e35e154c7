using Duoshou.App.Diagnosis;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Metrics;

/// <summary>The cockpit of a selection: what needs a hand, the ledger strip, and each shop.</summary>
/// <param name="Range">The days.</param>
/// <param name="Before">The days held against, or null.</param>
/// <param name="Tiles">One per metric of the strip, over all shops by the metric's own rule of summing.</param>
/// <param name="Shops">The shops, those with most money needing a hand first.</param>
/// <param name="AtStake">The money of all acts together.</param>
/// <param name="Plan">The plan of the range over the shops that have one, in the currency asked for; null without any.</param>
/// <param name="PlannedSales">The sales of exactly the shops that have a plan.</param>
public sealed record Cockpit(
    Period Range, Period? Before, Currency Currency, IReadOnlyList<CockpitTile> Tiles, IReadOnlyList<CockpitShop> Shops, decimal AtStake,
    decimal? Plan, decimal? PlannedSales, MetricAnswer ByShop)
{
    /// <summary>What was found in these days without being asked, most money and surest first.</summary>
    public IReadOnlyList<ProblemCard> Problems { get; init; } = [];
}

/// <summary>A metric of the strip.</summary>
/// <param name="Days">Its figure on each day of the range; null is unknown.</param>
/// <param name="DaysBefore">The same of the range held against, day by day.</param>
public sealed record CockpitTile(Metric Metric, Figure Now, Figure? Before, IReadOnlyList<decimal?> Days, IReadOnlyList<decimal?> DaysBefore, Passport Passport);

/// <summary>One shop of the cockpit. Figures stand in the order of the metrics of <see cref="Actions.ReadCockpit.Metrics"/>.</summary>
/// <param name="Need">What needs a hand, or null.</param>
/// <param name="Plan">What it should have sold in the range, in the currency asked for.</param>
/// <param name="NewestKnownAt">When its newest fact was learned.</param>
/// <param name="LastDay">The last day of which there are sales facts.</param>
public sealed record CockpitShop(
    ShopCard Shop, IReadOnlyList<Figure> Now, IReadOnlyList<Figure>? Before, IReadOnlyList<decimal?> Days, ShopNeed? Need, decimal? Plan,
    DateTimeOffset? NewestKnownAt, DateOnly? LastDay)
{
    /// <summary>The problem found here with most money at stake, or null.</summary>
    public ProblemCard? Problem { get; init; }

    /// <summary>Money needing a hand, in the currency asked for: what the problems found here cost a week, or without any search the fall itself.</summary>
    public decimal? Stake { get; init; }
}

/// <summary>Why a shop stands high.</summary>
public enum NeedKind
{
    /// <summary>Sales fell against the range before; the driver names the factor that carries most of it.</summary>
    SalesFell,

    /// <summary>It lost money: contribution is below zero.</summary>
    LosesMoney,

    /// <summary>Facts of its last days have not come.</summary>
    DataMissing,
}

/// <summary>What needs a hand in a shop.</summary>
/// <param name="Kind">Which case.</param>
/// <param name="Money">The money of the range that it is about, in the currency asked for; null when that cannot be told.</param>
/// <param name="Driver">For a fall in sales: the metric key of the factor that carries most of it.</param>
/// <param name="Share">How much of the fall that factor carries, as a ratio.</param>
/// <param name="Days">For missing data: how many days.</param>
public sealed record ShopNeed(NeedKind Kind, decimal? Money, string? Driver = null, decimal? Share = null, int Days = 0);
