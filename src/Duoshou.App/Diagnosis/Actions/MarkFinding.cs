using System.ComponentModel.DataAnnotations;
using Duoshou.App.Agency;
using Duoshou.App.Diagnosis.Kept;
using Duoshou.App.Diagnosis.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Diagnosis.Actions;

/// <summary>The operator decides about a finding: it is none, or somebody acts on it by a day. Either can be undone.</summary>
public sealed class MarkFinding
{
    readonly DiagnosisArchive archive;
    readonly IDbContextFactory<DuoshouDb> database;
    readonly IShops shops;
    readonly IAgency agency;
    readonly TimeProvider clock;

    internal MarkFinding(DiagnosisArchive archive, IDbContextFactory<DuoshouDb> database, IShops shops, IAgency agency, TimeProvider clock) =>
        (this.archive, this.database, this.shops, this.agency, this.clock) = (archive, database, shops, agency, clock);

    /// <param name="Run">The run in which it was seen.</param>
    /// <param name="Reason">For a dismissal.</param>
    /// <param name="Who">For one to do: who.</param>
    public sealed record Request(
        Guid Run, string Key, MarkKind Kind, UserId Person, DismissReason? Reason = null, [StringLength(300)] string Note = "", [StringLength(80)] string Who = "",
        DateOnly? Until = null);

    public async Task<Answered<MarkCard>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (await archive.Find(request.Run, cancel) is not { } run || await shops.Find(run.ShopId, scope, cancel) is not { } shop
            || (await archive.Read(run, shop, scope, cancel)).Findings.FirstOrDefault(found => found.Key == request.Key) is not { } finding)
            return new(null, new("finding.unknown", new("这条发现不在了，或者你看不到。", "This finding is not there, or you may not see it."),
                new("重新打开诊断页。", "Open the diagnosis again."), "key", request.Key));
        if (request.Kind == MarkKind.Dismissed && request.Reason is null)
            return new(null, new("reason.missing", new("没有选忽略的原因。", "No reason was chosen."), new("选一个：误报、已知道、不值得做。", "Choose one: false alarm, known, not worth it."), "reason"));
        if (request.Kind == MarkKind.Todo && string.IsNullOrWhiteSpace(request.Who))
            return new(null, new("who.missing", new("没有写谁来做。", "Nobody was named."), new("写一个人名。", "Name a person."), "who"));
        if (request.Note.Length > 300 || request.Who.Length > 80)
            return new(null, new("text.long", new("写得太长了。", "That is too long."), new("说明最多 300 字，人名最多 80 字。", "At most 300 characters of note and 80 of name."), "note"));
        PersonCard? person = await agency.Person(request.Person, cancel);
        if (person is null || person.Role is Role.ClientViewer or Role.Auditor) return new(null, NotTheirs());
        FindingMark mark = new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), ShopId = shop.Id, Key = finding.Key, Code = finding.Code, From = finding.From, To = finding.To, Kind = request.Kind,
            Reason = request.Kind == MarkKind.Dismissed ? request.Reason : null, Note = request.Note.Trim(), Who = request.Who.Trim(), Until = request.Until,
            PersonId = request.Person.Value, By = person?.DisplayName ?? "", At = clock.GetUtcNow(),
        };
        await using var db = await database.CreateDbContextAsync(cancel);
        // A later decision takes the place of an earlier one about the same finding.
        foreach (FindingMark old in await db.Set<FindingMark>().Where(old => old.ShopId == shop.Id && old.Key == finding.Key && old.UndoneAt == null
            && old.From <= finding.To && old.To >= finding.From).ToListAsync(cancel)) old.UndoneAt = clock.GetUtcNow();
        db.Add(mark);
        await db.SaveChangesAsync(cancel);
        return new(DiagnosisArchive.CardOf(mark), null);
    }

    static Refusal NotTheirs() => new("role.not_permitted", new("你的角色只看，不决定。", "Your role looks and does not decide."),
        new("请店铺的负责人来忽略或安排。", "Ask whoever is in charge of the shop."), "person");

    /// <summary>Takes a decision back; false where there is none to take back.</summary>
    public async Task<bool> Undo(Guid mark, UserId person, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(person, cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await agency.Person(person, cancel) is not { Role: not (Role.ClientViewer or Role.Auditor) }) return false;
        if (await db.Set<FindingMark>().FirstOrDefaultAsync(found => found.Id == mark && found.UndoneAt == null, cancel) is not { } known || !scope.Shops.Contains(known.ShopId))
            return false;
        known.UndoneAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
