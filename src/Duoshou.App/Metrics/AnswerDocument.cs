using System.Globalization;
using System.Text.Json.Nodes;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Metrics;

/// <summary>An answer as programs read it: rows, total, passports, range. The same document from the API and the command line.</summary>
public static class AnswerDocument
{
    public static JsonObject Of(MetricAnswer answer)
    {
        MetricQuestion question = answer.Question;
        return new()
        {
            ["rows"] = new JsonArray([.. answer.Rows.Select(row => Row(question, row))]),
            ["total"] = Figures(question, answer.Total),
            ["passports"] = new JsonObject(question.Metrics.Where(answer.Passports.ContainsKey)
                .Select(key => KeyValuePair.Create<string, JsonNode?>(key, PassportOf(answer.Passports[key])))),
            ["range"] = RangeOf(answer.Range, answer.Passports.Values.FirstOrDefault()),
            ["against"] = answer.Before is { } before ? RangeOf(before, answer.Passports.Values.FirstOrDefault()) : null,
            ["currency"] = question.Currency?.Code,
            ["truncated"] = answer.Truncated,
        };
    }

    static JsonObject Row(MetricQuestion question, AnswerRow row)
    {
        JsonObject keys = [];
        for (int i = 0; i < question.By.Count; i++) keys[question.By[i]] = row.Keys[i];
        foreach ((string key, JsonNode? value) in Figures(question, row).ToList()) keys[key] = value?.DeepClone();
        keys["state"] = Name(Worst(row.Now));
        return keys;
    }

    static JsonObject Figures(MetricQuestion question, AnswerRow row)
    {
        JsonObject figures = [];
        for (int i = 0; i < question.Metrics.Count; i++)
        {
            string key = question.Metrics[i];
            figures[key] = Number(row.Now[i]);
            if (row.Before is { } before) figures[key + "_before"] = Number(before[i]);
            if (row.Now[i].Value is null) figures[key + "_empty"] = Name(row.Now[i].Empty);
        }

        return figures;
    }

    static JsonObject PassportOf(Passport passport) => new()
    {
        ["name"] = Both(passport.Name),
        ["meaning"] = Both(passport.Meaning),
        ["use"] = Both(passport.Use),
        ["traps"] = Both(passport.Traps),
        ["formula"] = passport.Formula,
        ["dateBasis"] = Both(passport.DateBasis),
        ["zone"] = passport.Zone,
        ["currency"] = passport.Currency?.Code,
        ["rate"] = passport.Rate,
        ["rateDate"] = passport.RateDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["filters"] = new JsonArray([.. passport.Filters.Select(f => (JsonNode)$"{f.Dimension}{(f.Not ? "!=" : "=")}{string.Join(',', f.Values)}")]),
        ["sources"] = new JsonArray([.. passport.Sources.Select(s => (JsonNode)new JsonObject
        {
            ["batch"] = s.Batch.ToString(),
            ["source"] = s.Source,
            ["rows"] = s.Rows,
            ["knownAt"] = Instant(s.KnownAt),
        })]),
        ["aside"] = passport.Aside.Count == 0 ? null : new JsonArray([.. passport.Aside.Select(a => (JsonNode)new JsonObject
        {
            ["shop"] = a.Shop.ToString(),
            ["days"] = a.Days,
            ["text"] = Both(a.Text),
        })]),
        ["rows"] = passport.Rows,
        ["newest"] = passport.NewestKnownAt is { } newest ? Instant(newest) : null,
        ["state"] = Name(passport.Total.State),
        ["value"] = Number(passport.Total),
        ["sumMethod"] = Both(passport.SumMethod),
    };

    static JsonObject RangeOf(Period range, Passport? passport) => new()
    {
        ["from"] = range.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["to"] = range.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["zone"] = passport?.Zone,
        ["basis"] = passport?.DateBasis.En,
    };

    static NumberState Worst(IReadOnlyList<Figure> figures) => figures.Count == 0 ? NumberState.Unknown : figures.Max(figure => figure.State);

    static JsonNode? Number(Figure figure) => figure.Value is { } value ? WireFormat.Text(value) : null;

    static JsonObject Both(Words words) => new() { ["zh"] = words.Zh, ["en"] = words.En };

    static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    static string Name<T>(T value) where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
