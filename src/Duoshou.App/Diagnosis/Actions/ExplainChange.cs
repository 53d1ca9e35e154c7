using System.Collections.Frozen;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.Attribution.Telling;
using Duoshou.App.Agency;
using Duoshou.App.Diagnosis.Changes;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Actions;

/// <summary>The operator asks why a number changed: arithmetic first, dated events second, words last.</summary>
public sealed class ExplainChange(IMetricQuestions questions, IFactRows facts, IFactLedger ledger, IShops shops, IAgency agency, Remembered remembered)
{
    /// <summary>Signs are judged against so many days before the window.</summary>
    const int DaysOfEvidence = 35;

    /// <summary>The begin of a change is looked for from so many days before the window on.</summary>
    const int DaysOfOnset = 14;

    /// <param name="Metric">A key of the catalogue.</param>
    /// <param name="Shops">The shops of the selection; null for all that the person may see.</param>
    /// <param name="Currency">The currency of money; null for the shops' own, where they have one in common.</param>
    public sealed record Request(string Metric, IReadOnlyCollection<ShopId>? Shops, Period Range, Comparison Against,
        Currency? Currency, UserId Person)
    {
        /// <summary>Filters; all must hold.</summary>
        public IReadOnlyList<Condition> Where { get; init; } = [];
    }

    public async Task<Answered<ChangeExplanation>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (request.Shops is not null) scope = scope.Narrowed(request.Shops);
        string where = string.Join('&', request.Where.Select(each => $"{each.Dimension}{(each.Not ? "!" : "=")}{string.Join('|', each.Values)}"));
        object asked = (request.Metric, request.Against, where, request.Currency, await shops.Rates(cancel));
        return await remembered.Once(("why", scope, request.Range, asked), () => Run(request, scope, cancel));
    }

    async Task<Answered<ChangeExplanation>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> cards = await shops.All(scope, cancel);
        Currency[] own = [.. cards.Select(card => card.Currency).Distinct()];
        MetricQuestion frame = new()
        {
            Metrics = [request.Metric], Range = request.Range, Against = request.Against, Where = request.Where,
            Currency = request.Currency ?? (own.Length == 1 ? own[0] : null),
        };
        // People of a day cannot be added over days; what can be is the visitors of each day.
        string key = request.Metric == "visitors" && request.Range.Days > 1 ? "visitor_days" : request.Metric;
        if (MetricCatalogue.Find(key) is not { } metric) return new(null, (await questions.Ask(frame, scope, cancel)).Refusal);
        Answered<TreeFigures> figures = await TreeFigures.Ask(questions, metric, frame, scope, cancel);
        if (figures.Value is not { } tree) return new(null, figures.Refusal);

        Period against = request.Against.Against(request.Range);
        RateBook rates = await shops.Rates(cancel);
        IReadOnlyList<RateEffect> converted = await RateEffect.Ask(questions, rates, metric, frame, against, scope, cancel);
        Dictionary<string, decimal> oldRate = cards.ToDictionary(card => card.Id.ToString(),
            card => converted.FirstOrDefault(effect => effect.From == card.Currency) is { } effect ? effect.Before / effect.After
                : 1m);
        ChangeLeaves leaves = await ChangeLeaves.Ask(questions, metric, frame,
            shop => shop is not null && oldRate.TryGetValue(shop, out decimal factor) ? factor : oldRate.Count == 1
                ? oldRate.Values.Single() : 1m, scope, cancel);
        DailyFigures daily = await DailyFigures.Ask(questions, metric, frame, against, scope, cancel);
        IReadOnlyList<ShopEvidence> evidence = await Looked(cards, request.Range, against, scope, cancel);
        List<Sign> signs = [.. evidence.SelectMany(SignBook.Of), .. await Calendar(cards, frame.Currency, rates, request.Range,
            against, scope, cancel)];
        ExplainedParts parts = new(metric, frame, cards, against, tree, converted, leaves, daily, evidence,
            [.. signs.DistinctBy(sign => sign.Id)], await Feeds(metric, cards, request.Range, against, scope, cancel));
        return new(parts.Told(DaysOfOnset), null);
    }

    /// <summary>The weeks that end with the window, and those of a comparison that lies further back.</summary>
    async Task<IReadOnlyList<ShopEvidence>> Looked(IReadOnlyList<ShopCard> cards, Period window, Period against, Scope scope,
        CancellationToken cancel)
    {
        Evidence evidence = new(facts, questions, ledger);
        DateOnly first = window.First.AddDays(-DaysOfEvidence);
        bool apart = against.First < first || against.First > window.Last;
        IReadOnlyList<ShopEvidence> near = await evidence.Gather(cards, new(first, window.Last), scope, cancel);
        return apart ? [.. near, .. await evidence.Gather(cards, new(against.First.AddDays(-DaysOfEvidence), against.Last),
            scope, cancel)] : near;
    }

    async Task<List<Sign>> Calendar(
        IReadOnlyList<ShopCard> cards, Currency? into, RateBook rates, Period window, Period against, Scope scope,
            CancellationToken cancel)
    {
        IReadOnlyList<BatchRecord> batches = await ledger.Batches(scope, 200, null, cancel);
        List<Sign> signs = [];
        foreach (ShopCard card in cards)
            foreach (Period span in new[] { against, window })
            {
                signs.AddRange(CalendarSigns.Festivals(card, span));
                signs.AddRange(CalendarSigns.Undone(card, batches, span));
            }

        // A rate is one event, however many shops it touches.
        if (into is { } target)
            foreach (ShopCard card in cards.DistinctBy(card => card.Currency))
                signs.AddRange(CalendarSigns.Rates(card, target, rates, new(Earlier(window.First, against.First).AddDays(-14),
                    window.Last)));
        return signs;
    }

    /// <summary>Rows by day of the feeds on which the metric rests, with the weeks around by which a gap is told.</summary>
    async Task<IReadOnlyList<FeedRows>> Feeds(Metric metric, IReadOnlyList<ShopCard> cards, Period window, Period against,
        Scope scope, CancellationToken cancel)
    {
        Period span = new(Earlier(window.First, against.First).AddDays(-28), window.Last > against.Last ? window.Last
            : against.Last);
        IReadOnlyList<FeedDay> days = await ledger.Feeds(scope, span, cancel);
        FrozenSet<FactKind> needed = metric.Needs.Where(kind =>
            kind is FactKind.OrderLine or FactKind.Traffic or FactKind.Ad or FactKind.VisitEvent or FactKind.Service)
            .ToFrozenSet();
        return [.. days.Where(day => needed.Contains(day.Kind))
            .Select(day => new FeedRows(cards.Count == 1 ? FactTables.Of(day.Kind).Name
                : $"{day.Shop}/{FactTables.Of(day.Kind).Name}", day.Day, day.Rows))];
    }

    static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
