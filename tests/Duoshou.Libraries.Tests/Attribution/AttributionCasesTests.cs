using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Attribution.Cases;

namespace Duoshou.Tests.Attribution;

/// <summary>The worked cases of attribution, each against its own expected figures.</summary>
public sealed class AttributionCasesTests
{
    [SkippableTheory]
    [InlineData("lmdi-gmv")]
    [InlineData("shapley-gmv")]
    [InlineData("simpson")]
    public void A_worked_case_gives_its_expected_figures(string id)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.Path("cases/analytics.json")));
        JsonElement worked = file.RootElement.GetProperty("cases").EnumerateArray()
            .Single(c => c.GetProperty("id").GetString() == id);
        JsonElement settings = worked.GetProperty("params");
        JsonObject answer = id switch
        {
            "lmdi-gmv" => AttributionCases.LogMean(settings),
            "shapley-gmv" => AttributionCases.Shapley(settings),
            _ => AttributionCases.Mix(settings),
        };
        foreach (JsonProperty expected in worked.GetProperty("expected").EnumerateObject())
        {
            if (expected.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                answer[expected.Name]!.GetValue<bool>().ShouldBe(expected.Value.GetBoolean());
            else
                double.Parse(answer[expected.Name]!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
                    .ShouldBe(expected.Value.GetDouble(), 1e-9 * Math.Max(1, Math.Abs(expected.Value.GetDouble())));
        }
    }
}
