using Duoshou.Kernel;

namespace Duoshou.App.Promotions;

/// <summary>One campaign over several shops of a client: a sheet for each, and what they come to together in one currency.</summary>
/// <param name="Currency">Of the sums.</param>
/// <param name="Members">The sheets that the reader may see, by shop.</param>
/// <param name="Sum">Null for a figure that any of the sheets lacks: what is not known is not zero.</param>
public sealed record CampaignFamily(Currency Currency, IReadOnlyList<FamilyMember> Members, FamilyFigures Sum);

/// <summary>One shop's sheet.</summary>
/// <param name="Rate">From the shop's currency to that of the sums; null where there is none, and then its figures are in no sum.</param>
/// <param name="RateOn">The day of the rate.</param>
/// <param name="Own">In the shop's own currency.</param>
public sealed record FamilyMember(CampaignCard Card, decimal? Rate, DateOnly? RateOn, FamilyFigures Own);

/// <summary>Money of one sheet or of all of them.</summary>
/// <param name="Low">The lower end of expected sales; ends are added, so that of the sum is on the safe side.</param>
/// <param name="Net">Sales above what would have been, waiting and hangover taken off.</param>
public sealed record FamilyFigures(decimal? Low, decimal? High, decimal? Sales, decimal? Net, decimal? Profit)
{
    internal static FamilyFigures Of(SalesRange? range, CampaignResult? result) => new(range?.Sales.Low, range?.Sales.High, result?.Sales, result?.Net, result?.Profit);

    internal FamilyFigures In(decimal? rate) => new(Low * rate, High * rate, Sales * rate, Net * rate, Profit * rate);

    /// <summary>Exact sums, rounded once; null where any is.</summary>
    internal static FamilyFigures Add(IReadOnlyList<FamilyFigures> parts, int minorUnits)
    {
        return new(Sum(p => p.Low), Sum(p => p.High), Sum(p => p.Sales), Sum(p => p.Net), Sum(p => p.Profit));

        decimal? Sum(Func<FamilyFigures, decimal?> of) => parts.Count > 0 && parts.All(p => of(p) is not null)
            ? decimal.Round(parts.Sum(p => of(p)!.Value), minorUnits, MidpointRounding.AwayFromZero) : null;
    }
}
