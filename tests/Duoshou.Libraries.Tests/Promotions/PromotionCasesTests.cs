using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Promotions.Cases;

namespace Duoshou.Libraries.Tests.Promotions;

/// <summary>The worked cases beside the repository: what was computed against what is expected, member by member.</summary>
public class PromotionCasesTests
{
    [SkippableFact]
    public void Every_worked_case_comes_out_as_expected()
    {
        string path = ReferenceFiles.Path("cases/promotions.json");
        JsonNode file = JsonNode.Parse(File.ReadAllText(path))!;
        using FileStream stream = File.OpenRead(path);
        Dictionary<string, JsonNode> answers = PromotionCases.Answer(stream)["results"]!.AsArray()
            .ToDictionary(r => r!["id"]!.GetValue<string>(), r => r!);
        List<string> wrong = [];
        foreach (JsonNode? one in file["cases"]!.AsArray())
        {
            string id = one!["id"]!.GetValue<string>();
            Compare(id, one["expect"]!, answers[id]["expect"] ?? answers[id]["error"], wrong);
        }

        wrong.ShouldBeEmpty();
        answers.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void What_a_case_expects_does_not_change_the_answer()
    {
        const string one = """
            {"cases":[{"id":"a","lines":[{"id":"x","sku":"x","qty":2,"unitPrice":999}],
            "promotions":[{"id":"p","actions":[{"type":"percentOff","bp":1500}]}]EXPECT}]}
            """;
        string without = Answer(one.Replace("EXPECT", "", StringComparison.Ordinal)).ToJsonString();
        Answer(one.Replace("EXPECT", ""","expect":{"total":1}""", StringComparison.Ordinal)).ToJsonString().ShouldBe(without);
        JsonNode.Parse(without)!["results"]![0]!["expect"]!["total"]!.GetValue<long>().ShouldBe(1698);
    }

    [Theory]
    [InlineData("""{"id":"a","lines":[{"id":"x","qty":1,"unitPrice":1.5}]}""", "bad_field")]
    [InlineData("""{"id":"a","lines":[{"id":"x","qty":0,"unitPrice":5}]}""", "quantity")]
    [InlineData("""{"id":"a","currency":"ZZZ","lines":[]}""", "currency")]
    [InlineData("""{"id":"a","lines":[],"promotions":[{"id":"p","actions":[{"type":"magic"}]}]}""", "unknown_action")]
    [InlineData("""{"id":"a","lines":[],"promotions":[{"id":"p","when":[{"type":"moon"}],"actions":[]}]}""", "unknown_condition")]
    [InlineData("""{"id":"a","kind":"song","lines":[]}""", "unknown_kind")]
    [InlineData("""{"id":"a","lines":[{"id":"x","unitPrice":5}],"refunds":[{"shipping":["S"]}]}""", "unknown_shipping")]
    public void A_case_that_cannot_be_computed_says_why(string one, string code)
    {
        JsonNode result = Answer($$"""{"cases":[{{one}}]}""")["results"]![0]!;
        result["error"]!["code"]!.GetValue<string>().ShouldBe(code);
        result["expect"].ShouldBeNull();
    }

    internal static JsonObject Answer(string json) => PromotionCases.Answer(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    internal static void Compare(string at, JsonNode? expected, JsonNode? actual, List<string> wrong)
    {
        switch (expected)
        {
            case JsonObject members when actual is JsonObject found:
                foreach ((string name, JsonNode? value) in members) Compare($"{at}.{name}", value, found[name], wrong);
                break;
            case JsonArray list when at.EndsWith(".applied", StringComparison.Ordinal) && actual is JsonArray found:
                if (!list.Select(x => x!.ToJsonString()).ToHashSet()
                    .SetEquals(found.Select(x => x!.ToJsonString()))) wrong.Add(Difference(at, list, found));
                break;
            default:
                if (!JsonNode.DeepEquals(expected, actual)) wrong.Add(Difference(at, expected, actual));
                break;
        }
    }

    static string Difference(string at, JsonNode? expected, JsonNode? actual) =>
        $"{at}: expected {expected?.ToJsonString() ?? "nothing"}, computed {actual?.ToJsonString() ?? "nothing"}";
}
