using System.Globalization;
using Duoshou.Analytics.Ads;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Ads;

/// <summary>An auction to play with: one's own bid and quality, rivals, and what a click is worth. It stands in the address.</summary>
/// <param name="Rivals">Written as people write them: 2.4@6, 1.5@9.</param>
sealed record AuctionWish(decimal Bid, decimal Quality, decimal? Worth, string Rivals)
{
    const string UsualRivals = "2.4@6, 1.5@9, 1.1@10, 3.0@3";

    public static AuctionWish From(IQueryCollection query) => new(
        Number(query["bid"]) is { } bid and > 0m ? bid : 2.0m, Number(query["quality"]) is { } quality and > 0m ? Math.Min(10m, quality) : 8m, Number(query["worth"]),
        query["rivals"].ToString() is { Length: > 0 and <= 400 } rivals ? rivals : UsualRivals);

    /// <summary>The bids, one's own first; a rival that cannot be read is left out and named.</summary>
    public (IReadOnlyList<AuctionBid> Bids, IReadOnlyList<string> Unread) Bids(Desk desk)
    {
        List<AuctionBid> bids = [new(Own(desk), Bid, Quality)];
        List<string> unread = [];
        foreach (string text in Rivals.Split([',', '，', ';', '；', ' '], StringSplitOptions.RemoveEmptyEntries).Take(30))
        {
            string[] sides = text.Split('@');
            if (sides.Length == 2 && Number(sides[0]) is { } bid and > 0m
                && Number(sides[1]) is { } quality and > 0m) bids.Add(new($"{(desk.IsChinese ? "对手" : "Rival")} {bids.Count}", bid, quality));
            else unread.Add(text);
        }

        return (bids, unread);
    }

    public static string Own(Desk desk) => desk.IsChinese ? "自己" : "You";

    static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) ? value : null;
}
