using System.Runtime.CompilerServices;
using System.Text.Json;
using Duoshou.Tax.Cases;

namespace Duoshou.Libraries.Tests.Tax;

/// <summary>
/// Questions put straight from the specification's rows, on the days around changes and on both sides of limits. Every amount that is
/// expected was worked out outside this program, from the formulas of the specification with exact decimals.
/// </summary>
public class SpecCasesTests
{
    public static TheoryData<string> Ids => new(Cases().Select(c => c.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_amount_is_as_worked_out_from_the_specification(string id)
    {
        JsonElement given = Cases().Single(c => c.GetProperty("id").GetString() == id);
        using MemoryStream file = new(System.Text.Encoding.UTF8.GetBytes($"{{\"cases\":[{given.GetRawText()}]}}"));
        JsonElement answer = JsonDocument.Parse(TaxCases.Answer(file)).RootElement.GetProperty("results")[0];
        answer.TryGetProperty("expect", out JsonElement found).ShouldBeTrue(answer.GetRawText());
        foreach (JsonProperty wanted in given.GetProperty("expect").EnumerateObject())
            (found.TryGetProperty(wanted.Name, out JsonElement value) ? JsonSerializer.Serialize(value) : "absent")
                .ShouldBe(JsonSerializer.Serialize(wanted.Value), wanted.Name);
    }

    static JsonElement[] Cases([CallerFilePath] string here = "") =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "spec-cases.json"))).RootElement.GetProperty("cases").EnumerateArray()];
}
