namespace Duoshou.Analytics.Ads;

/// <summary>One advertiser's offer for a click.</summary>
/// <param name="Ad">Whose it is.</param>
/// <param name="Bid">The most that will be paid for a click.</param>
/// <param name="Quality">The platform's quality score, 1 to 10 on Taobao.</param>
public sealed record AuctionBid(string Ad, decimal Bid, decimal Quality);

/// <summary>Where an offer lands and what a click costs there.</summary>
/// <param name="Ad">Whose it is.</param>
/// <param name="Rank">1 is the first place.</param>
/// <param name="Score">Bid times quality.</param>
/// <param name="CostPerClick">None for the last one: the platform's reserve price decides, which it does not publish.</param>
public sealed record AuctionPlace(string Ad, int Rank, decimal Score, decimal? CostPerClick);

/// <summary>The generalised second-price auction with quality (直通车).</summary>
public static class ClickAuction
{
    /// <summary>
    /// Ranks by bid x quality; each pays the next one's score over its own quality and a smallest step more, at most its own bid.
    /// Equal scores keep the order of the ads' names, so that the order given does not matter.
    /// </summary>
    public static IReadOnlyList<AuctionPlace> Run(IEnumerable<AuctionBid> bids, decimal? reserveScore = null,
        decimal step = 0.01m)
    {
        AuctionBid[] ranked = [.. bids.Where(b => b is { Bid: > 0, Quality: > 0 }).OrderByDescending(b => b.Bid * b.Quality)
            .ThenBy(b => b.Ad, StringComparer.Ordinal)];
        return [.. ranked.Select((bid, i) => new AuctionPlace(bid.Ad, i + 1, bid.Bid * bid.Quality,
            Price(bid, i + 1 < ranked.Length ? ranked[i + 1].Bid * ranked[i + 1].Quality : reserveScore, step)))];
    }

    static decimal? Price(AuctionBid bid, decimal? nextScore, decimal step) =>
        nextScore is { } next ? Math.Min(bid.Bid, next / bid.Quality + step) : null;
}
