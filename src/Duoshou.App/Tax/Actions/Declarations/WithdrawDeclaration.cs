using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.App.Tax.Parcels;
using Duoshou.App.Tax.Port;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Duoshou.Tax.Declarations.Signing;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions.Declarations;

/// <summary>Asks customs to cancel an inventory before its release, or to take goods back after it.</summary>
public sealed class WithdrawDeclaration(IDbContextFactory<DuoshouDb> database, SealedText sealing, SoftwareKey key, HandOver handing, TimeProvider clock)
{
    /// <summary>The messages that take a declaration back.</summary>
    internal static readonly string[] Kinds = ["CEB623", "CEB625", "CEB605"];

    public async Task<Answered<DeclarationCard>> Run(Guid id, string reason, ICustomsPort port, UserId by, Scope scope, CancellationToken cancel)
    {
        DeclaredDocument asking;
        await using (var db = await database.CreateDbContextAsync(cancel))
        {
            if (await db.Set<Declaration>().SingleOrDefaultAsync(d => d.Id == id && scope.Shops.Contains(d.ShopId), cancel) is not { } declaration) return new(null,
                SendDeclaration.Unknown(id));
            if (string.IsNullOrWhiteSpace(reason)) return new(null, Refusals.Missing("reason"));
            DeclarationCard card = DeclarationCard.Of(declaration);
            bool back = declaration.State is DeclarationState.Released or DeclarationState.Done;
            if (!card.MayCancel && !(back && declaration.IsImport))
                return new(null, new("declaration.not_withdrawable", new($"申报在 {card.State}，不能撤销或退货。", $"A declaration at {card.State} can be neither cancelled nor returned."),
                    new("草稿可以直接改；出口退货另行办理。", "A draft is simply corrected; an export return is handled outside."), "id", id.ToString()));
            // A request that the port may not have goes again as it is: a second one would ask twice.
            asking = await Pending(db, id, cancel) ?? await Made(db, declaration, back, reason, by, cancel);
            if (await handing.Begin(db, [asking], cancel) is { } running) return new(null, running);
            await db.SaveChangesAsync(cancel);
        }

        if (await handing.Send([asking], port, cancel) is { } failed) return new(null, failed);
        await using var after = await database.CreateDbContextAsync(cancel);
        return new(DeclarationCard.Of(await after.Set<Declaration>().AsNoTracking().SingleAsync(d => d.Id == id, cancel)), null);
    }

    static async Task<DeclaredDocument?> Pending(DuoshouDb db, Guid id, CancellationToken cancel)
    {
        Guid[] open = [.. await db.Set<DocumentDelivery>().Where(d => d.DeclarationId == id && d.DeliveredAt == null).Select(d => d.DocumentId).ToListAsync(cancel)];
        return await db.Set<DeclaredDocument>().Where(d => open.Contains(d.Id) && Kinds.Contains(d.Kind)).OrderByDescending(d => d.Round).FirstOrDefaultAsync(cancel);
    }

    async Task<DeclaredDocument> Made(DuoshouDb db, Declaration declaration, bool back, string reason, UserId by, CancellationToken cancel)
    {
        ParcelDocument parcel = ParcelDocument.Read(sealing.Open(declaration.Parcel)).Value!;
        DateTimeOffset now = clock.GetUtcNow();
        DateTime at = now.UtcDateTime.AddHours(8);
        string guid = NewGuid();
        (string kind, CebDocument document) = (parcel.IsImport, back) switch
        {
            (true, true) => ("CEB625", parcel.Import().Return(guid, at, declaration.InvtNo, reason, parcel.Goods.Select((g, i) => (i + 1, g.Quantity))
                .ToDictionary(p => p.Item1, p => p.Quantity))),
            (true, false) => ("CEB623", parcel.Import().Cancellation(guid, at, declaration.InvtNo, reason)),
            _ => ("CEB605", parcel.Export().Cancellation(guid, at, declaration.InvtNo, reason)),
        };
        string xml = CebSignature.Sign(ImportDossier.Message(kind, NewGuid(), new(parcel.Agent!.Code, parcel.Agent.Name), parcel.Mailbox, document), key.Signer());
        int round = await db.Set<DeclaredDocument>().Where(d => d.DeclarationId == declaration.Id).MaxAsync(d => d.Round, cancel);
        DeclaredDocument made = new()
        {
            Id = Guid.CreateVersion7(now), DeclarationId = declaration.Id, Round = round + 1, Kind = kind, Guid = guid, Xml = sealing.Seal(xml),
            Digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(xml))), Why = reason, ByPerson = by.Value,
            MadeAt = now,
        };
        db.Add(made);
        return made;
    }

    string NewGuid() => Guid.CreateVersion7(clock.GetUtcNow()).ToString().ToUpperInvariant();
}
