using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.App.Tax.Parcels;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions.Declarations;

/// <summary>The declarations of visible shops: blocked and sent back first, then those under way, then the rest.</summary>
public sealed class ReadDeclarations(IDbContextFactory<DuoshouDb> database, SealedText sealing)
{
    const int Most = 500;

    public async Task<IReadOnlyList<DeclarationCard>> Run(Scope scope, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        List<Declaration> all = await db.Set<Declaration>().AsNoTracking().Where(d => scope.Shops.Contains(d.ShopId)).OrderByDescending(d => d.ChangedAt).Take(Most)
            .ToListAsync(cancel);
        return [.. all.Select(DeclarationCard.Of).OrderBy(Rank).ThenByDescending(d => d.ChangedAt)];
    }

    /// <summary>One declaration with its parcel, documents and receipts; none when it is not there or not visible.</summary>
    public async Task<DeclarationFile?> One(Guid id, Scope scope, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Set<Declaration>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && scope.Shops.Contains(d.ShopId), cancel) is not { } declaration) return null;
        Dictionary<Guid, string> people = await db.Users.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancel);
        List<DeclaredDocument> documents = await db.Set<DeclaredDocument>().AsNoTracking().Where(d => d.DeclarationId == id).OrderBy(d => d.Round).ThenBy(d => d.Kind)
            .ToListAsync(cancel);
        List<CustomsReceipt> receipts = await db.Set<CustomsReceipt>().AsNoTracking().Where(r => r.DeclarationId == id).OrderBy(r => r.Time).ToListAsync(cancel);
        Dictionary<Guid, DocumentDelivery> deliveries = await db.Set<DocumentDelivery>().AsNoTracking().Where(d => d.DeclarationId == id)
            .ToDictionaryAsync(d => d.DocumentId, cancel);
        return new(DeclarationCard.Of(declaration), ParcelDocument.Read(sealing.Open(declaration.Parcel)).Value ?? new(),
            [.. documents.Select(d => new DocumentCard(d.Id, d.Round, d.Kind, d.Guid, d.Digest, d.Why, people.GetValueOrDefault(d.ByPerson, ""), d.MadeAt, d.Sendings)
            {
                Failure = deliveries.GetValueOrDefault(d.Id)?.Failure ?? "", IsOpen = deliveries.GetValueOrDefault(d.Id) is { DeliveredAt: null, Failure: "" },
            })],
            [.. receipts.Select(r => (Row: r, Read: new CebReceipt(r.Message, r.Guid, r.Key, r.Status, r.Time, r.Words)))
                .Select(r => new ReceiptCard(r.Row.Message, r.Row.Status, r.Row.Time, r.Row.Words, r.Row.Simulated, r.Read.State, r.Read.Remedy))]);
    }

    /// <summary>By id or order number within the scope.</summary>
    public async Task<Guid?> Find(string idOrOrder, Scope scope, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (Guid.TryParse(idOrOrder, out Guid id)) return await db.Set<Declaration>().AnyAsync(d => d.Id == id && scope.Shops.Contains(d.ShopId), cancel) ? id : null;
        List<Guid> found = await db.Set<Declaration>().Where(d => d.OrderNo == idOrOrder && scope.Shops.Contains(d.ShopId)).Select(d => d.Id).Take(2).ToListAsync(cancel);
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The signed bytes of a document.</summary>
    public async Task<(string Name, string Xml)?> Document(Guid id, Scope scope, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        var found = await (from document in db.Set<DeclaredDocument>().AsNoTracking()
                           join declaration in db.Set<Declaration>() on document.DeclarationId equals declaration.Id
                           where document.Id == id && scope.Shops.Contains(declaration.ShopId)
                           select new { document.Kind, document.Round, document.Xml, declaration.OrderNo }).SingleOrDefaultAsync(cancel);
        return found is null ? null : ($"{found.OrderNo}-{found.Round}-{found.Kind}.xml", sealing.Open(found.Xml));
    }

    static int Rank(DeclarationCard card) => card.State switch
    {
        DeclarationState.Draft when card.IsBlocked => 0,
        DeclarationState.Rejected or DeclarationState.Error => 1,
        DeclarationState.Retry or DeclarationState.Held => 2,
        DeclarationState.Draft => 3,
        DeclarationState.Released or DeclarationState.Done => 6,
        DeclarationState.Withdrawn or DeclarationState.Closed => 7,
        _ => 5,
    };
}
