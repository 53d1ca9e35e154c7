using Duoshou.App.Metrics;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Metrics;

/// <summary>What the explorer shows beside the selection: metrics, the dimension, filters, picture or table, order. It stands in the address.</summary>
sealed record Exploring(IReadOnlyList<string> Metrics, string By, IReadOnlyList<string> Where, bool Table, string? Order)
{
    /// <summary>The most metrics that one picture or table holds.</summary>
    public const int MostMetrics = 8;

    public static Exploring From(IQueryCollection query)
    {
        string[] metrics = [.. query["metric"].SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            .Append(query["also"].ToString()).Where(key => MetricCatalogue.Find(key) is not null).Distinct().Take(MostMetrics)];
        if (metrics.Length == 0) metrics = ["paid_sales"];
        string[] possible = Possible(metrics);
        string wanted = query["by"].ToString();
        string by = possible.Contains(wanted) ? wanted : possible.Contains("day") ? "day" : possible.FirstOrDefault() ?? "day";
        string[] where = [.. query["where"].OfType<string>().Where(text => text.Contains('=', StringComparison.Ordinal))];
        string? add = query["add"], value = query["value"];
        if (!string.IsNullOrEmpty(add) && !string.IsNullOrEmpty(value)) where = [.. where, $"{add}={value}"];
        return new(metrics, by, where, query["view"] == "table", query["order"] is [{ Length: > 0 } order] && (Key(order) == by || metrics.Contains(Key(order))) ? order : null);
    }

    /// <summary>The dimensions by which every one of the metrics can be split.</summary>
    public static string[] Possible(IEnumerable<string> metrics) =>
        [.. metrics.Select(key => MetricCatalogue.Find(key)!.Dimensions.AsEnumerable()).Aggregate((left, right) => left.Intersect(right))];

    public string Address(Desk desk, string path = "/explore", string? format = null) => desk.To(path,
        [("metric", string.Join(',', Metrics)), ("by", By), .. Where.Select(filter => ("where", (string?)filter)), ("view", Table ? "table" : null), ("order",
            Order), ("format", format)]);

    /// <summary>What the rows are ordered by: as chosen, else days in their order and everything else by the first metric.</summary>
    public string? Ordered => Order ?? (IsTime ? null : Metrics[0]);

    /// <summary>How a column is sorted now, as aria-sort says it; null when another one is.</summary>
    /// <param name="column">A metric, a metric with <see cref="QuestionText.Moved"/>, or the dimension.</param>
    public string? Sorted(string column) => (Ordered ?? By).TrimStart('-') != column ? null
        : (Ordered ?? By).StartsWith('-') == (column == By) ? "descending" : "ascending";

    /// <summary>Sorted by a column; the one that is sorted already turns round.</summary>
    public Exploring SortedBy(string column) => this with { Order = (Ordered ?? By) == column ? "-" + column : column };

    static string Key(string order) => order.TrimStart('-').Replace(QuestionText.Moved, "", StringComparison.Ordinal);

    public bool IsTime => By is "day" or "week" or "month" or "hour";
}
