using Duoshou.Kernel;

namespace Duoshou.App.Promotions;

/// <summary>A figure that is expected: low, middle, high.</summary>
public sealed record Band(decimal Low, decimal Mid, decimal High);

/// <summary>What was taken for granted, in both languages.</summary>
public sealed record Assumption(string Zh, string En);

/// <summary>How orders are assumed to grow, as ratios of what they would be anyway.</summary>
public sealed record Uplift(decimal Low, decimal Mid, decimal High, Assumption Because);

/// <summary>What sales and profit to expect over days to come, with everything that this stands on. Money in the shop's currency.</summary>
/// <param name="Days">The days.</param>
/// <param name="KnownUntil">The last day of facts that was looked at.</param>
/// <param name="Baseline">Paid sales on these days without the offers.</param>
/// <param name="Sales">Paid sales with them.</param>
/// <param name="Profit">Margin above what these days would bring anyway, less extra cost; null where costs are not known or not to be seen.</param>
/// <param name="NewBuyers">Buyers who never bought here before; null where the source does not tell.</param>
public sealed record SalesRange(Period Days, DateOnly KnownUntil, string Currency, Band Baseline, Band Sales, Band? Profit, Band? NewBuyers, IReadOnlyList<Assumption> Assumptions);
