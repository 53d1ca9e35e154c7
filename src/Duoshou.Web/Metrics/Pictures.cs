using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Duoshou.Web.Shell.Numbers;

namespace Duoshou.Web.Metrics;

/// <summary>
/// The figures of a picture, with the text of each as the reader sees it, so that the drawing script formats nothing. Figures become
/// floating point only here, where they turn into positions on a screen.
/// </summary>
static class Pictures
{
    /// <summary>The names of the two ranges.</summary>
    public sealed record Series(string Now, string Before);

    /// <summary>The JSON of a script element: safe inside HTML, because the encoder escapes angle brackets.</summary>
    public static string Of(MetricAnswer answer, string by, Metric metric, Desk desk, Series names)
    {
        Currency currency = desk.Selection.Currency;
        JsonArray points = [];
        foreach (AnswerRow row in answer.Rows)
        {
            points.Add(new JsonObject
            {
                ["label"] = Dimensions.Value(by, row.Keys[0], desk),
                ["now"] = Position(row.Now[0].Value),
                ["nowText"] = Text(row.Now[0].Value, metric, desk, currency),
                ["before"] = Position(row.Before?[0].Value),
                ["beforeText"] = row.Before is null ? null : Text(row.Before[0].Value, metric, desk, currency),
                ["state"] = row.Now[0].State.ToString(),
            });
        }

        return JsonSerializer.Serialize(new JsonObject
        {
            ["now"] = names.Now,
            ["before"] = answer.Before is null ? null : names.Before,
            ["chinese"] = desk.IsChinese,
            ["unit"] = metric.ShownUnit.ToString(),
            ["points"] = points,
        });
    }

    static string Text(decimal? value, Metric metric, Desk desk, Currency currency) =>
        value is { } known ? desk.Shown.Table(known, metric.ShownUnit, currency) : Shown.Unknown;

    static double? Position(decimal? value) => (double?)value;
}
