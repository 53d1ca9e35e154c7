using System.Runtime.CompilerServices;
using System.Text.Json;
using Duoshou.Tax.Cases;

namespace Duoshou.Libraries.Tests.Tax;

/// <summary>
/// Cases on both sides of limits and dates. The totals in the file were recomputed by a second program with the formulas written out;
/// treatments and the split of a total into its parts were read over, not recomputed.
/// </summary>
public class BorderCasesTests
{
    public static TheoryData<string> Ids => new(Cases().Select(c => c.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_side_of_a_limit_is_answered_as_recorded(string id)
    {
        JsonElement given = Cases().Single(c => c.GetProperty("id").GetString() == id);
        using MemoryStream file = new(System.Text.Encoding.UTF8.GetBytes($"{{\"cases\":[{given.GetRawText()}]}}"));
        JsonElement answer = JsonDocument.Parse(TaxCases.Answer(file)).RootElement.GetProperty("results")[0];
        if (given.TryGetProperty("error", out JsonElement code))
            answer.GetProperty("error").GetProperty("code").GetString().ShouldBe(code.GetString());
        else
            JsonSerializer.Serialize(answer.GetProperty("expect"))
                .ShouldBe(JsonSerializer.Serialize(given.GetProperty("expect")));
    }

    static JsonElement[] Cases([CallerFilePath] string here = "") =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "border-cases.json")))
            .RootElement.GetProperty("cases").EnumerateArray()];
}
