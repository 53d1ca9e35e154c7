using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Duoshou.App.Diagnosis.Health;
using Duoshou.App.Diagnosis.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Diagnosis.Kept;

/// <summary>Keeps runs as they were made and gives them back as a reader may see them: without costs for those who see none, with today's marks.</summary>
sealed class DiagnosisArchive(IDbContextFactory<DuoshouDb> database, TimeProvider clock)
{
    /// <summary>Judgements count on top of this many right ones, so that one dismissal silences nothing.</summary>
    const decimal PriorJudged = 2m, PriorRight = 1.8m;

    static readonly JsonSerializerOptions Json = new(WireFormat.Json) { WriteIndented = false };

    /// <summary>Keeps a run; the same content for the same day is the run that is there already.</summary>
    public async Task<DiagnosisRun> Keep(ShopId shop, DateOnly on, DiagnosisContent content, CancellationToken cancel)
    {
        string text = JsonSerializer.Serialize(content, Json);
        string print = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        await using var db = await database.CreateDbContextAsync(cancel);
        DiagnosisRun? same = await db.Set<DiagnosisRun>().AsNoTracking().Where(run => run.ShopId == shop && run.On == on)
            .OrderByDescending(run => run.RanAt).FirstOrDefaultAsync(cancel);
        decimal? money = MoneyOf(content.Findings.Where(Speaks));
        if (same?.Fingerprint == print)
        {
            if (same.Money != money) await db.Set<DiagnosisRun>().Where(run => run.Id == same.Id).ExecuteUpdateAsync(run => run.SetProperty(each => each.Money, money), cancel);
            return same;
        }

        DiagnosisRun run = new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), ShopId = shop, On = on, RanAt = clock.GetUtcNow(), Score = Scores.Of(content.Parts,
                content.Findings).Score,
            Findings = content.Findings.Count, Alarms = content.Findings.Count(Speaks), Money = money,
            Fingerprint = print, Content = text,
        };
        db.Add(run);
        await db.SaveChangesAsync(cancel);
        return run;
    }

    public async Task<DiagnosisRun?> Find(Guid id, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Set<DiagnosisRun>().AsNoTracking().FirstOrDefaultAsync(run => run.Id == id, cancel);
    }

    /// <summary>The newest run of a shop for a day, or null.</summary>
    public async Task<DiagnosisRun?> Of(ShopId shop, DateOnly on, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Set<DiagnosisRun>().AsNoTracking().Where(run => run.ShopId == shop
            && run.On == on).OrderByDescending(run => run.RanAt).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The newest run of each day of the shops, newest day first, without their contents.</summary>
    public async Task<IReadOnlyList<RunCard>> History(IReadOnlyCollection<ShopId> shops, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await db.Set<DiagnosisRun>().AsNoTracking().Where(run => shops.Contains(run.ShopId))
            .Select(run => new { run.Id, run.ShopId, run.On, run.RanAt, run.Score, run.Findings, run.Alarms, run.Money }).ToListAsync(cancel);
        RunCard[] cards = [.. rows.GroupBy(run => (run.ShopId,
            run.On)).Select(day => day.MaxBy(run => run.RanAt)!).OrderByDescending(run => run.On).ThenBy(run => run.ShopId.Value)
            .Select(run => new RunCard(run.Id, run.ShopId, run.On, run.RanAt, run.Score, run.Findings, run.Alarms, run.Money))];
        ShopId[] judged = await db.Set<FindingMark>().AsNoTracking().Where(mark => shops.Contains(mark.ShopId) && mark.Kind == MarkKind.Dismissed
            && mark.UndoneAt == null).Select(mark => mark.ShopId).Distinct().ToArrayAsync(cancel);
        // What was dismissed since counts no more in a shop's newest run, as on its own page.
        foreach (ShopId shop in judged)
            if (Array.FindIndex(cards, card => card.Shop == shop) is >= 0 and var newest) cards[newest] = await WithoutDismissed(cards[newest], cancel);
        return cards;
    }

    async Task<RunCard> WithoutDismissed(RunCard card, CancellationToken cancel)
    {
        if (await Find(card.Id, cancel) is not { } run) return card;
        IReadOnlyList<FindingMark> marks = await Marks(card.Shop, cancel);
        DiagnosedFinding[] open = [.. JsonSerializer.Deserialize<DiagnosisContent>(run.Content, Json)!.Findings.Where(Speaks)
            .Where(finding => Marked(finding, marks).Mark?.Kind != MarkKind.Dismissed)];
        return card with { Alarms = open.Length, Money = MoneyOf(open) };
    }

    static bool Speaks(DiagnosedFinding finding) => finding.Severity >= Severity.Medium;

    /// <summary>Nothing to act on is no money at stake; findings of which none tells its money are unknown.</summary>
    static decimal? MoneyOf(IEnumerable<DiagnosedFinding> findings)
    {
        DiagnosedFinding[] each = [.. findings];
        return each.Length > 0 && each.All(finding => finding.Money is null) ? null : each.Sum(finding => finding.Money ?? 0m);
    }

    /// <summary>A run as a person may see it.</summary>
    public async Task<ShopDiagnosis> Read(DiagnosisRun run, ShopCard shop, Scope scope, CancellationToken cancel)
    {
        DiagnosisContent content = JsonSerializer.Deserialize<DiagnosisContent>(run.Content, Json)!;
        DiagnosedPart[] parts = [.. content.Parts.Where(part => scope.SeesCost || !part.NeedsCost)];
        IReadOnlyList<FindingMark> marks = await Marks(shop.Id, cancel);
        DiagnosedFinding[] findings = [.. content.Findings.Where(finding => scope.SeesCost || !finding.NeedsCost).Select(finding => Marked(finding,
            marks))];
        (decimal? score, bool capped) = Scores.Of(parts, findings);
        return new(run.Id, shop, run.On, run.RanAt, score, capped, parts, findings);
    }

    public static DiagnosedFinding Marked(DiagnosedFinding finding, IReadOnlyList<FindingMark> marks) =>
        marks.Where(mark => mark.Key == finding.Key && mark.From <= finding.To.AddDays(7)
            && mark.To >= finding.From.AddDays(-7)).MaxBy(mark => mark.At) is { } mark
            ? finding with { Mark = CardOf(mark) } : finding;

    public static MarkCard CardOf(FindingMark mark) => new(mark.Id, mark.Kind, mark.Reason, mark.Note, mark.Who, mark.Until, mark.By, mark.At);

    /// <summary>Marks that hold.</summary>
    public async Task<IReadOnlyList<FindingMark>> Marks(ShopId shop, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Set<FindingMark>().AsNoTracking().Where(mark => mark.ShopId == shop && mark.UndoneAt == null).ToListAsync(cancel);
    }

    /// <summary>Of every kind that somebody judged, how often it was no false alarm, over the whole agency.</summary>
    public async Task<IReadOnlyDictionary<string, HitRate>> HitRates(CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var marks = await db.Set<FindingMark>().AsNoTracking().Where(mark => mark.UndoneAt == null).Select(mark => new { mark.Code, mark.Kind,
            mark.Reason }).ToListAsync(cancel);
        return marks.GroupBy(mark => mark.Code).ToDictionary(kind => kind.Key, kind =>
        {
            int wrong = kind.Count(mark => mark is { Kind: MarkKind.Dismissed, Reason: DismissReason.FalseAlarm }), all = kind.Count();
            return new HitRate(decimal.Round((all - wrong + PriorRight) / (all + PriorJudged), 3), all);
        });
    }
}
