using System.Globalization;
using Duoshou.App.Agency;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Ads.Actions;

/// <summary>The operator asks which channel brought which part of a shop's sales, and where the next unit of money belongs.</summary>
public sealed class ReadMix(IFactRows facts, IMetricQuestions questions, Sales sales, IShops shops, Remembered remembered, IAgency agency)
{
    /// <summary>Older weeks are of another shop than today's.</summary>
    public const int MostDays = 1092;

    const string Sold = "paid_sales";

    /// <param name="Shops">The shop; null for all that the person may see, which must then be one.</param>
    /// <param name="Margin">The share of sales left before advertising; null for what costs say.</param>
    public sealed record Request(UserId Person, IReadOnlyCollection<ShopId>? Shops, Period Range, Currency? Currency, decimal? Margin = null);

    public async Task<Answered<MixReading>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (request.Shops is not null) scope = scope.Narrowed(request.Shops);
        return await remembered.Once<Answered<MixReading>>(("mix", scope, request.Range, (request.Currency, request.Margin)), () => Read(scope, request, cancel));
    }

    async Task<Answered<MixReading>> Read(Scope scope, Request request, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> cards = await shops.All(scope, cancel);
        if (cards.Count != 1)
            return new(null, new("mix.one_shop", new($"媒体组合按一家店算，现在选了 {cards.Count} 家。", $"The mix is told of one shop; {cards.Count} are chosen."),
                new("选一家店。", "Choose one shop."), "shop"));
        Currency target = request.Currency ?? cards[0].Currency;
        RateBook rates = await shops.Rates(cancel);
        (AdDay[] spent, List<Words> limits) = AdReading.Converted(await facts.Sums(FactKind.Ad, AdReading.By, AdReading.Sums, request.Range, scope, cancel), rates, target,
            new Dictionary<ShopId, string>());
        MetricQuestion question = new() { Metrics = [Sold], By = ["day"], Range = request.Range, CountsTotal = false, Currency = target };
        Answered<MetricAnswer> asked = await questions.Ask(question, scope, cancel);
        if (asked.Value is not { } answer) return new(null, asked.Refusal);
        Dictionary<DateOnly, decimal> sold = [];
        foreach (AnswerRow row in answer.Rows)
            if (row.Keys[0] is { } day) sold[DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)] = row.Now[0].Value ?? 0m;
        decimal? margin = request.Margin ?? (scope.SeesCost
            ? AdReading.MarginOf((await sales.OfShops(scope, Period.Ending(request.Range.Last, Math.Min(90, request.Range.Days)), target, cancel)).Value) : null);
        return new(MixReading.Of(WeeksOf(spent, sold, request.Range, target, limits), margin), null);
    }

    /// <summary>Whole weeks that end with the range and begin where both sales and spend are known.</summary>
    static MixWeeks WeeksOf(AdDay[] spent, Dictionary<DateOnly, decimal> sold, Period range, Currency target, List<Words> limits)
    {
        DateOnly last = range.Last;
        if (spent.Length == 0 || sold.Count == 0) return new(last, [], [], target, limits);
        DateOnly begins = spent.Min(day => day.Day), sells = sold.Keys.Min(), from = begins > sells ? begins : sells;
        DateOnly ends = spent.Max(day => day.Day), until = sold.Keys.Max() is var late && late < ends ? late : ends;
        if (until < last) last = until;
        int weeks = Math.Max(0, (last.DayNumber - from.DayNumber + 1) / 7);
        if (begins > sells && begins > range.First)
            limits.Add(new($"推广数据从 {begins:O} 才有，之前的销售没有用。", $"Advertising is known from {begins:O} on; earlier sales were not used."));
        int Week(DateOnly day) => day > last ? -1 : weeks - 1 - (last.DayNumber - day.DayNumber) / 7;
        decimal[] byWeek = new decimal[weeks];
        foreach ((DateOnly day, decimal amount) in sold)
            if (Week(day) is >= 0 and var week) byWeek[week] += amount;
        Dictionary<string, decimal[]> spends = new(StringComparer.Ordinal);
        foreach (AdDay day in spent)
        {
            if (Week(day.Day) is not (>= 0 and var week)) continue;
            if (!spends.TryGetValue(day.Campaign, out decimal[]? channel)) spends[day.Campaign] = channel = new decimal[weeks];
            channel[week] += day.Cost;
        }

        return new(last, byWeek, [.. spends.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => new MixSpend(one.Key, one.Value))], target, limits);
    }
}
