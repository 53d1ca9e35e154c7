using System.Globalization;
using Duoshou.Analytics.Experiments;
using Duoshou.App.Metrics;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Metrics.Experiments;

/// <summary>A sheet of an experiment as its address says it: counts of two arms, means of two arms, or a dated change of a shop.</summary>
/// <param name="Kind">rates, means or change.</param>
/// <param name="Numbers">What was entered, by field; what was not entered is missing.</param>
/// <param name="Given">Whether anything was entered at all.</param>
public sealed record ExperimentWish(string Kind, IReadOnlyDictionary<string, string> Numbers, string Metric, DateOnly? On, ShopId? Beside, int Before, int After,
    string? Item, bool Given)
{
    public static readonly string[] Kinds = ["rates", "means", "change"];

    /// <summary>The fields of the arms, by kind; the control first.</summary>
    public static readonly string[] RateFields = ["won", "of", "won2", "of2"], MeanFields = ["n", "mean", "sd", "n2", "mean2", "sd2"];

    /// <summary>Metrics by which changes are judged on this page.</summary>
    public static readonly string[] Metrics = ["paid_sales", "conversion", "visitor_days", "click_rate", "add_to_cart_rate", "aov", "refund_rate"];

    public static ExperimentWish From(IQueryCollection query)
    {
        string kind = Kinds.Contains(query["kind"].ToString()) ? query["kind"].ToString() : "rates";
        Dictionary<string, string> numbers = [];
        foreach (string field in (string[])[.. RateFields, .. MeanFields, "planned"])
            if (query[field].ToString().Trim() is { Length: > 0 and <= 40 } text) numbers[field] = text;
        DateOnly? on = DateOnly.TryParseExact(query["on"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
        string metric = query["metric"].ToString() is { Length: > 0 } asked && MetricCatalogue.Find(asked) is not null ? asked : Metrics[0];
        return new(kind, numbers, metric, on, ShopId.TryParse(query["beside"], null, out ShopId beside) ? beside : null,
            Days(query["before"], 56), Days(query["after"], 28), query["item"].ToString() is { Length: > 0 and <= 120 } item ? item : null, kind == "change"
                ? on is not null : numbers.Count > 0);
    }

    /// <summary>The sheet's own part of its address, with the selection before it.</summary>
    public string Address(Desk desk)
    {
        List<(string, string?)> further = [("kind", Kind), .. Numbers.Select(pair => (pair.Key, (string?)pair.Value))];
        if (Kind == "change")
            further.AddRange([("metric", Metric), ("on", On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("beside", Beside?.ToString()),
                ("before", Before.ToString(CultureInfo.InvariantCulture)), ("after", After.ToString(CultureInfo.InvariantCulture)), ("item", Item)]);
        return desk.To("/experiments", [.. further]);
    }

    /// <summary>The arms that were entered, judged; or which field cannot be read and why.</summary>
    public (ExperimentReading? Read, Refusal? Refusal) Entered(string control, string variant)
    {
        string[] fields = Kind == "rates" ? RateFields : MeanFields;
        Dictionary<string, double> read = [];
        foreach (string field in fields)
            if (Numbers.GetValueOrDefault(field) is not { } text || !double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture, out double value)
                || !double.IsFinite(value) || Math.Abs(value) > 1e12 || value < 0 && !field.StartsWith("mean", StringComparison.Ordinal))
                return (null, new("experiment.unreadable", new($"「{Numbers.GetValueOrDefault(field) ?? ""}」读不成数字。",
                    $"“{Numbers.GetValueOrDefault(field) ?? ""}” is no number that can be used here."),
                    new("每一格填一个数字，人数和成功数不小于零。", "Fill every field with a number; sizes and successes are not below zero."), field));
            else read[field] = value;
        double share = 50;
        if (Numbers.GetValueOrDefault("planned") is { } planned
            && !(double.TryParse(planned.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out share) && share is > 0 and < 100))
            return (null, new("experiment.unreadable", new($"「{planned}」不是百分比。", $"“{planned}” is no percentage."),
                new("写对照组计划占多少，如 50。", "Write the share planned for the control, such as 50."), "planned"));
        double[] shares = [share, 100 - share];
        if (Kind == "rates")
        {
            (double won, double of, double won2, double of2) = (read["won"], read["of"], read["won2"], read["of2"]);
            return won > of || won2 > of2 || of < 1 || of2 < 1 || read.Values.Any(value => value != Math.Floor(value))
                ? (null, new("experiment.counts", new("成功数不能多于人数，人数至少一个，都是整数。", "There cannot be more successes than people; each arm needs at least one, in whole numbers."),
                    new("检查两组的数字。", "Look at the figures of both arms."), "won"))
                : (ExperimentReading.OfCounts([(control, (long)won, (long)of), (variant, (long)won2, (long)of2)], shares), null);
        }

        return read["n"] < 1 || read["n2"] < 1
            ? (null, new("experiment.counts", new("每组至少要有一个人。", "Each arm needs at least one person."), new("检查两组的人数。", "Look at the sizes of both arms."), "n"))
            : (ExperimentReading.OfSummaries([(control, new SampleSummary((long)read["n"], read["mean"], read["sd"])),
                (variant, new SampleSummary((long)read["n2"], read["mean2"], read["sd2"]))], shares), null);
    }

    static int Days(string? text, int usual) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 3 and <= 400 ? days : usual;
}
