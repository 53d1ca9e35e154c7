using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Duoshou.Analytics.Experiments;
using Duoshou.Analytics.Market;
using Duoshou.Analytics.Trust;

namespace Duoshou.Analytics.Cases;

static partial class MarketCases
{
    public static JsonObject Concentrated(CaseInput input)
    {
        double[] sales = input.NumbersOf("shares_percent", "shares", "sales", "revenue");
        if (sales.Length == 0) throw new FormatException("params.shares_percent is missing; give every seller's share or sales.");
        Concentration market = Concentration.Of(sales);
        return CaseJson.Named([new("hhi", market.Hhi), new("cr4", market.TopFourPercent), new("gini", market.Gini)]);
    }

    public static JsonObject Wilson(CaseInput input) => new()
    {
        ["ci"] = CaseJson.Rows((input.Rows("x_n") is { Length: > 0 } rows ? rows : [[input.Needed("x", "successes"), input.Needed("n", "trials")]]).Select(r =>
        {
            RateInterval interval = RateInterval.Wilson(r[0], r[1], input.Number("confidence", Percent().Match(input.Method) is { Success: true } said
                ? double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) / 100 : 0.95));
            return new[] { interval.Low, interval.High };
        })),
    };

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)\s*%")]
    private static partial Regex Percent();

    /// <summary>First digits of the invoices' totals, sales only, unless amounts are given.</summary>
    public static JsonObject FirstDigits(CaseInput input)
    {
        IEnumerable<decimal> amounts = input.Numbers("amounts") is { Length: > 0 } given ? given.Select(v => (decimal)v)
            : RetailLine.Read(input.Open()).Where(l => l.IsSale).GroupBy(l => l.Invoice, StringComparer.Ordinal).Select(g => g.Sum(l => l.Quantity * l.Price));
        Benford digits = Benford.Of(amounts);
        JsonObject answer = CaseJson.Named([new("mad", digits.Deviation), new("chi2", digits.ChiSquare), new("p", digits.P), new("n", digits.Numbers)]);
        answer["shares"] = CaseJson.List([.. digits.Shares]);
        return answer;
    }

    public static JsonObject Shrunk(CaseInput input)
    {
        if (input.Numbers("x").Length == 0 || input.Numbers("x").Length != input.Numbers("n").Length)
            throw new FormatException("params.x and params.n are needed, successes and trials, equally many of each.");
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
