using System.Globalization;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.Attribution.Telling;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis;

/// <summary>An explanation as programs read it; the same document from the API and the command line.</summary>
public static class ExplanationDocument
{
    /// <param name="language">The language of the plain texts; both stand beside them.</param>
    public static JsonObject Of(ChangeExplanation found, Language language) => new()
    {
        ["metric"] = found.Metric.Key,
        ["shop"] = found.Shops.Count == 1 ? found.Shops[0].Id.ToString() : null,
        ["shops"] = new JsonArray([.. found.Shops.Select(shop => (JsonNode)new JsonObject { ["id"] = shop.Id.ToString(), ["name"] = shop.Name })]),
        ["range"] = Range(found.Range, found),
        ["against"] = Range(found.Against, found),
        ["currency"] = found.Currency?.Code,
        ["before"] = Number(found.Before),
        ["after"] = Number(found.After),
        ["change"] = Number(found.Change),
        ["drivers"] = new JsonArray([.. found.Drivers.Select(driver => DriverOf(driver, language))]),
        ["causes"] = new JsonArray([.. found.Causes.Select(cause => CauseOf(cause, language))]),
        ["unexplained"] = Number(found.Unexplained),
        ["findings"] = new JsonArray([.. found.Findings.Select(finding => FindingOf(finding, language))]),
        ["rejected"] = new JsonArray([.. found.Rejected.Select(put => RejectedOf(put.Event, put.Reason, language))]),
        ["gaps"] = new JsonArray([.. found.Gaps.Select(gap => (JsonNode)new JsonObject
        {
            ["feed"] = gap.Feed, ["day"] = Day(gap.Day), ["rows"] = gap.Rows, ["usual"] = Math.Round(gap.UsualRows, 1), ["certain"] = gap.IsCertain,
        })]),
        ["onset"] = found.Onset is { } onset ? Day(onset.Day) : null,
        ["notSearched"] = new JsonArray([.. found.NotSearched.Select(key => (JsonNode)key)]),
    };

    static JsonObject Range(Period range, ChangeExplanation found) => new()
    {
        ["from"] = Day(range.First), ["to"] = Day(range.Last), ["zone"] = found.Passport.Zone, ["basis"] = found.Passport.DateBasis.En,
    };

    static JsonObject DriverOf(Driver driver, Language language) => new()
    {
        ["driver"] = driver.Key, ["name"] = driver.Name.In(language), ["before"] = Number(driver.Before), ["after"] = Number(driver.After), ["amount"] = Number(driver.Amount),
    };

    static JsonObject CauseOf(ExplainedPlace cause, Language language) => new()
    {
        ["where"] = Where(cause.Where),
        ["name"] = cause.Name.In(language),
        ["amount"] = Number(cause.Amount),
        ["share"] = Number(cause.Share),
        ["grade"] = Grades.CodeOf(cause.Grade),
        ["events"] = new JsonArray([.. cause.Events.Select(happened => EventOf(happened, language))]),
    };

    static JsonObject EventOf(ExplainedEvent happened, Language language) => new()
    {
        ["id"] = happened.Id,
        ["at"] = Day(happened.At),
        ["until"] = happened.Until is { } until ? Day(until) : null,
        ["kind"] = happened.Kind,
        ["name"] = happened.Name.In(language),
        ["thing"] = Where(happened.Thing),
        ["detail"] = happened.Detail.In(language),
        ["details"] = Both(happened.Detail),
        ["by"] = happened.ByWhom,
        ["grade"] = happened.Grade is { } grade ? Grades.CodeOf(grade) : null,
    };

    static JsonObject RejectedOf(ExplainedEvent happened, Words reason, Language language)
    {
        JsonObject document = EventOf(happened, language);
        document["reason"] = reason.In(language);
        return document;
    }

    static JsonObject FindingOf(Finding finding, Language language) => new()
    {
        ["code"] = finding.Code, ["grade"] = Grades.CodeOf(finding.Grade), ["text"] = finding.Text.In(language), ["texts"] = Both(finding.Text),
    };

    /// <summary>Several values of one dimension stand behind each other, parted by a bar.</summary>
    static JsonObject Where(IReadOnlyList<AttributeValue> where) => new(where.GroupBy(a => a.Dimension)
        .Select(group => KeyValuePair.Create<string, JsonNode?>(group.Key, string.Join('|', group.Select(a => a.Value)))));

    static JsonObject Both(Words words) => new() { ["zh"] = words.Zh, ["en"] = words.En };

    static JsonNode? Number(decimal? value) => value is { } known ? WireFormat.Text(known) : null;

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
