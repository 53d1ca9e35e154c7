using Duoshou.App.Agency;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Metrics.Actions;

/// <summary>Any number, by anything it can be split by, within what the person may see.</summary>
public sealed class AskMetrics(IMetricQuestions questions, IAgency agency)
{
    /// <param name="Shops">The shops of the selection; null for all that the person may see.</param>
    public sealed record Request(MetricQuestion Question, UserId Person, IReadOnlyCollection<ShopId>? Shops = null);

    public async Task<Answered<MetricAnswer>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        return await questions.Ask(request.Question, request.Shops is null ? scope : scope.Narrowed(request.Shops), cancel);
    }
}

/// <summary>The single facts behind a figure.</summary>
public sealed class ShowRows(IMetricQuestions questions, IAgency agency)
{
    public sealed record Request(string Metric, MetricQuestion Question, UserId Person, IReadOnlyCollection<ShopId>? Shops, string? After, int Limit = 50);

    public async Task<Answered<FactPage>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (request.Shops is not null) scope = scope.Narrowed(request.Shops);
        return await questions.Rows(request.Metric, request.Question, scope, request.After, Math.Clamp(request.Limit, 1, 500), cancel);
    }
}

/// <summary>The values that a dimension takes in a range, most rows first: what a filter offers.</summary>
public sealed class ListValues(IMetricQuestions questions, IAgency agency)
{
    public async Task<IReadOnlyList<string>> Run(string dimension, Period range, UserId person, CancellationToken cancel) =>
        await questions.Values(dimension, range, await agency.ScopeOf(person, cancel), 200, cancel);
}
