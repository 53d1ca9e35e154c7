using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Changes;

/// <summary>The values of a tree's nodes in both ranges, each asked of the one catalogue.</summary>
sealed record TreeFigures(ChangeTree Tree, IReadOnlyDictionary<string, decimal?> Before, IReadOnlyDictionary<string, decimal?> After, Passport Passport)
{
    /// <summary>Asks for the metric and its parts; a part that cannot be filtered as asked stays unknown.</summary>
    public static async Task<Answered<TreeFigures>> Ask(IMetricQuestions questions, Metric metric, MetricQuestion frame, Scope scope, CancellationToken cancel)
    {
        Answered<MetricAnswer>? byChannel = Splits("visitor_days", frame)
            ? await questions.Ask(frame with { Metrics = ["visitor_days"], By = ["channel"] }, scope, cancel)
            : null;
        AnswerRow[] channels = [.. (byChannel?.Value?.Rows ?? []).Where(row => row.Now[0].Value is not null || row.Before?[0].Value is not null)];
        ChangeTree tree = ChangeTree.Of(metric, [.. channels.Select(row => row.Keys[0] ?? "").Order(StringComparer.Ordinal)]);
        string[] keys = [.. tree.Metrics.Where(key => key == metric.Key || Splits(key, frame))];
        Answered<MetricAnswer> answered = await questions.Ask(frame with { Metrics = keys }, scope, cancel);
        if (answered.Value is not { } answer) return new(null, answered.Refusal);
        Dictionary<string, decimal?> before = [], after = [];
        for (int i = 0; i < keys.Length; i++)
        {
            before[keys[i]] = answer.Total.Before?[i].Value;
            after[keys[i]] = answer.Total.Now[i].Value;
            if (keys[i] == "bad_review_share")
            {
                Counted(before, answer.Total.Before?[i]);
                Counted(after, answer.Total.Now[i]);
            }
        }

        foreach (AnswerRow row in channels)
        {
            string key = ChangeTree.ChannelKey(row.Keys[0] ?? "");
            // A channel that had nobody in one of the ranges had nobody; the channel itself is known.
            (before[key], after[key]) = (row.Before?[0].Value ?? 0m, row.Now[0].Value ?? 0m);
        }

        foreach (Dictionary<string, decimal?> values in new[] { before, after })
        {
            values["one"] = 1m;
            values["other_costs"] = values.GetValueOrDefault("net_sales") - values.GetValueOrDefault("cogs") - values.GetValueOrDefault("fees")
                - values.GetValueOrDefault("ad_cost") - values.GetValueOrDefault(metric.Key);
        }

        return new(new(tree, before, after, answer.Passports[metric.Key]), null);
    }

    static void Counted(Dictionary<string, decimal?> values, Figure? share)
    {
        values["rated_reviews"] = share?.Base;
        values["bad_reviews"] = share is { Value: { } value, Base: { } rated } ? decimal.Round(value * rated) : null;
    }

    /// <summary>Whether every filter of the question is one that the metric's facts have.</summary>
    static bool Splits(string key, MetricQuestion frame) =>
        MetricCatalogue.Find(key) is { } metric && frame.Where.All(condition => metric.Dimensions.Contains(condition.Dimension));
}
