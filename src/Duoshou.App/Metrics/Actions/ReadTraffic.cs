using Duoshou.App.Agency;
using Duoshou.App.Reports;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Metrics.Actions;

/// <summary>The same metrics of visits by day, source, word, image and item. The splits are null where there were no visits at all.</summary>
public sealed record TrafficReading(MetricAnswer Daily, MetricAnswer? Sources, MetricAnswer? Words, MetricAnswer? Images, MetricAnswer? Items);

/// <summary>The operator looks at traffic. The five questions are asked once for each state of the facts and remembered.</summary>
public sealed class ReadTraffic(IMetricQuestions questions, Remembered remembered, IAgency agency)
{
    public sealed record Request(UserId Person, IReadOnlyCollection<ShopId> Shops, IReadOnlyList<string> Metrics, Period Range, Comparison? Against, Currency? Currency);

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
        return new(new(days, sources.Value, words.Value, images.Value, items.Value), sources.Refusal ?? words.Refusal ?? images.Refusal ?? items.Refusal);

        Task<Answered<MetricAnswer>> Asked(string by, int most) => questions.Ask(new MetricQuestion
        {
            Metrics = request.Metrics, By = [by], Range = request.Range, Against = request.Against, Currency = request.Currency,
            OrderBy = by == "day" ? null : request.Metrics[0], Limit = most,
        }, scope, cancel);
    }
}
