using System.Text.Json.Nodes;
using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.Attribution.Cases;

namespace Duoshou.Analytics.Cases;

/// <summary>The change of sales taken apart: from factors given, from a table of invoices, or over segments.</summary>
static class SalesCases
{
    public static JsonObject LogMean(CaseInput input) => input.HasData ? OfInvoices(input)
        : input.Has("segments", out _) ? OfSegments(input) : AttributionCases.LogMean(input.Params);

    /// <summary>Orders, units per order and price per unit of two months of an invoice table, or of two spans of days "first..last".</summary>
    static JsonObject OfInvoices(CaseInput input)
    {
        RetailLine[] lines = [.. RetailLine.Read(input.Open()).Where(l => l.IsSale)];
        (string Key, DateTime First, DateTime Before)[] spans = [Span(input, "from", "before"), Span(input, "to", "after")];
        double[][] factors = [.. spans.Select(span =>
        {
            RetailLine[] inside = [.. lines.Where(l => l.At >= span.First && l.At < span.Before)];
            double orders = inside.Select(l => l.Invoice).Distinct(StringComparer.Ordinal).Count(), units = inside.Sum(l => (double)l.Quantity);
            double sales = (double)inside.Sum(l => l.Quantity * l.Price);
            return new[] { orders, orders > 0 ? units / orders : 0, units > 0 ? sales / units : 0 };
        })];
        double[] effects = Factors.LogMean(factors[0], factors[1]);
        double before = factors[0].Aggregate(1d, (v, x) => v * x), after = factors[1].Aggregate(1d, (v, x) => v * x);
        return CaseJson.Named([new("gmv_before", before), new("gmv_after", after), new("delta", after - before), new("orders", effects[0]),
            new("units_per_order", effects[1]), new("price", effects[2])]);
    }

    /// <summary>Each segment has its size first and then its rates, before and after.</summary>
    static JsonObject OfSegments(CaseInput input)
    {
        input.Has("segments", out System.Text.Json.JsonElement given);
        List<string> names = [];
        Segment[] segments = [.. given.EnumerateArray().Select((s, i) =>
        {
            System.Text.Json.JsonProperty[] before = [.. s.GetProperty("before").EnumerateObject()];
            if (names.Count == 0) names.AddRange(before.Select(p => p.Name));
            double[] Values(string period) => [.. names.Select(n => s.GetProperty(period).GetProperty(n).GetDouble())];
            double[] was = Values("before"), now = Values("after");
            return new Segment(s.TryGetProperty("segment", out System.Text.Json.JsonElement name) ? name.ToString() : "segment" + i, was[0], now[0], was[1..], now[1..]);
        })];
        SegmentSplit split = SegmentSplit.Of(segments);
        JsonObject answer = CaseJson.Named([new("delta", split.Change), new(names.Count > 0 ? names[0] : "size", split.Size), new("structure", split.Structure)]);
        for (int i = 0; i < split.Rates.Count; i++) answer[names[i + 1]] = CaseJson.Node(split.Rates[i]);
        answer["entered"] = CaseJson.Named(split.Entered.Select(e => KeyValuePair.Create(e.Name, e.Amount)));
        answer["left"] = CaseJson.Named(split.Left.Select(e => KeyValuePair.Create(e.Name, e.Amount)));
        return answer;
    }

    static (string Key, DateTime First, DateTime Before) Span(CaseInput input, string name, string other)
    {
        string text = input.Setting(name, input.Setting(other, ""));
        string[] ends = text.Split("..");
        System.Globalization.CultureInfo plain = System.Globalization.CultureInfo.InvariantCulture;
        if (DateTime.TryParseExact(text, "yyyy-MM", plain, System.Globalization.DateTimeStyles.None, out DateTime month)) return (text, month, month.AddMonths(1));
        if (DateTime.TryParseExact(ends[0], "yyyy-MM-dd", plain, System.Globalization.DateTimeStyles.None, out DateTime first)
            && DateTime.TryParseExact(ends[^1], "yyyy-MM-dd", plain, System.Globalization.DateTimeStyles.None, out DateTime last)) return (text, first, last.AddDays(1));
        throw new FormatException($"params.{name} is '{text}'; write a month such as 2011-10 or days such as 2011-10-01..2011-10-31.");
    }
}
