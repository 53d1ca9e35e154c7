using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis;

/// <summary>A diagnosis as programs read it; the same document from the API and the command line.</summary>
public static class DiagnosisDocument
{
    /// <param name="language">The language of the plain texts; both stand beside them.</param>
    public static JsonObject Of(ShopDiagnosis found, Language language) => new()
    {
        ["run"] = found.Id.ToString(),
        ["shop"] = found.Shop.Id.ToString(),
        ["shopName"] = found.Shop.Name,
        ["on"] = DayText.Plain(found.On),
        ["currency"] = found.Shop.Currency.Code,
        ["score"] = Number(found.Score),
        ["capped"] = found.Capped,
        ["method"] = ShopDiagnosis.Method.In(language),
        ["parts"] = new JsonArray([.. found.Parts.Select(part => PartOf(part, language))]),
        ["findings"] = new JsonArray([.. found.Findings.Select(finding => FindingOf(finding, found, language))]),
    };

    static JsonObject PartOf(DiagnosedPart part, Language language) => new()
    {
        ["part"] = part.Part, ["name"] = part.Name.In(language), ["score"] = Number(part.Score), ["weight"] = Number(part.Weight), ["metric"] = part.Metric,
        ["value"] = Number(part.Value), ["compared"] = Number(part.Compared), ["grade"] = part.Value is null ? "unknown" : Grades.CodeOf(part.Grade),
        ["text"] = part.Note.In(language), ["texts"] = Both(part.Note),
        ["lines"] = new JsonArray([.. part.Lines.Select(line => (JsonNode)new JsonObject { ["name"] = line.Name.In(language), ["text"] = line.Text.In(language) })]),
    };

    static JsonObject FindingOf(DiagnosedFinding finding, ShopDiagnosis of, Language language) => new()
    {
        ["code"] = finding.Code, ["severity"] = Snake(finding.Severity), ["money"] = Number(finding.Money), ["currency"] = of.Shop.Currency.Code,
        ["how"] = finding.How.In(language), ["text"] = finding.Text.In(language), ["texts"] = Both(finding.Text), ["grade"] = Grades.CodeOf(finding.Grade),
        ["evidence"] = new JsonArray([.. finding.Evidence.Select(link => (JsonNode)new JsonObject
        {
            ["text"] = link.Text.In(language), ["page"] = link.Page, ["metric"] = link.Metric, ["from"] = DayText.Plain(link.From), ["to"] = DayText.Plain(link.To),
            ["where"] = Where(link.Where), ["link"] = link.Address(of.Shop),
        })]),
        ["next"] = finding.Next.In(language), ["nexts"] = Both(finding.Next), ["key"] = finding.Key, ["from"] = DayText.Plain(finding.From),
        ["to"] = DayText.Plain(finding.To), ["metric"] = finding.Metric, ["where"] = Where(finding.Thing),
        ["checked"] = new JsonArray([.. finding.Checked.Select(cause => (JsonNode)new JsonObject
        {
            ["cause"] = cause.Cause, ["name"] = cause.Name.In(language), ["verdict"] = Snake(cause.Verdict), ["reason"] = cause.Reason.In(language),
        })]),
        ["hitRate"] = Number(finding.HitRate), ["judged"] = finding.Judged, ["mark"] = finding.Mark is { } mark ? MarkOf(mark) : null,
    };

    static JsonObject MarkOf(MarkCard mark) => new()
    {
        ["kind"] = Snake(mark.Kind), ["reason"] = mark.Reason is { } reason ? Snake(reason) : null, ["note"] = mark.Note, ["who"] = mark.Who,
        ["until"] = mark.Until is { } until ? DayText.Plain(until) : null, ["by"] = mark.By,
    };

    static JsonObject Where(IReadOnlyList<AttributeValue> where) => new(where.GroupBy(a => a.Dimension)
        .Select(group => KeyValuePair.Create<string, JsonNode?>(group.Key, string.Join('|', group.Select(a => a.Value)))));

    static JsonObject Both(Words words) => new() { ["zh"] = words.Zh, ["en"] = words.En };

    static JsonNode? Number(decimal? value) => value is { } known ? WireFormat.Text(known) : null;

    static string Snake<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
