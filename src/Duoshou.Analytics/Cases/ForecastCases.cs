using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Duoshou.Analytics.Forecasting;

namespace Duoshou.Analytics.Cases;

static partial class ForecastCases
{
    public static JsonObject Smoothing(CaseInput input)
    {
        (double[] y, int period) = Series(input);
        string letters = input.Setting("model", Model().Match(input.Method).Groups[1].Value);
        Ets? fitted = letters.Length > 0 && !letters.Contains('Z', StringComparison.OrdinalIgnoreCase)
            ? Ets.Fit(y, period, EtsKind.Parse(letters)) : Ets.Choose(y, period);
        if (fitted is not { } model)
            throw new FormatException($"The series of {y.Length} points is too short for the model, or holds values that it cannot multiply.");
        int horizon = (int)input.AnyOf(3, "h", "horizon");
        Forecast ahead = model.ForecastWithInterval(Math.Max(1, horizon));
        JsonObject answer = new()
        {
            ["model"] = model.Kind.ToString(),
            ["loglik"] = CaseJson.Node(model.LogLikelihood),
            ["alpha"] = CaseJson.Node(model.Parameters.Alpha),
            ["beta"] = CaseJson.Node(model.Parameters.Beta),
            ["gamma"] = CaseJson.Node(model.Parameters.Gamma),
            ["phi"] = CaseJson.Node(model.Parameters.Phi),
            ["level0"] = CaseJson.Node(model.Start[0]),
            ["sigma2"] = CaseJson.Node(model.Variance),
            ["aicc"] = CaseJson.Node(model.Aicc),
            ["forecast"] = CaseJson.Node(ahead.Mean[0]),
            ["pi95_h1"] = CaseJson.List(ahead.Low[0], ahead.High[0]),
        };
        foreach (string key in input.Asked)
            if (Ahead().Match(key) is { Success: true } many)
                answer[key] = CaseJson.List(model.Forecast(int.Parse(many.Groups[1].Value, CultureInfo.InvariantCulture)));
        return input.Trimmed(answer);
    }

    public static JsonObject StandardTheta(CaseInput input)
    {
        (double[] y, int period) = Series(input);
        return new JsonObject { ["mean"] = CaseJson.List(Theta.Standard(y, period, (int)input.AnyOf(Math.Max(5, 2
            * period), "h", "horizon"))) };
    }

    public static JsonObject Crostons(CaseInput input)
    {
        Match rate = Rate().Match(input.Method);
        if (input.Numbers("y").Length == 0) throw new FormatException("params.y is missing; give the demand of every period, zeros too.");
        double alpha = input.Number("alpha", rate.Success ? double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0.1);
        Intermittent demand = Intermittent.Smooth(input.Numbers("y"), alpha, input.Number("beta", alpha));
        JsonObject answer = CaseJson.Named([new("size", demand.Size), new("interval", demand.Interval), new("croston",
            demand.Croston),
            new("sba", demand.Sba), new("tsb", demand.Tsb), new("adi", demand.MeanInterval), new("cv2_population",
                demand.SizeVariation)]);
        answer["class"] = demand.Class switch
        {
            DemandClass.Smooth => "smooth (ADI<1.32, CV2<0.49)",
            DemandClass.Erratic => "erratic (ADI<1.32, CV2>=0.49)",
            DemandClass.Intermittent => "intermittent (ADI>=1.32, CV2<0.49)",
            DemandClass.Lumpy => "lumpy (ADI>=1.32, CV2>=0.49)",
            _ => "no demand",
        };
        return answer;
    }

    /// <summary>
    /// Accuracy over the whole competition of the product's automatic choice, with the simple methods beside it.
    /// </summary>
    public static JsonObject Competition(CaseInput input)
    {
        CompetitionSeries[] all = CompetitionSeries.Read(input.Open());
        JsonObject answer = [];
        if (input.Wants("naive")) answer["naive"] = Score(all, s => Naive.Last(s.History, s.Future.Length));
        if (input.Wants("seasonal_naive")) answer["seasonal_naive"] = Score(all, s => Naive.Seasonal(s.History, s.Period, s.Future.Length));
        if (input.Wants("theta_R")) answer["theta_R"] = Score(all, s => Theta.Standard(s.History, s.Period, s.Future.Length));
        answer["product"] = Score(all, s => AutomaticForecast.Mean(s.History, s.Period, s.Future.Length));
        return answer;
    }

    static JsonObject Score(CompetitionSeries[] all, Func<CompetitionSeries, double[]> method)
    {
        Accuracy mean = Accuracy.Mean(CompetitionSeries.Each(all, method));
        return CaseJson.Named([new("smape", mean.Smape), new("mape", mean.Mape), new("mase", mean.Mase)]);
    }

    /// <summary>A named series of the data file, or y with a period from the settings.</summary>
    internal static (double[] Y, int Period) Series(CaseInput input)
    {
        if (input.Numbers("y") is { Length: > 0 } given) return (given, (int)input.Number("period", input.Number("frequency",
            1)));
        using JsonDocument file = JsonDocument.Parse(input.Open());
        string name = input.Setting("series", "");
        if (!file.RootElement.TryGetProperty(name, out JsonElement series))
            throw new FormatException($"params.series names '{name}', which the file does not hold; it holds "
                + string.Join(", ", file.RootElement.EnumerateObject().Select(p => p.Name)) + ".");
        double[] y = [.. series.GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
        return (y, (int)input.Number("period", series.GetProperty("frequency").GetDouble()));
    }

    [GeneratedRegex(@"ETS\s*\(([A-Za-z, ]+)\)")]
    private static partial Regex Model();

    [GeneratedRegex(@"^forecast_(\d+)$")]
    private static partial Regex Ahead();

    [GeneratedRegex(@"alpha = (?:beta = )?([0-9.]+)")]
    private static partial Regex Rate();
}
