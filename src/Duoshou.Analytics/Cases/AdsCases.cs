using System.Globalization;
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
                (a.TryGetProperty("q", out JsonElement q) ? q : a.GetProperty("quality")).GetDecimal()))]
            : [];
        decimal? reserve = double.IsNaN(input.Number("reserve_score")) ? null : (decimal)input.Number("reserve_score");
        IReadOnlyList<AuctionPlace> places = ClickAuction.Run(bids, reserve);
        if (bids.Length == 0) throw new FormatException("params.ads is missing; give each ad's name, bid and q.");
        return new JsonObject
        {
            ["order"] = CaseJson.List(places.Select(p => p.Ad)),
            ["cpc"] = CaseJson.List([.. places.Select(p => p.CostPerClick is { } cost ? (double)cost : double.NaN)]),
        };
    }

    /// <summary>A budget over campaigns whose revenue is a x^b: a and b as lists, or one object per campaign.</summary>
    public static JsonObject Budget(CaseInput input)
    {
        double[] a = input.NumbersOf("a", "scale"), b = input.NumbersOf("b", "exponent");
        if (input.Has("campaigns", out JsonElement given) && given.ValueKind == JsonValueKind.Array)
            (a, b) = ([.. given.EnumerateArray().Select(c => c.GetProperty("a").GetDouble())], [.. given.EnumerateArray().Select(c => c.GetProperty("b").GetDouble())]);
        if (a.Length == 0 || a.Length != b.Length) throw new FormatException("params.a and params.b are needed, one of each for every campaign.");
        ResponseCurve[] curves = [.. a.Select((scale, i) => new ResponseCurve(i.ToString(CultureInfo.InvariantCulture), scale, b[i]))];
        BudgetAllocation divided = BudgetAllocation.Divide(curves, input.Needed("budget", "total"));
        return new JsonObject
        {
            ["lambda"] = CaseJson.Node(divided.MarginalReturn),
            ["spend"] = CaseJson.List([.. curves.Select(c => divided.Spend[c.Campaign])]),
            ["revenue"] = CaseJson.Node(divided.Revenue),
        };
    }

    /// <summary>Clicks without an order after which a word would have sold.</summary>
    public static JsonObject ClicksToExclude(CaseInput input)
    {
        double[] rates = input.NumbersOf("conversion", "expected_conversion", "rates");
        if (rates.Length == 0) throw new FormatException("params.conversion is missing; give the conversion expected of a click, such as 0.03.");
        return new JsonObject { ["clicks"] = CaseJson.List([.. rates.Select(r => (double)ClickValue.ClicksToExclude(r, input.Number("certainty", 0.95)))]) };
    }
}
