using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Ads;

namespace Duoshou.Analytics.Cases;

static class AdsCases
{
    public static JsonObject Auction(CaseInput input)
    {
        AuctionBid[] bids = input.Has("ads", out JsonElement ads)
            ? [.. ads.EnumerateArray().Select(a => new AuctionBid(a.GetProperty("ad").ToString(),
                a.GetProperty("bid").GetDecimal(),
                a.GetProperty("q").GetDecimal()))]
            : [];
        decimal? reserve = double.IsNaN(input.Number("reserve_score")) ? null : (decimal)input.Number("reserve_score");
        IReadOnlyList<AuctionPlace> places = ClickAuction.Run(bids, reserve);
        return new JsonObject
        {
            ["order"] = CaseJson.List(places.Select(p => p.Ad)),
            ["cpc"] = CaseJson.List([.. places.Select(p => p.CostPerClick is { } cost ? (double)cost : double.NaN)]),
        };
    }
}
