using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.App.Tax.Port;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions.Declarations;

/// <summary>
/// Hands the newest round of a declaration to a port, and takes the receipts that come back. Until the port has everything the declaration
/// stands at "to be sent again"; what it does not have goes again with the same bytes.
/// </summary>
public sealed class SendDeclaration(IDbContextFactory<DuoshouDb> database, HandOver handing, TimeProvider clock)
{
    public async Task<Answered<DeclarationCard>> Run(Guid id, ICustomsPort port, Scope scope, CancellationToken cancel)
    {
        DeclaredDocument[] due;
        await using (var db = await database.CreateDbContextAsync(cancel))
        {
            if (await db.Set<Declaration>().SingleOrDefaultAsync(d => d.Id == id && scope.Shops.Contains(d.ShopId), cancel) is not { } declaration) return new(null,
                Unknown(id));
            DeclarationCard card = DeclarationCard.Of(declaration);
            if (card.IsBlocked)
                return new(null, new("declaration.blocked", new($"被拦下：{card.Blocks[0].Zh}", $"Blocked: {card.Blocks[0].En}"), new("改正后再发。", "Correct it, then send."),
                    card.Blocks[0].Field, card.Blocks[0].Value));
            if (!card.MaySend)
                return new(null, new("declaration.not_open",
                    new($"申报已在 {card.State}，再发会重复申报。", $"The declaration stands at {card.State}; sending again would declare it twice."),
                    new("等回执。", "Wait for its receipts."), "id", id.ToString()));
            // What customs sent back needs a corrected round; only a failed delivery repeats the same bytes.
            if (declaration.State is DeclarationState.Rejected or DeclarationState.Error)
                return new(null, new("declaration.correct_first", new("海关退了单：先改正再发。", "Customs sent it back: correct it first."),
                    new("改单后会生成新的一轮单证。", "A correction makes a new round of documents."), "id", id.ToString()));
            List<DeclaredDocument> documents = await db.Set<DeclaredDocument>().Where(d => d.DeclarationId == id).OrderByDescending(d => d.Round).ThenBy(d => d.Kind)
                .ToListAsync(cancel);
            int round = documents.Where(d => !WithdrawDeclaration.Kinds.Contains(d.Kind)).Max(d => d.Round);
            DeclaredDocument[] newest = [.. documents.Where(d => d.Round == round)];
            HashSet<Guid> had = [.. await db.Set<DocumentDelivery>().Where(d => d.DeclarationId == id && d.DeliveredAt != null).Select(d => d.DocumentId).ToListAsync(cancel)];
            due = [.. newest.Where(d => !had.Contains(d.Id))];
            // The port had all of it and its own delivery to customs failed: everything goes again.
            if (due.Length == 0) due = newest;
            if (await handing.Begin(db, due, cancel) is { } running) return new(null, running);
            (declaration.State, declaration.ChangedAt) = (DeclarationState.Retry, clock.GetUtcNow());
            declaration.Version++;
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException)
            {
                return new(null, new("declaration.being_sent", new("另一处刚改了这份申报。", "Somebody else has just changed this declaration."),
                    new("刷新后再看。", "Open it again."), "id", id.ToString()));
            }
        }

        DateTimeOffset began = clock.GetUtcNow();
        if (await handing.Send(due, port, cancel) is { } failed) return new(null, failed);
        await Arrived(id, began, cancel);
        await using var after = await database.CreateDbContextAsync(cancel);
        return new(DeclarationCard.Of(await after.Set<Declaration>().AsNoTracking().SingleAsync(d => d.Id == id, cancel)), null);
    }

    /// <summary>The port has everything: where no receipt has moved it on, it is sent.</summary>
    async Task Arrived(Guid id, DateTimeOffset began, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        Declaration declaration = await db.Set<Declaration>().SingleAsync(d => d.Id == id, cancel);
        if (declaration.State != DeclarationState.Retry
            || await db.Set<CustomsReceipt>().AnyAsync(r => r.DeclarationId == id && r.Status == "4" && r.TakenAt >= began, cancel)) return;
        (declaration.State, declaration.ChangedAt) = (DeclarationState.Sent, clock.GetUtcNow());
        declaration.Version++;
        await db.SaveChangesAsync(cancel);
    }

    internal static Refusal Unknown(Guid id) => Refusals.NotFound("declaration.unknown", "id", id.ToString());
}
