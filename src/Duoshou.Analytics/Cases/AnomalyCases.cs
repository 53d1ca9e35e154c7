using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Duoshou.Analytics.Anomalies;

namespace Duoshou.Analytics.Cases;

static partial class AnomalyCases
{
    public static JsonObject Decomposition(CaseInput input)
    {
        (double[] y, int period) = ForecastCases.Series(input);
        if (input.Flag("log") || input.Method.Contains("on log", StringComparison.Ordinal)) y = [.. y.Select(v => Math.Log(v))];
        Match window = Window().Match(input.Method);
        int? seasonal = double.IsNaN(input.Number("s_window"))
            ? window.Success ? int.Parse(window.Groups[1].Value, CultureInfo.InvariantCulture) : null
            : (int)input.Number("s_window");
        bool robust = input.Flag("robust") || input.Method.Contains("robust", StringComparison.OrdinalIgnoreCase);
        int? trend = double.IsNaN(input.Number("t_window")) ? null : (int)input.Number("t_window");
        Stl split = Stl.Split(y, new(period, seasonal, trend, robust));
        JsonObject answer = new()
        {
            ["seasonal_1_3"] = CaseJson.List([.. split.Seasonal.Take(3)]),
            ["trend_1_3"] = CaseJson.List([.. split.Trend.Take(3)]),
            ["remainder_1_3"] = CaseJson.List([.. split.Remainder.Take(3)]),
            ["remainder_variance"] = CaseJson.Node(Numerics.Samples.Variance([.. split.Remainder])),
            ["first"] = CaseJson.List(split.Seasonal[0], split.Trend[0], split.Remainder[0]),
            ["last"] = CaseJson.List(split.Seasonal[^1], split.Trend[^1], split.Remainder[^1]),
        };
        return input.Trimmed(answer);
    }

    /// <summary>Scores the detector against labelled anomalies, with and without the calendar of the file.</summary>
    public static JsonObject EventScore(CaseInput input)
    {
        CsvTable table = CsvTable.Read(input.Open("series.csv"));
        DateOnly[] days = [.. table.Texts("date").Select(d => DateOnly.ParseExact(d, "yyyy-MM-dd",
            CultureInfo.InvariantCulture))];
        CalendarEvent[] events = table.Has("event") ? Events(days, table.Texts("event")) : [];
        using JsonDocument labels = JsonDocument.Parse(input.Open("labels.json"));
        (int Found, int Missed, int False) with = default, without = default;
        foreach (JsonProperty series in labels.RootElement.EnumerateObject())
        {
            double[] values = table.Numbers(series.Name);
            (DateOnly First, DateOnly Last)[] truth = [.. series.Value.EnumerateArray().Select(a => (Day(a, "start"), Day(a,
                "end")))];
            Add(ref with, days, AnomalyDetection.Find(days, values, events), truth);
            Add(ref without, days, AnomalyDetection.Find(days, values), truth);
        }

        JsonObject Score((int Found, int Missed, int False) s) => new() { ["TP"] = s.Found, ["FP"] = s.False,
            ["FN"] = s.Missed, ["F1"] = F1(s) };
        return new JsonObject { ["stl_mad_calendar"] = Score(with), ["stl_mad_no_calendar_F1"] = F1(without),
            ["product"] = Score(with) };
    }

    static double F1((int Found, int Missed, int False) s) => s.Found == 0 ? 0 : 2.0 * s.Found / (2 * s.Found + s.False
        + s.Missed);

    static DateOnly Day(JsonElement label, string name) =>
        DateOnly.ParseExact(label.GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// An anomaly is found when a flagged day lies in it; flagged days outside all of them, and outside the day after each, are
    /// one
    /// false alarm per run.
    /// </summary>
    static void Add(ref (int Found, int Missed, int False) score, DateOnly[] days, AnomalyReport report, (DateOnly First,
        DateOnly Last)[] truth)
    {
        bool[] flags = [.. days.Select(d => report.Anomalies.Any(a => d >= a.First && d <= a.Last))];
        foreach ((DateOnly first, DateOnly last) in truth)
            if (days.Where((d, i) => flags[i] && d >= first && d <= last).Any()) score.Found++;
            else score.Missed++;
        bool running = false;
        for (int i = 0; i < days.Length; i++)
        {
            bool outside = flags[i] && !truth.Any(t => days[i] >= t.First && days[i] <= t.Last.AddDays(1));
            if (outside && !running) score.False++;
            running = outside;
        }
    }

    static CalendarEvent[] Events(DateOnly[] days, string[] names)
    {
        List<CalendarEvent> events = [];
        for (int i = 0; i < days.Length; i++)
        {
            if (names[i].Length == 0) continue;
            if (i > 0 && names[i] == names[i - 1]) events[^1] = events[^1] with { Last = days[i] };
            else events.Add(new(names[i], days[i], days[i]));
        }

        return [.. events];
    }

    [GeneratedRegex(@"s\.window=(\d+)")]
    private static partial Regex Window();
}
