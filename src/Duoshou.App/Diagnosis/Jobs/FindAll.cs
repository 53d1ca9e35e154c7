using Duoshou.Analytics.RootCauses;
using Duoshou.App.Agency;
using Duoshou.App.Diagnosis.Detectors;
using Duoshou.App.Diagnosis.Model;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Diagnosis.Jobs;

/// <summary>
/// Looks at shops for everything that needs a hand, after data came in and by the clock. It may run any number of times: a
/// problem that is
/// still there keeps its id, one that is not there any more is gone.
/// </summary>
sealed class FindAll(
    IFactRows facts, IMetricQuestions questions, IFactLedger ledger, IShopList list, IShops shops, IAgency agency,
        IDbContextFactory<DuoshouDb> database, TimeProvider clock)
    : IProblemSearch, IDisposable
{
    /// <summary>Six weeks: a problem of two and the four before it.</summary>
    const int DaysLooked = 45;

    readonly SemaphoreSlim one = new(1);

    /// <summary>One search at a time, by the clock or after an import: two would each keep the same problem.</summary>
    public async Task<int> Run(IReadOnlyCollection<ShopId>? only, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            return await Search(only, cancel);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    async Task<int> Search(IReadOnlyCollection<ShopId>? only, CancellationToken cancel)
    {
        ShopCard[] cards = [.. (await list.Every(cancel)).Where(card => only is null || only.Contains(card.Id))];
        // A job serves everyone; each person later sees the findings of their own shops.
        Scope scope = new() { User = default, Shops = System.Collections.Frozen.FrozenSet.ToFrozenSet(cards.Select(card =>
            card.Id)), SeesCost = true, SeesProfit = true };
        if (await LastDay(scope, cancel) is not { } on) return 0;
        RateBook rates = await shops.Rates(cancel);
        Currency home = (await agency.Agency(cancel))?.Currency ?? Currency.Of("CNY");
        IReadOnlyList<ShopEvidence> evidence = await new Evidence(facts, questions, ledger)
            .Gather(cards, Period.Ending(on, DaysLooked), scope, cancel);
        List<(ShopEvidence Shop, Problem Problem)> found =
            [.. evidence.SelectMany(shop => Detection.All(new(shop, SignBook.Of(shop), rates, home, on))
            .Select(problem => (shop, problem)))];
        await Keep(found, cards, on, cancel);
        return found.Count;
    }

    /// <summary>The newest day of any feed that is not in the future; null without facts.</summary>
    async Task<DateOnly?> LastDay(Scope scope, CancellationToken cancel)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1);
        IReadOnlyList<FeedDay> days = await ledger.Feeds(scope, new(today.AddYears(-10), today), cancel);
        return days.Where(day => day.Kind is not FactKind.Change).Select(day => (DateOnly?)day.Day).Max();
    }

    async Task Keep(List<(ShopEvidence Shop, Problem Problem)> found, ShopCard[] cards, DateOnly on, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        ShopId[] ids = [.. cards.Select(card => card.Id)];
        List<FoundProblem> known = await db.Set<FoundProblem>().Where(problem => ids.Contains(problem.ShopId))
            .ToListAsync(cancel);
        HashSet<FoundProblem> still = [];
        foreach ((ShopEvidence shop, Problem problem) in found)
        {
            string thing = ThingText.Written(problem.Thing);
            FoundProblem? same = known.FirstOrDefault(k => k.ShopId == shop.Shop.Id && k.Kind == problem.Kind && k.Thing == thing
                && k.First <= problem.To && k.Last >= problem.From.AddDays(-2) && !still.Contains(k));
            if (same is null) db.Add(same = Made(shop.Shop.Id, problem, thing));
            (same.First, same.Last, same.IsOpen, same.Metric) = (problem.From, problem.To, problem.To >= on.AddDays(-1),
                problem.Metric);
            (same.WeeklyStake, same.HowZh, same.HowEn, same.Grade) = (problem.WeeklyStake, problem.How.Zh, problem.How.En,
                problem.Grade);
            (same.TextZh, same.TextEn, same.FoundAt) = (Fitting(problem.Text.Zh), Fitting(problem.Text.En), clock.GetUtcNow());
            still.Add(same);
        }

        // What lies further back than was looked at is history and stays.
        db.RemoveRange(known.Where(problem => !still.Contains(problem) && problem.Last >= on.AddDays(-DaysLooked)));
        await db.SaveChangesAsync(cancel);
    }

    FoundProblem Made(ShopId shop, Problem problem, string thing) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()), ShopId = shop, Kind = problem.Kind, Thing = thing, First = problem.From,
            Last = problem.To, IsOpen = true,
        Metric = problem.Metric, HowZh = "", HowEn = "", Grade = problem.Grade, TextZh = "", TextEn = "", FirstFoundAt =
            clock.GetUtcNow(), FoundAt = clock.GetUtcNow(),
    };

    static string Fitting(string text) => text.Length <= 500 ? text : string.Concat(text.AsSpan(0, 499), "…");
}

/// <summary>The thing of a problem as it is stored.</summary>
static class ThingText
{
    public static string Written(IReadOnlyList<AttributeValue> thing) =>
        string.Join('\n', thing.Select(a => $"{a.Dimension}={a.Value}"));

    public static IReadOnlyList<AttributeValue> Read(string text) => text.Length == 0 ? [] :
        [.. text.Split('\n').Select(line => new AttributeValue(line[..line.IndexOf('=', StringComparison.Ordinal)],
            line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]))];
}
