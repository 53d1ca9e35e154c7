using Duoshou.App.Agency;
using Duoshou.App.Catalog.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Catalog.Actions;

/// <summary>A bet as pages show it.</summary>
/// <param name="Came">What the metric came to, read from the facts; null while it runs or when it is unknown.</param>
/// <param name="State">running, right, wrong, or unknown.</param>
public sealed record BetCard(Guid Id, ShopId Shop, string Opinion, string Evidence, string Category, string Metric, Period Range, decimal Low,
    decimal High, decimal Sureness, DateTimeOffset MadeAt, decimal? Came, string State);

/// <summary>The operator's bets and how they came out.</summary>
/// <param name="HitRate">Right over judged; null without any.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="MeanSureness">How sure the operator was of those judged; near the hit rate when the judgement is honest.</param>
public sealed record BetBook(IReadOnlyList<BetCard> Bets, int Judged, int Right, decimal? HitRate, decimal? Low, decimal? High, decimal? MeanSureness);

/// <summary>The positioning sheet: opinion first, evidence, outcome later.</summary>
public sealed class MarketBets(IDbContextFactory<DuoshouDb> database, IMetricQuestions questions, Reports.Remembered remembered, IShops shops, IAgency agency, TimeProvider clock)
{
    /// <summary>A bet to be made.</summary>
    public sealed record Request(UserId Person, ShopId Shop, string Opinion, string Evidence, string Category, string Metric, Period Range,
        decimal Low, decimal High, decimal Sureness);

    /// <summary>Bets of the shops, newest first, judged by what is known up to a day.</summary>
    public async Task<BetBook> Book(UserId person, IReadOnlyCollection<ShopId>? wanted, DateOnly last, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(person, cancel);
        if (wanted is not null) scope = scope.Narrowed(wanted);
        ShopId[] asked = [.. scope.Shops];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        List<MarketBet> bets = await db.Set<MarketBet>().AsNoTracking().Where(bet => asked.Contains(bet.ShopId) && bet.WithdrawnAt == null)
            .OrderByDescending(bet => bet.MadeAt).Take(200).ToListAsync(cancel);
        Dictionary<Guid, decimal> came = await Outcomes([.. bets.Where(bet => bet.Last <= last)], scope, cancel);
        BetCard[] cards = [.. bets.Select(bet => Judged(bet, last, came))];
        BetCard[] judged = [.. cards.Where(card => card.State is "right" or "wrong")];
        int right = judged.Count(card => card.State == "right");
        Analytics.Experiments.RateInterval interval = Analytics.Experiments.RateInterval.Wilson(right, Math.Max(1, judged.Length));
        return judged.Length == 0 ? new(cards, 0, 0, null, null, null, null)
            : new(cards, judged.Length, right, decimal.Round((decimal)right / judged.Length, 4), Reports.Written.Number(interval.Low),
                Reports.Written.Number(interval.High), decimal.Round(judged.Average(card => card.Sureness), 4));
    }

    /// <summary>Makes a bet about days to come; one about days that are known is refused.</summary>
    /// <param name="last">The last day that is known.</param>
    public async Task<Answered<BetCard>> Make(Request request, DateOnly last, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (await shops.Find(request.Shop, scope, cancel) is null) return new(null, Refusals.NotFound("shop.unknown", "shop", request.Shop.ToString()));
        if (string.IsNullOrWhiteSpace(request.Opinion)) return new(null, Refusals.Missing("opinion"));
        if (MetricCatalogue.Find(request.Metric) is null) return new(null, Refusals.NotFound("metric.unknown", "metric", request.Metric));
        if (request.Range.Last <= last)
            return new(null, new("bet.late", new("这段日子的结果已经知道了，不能再押。", "What came of these days is known already; it is too late to bet."),
                new("选以后的日子。", "Choose days to come."), "last", $"{request.Range.Last:yyyy-MM-dd}"));
        if (request.Low > request.High || request.Sureness is < 0.05m or > 0.99m)
            return new(null, new("bet.unfit",
                new("下限要不高于上限，把握写 5% 到 99%。", "The lower end may not pass the upper, and sureness lies between 5 % and 99 %."),
                new("改一改再提交。", "Change them and send it again."), "low"));
        if (Refusals.TooLong(("opinion", request.Opinion, 400), ("evidence", request.Evidence, 400), ("category", request.Category, 120)) is { } excess)
            return new(null, excess);
        MarketBet bet = new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), ShopId = request.Shop, Opinion = request.Opinion.Trim(),
            Evidence = request.Evidence.Trim(), Category = request.Category.Trim(), Metric = request.Metric,
            First = request.Range.First, Last = request.Range.Last, Low = request.Low, High = request.High, Sureness = request.Sureness,
            MadeBy = request.Person, MadeAt = clock.GetUtcNow(),
        };
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        db.Add(bet);
        await db.SaveChangesAsync(cancel);
        return new(Judged(bet, last, []), null);
    }

    /// <summary>Takes a bet back while it still runs; one that is judged stays, so that the hit rate is honest.</summary>
    public async Task<bool> Withdraw(UserId person, Guid id, DateOnly last, CancellationToken cancel)
    {
        ShopId[] seen = [.. (await agency.ScopeOf(person, cancel)).Shops];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        MarketBet? bet = await db.Set<MarketBet>().FirstOrDefaultAsync(one => one.Id == id && one.WithdrawnAt == null, cancel);
        if (bet is null || !seen.Contains(bet.ShopId) || bet.Last <= last) return false;
        bet.WithdrawnAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>
    /// What came of bets that are over, remembered until facts change and then read again. Bets over the same days of a shop share a question.
    /// </summary>
    async Task<Dictionary<Guid, decimal>> Outcomes(MarketBet[] over, Scope scope, CancellationToken cancel) => over.Length == 0 ? []
        : await remembered.Once<Dictionary<Guid, decimal>>(("bets", scope, new Period(over.Min(bet => bet.First), over.Max(bet => bet.Last)),
            string.Join(',', over.Select(bet => bet.Id))), async () =>
        {
            Dictionary<Guid, decimal> came = [];
            foreach (IGrouping<(ShopId Shop, DateOnly First, DateOnly Last, string Category), MarketBet> alike in over.GroupBy(bet => (bet.ShopId, bet.First,
                bet.Last, bet.Category)))
            {
                string[] metrics = [.. alike.Select(bet => bet.Metric).Distinct().Order(StringComparer.Ordinal)];
                MetricQuestion question = new() { Metrics = metrics, Range = new(alike.Key.First, alike.Key.Last),
                    Where = alike.Key.Category.Length == 0 ? [] : [new("category", [alike.Key.Category])] };
                if ((await questions.Ask(question, scope.Narrowed([alike.Key.Shop]), cancel)).Value is not { } answer) continue;
                foreach (MarketBet bet in alike)
                    if (answer.Total.Now[Array.IndexOf(metrics, bet.Metric)].Value is { } value) came[bet.Id] = value;
            }

            return came;
        });

    static BetCard Judged(MarketBet bet, DateOnly last, Dictionary<Guid, decimal> outcomes)
    {
        decimal? came = bet.Last <= last && outcomes.TryGetValue(bet.Id, out decimal value) ? value : null;
        string state = bet.Last > last ? "running" : came is not { } known ? "unknown" : known >= bet.Low && known <= bet.High ? "right" : "wrong";
        return new(bet.Id, bet.ShopId, bet.Opinion, bet.Evidence, bet.Category, bet.Metric, new(bet.First, bet.Last), bet.Low, bet.High, bet.Sureness, bet.MadeAt, came, state);
    }
}
