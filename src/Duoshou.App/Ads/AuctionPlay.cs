using Duoshou.Analytics.Ads;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Ads;

/// <summary>What one's own bid would do at another level.</summary>
/// <param name="Place">Rank; null when the bid is too low to be shown.</param>
/// <param name="Profit">Clicks times (worth of a click less its price), of a hundred searches; null without the worth.</param>
public sealed record BidStep(decimal Bid, int? Place, decimal? CostPerClick, decimal? Clicks, decimal? Profit);

/// <summary>An auction for one search word: who stands where, what a click costs, and what another bid or a better quality would do.</summary>
/// <param name="QualityPoint">What one more point of own quality saves per click at the same place; null where it cannot be told.</param>
public sealed record AuctionPlay(
    Footing Footing, IReadOnlyList<AuctionPlace> Places, string? Own, IReadOnlyList<BidStep> Steps, decimal? BestBid, decimal? QualityPoint) : IAnalysed
{
    /// <summary>Clicks of a hundred searches by place: shares as search pages show them; the operator's own are better.</summary>
    static readonly decimal[] ClicksByPlace = [12m, 7m, 5m, 3.5m, 2.5m, 2m, 1.6m, 1.3m, 1.1m, 1m];

    /// <summary>Plays an auction.</summary>
    /// <param name="own">The ad whose bid is varied; null for none.</param>
    /// <param name="clickWorth">What a click is worth to it; null when not known.</param>
    /// <param name="reserve">The lowest score that is shown, as bid times quality; null when the platform does not say.</param>
    public static AuctionPlay Of(IReadOnlyList<AuctionBid> bids, string? own, decimal? clickWorth, decimal? reserve)
    {
        IReadOnlyList<AuctionPlace> places = ClickAuction.Run(bids, reserve);
        AuctionBid? mine = own is null ? null : bids.FirstOrDefault(bid => bid.Ad == own);
        BidStep[] steps = mine is null ? [] : [.. StepsOf(bids, mine, clickWorth, reserve)];
        BidStep? best = steps.Where(step => step.Profit is not null).MaxBy(step => step.Profit);
        decimal? quality = mine is null ? null : PointWorth(bids, mine, reserve);
        Words sure = new("出价规则是确定的：排名 = 出价 × 质量分，点击价 = 下一名得分 ÷ 自己质量分 + 0.01。各名次的点击是常见分布，不是你的数据；对手的质量分平台不公开。",
            "The rule is exact: rank = bid × quality, a click costs the next score over one's own quality + 0.01. Clicks by place are a usual " +
                "distribution, not yours; platforms do not publish rivals' quality.");
        Words next = mine is null ? new("指明自己的广告（--own），看加价减价各会怎样。", "Name your own ad (--own) to see what raising and lowering would do.")
            : best is { Bid: var bid } ? new($"这些出价里 {bid:0.00} 最赚；真实投放每天最多动 20%。", $"Of these bids {bid:0.00} earns most; move the real one by at most 20 % a day.")
            : new("给出一次点击值多少（--click-worth），才知道哪个名次值得。", "Say what a click is worth (--click-worth) to know which place pays.");
        return new(new(bids.Count, bids.Count >= 2, sure, next), places, mine?.Ad, steps, best?.Bid, quality);
    }

    static IEnumerable<BidStep> StepsOf(IReadOnlyList<AuctionBid> bids, AuctionBid mine, decimal? worth, decimal? reserve)
    {
        AuctionBid[] others = [.. bids.Where(bid => bid.Ad != mine.Ad)];
        decimal top = Math.Max(mine.Bid * 2m, others.Select(other => other.Bid * other.Quality / mine.Quality).DefaultIfEmpty(mine.Bid).Max() * 1.1m);
        for (int i = 1; i <= 24; i++)
        {
            decimal bid = decimal.Round(top * i / 24m, 2);
            if (bid <= 0m) continue;
            AuctionPlace place = ClickAuction.Run([.. others, mine with { Bid = bid }], reserve).First(one => one.Ad == mine.Ad);
            bool shown = reserve is not { } floor || place.Score >= floor;
            decimal? clicks = shown ? ClicksByPlace[Math.Min(place.Rank, ClicksByPlace.Length) - 1] : null, price = shown ? place.CostPerClick ?? bid : null;
            yield return new(bid, shown ? place.Rank : null, price, clicks, worth is { } value && clicks is { } count && price is { } paid
                ? decimal.Round(count * (value - paid), 4) : null);
        }
    }

    static decimal? PointWorth(IReadOnlyList<AuctionBid> bids, AuctionBid mine, decimal? reserve)
    {
        decimal? Now(decimal quality) =>
            ClickAuction.Run([.. bids.Where(bid => bid.Ad != mine.Ad), mine with { Quality = quality, Bid = mine.Bid * mine.Quality / quality }],
            reserve)
            .First(place => place.Ad == mine.Ad).CostPerClick;
        return Now(mine.Quality) is { } now && Now(mine.Quality + 1m) is { } then ? decimal.Round(now - then, 4) : null;
    }

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        return
        [
            new(zh ? "名次" : "Places", zh ? ["广告", "名次", "得分", "点击价"] : ["Ad", "Place", "Score", "Cost per click"],
                [.. Places.Select(place => (IReadOnlyList<Cell>)[place.Ad, Cell.Of(place.Rank), Cell.Of(place.Score), place.CostPerClick is { } cost
                    ? Cell.Of(decimal.Round(cost, 4)) : new Cell(zh ? "底价" : "reserve")])]),
            .. Steps.Count == 0 ? Array.Empty<Sheet>()
                : [new Sheet(zh ? "换个出价" : "Other bids", zh ? ["出价", "名次", "点击价", "百次搜索的点击", "赚"]
                : ["Bid", "Place", "Cost per click", "Clicks of 100 searches", "Profit"],
                [.. Steps.Select(step => (IReadOnlyList<Cell>)[Cell.Of(step.Bid), Cell.Of(step.Place), Cell.Of(step.CostPerClick),
                    Cell.Of(step.Clicks), Cell.Of(step.Profit)])])],
        ];
    }
}
