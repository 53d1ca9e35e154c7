using Duoshou.App.Agency;
using Duoshou.App.Diagnosis.Kept;
using Duoshou.App.Diagnosis.Model;
using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Actions;

/// <summary>The operator looks at diagnoses that were made: their history, one of them, and what changed since another.</summary>
public sealed class ReadDiagnoses
{
    readonly DiagnosisArchive archive;
    readonly IShops shops;
    readonly IAgency agency;

    internal ReadDiagnoses(DiagnosisArchive archive, IShops shops, IAgency agency) => (this.archive, this.shops, this.agency) = (archive, shops,
        agency);

    /// <summary>The newest run of each day of the shops that the person may see.</summary>
    public async Task<IReadOnlyList<RunCard>> History(IReadOnlyCollection<ShopId> wanted, UserId person, CancellationToken cancel)
    {
        Scope scope = (await agency.ScopeOf(person, cancel)).Narrowed(wanted);
        IReadOnlyList<RunCard> history = await archive.History([.. scope.Shops], cancel);
        // Kept sums hold findings about costs; who may not see those is given no sums.
        return scope.SeesCost ? history : [.. history.Select(run => run with { Score = null, Money = null })];
    }

    /// <summary>One run, or null where it is not there or not to be seen.</summary>
    public async Task<ShopDiagnosis?> One(Guid id, UserId person, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(person, cancel);
        return await archive.Find(id, cancel) is { } run && await shops.Find(run.ShopId, scope, cancel) is { } shop ? await archive.Read(run, shop,
            scope, cancel) : null;
    }

    /// <summary>
    /// The findings of the shop's newest run that lead to the reasons of a metric over a range: their money is what a week may cost, which is
    /// another figure than how far the metric moved.
    /// </summary>
    public async Task<IReadOnlyList<DiagnosedFinding>> Leading(ShopId shop, string metric, Period range, UserId person, CancellationToken cancel)
    {
        Scope scope = (await agency.ScopeOf(person, cancel)).Narrowed([shop]);
        RunCard? newest = (await archive.History([.. scope.Shops], cancel)).FirstOrDefault(run => run.On >= range.Last);
        return newest is null || await One(newest.Id, person, cancel) is not { } run ? []
            : [.. run.Findings.Where(finding => finding.Mark?.Kind != MarkKind.Dismissed
                && finding.Evidence.Any(link => link.Page == "why" && link.Metric == metric && link.From == range.First && link.To == range.Last))];
    }

    /// <summary>What is new, still there and gone since an earlier run of the same shop; null where there is no such run.</summary>
    public async Task<RunComparison?> Since(ShopDiagnosis now, Guid earlier, UserId person, CancellationToken cancel)
    {
        if (await One(earlier, person, cancel) is not { } then || then.Shop.Id != now.Shop.Id) return null;
        bool Same(DiagnosedFinding one, DiagnosedFinding other) => one.Key == other.Key && one.From <= other.To.AddDays(7)
            && other.From <= one.To.AddDays(7);
        RunCard card = new(then.Id, then.Shop.Id, then.On, then.RanAt, then.Score, then.Findings.Count, then.Alarms.Count(), null);
        return new(card, [.. now.Findings.Where(finding => !then.Findings.Any(other => Same(finding, other)))],
            [.. now.Findings.Where(finding => then.Findings.Any(other => Same(finding, other)))],
            [.. then.Findings.Where(finding => !now.Findings.Any(other => Same(other, finding)))],
            [.. now.Parts.Select(part => (part.Part, part.Score, then.Parts.FirstOrDefault(other => other.Part == part.Part)?.Score))]);
    }

    /// <summary>Findings that somebody is to act on, of the shops that the person may see, the nearest day first.</summary>
    public async Task<IReadOnlyList<(ShopCard Shop, string Key, MarkCard Mark)>> ToDo(IReadOnlyCollection<ShopId> wanted, UserId person,
        CancellationToken cancel)
    {
        Scope scope = (await agency.ScopeOf(person, cancel)).Narrowed(wanted);
        List<(ShopCard, string, MarkCard)> found = [];
        foreach (ShopCard shop in await shops.All(scope, cancel))
            foreach (FindingMark mark in (await archive.Marks(shop.Id, cancel)).Where(mark => mark.Kind == MarkKind.Todo
                && (scope.SeesCost || mark.Code is not ("sold_below_cost" or "promotion_loss"))))
                found.Add((shop, mark.Key, DiagnosisArchive.CardOf(mark)));
        return [.. found.OrderBy(each => each.Item3.Until ?? DateOnly.MaxValue).ThenBy(each => each.Item3.At)];
    }
}
