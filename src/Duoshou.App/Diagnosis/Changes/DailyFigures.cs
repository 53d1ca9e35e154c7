using System.Globalization;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Changes;

/// <summary>The metric by day, each day beside the same weekdays around it.</summary>
/// <param name="Values">Known figures by day, four weeks before the window and the comparison included.</param>
/// <param name="Expected">What the weekday of each day leads one to expect, from the four weeks before the window.</param>
sealed record DailyFigures(IReadOnlyDictionary<DateOnly, decimal> Values, IReadOnlyDictionary<DateOnly, decimal> Expected)
{
    const int WeeksBefore = 4;

    public static async Task<DailyFigures> Ask(IMetricQuestions questions, Metric metric, MetricQuestion frame, Period against, Scope scope, CancellationToken cancel)
    {
        Dictionary<DateOnly, decimal> values = [];
        Period history = new(frame.Range.First.AddDays(-7 * WeeksBefore), frame.Range.Last);
        foreach (Period span in Spans(history, against))
        {
            MetricAnswer? answer = (await questions.Ask(frame with { Metrics = [metric.Key], By = ["day"], Range = span, Against = null }, scope, cancel)).Value;
            foreach (AnswerRow row in answer?.Rows ?? [])
                if (row.Now[0].Value is { } value && DateOnly.TryParseExact(row.Keys[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
                    values[day] = value;
        }

        Dictionary<DateOnly, decimal> expected = [];
        DateOnly[] before = [.. values.Keys.Where(day => day < frame.Range.First && day >= history.First)];
        foreach (DateOnly day in history.Each())
        {
            decimal[] same = [.. before.Where(d => d.DayOfWeek == day.DayOfWeek && d != day).Select(d => values[d])];
            if (same.Length > 0) expected[day] = same.Average();
        }

        return new(values, expected);
    }

    /// <summary>Days with both figures, from so many days before the window on: what a begin is looked for in.</summary>
    public IReadOnlyList<DayValue> Around(Period window, int daysBefore) =>
    [
        .. new Period(window.First.AddDays(-daysBefore), window.Last).Each().Where(day => Values.ContainsKey(day) && Expected.ContainsKey(day))
            .Select(day => new DayValue(day, Values[day], Expected[day])),
    ];

    static IEnumerable<Period> Spans(Period history, Period against)
    {
        if (against.First >= history.First) return [history];
        return against.Last >= history.First.AddDays(-1) ? [new Period(against.First, history.Last)] : [against, history];
    }
}
