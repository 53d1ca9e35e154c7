using System.Globalization;
using Duoshou.Analytics.Anomalies;
using Duoshou.App.Agency;
using Duoshou.App.Reports;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Metrics.Actions;

/// <summary>A day within the range from which the first metric stands on another level.</summary>
public sealed record TrafficShift(DateOnly On, decimal Before, decimal After);

/// <summary>The same metrics of visits by day, source, word, image and item. The splits are null where there were no visits at all.</summary>
public sealed record TrafficReading(MetricAnswer Daily, MetricAnswer? Sources, MetricAnswer? Words, MetricAnswer? Images, MetricAnswer? Items)
{
    /// <summary>The newest change of level within the range, told by the thirteen weeks that end with it; null where the level held.</summary>
    public TrafficShift? Shift { get; init; }
}

/// <summary>The operator looks at traffic. The five questions are asked once for each state of the facts and remembered.</summary>
public sealed class ReadTraffic(IMetricQuestions questions, Remembered remembered, IAgency agency)
{
    public sealed record Request(UserId Person, IReadOnlyCollection<ShopId> Shops, IReadOnlyList<string> Metrics, Period Range, Comparison? Against, Currency? Currency);

    /// <summary>Days by which the level is told.</summary>
    const int DaysOfLevel = 91;

    public async Task<Answered<TrafficReading>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = (await agency.ScopeOf(request.Person, cancel)).Narrowed(request.Shops);
        return await remembered.Once<Answered<TrafficReading>>(("traffic", scope, request.Range,
            (string.Join(',', request.Metrics), request.Against, request.Currency)), () => Read(request, scope, cancel));
    }

    async Task<Answered<TrafficReading>> Read(Request request, Scope scope, CancellationToken cancel)
    {
        Answered<MetricAnswer> daily = await Asked("day", 1000);
        if (daily.Value is not { } days) return new(null, daily.Refusal);
        if (days.Total.Now[0].Value is null) return new(new(days, null, null, null, null), null);
        Answered<MetricAnswer> sources = await Asked("source", 60), words = await Asked("keyword", 400), images = await Asked("image_version", 40),
            items = await Asked("product", 200);
        TrafficShift? shift = await Shifted(request, scope, cancel);
        return new(new(days, sources.Value, words.Value, images.Value, items.Value) { Shift = shift }, sources.Refusal ?? words.Refusal ?? images.Refusal ?? items.Refusal);

        Task<Answered<MetricAnswer>> Asked(string by, int most) => questions.Ask(new MetricQuestion
        {
            Metrics = request.Metrics, By = [by], Range = request.Range, Against = request.Against, Currency = request.Currency,
            OrderBy = by == "day" ? null : request.Metrics[0], Limit = most,
        }, scope, cancel);
    }

    async Task<TrafficShift?> Shifted(Request request, Scope scope, CancellationToken cancel)
    {
        Period weeks = Period.Ending(request.Range.Last, Math.Max(DaysOfLevel, request.Range.Days));
        MetricQuestion question = new() { Metrics = [request.Metrics[0]], By = ["day"], Range = weeks, Currency = request.Currency };
        if ((await questions.Ask(question, scope, cancel)).Value is not { } answer) return null;
        Dictionary<string, decimal> byDay = answer.Rows.Where(row => row.Now[0].Value is not null).ToDictionary(row => row.Keys[0] ?? "",
            row => row.Now[0].Value!.Value, StringComparer.Ordinal);
        double[] values = [.. weeks.Each().Select(day => byDay.TryGetValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out decimal value)
            ? (double)value : double.NaN)];
        return LevelShifts.Find(values).Where(shift => weeks.First.AddDays(shift.At) >= request.Range.First)
            .Select(shift => new TrafficShift(weeks.First.AddDays(shift.At), Written.OrZero(shift.Before, 2), Written.OrZero(shift.After, 2))).LastOrDefault();
    }
}
