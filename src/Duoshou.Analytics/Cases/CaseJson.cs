using System.Text.Json.Nodes;

namespace Duoshou.Analytics.Cases;

/// <summary>How figures are written in an answer: a figure that does not exist is null.</summary>
static class CaseJson
{
    public static JsonNode? Node(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    public static JsonArray List(params ReadOnlySpan<double> values)
    {
        JsonArray list = [];
        foreach (double v in values) list.Add(Node(v));
        return list;
    }

    public static JsonArray List(IEnumerable<string> values) => [.. values.Select(v => (JsonNode?)JsonValue.Create(v))];

    public static JsonArray Rows(IEnumerable<double[]> rows) => [.. rows.Select(r => (JsonNode?)List(r))];

    public static JsonObject Named(IEnumerable<KeyValuePair<string, double>> figures)
    {
        JsonObject named = [];
        foreach ((string name, double value) in figures) named[name] = Node(value);
        return named;
    }
}
