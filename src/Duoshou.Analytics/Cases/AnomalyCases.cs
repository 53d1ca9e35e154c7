using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Duoshou.Analytics.Anomalies;

namespace Duoshou.Analytics.Cases;

static partial class AnomalyCases
{
    public static JsonObject Decomposition(CaseInput input)
    {
        (double[] y, int period) = ForecastCases.Series(input);
        if (input.Flag("log") || input.Method.Contains("on log", StringComparison.Ordinal)) y = [.. y.Select(v => Math.Log(v))];
        Match window = Window().Match(input.Method);
        int? seasonal = double.IsNaN(input.Number("s_window"))
            ? window.Success ? int.Parse(window.Groups[1].Value, CultureInfo.InvariantCulture) : null
            : (int)input.Number("s_window");
        bool robust = input.Flag("robust") || input.Method.Contains("robust", StringComparison.OrdinalIgnoreCase);
        int? trend = double.IsNaN(input.Number("t_window")) ? null : (int)input.Number("t_window");
        Stl split = Stl.Split(y, new(period, seasonal, trend, robust));
        JsonObject answer = new()
        {
            ["seasonal_1_3"] = CaseJson.List([.. split.Seasonal.Take(3)]),
            ["trend_1_3"] = CaseJson.List([.. split.Trend.Take(3)]),
            ["remainder_1_3"] = CaseJson.List([.. split.Remainder.Take(3)]),
            ["remainder_variance"] = CaseJson.Node(Numerics.Samples.Variance([.. split.Remainder])),
            ["first"] = CaseJson.List(split.Seasonal[0], split.Trend[0], split.Remainder[0]),
            ["last"] = CaseJson.List(split.Seasonal[^1], split.Trend[^1], split.Remainder[^1]),
        };
        foreach (string key in answer.Select(p => p.Key).Where(k => !input.Asked.Contains(k)).ToArray()) answer.Remove(key);
        return answer;
    }

    [GeneratedRegex(@"s\.window=(\d+)")]
    private static partial Regex Window();
}
