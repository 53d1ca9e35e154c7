using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions.Declarations;

/// <summary>Takes the receipts of one message in. They may repeat and come out of order; the state is always computed from all of them.</summary>
public sealed class TakeReceipts(IDbContextFactory<DuoshouDb> database, TimeProvider clock)
{
    static readonly string[] Inventories = ["CEB622", "CEB604", "CEB624", "CEB626", "CEB606", "CEB214"];

    /// <param name="New">Receipts that were new.</param>
    /// <param name="Repeated">Receipts that were there.</param>
    /// <param name="Unknown">Receipts of documents that are not ours.</param>
    public sealed record Taken(int New, int Repeated, int Unknown);

    /// <exception cref="FormatException">The text is no receipt.</exception>
    public async Task<Taken> Run(string xml, bool simulated, CancellationToken cancel)
    {
        CebMessage message = CebXml.Read(xml);
        IReadOnlyList<CebReceipt> receipts = CebReceipt.Read(xml);
        await using var db = await database.CreateDbContextAsync(cancel);
        int taken = 0, repeated = 0, unknown = 0;
        HashSet<Guid> touched = [];
        for (int i = 0; i < receipts.Count; i++)
        {
            CebReceipt receipt = receipts[i];
            DeclaredDocument? document = await db.Set<DeclaredDocument>().AsNoTracking().FirstOrDefaultAsync(d => d.Guid == receipt.Guid, cancel);
            if (document is null)
            {
                unknown++;
                continue;
            }

            if (await db.Set<CustomsReceipt>().AnyAsync(r => r.DeclarationId == document.DeclarationId && r.Message == receipt.Message && r.Guid == receipt.Guid
                && r.Status == receipt.Status
                && r.Time == receipt.Time, cancel))
            {
                repeated++;
                continue;
            }

            db.Add(new CustomsReceipt
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()), DeclarationId = document.DeclarationId, Message = receipt.Message, Guid = receipt.Guid, Key = receipt.Key,
                    Status = receipt.Status,
                Time = receipt.Time, Words = receipt.Info, Simulated = simulated, TakenAt = clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(cancel);
            // An answer proves that the port has the document, also one whose delivery seemed to fail.
            await db.Set<DocumentDelivery>().Where(d => d.DocumentId == document.Id && d.DeliveredAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.DeliveredAt, clock.GetUtcNow()).SetProperty(d => d.Failure, ""), cancel);
            taken++;
            touched.Add(document.DeclarationId);
            await Numbers(db, document.DeclarationId, message.Documents[i].Head, cancel);
        }

        foreach (Guid id in touched) await Restate(db, id, cancel);
        return new(taken, repeated, unknown);
    }

    static async Task Numbers(DuoshouDb db, Guid id, CebEntity head, CancellationToken cancel)
    {
        Declaration declaration = await db.Set<Declaration>().SingleAsync(d => d.Id == id, cancel);
        if (head["preNo"].Length > 0) declaration.PreNo = head["preNo"];
        if (head["invtNo"].Length > 0) declaration.InvtNo = head["invtNo"];
    }

    /// <summary>
    /// The inventory's receipts of the newest round decide; an order, payment or waybill that was sent back holds the parcel up too. A
    /// cancellation counts for every round.
    /// </summary>
    async Task Restate(DuoshouDb db, Guid id, CancellationToken cancel)
    {
        Declaration declaration = await db.Set<Declaration>().SingleAsync(d => d.Id == id, cancel);
        List<DeclaredDocument> documents = await db.Set<DeclaredDocument>().AsNoTracking().Where(d => d.DeclarationId == id).ToListAsync(cancel);
        string[] declaring = ["CEB621", "CEB603"];
        int round = documents.Where(d => declaring.Contains(d.Kind)).Max(d => d.Round);
        HashSet<string> newest = [.. documents.Where(d => d.Round >= round).Select(d => d.Guid)];
        List<CustomsReceipt> kept = await db.Set<CustomsReceipt>().AsNoTracking().Where(r => r.DeclarationId == id).ToListAsync(cancel);
        CebReceipt[] all = [.. kept.Where(r => newest.Contains(r.Guid)).Select(r => new CebReceipt(r.Message, r.Guid, r.Key, r.Status, r.Time, r.Words))];
        DeclarationProgress progress = new DeclarationProgress().Sent();
        foreach (CebReceipt receipt in all.Where(r => Inventories.Contains(r.Message))) progress = progress.After(receipt);
        DeclarationState state = progress.State;
        if (state is DeclarationState.Sent)
            foreach (CebReceipt[] one in all.Where(r => !Inventories.Contains(r.Message)).GroupBy(r => r.Guid)
                .Select(g => g.OrderBy(r => r.Time, StringComparer.Ordinal).ToArray()))
                if (one[^1].State is DeclarationState.Rejected or DeclarationState.Error or DeclarationState.Retry) state = one[^1].State!.Value;
        // Documents of the round that the port does not have yet keep it where they can be sent again.
        Guid[] own = [.. documents.Where(d => d.Round == round).Select(d => d.Id)];
        if (state == DeclarationState.Sent && await db.Set<DocumentDelivery>().AnyAsync(d => own.Contains(d.DocumentId) && d.DeliveredAt == null, cancel))
            state = DeclarationState.Retry;
        (declaration.State, declaration.ChangedAt) = (state, clock.GetUtcNow());
        declaration.Version++;
        await db.SaveChangesAsync(cancel);
    }
}
