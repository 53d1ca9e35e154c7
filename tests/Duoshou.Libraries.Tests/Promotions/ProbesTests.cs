using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Duoshou.Libraries.Tests.Promotions;

/// <summary>
/// Cases worked out by hand from the rules, in the words of the case files: the order of calculation, rounding, thresholds at their edge, caps,
/// exclusion, currencies without a minor unit, refunds of parts, limits.
/// </summary>
public class ProbesTests
{
    static readonly string Text = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "probes.json"));

    static string Here([CallerFilePath] string here = "") => here;

    public static IEnumerable<object[]> Ids => JsonNode.Parse(Text)!["cases"]!.AsArray().Select(one => new object[] { one!["id"]!.GetValue<string>() });

    static readonly Lazy<Dictionary<string, JsonNode>> Answers = new(() => PromotionCasesTests.Answer(Text)["results"]!.AsArray().ToDictionary(r => r!["id"]!.GetValue<string>(), r => r!));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_case_worked_out_by_hand_comes_out_as_expected(string id)
    {
        JsonNode one = JsonNode.Parse(Text)!["cases"]!.AsArray().Single(c => c!["id"]!.GetValue<string>() == id)!;
        List<string> wrong = [];
        PromotionCasesTests.Compare(id, one["expect"]!, Answers.Value[id]["expect"] ?? Answers.Value[id]["error"], wrong);
        wrong.ShouldBeEmpty(one["title"]!.GetValue<string>());
    }
}
