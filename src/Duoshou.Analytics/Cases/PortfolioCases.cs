using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Duoshou.Analytics.Portfolio;

namespace Duoshou.Analytics.Cases;

static partial class PortfolioCases
{
    public static JsonObject Abc(CaseInput input)
    {
        (string Item, decimal Revenue, IReadOnlyList<double> Demand)[] items = [.. Products(input)
            .GroupBy(l => l.Code, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Sum(l => l.Quantity * l.Price), (IReadOnlyList<double>)[]))];
        Match bounds = Bounds().Match(input.Method);
        decimal Bound(string name, int group, decimal fallback) => input.Number(name) is var given && !double.IsNaN(given)
            ? (decimal)(given > 1 ? given / 100 : given) : bounds.Success
            ? decimal.Parse(bounds.Groups[group].Value, CultureInfo.InvariantCulture) / 100 : fallback;
        IReadOnlyList<PortfolioItem> placed = AbcXyz.Classify(items, null, Bound("a", 1, 0.80m), Bound("b", 2, 0.95m));
        JsonObject answer = new() { ["skus"] = placed.Count, ["revenue"] = placed.Sum(p => p.Revenue) };
        foreach (AbcClass abc in Enum.GetValues<AbcClass>()) answer[abc.ToString()] = placed.Count(p => p.Abc == abc);
        if (placed.Count > 0) answer["top"] = new JsonArray(placed[0].Item, placed[0].Revenue);
        return answer;
    }

    /// <summary>How evenly every item sells over the whole calendar months of the file; a first or last month cut short is left out.</summary>
    public static JsonObject Xyz(CaseInput input)
    {
        RetailLine[] lines = [.. Products(input)];
        if (lines.Length == 0) throw new FormatException("No line of the file is a sale of a product.");
        static int Month(DateTime at) => at.Year * 12 + at.Month - 1;
        DateTime first = lines.Min(l => l.At), last = lines.Max(l => l.At);
        int from = Month(first) + (first.Day > 3 ? 1 : 0), to = Month(last) - (last.AddDays(3).Month == last.Month ? 1 : 0);
        (string, decimal, IReadOnlyList<double>)[] items = [.. lines.GroupBy(l => l.Code, StringComparer.Ordinal).Select(g =>
        {
            double[] months = new double[Math.Max(1, to - from + 1)];
            foreach (RetailLine l in g)
                if (Month(l.At) - from is >= 0 and int at && at < months.Length) months[at] += l.Quantity;
            return (g.Key, g.Sum(l => l.Quantity * l.Price), (IReadOnlyList<double>)months);
        })];
        IReadOnlyList<PortfolioItem> placed = AbcXyz.Classify(items, evenUpTo: input.Number("x", 0.5), swingingUpTo: input.Number("y", 1));
        JsonObject answer = new() { ["skus"] = placed.Count };
        foreach (XyzClass xyz in Enum.GetValues<XyzClass>()) answer[xyz == XyzClass.None ? "none" : xyz.ToString()] = placed.Count(p => p.Xyz == xyz);
        return answer;
    }

    [GeneratedRegex(@"ABC\s+([0-9.]+)\s*/\s*([0-9.]+)")]
    private static partial Regex Bounds();

    public static JsonObject EarlyHits(CaseInput input)
    {
        HitDetection detection = new(Products(input).Select(l =>
            new SaleLine(l.Code, DateOnly.FromDateTime(l.At), l.Quantity, l.Invoice, l.Customer,
                (double)l.Price)));
        DateOnly[] days = CutOffs(input.Setting("cut_offs", "2011-02-01..2011-11-01 monthly"));
        HashSet<string>[] hits = [.. days.Select(d => detection.HitsAt(d).ToHashSet(StringComparer.Ordinal))];
        int Found(Func<DateOnly, IEnumerable<string>> best) => days.Select((d, i) => best(d).Count(hits[i].Contains)).Sum();
        int By(Func<SalesHistory, int, int, double> score) => Found(d => detection.Best(d, 20, score));
        return new JsonObject
        {
            ["candidates"] = days.Sum(detection.CandidatesAt),
            ["hits"] = hits.Sum(h => h.Count),
            ["hits_in_top20_x10"] = new JsonObject
            {
                ["units_growth"] = By((h, i, at) => Growth(h.Units(i, at - 7, at), h.Units(i, at - 14, at - 7))),
                ["orders_growth"] = By((h, i, at) => Growth(h.Orders(i, at - 7, at), h.Orders(i, at - 14, at - 7))),
                ["units_growth_x_level"] = By((h, i, at) => Growth(h.Units(i, at - 7, at), h.Units(i, at - 14, at - 7))
                    * h.Units(i, at - 7, at)),
                ["orders_growth_x_level"] = By((h, i, at) =>
                    Growth(h.Orders(i, at - 7, at), h.Orders(i, at - 14, at - 7)) * h.Orders(i, at - 7, at)),
                ["product"] = Found(d => detection.Likely(d).Select(c => c.Item)),
            },
        };
    }

    static double Growth(double now, double before) => (now + 1) / (before + 1);

    static IEnumerable<RetailLine> Products(CaseInput input) => RetailLine.Read(input.Open())
        .Where(l => l.IsSale && (l.IsProduct || input.Setting("codes", "") == "all"));

    /// <summary>"2011-02-01..2011-11-01 monthly".</summary>
    static DateOnly[] CutOffs(string span)
    {
        string[] ends = span.Split(' ')[0].Split("..");
        DateOnly first = DateOnly.ParseExact(ends[0], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        DateOnly last = DateOnly.ParseExact(ends[^1], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        List<DateOnly> days = [];
        for (int month = 0; first.AddMonths(month) <= last; month++) days.Add(first.AddMonths(month));
        return [.. days];
    }
}
