using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Cases;

namespace Duoshou.Libraries.Tests.Cases;

/// <summary>Every reference case that has plain figures to reproduce, within the tolerance that the case itself states.</summary>
public class AnalyticsCasesTests
{
    [SkippableTheory]
    [InlineData("reorder", 1e-5, 0)]
    [InlineData("bgnbd-cdnow", 0.005, 0)]
    [InlineData("bgnbd-predict", 1e-5, 0)]
    [InlineData("gammagamma-cdnow", 0, 0.005)]
    [InlineData("rfm-online-retail", 0, 1e-8)]
    [InlineData("fim-t10-1000", 0, 0)]
    [InlineData("fim-t10-500", 0, 0)]
    [InlineData("fim-retail-882", 0, 0)]
    [InlineData("fim-retail-176", 0, 0)]
    [InlineData("fim-groceries-10", 0, 0)]
    [InlineData("fim-mushroom-2031", 0, 0)]
    [InlineData("rules-groceries-410", 1e-5, 0)]
    [InlineData("rules-groceries-15", 1e-5, 0)]
    [InlineData("ab-cookie-cats", 0, 1e-6)]
    [InlineData("msprt-day7", 0, 1e-7)]
    [InlineData("hillstrom-mens", 0, 1e-6)]
    [InlineData("cuped-hillstrom", 0, 1e-6)]
    [InlineData("sample-size", 0, 1e-7)]
    [InlineData("elasticity-journals", 1e-6, 0)]
    [InlineData("lerner", 1e-9, 0)]
    [InlineData("hhi", 1e-9, 0)]
    [InlineData("wilson", 1e-9, 0)]
    [InlineData("beta-binomial", 1e-4, 0)]
    [InlineData("gsp-ztc", 1e-9, 0)]
    [InlineData("stl-nottem-periodic", 1e-4, 0)]
    [InlineData("stl-co2-21", 1e-6, 0)]
    [InlineData("ets-nile-ann", 0, 1e-3)]
    [InlineData("theta-nile", 0, 2e-3)]
    [InlineData("intermittent", 1e-9, 0)]
    [InlineData("prop99-did-sc-sdid", 0.05, 0)]
    [InlineData("abc-online-retail", 0, 0)]
    public void The_reference_figures_are_reproduced(string id, double absolute, double relative)
    {
        JsonNode expected = Case(id)["expected"]!;
        JsonNode computed = Answer(id);
        foreach ((string name, JsonNode? wanted) in expected.AsObject())
            Compare(wanted, computed[name], absolute, relative, $"{id}.{name}");
    }

    [SkippableFact]
    public void A_seasonal_smoothing_model_is_as_likely_as_the_reference_and_forecasts_the_same()
    {
        JsonNode computed = Answer("ets-nottem-ana");
        Number(computed["loglik"], "loglik").ShouldBe(-852.4721, 0.5);
        Compare(Case("ets-nottem-ana")["expected"]!["forecast_3"], computed["forecast_3"], 0, 0.01, "forecast_3");
    }

    [SkippableFact]
    public void The_mixture_of_states_with_predictors_is_the_published_one()
    {
        JsonNode expected = Case("prop99-adh")["expected"]!, computed = Answer("prop99-adh");
        Compare(expected["published_weights"], computed["published_weights"], 0.02, 0, "weights");
        Compare(expected["gap_with_published_weights"], computed["gap_with_published_weights"], 0.3, 0, "gaps");
        Number(computed["pre_mspe_at_most"], "mspe").ShouldBeLessThanOrEqualTo(3.1);
        Number(computed["gap_mean_1989_2000"], "gap").ShouldBe(-18.98, 0.3);
    }

    [SkippableFact]
    public void Every_labelled_anomaly_is_found_with_few_false_alarms()
    {
        JsonNode computed = Answer("anomaly-daily");
        Number(computed["product"]!["F1"], "F1").ShouldBeGreaterThanOrEqualTo(0.90);
        Number(computed["product"]!["FN"], "FN").ShouldBe(0);
        Number(computed["stl_mad_no_calendar_F1"], "without").ShouldBeLessThan(Number(computed["product"]!["F1"], "F1"));
    }

    [SkippableFact]
    public void Chinese_text_is_cut_as_the_reference_program_cuts_it()
    {
        JsonNode expected = Case("zh-segmentation")["expected"]!, computed = Answer("zh-segmentation");
        Compare(expected["words"], computed["words"], 0, 0, "words");
        Compare(expected["words_no_hmm"], computed["words_no_hmm"], 0, 0, "words_no_hmm");
        JsonArray wanted = expected["tfidf_top5"]!.AsArray(), found = computed["tfidf_top5"]!.AsArray();
        for (int text = 0; text < wanted.Count; text++)
            found[text]!.AsArray().Select(t => t![0]!.GetValue<string>()).Order(StringComparer.Ordinal)
                .ShouldBe(wanted[text]!.AsArray().Select(t => t![0]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public void The_automatic_forecast_beats_the_published_methods_on_the_M3_competition()
    {
        JsonNode computed = Answer("m3-all");
        Compare(Case("m3-all")["expected"]!["naive"], computed["naive"], 1e-4, 0, "naive");
        Compare(Case("m3-all")["expected"]!["seasonal_naive"], computed["seasonal_naive"], 1e-4, 0, "seasonal_naive");
        Number(computed["product"]!["smape"], "smape").ShouldBeLessThanOrEqualTo(12.70);
        Number(computed["product"]!["mase"], "mase").ShouldBeLessThanOrEqualTo(1.39);
        Number(computed["theta_R"]!["smape"], "theta").ShouldBe(12.79, 0.01);
    }

    [SkippableFact]
    public void Reviews_are_told_good_from_bad_in_at_least_91_of_100_cases()
    {
        JsonNode computed = Answer("sentiment-zh");
        Number(computed["rows"], "rows").ShouldBe(62773);
        Number(computed["product"]!["accuracy"], "accuracy").ShouldBeGreaterThanOrEqualTo(0.915);
    }

    [SkippableFact]
    public void Hits_are_seen_coming_more_often_than_by_growth_alone()
    {
        Skip.IfNot(Environment.GetEnvironmentVariable("DUOSHOU_FULL") == "1",
            "Learns from ten months of sales; set DUOSHOU_FULL=1.");
        JsonNode computed = Answer("hit-early"), expected = Case("hit-early")["expected"]!;
        foreach (string exact in new[] { "candidates", "hits" }) Compare(expected[exact], computed[exact], 0, 0, exact);
        Compare(expected["hits_in_top20_x10"], computed["hits_in_top20_x10"], 0, 0, "baselines");
        Number(computed["hits_in_top20_x10"]!["product"], "product").ShouldBeGreaterThanOrEqualTo(24);
    }

    [Fact]
    public void A_method_nobody_knows_answers_with_an_error_and_the_rest_are_still_answered()
    {
        const string file = """
            {"cases":[{"id":"a","method":"reading tea leaves","expected":{"x":1}},
                      {"id":"b","method":"HHI","params":{"shares_percent":[50,50]},"expected":{"hhi":0}}]}
            """;
        JsonArray results = AnalyticsCases.Answer(new MemoryStream(Encoding.UTF8.GetBytes(file)), NoFile)["results"]!.AsArray();
        results[0]!["error"]!["code"]!.GetValue<string>().ShouldBe("case.method_unknown");
        results[1]!["expected"]!["hhi"]!.GetValue<double>().ShouldBe(5000, 1e-9);
    }

    [Fact]
    public void A_method_given_from_outside_is_answered_too()
    {
        const string file = """{"cases":[{"id":"a","method":"LMDI-I additive","expected":{"x":1}}]}""";
        Dictionary<string, Func<CaseInput, JsonObject>> further = new() { ["LMDI"] = input =>
            new JsonObject { ["x"] = input.Id } };
        JsonObject answer = AnalyticsCases.Answer(new MemoryStream(Encoding.UTF8.GetBytes(file)), NoFile, further);
        answer["results"]![0]!["expected"]!["x"]!.GetValue<string>().ShouldBe("a");
    }

    /// <summary>Small reference values are printed with five digits; a p of 1.1638e-07 hides 5e-12.</summary>
    const double LastPrintedDigit = 6e-12;

    internal static JsonNode Case(string id)
    {
        JsonNode file = JsonNode.Parse(File.ReadAllText(ReferenceFiles.Path("cases/analytics.json")))!;
        return file["cases"]!.AsArray().Single(c => c!["id"]!.GetValue<string>() == id)!;
    }

    internal static JsonNode Answer(string id)
    {
        JsonNode wanted = Case(id);
        JsonObject one = new() { ["cases"] = new JsonArray(wanted.DeepClone()) };
        JsonObject answer = AnalyticsCases.Answer(new MemoryStream(Encoding.UTF8.GetBytes(one.ToJsonString())),
            (_, path) => File.OpenRead(ReferenceFiles.Path("data/" + path)));
        return answer["results"]![0]!["expected"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    internal static void Compare(JsonNode? wanted, JsonNode? computed, double absolute, double relative, string where)
    {
        switch (wanted)
        {
            case JsonObject group:
                foreach ((string name, JsonNode? inner) in group) Compare(inner, computed?[name], absolute, relative, $"{where}.{name}");
                break;
            case JsonArray list:
                (computed as JsonArray)?.Count.ShouldBe(list.Count, where);
                for (int i = 0; i < list.Count; i++) Compare(list[i], computed?[i], absolute, relative, $"{where}[{i}]");
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                double number = value.GetValue<double>(), found = Number(computed, where);
                Math.Abs(found - number).ShouldBeLessThanOrEqualTo(Math.Max(absolute, relative * Math.Abs(number))
                    + LastPrintedDigit, where);
                break;
            default:
                (computed?.ToJsonString() ?? "null").ShouldBe(wanted?.ToJsonString() ?? "null", where);
                break;
        }
    }

    static double Number(JsonNode? node, string where) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"{where} is no number: {node?.ToJsonString() ?? "null"}");

    static FileStream NoFile(string prefix, string path) => throw new FileNotFoundException(path);
}
