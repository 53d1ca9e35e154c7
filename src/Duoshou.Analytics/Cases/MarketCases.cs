using System.Text.Json.Nodes;
using Duoshou.Analytics.Experiments;
using Duoshou.Analytics.Market;
using Duoshou.Analytics.Trust;

namespace Duoshou.Analytics.Cases;

static class MarketCases
{
    public static JsonObject Concentrated(CaseInput input)
    {
        double[] sales = input.Numbers("shares_percent") is { Length: > 0 } shares ? shares : input.Numbers("sales");
        Concentration market = Concentration.Of(sales);
        return CaseJson.Named([new("hhi", market.Hhi), new("cr4", market.TopFourPercent), new("gini", market.Gini)]);
    }

    public static JsonObject Wilson(CaseInput input) => new()
    {
        ["ci"] = CaseJson.Rows(input.Rows("x_n").Select(r =>
        {
            RateInterval interval = RateInterval.Wilson(r[0], r[1], input.Number("confidence", 0.95));
            return new[] { interval.Low, interval.High };
        })),
    };

    public static JsonObject Shrunk(CaseInput input)
    {
        ShrunkenRates rates = ShrunkenRates.Fit(input.Numbers("x"), input.Numbers("n"));
        return new JsonObject
        {
            ["alpha"] = CaseJson.Node(rates.Alpha),
            ["beta"] = CaseJson.Node(rates.Beta),
            ["loglik"] = CaseJson.Node(rates.LogLikelihood),
            ["shrunk"] = CaseJson.List([.. rates.Rates]),
        };
    }
}
