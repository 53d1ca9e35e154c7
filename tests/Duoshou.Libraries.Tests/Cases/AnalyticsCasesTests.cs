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
    public void The_reference_figures_are_reproduced(string id, double absolute, double relative)
    {
        JsonNode expected = Case(id)["expected"]!;
        JsonNode computed = Answer(id);
        foreach ((string name, JsonNode? wanted) in expected.AsObject())
            Compare(wanted, computed[name], absolute, relative, $"{id}.{name}");
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
        Dictionary<string, Func<CaseInput, JsonObject>> further = new() { ["LMDI"] = input => new JsonObject { ["x"] = input.Id } };
        JsonObject answer = AnalyticsCases.Answer(new MemoryStream(Encoding.UTF8.GetBytes(file)), NoFile, further);
        answer["results"]![0]!["expected"]!["x"]!.GetValue<string>().ShouldBe("a");
    }

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
                Math.Abs(found - number).ShouldBeLessThanOrEqualTo(Math.Max(absolute, relative * Math.Abs(number)) + 1e-12, where);
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
