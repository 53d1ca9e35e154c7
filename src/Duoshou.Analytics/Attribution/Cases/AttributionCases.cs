using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Analytics.RootCauses;

namespace Duoshou.Analytics.Attribution.Cases;

/// <summary>Answers the worked cases of attribution in their own schema, from a case's params alone.</summary>
public static class AttributionCases
{
    /// <summary>Effects of a product's factors by logarithmic mean (by Shapley where a factor is negative), with the product before, after and the difference.</summary>
    public static JsonObject LogMean(JsonElement settings)
    {
        JsonObject answer = Effects(settings, Factors.Effects);
        (double before, double after) = (Product(settings, "before"), Product(settings, "after"));
        answer["gmv_before"] = before;
        answer["gmv_after"] = after;
        answer["delta"] = after - before;
        return answer;
    }

    /// <summary>The effect of every factor of a product, by Shapley's value.</summary>
    public static JsonObject Shapley(JsonElement settings) => Effects(settings, Factors.Shapley);

    /// <summary>Mix and rate of a ratio over segments, each given as denominator and numerator, in that order.</summary>
    public static JsonObject Mix(JsonElement settings)
    {
        if (settings.ValueKind != JsonValueKind.Object || !settings.TryGetProperty("segments", out JsonElement segments))
            throw new FormatException("params.segments is missing; give each segment's denominator and numerator before and after.");
        MixAndRate split = MixAndRate.Of([.. segments.EnumerateArray().Select((segment, i) =>
        {
            decimal[] before = Numbers(segment.GetProperty("before")), after = Numbers(segment.GetProperty("after"));
            return new RatioSegment("segment" + i, before[1], before[0], after[1], after[0]);
        })]);
        return new()
        {
            ["rate_before"] = split.Before, ["rate_after"] = split.After, ["delta"] = split.Change,
            ["mix"] = split.Mix, ["rate"] = split.Rate, ["simpson_reversal"] = split.IsReversal,
        };
    }

    /// <summary>Right, wrong and missed attribute sets over tables of known causes, with micro F1 and recall.</summary>
    public static JsonObject Localisation(IEnumerable<(LeafTable Table, IReadOnlyCollection<string> Causes)> cases)
    {
        int right = 0, wrong = 0, missed = 0, exact = 0;
        foreach ((LeafTable table, IReadOnlyCollection<string> causes) in cases)
        {
            string[] answers = [.. RootCauses.Localisation.Find(table).Causes.Select(c => KeyOf(c.Where))];
            int found = answers.Count(causes.Contains);
            right += found;
            wrong += answers.Length - found;
            missed += causes.Count - found;
            if (found == answers.Length && found == causes.Count) exact++;
        }

        int all = (2 * right) + wrong + missed;
        return new()
        {
            ["TP"] = right, ["FP"] = wrong, ["FN"] = missed, ["exact"] = exact,
            ["F1"] = all == 0 ? 1 : 2d * right / all, ["recall"] = right + missed == 0 ? 1 : (double)right / (right + missed),
        };
    }

    /// <summary>An attribute set as one text, whatever the order of its values.</summary>
    public static string KeyOf(IEnumerable<AttributeValue> where) =>
        string.Join(';', where.Select(a => $"{a.Dimension}={a.Value}").Order(StringComparer.Ordinal));

    static JsonObject Effects(JsonElement settings, Func<IReadOnlyList<double>, IReadOnlyList<double>, double[]> method)
    {
        string[] names = [.. Period(settings, "before").EnumerateObject().Select(p => p.Name)];
        double[] effects = method(Values(settings, "before", names), Values(settings, "after", names));
        JsonObject answer = [];
        for (int i = 0; i < names.Length; i++) answer[names[i]] = effects[i];
        return answer;
    }

    static double[] Values(JsonElement settings, string period, string[] names) =>
        [.. names.Select(n => Period(settings, period).TryGetProperty(n, out JsonElement value) ? Figure(value, period, n)
            : throw new FormatException($"params.{period}.{n} is missing; before and after need the same factors."))];

    static double Product(JsonElement settings, string period) =>
        Period(settings, period).EnumerateObject().Aggregate(1d, (v, p) => v * Figure(p.Value, period, p.Name));

    static JsonElement Period(JsonElement settings, string period) => settings.ValueKind == JsonValueKind.Object
        && settings.TryGetProperty(period, out JsonElement given) && given.ValueKind == JsonValueKind.Object ? given
        : throw new FormatException($"params.{period} is missing; give the value of every factor in it.");

    static double Figure(JsonElement value, string period, string name) => value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : throw new FormatException($"params.{period}.{name} holds '{value}', which is no number.");

    static decimal[] Numbers(JsonElement values) => [.. values.EnumerateObject().Select(p => p.Value.GetDecimal())];
}
