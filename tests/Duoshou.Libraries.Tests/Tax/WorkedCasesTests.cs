using System.Text.Json;
using Duoshou.Tax.Cases;

namespace Duoshou.Libraries.Tests.Tax;

/// <summary>Every worked case of the reference file, key by key.</summary>
public class WorkedCasesTests
{
    [SkippableFact]
    public void Every_worked_case_is_answered_to_the_cent()
    {
        byte[] file = File.ReadAllBytes(ReferenceFiles.Path("cases/tax.json"));
        using JsonDocument cases = JsonDocument.Parse(file);
        using JsonDocument answers = JsonDocument.Parse(TaxCases.Answer(new MemoryStream(file)));
        List<string> wrong = [];
        foreach ((JsonElement given, JsonElement answer) in cases.RootElement.GetProperty("cases").EnumerateArray()
            .Zip(answers.RootElement.GetProperty("results").EnumerateArray()))
        {
            string id = given.GetProperty("id").GetString()!;
            answer.GetProperty("id").GetString().ShouldBe(id);
            if (!answer.TryGetProperty("expect", out JsonElement computed)) wrong.Add($"{id}: {answer}");
            else wrong.AddRange(Differences(given.GetProperty("expect"), computed, id));
        }

        wrong.ShouldBeEmpty();
        cases.RootElement.GetProperty("cases").GetArrayLength().ShouldBe(35);
    }

    [SkippableFact]
    public void What_a_file_expects_is_not_read()
    {
        string text = File.ReadAllText(ReferenceFiles.Path("cases/tax.json"));
        using JsonDocument cases = JsonDocument.Parse(text);
        string[] without = [.. cases.RootElement.GetProperty("cases").EnumerateArray().Select(c => "{" + string.Join(',',
            c.EnumerateObject().Where(p => p.Name != "expect").Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}")) + "}")];
        Answer($"{{\"cases\":[{string.Join(',', without)}]}}").ShouldBe(Answer(text));
    }

    static string Answer(string text) => TaxCases.Answer(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));

    static IEnumerable<string> Differences(JsonElement expected, JsonElement computed, string at)
    {
        if (expected.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in expected.EnumerateObject())
            {
                if (!computed.TryGetProperty(property.Name,
                    out JsonElement value)) yield return $"{at}.{property.Name}: not answered";
                else foreach (
                    string difference in Differences(property.Value, value, $"{at}.{property.Name}")) yield return difference;
            }

            foreach (JsonProperty extra in computed.EnumerateObject())
                if (!expected.TryGetProperty(extra.Name,
                    out _)) yield return $"{at}.{extra.Name}: answered though not expected ({extra.Value})";
        }
        else if (expected.ValueKind == JsonValueKind.Array)
        {
            if (expected.GetArrayLength() != computed.GetArrayLength()) yield return $"{at}: {computed.GetArrayLength()} entries";
            foreach ((JsonElement left, JsonElement right, int i) in expected.EnumerateArray()
                .Zip(computed.EnumerateArray(), Enumerable.Range(0, 1000)))
                foreach (string difference in Differences(left, right, $"{at}[{i}]")) yield return difference;
        }
        else if (expected.ToString() != computed.ToString())
        {
            yield return $"{at}: expected {expected}, computed {computed}";
        }
    }
}
