using Duoshou.Analytics.Attribution;
using Duoshou.App.Agency;
using Duoshou.App.Diagnosis.Health;
using Duoshou.App.Diagnosis.Jobs;
using Duoshou.App.Diagnosis.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Diagnosis;

sealed class DiagnosisAnswers(IDbContextFactory<DuoshouDb> database, IShops shops, IAgency agency, IDueSearches due) : IDiagnosis
{
    public async Task<IReadOnlyList<ProblemCard>> Latest(Scope scope, Period range, CancellationToken cancel)
    {
        Dictionary<ShopId, ShopCard> seen = (await shops.All(scope, cancel)).ToDictionary(card => card.Id);
        RateBook rates = await shops.Rates(cancel);
        Currency home = (await agency.Agency(cancel))?.Currency ?? Currency.Of("CNY");
        ShopId[] ids = [.. seen.Keys];
        await due.Settle(ids, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        List<FoundProblem> found = await db.Set<FoundProblem>().AsNoTracking()
            .Where(problem => ids.Contains(problem.ShopId) && problem.First <= range.Last && problem.Last >= range.First)
                .ToListAsync(cancel);
        List<FindingMark> dismissed = await db.Set<FindingMark>().AsNoTracking()
            .Where(mark => ids.Contains(mark.ShopId) && mark.Kind == MarkKind.Dismissed && mark.UndoneAt == null).ToListAsync(cancel);
        // What somebody dismissed on the diagnosis does not speak up here either; what tells of costs is for those who see them.
        return [.. found.Where(problem => (scope.SeesCost || problem.Kind != ProblemKind.SoldBelowCost) && !dismissed.Any(mark => IsOf(mark, problem)))
            .Select(problem => CardOf(problem, seen[problem.ShopId].Currency, home, rates))
            .OrderByDescending(card => (card.StakeInHomeCurrency?.Amount ?? 0m) * Certainty(card.Grade))
                .ThenBy(card => card.Grade).ThenByDescending(card => card.Window.Last)
            .ThenBy(card => card.Id)];
    }

    static bool IsOf(FindingMark mark, FoundProblem problem) => mark.ShopId == problem.ShopId && mark.From <= problem.Last.AddDays(7)
        && mark.To >= problem.First.AddDays(-7) && mark.Key == Examination.KeyOf(Examination.CodeOf(problem.Kind), ThingText.Read(problem.Thing));

    static decimal Certainty(Grade grade) => grade switch { Grade.Shown => 1m, Grade.Fits => 0.8m, _ => 0.5m };

    static ProblemCard CardOf(FoundProblem problem, Currency currency, Currency home, RateBook rates)
    {
        Money? stake = problem.WeeklyStake is { } weekly ? new Money(weekly, currency) : null;
        // A rate that is itself the problem must not blow up the ranking: the plan's rate is asked first, then the last day
        // before it.
        Money? converted = stake is { } money
            ? (rates.Convert(money, home, problem.Last, RateKind.Plan) ?? rates.Convert(money, home, problem.First.AddDays(-1))
                ?? rates.Convert(money, home, problem.Last))?.Amount.Rounded()
            : null;
        return new(problem.Id, problem.ShopId, problem.Kind, new(problem.First, problem.Last), problem.IsOpen, problem.Metric,
            ThingText.Read(problem.Thing), stake,
            new(problem.HowZh, problem.HowEn), problem.Grade, new(problem.TextZh, problem.TextEn), converted);
    }
}
