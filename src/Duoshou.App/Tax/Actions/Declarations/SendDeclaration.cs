using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.App.Tax.Parcels;
using Duoshou.App.Tax.Port;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions.Declarations;

/// <summary>Hands the newest round of a declaration to a port, and takes the receipts that come back. After a failed delivery the same bytes go again.</summary>
public sealed class SendDeclaration(IDbContextFactory<DuoshouDb> database, SealedText sealing, TakeReceipts receipts, TimeProvider clock)
{
    public async Task<Answered<DeclarationCard>> Run(Guid id, ICustomsPort port, Scope scope, CancellationToken cancel)
    {
        List<(string Xml, Guid Document)> messages;
        await using (var db = await database.CreateDbContextAsync(cancel))
        {
            if (await db.Set<Declaration>().SingleOrDefaultAsync(d => d.Id == id && scope.Shops.Contains(d.ShopId), cancel) is not { } declaration) return new(null, Unknown(id));
            DeclarationCard card = DeclarationCard.Of(declaration);
            if (card.IsBlocked)
                return new(null, new("declaration.blocked", new($"被拦下：{card.Blocks[0].Zh}", $"Blocked: {card.Blocks[0].En}"), new("改正后再发。", "Correct it, then send."), card.Blocks[0].Field, card.Blocks[0].Value));
            if (!card.MaySend)
                return new(null, new("declaration.not_open", new($"申报已在 {card.State}，再发会重复申报。", $"The declaration stands at {card.State}; sending again would declare it twice."),
                    new("等回执。", "Wait for its receipts."), "id", id.ToString()));
            // What customs sent back needs a corrected round; only a failed delivery repeats the same bytes.
            if (declaration.State is DeclarationState.Rejected or DeclarationState.Error)
                return new(null, new("declaration.correct_first", new("海关退了单：先改正再发。", "Customs sent it back: correct it first."), new("改单后会生成新的一轮单证。", "A correction makes a new round of documents."), "id", id.ToString()));
            List<DeclaredDocument> documents = await db.Set<DeclaredDocument>().Where(d => d.DeclarationId == id).OrderByDescending(d => d.Round).ThenBy(d => d.Kind).ToListAsync(cancel);
            DeclaredDocument[] newest = [.. documents.Where(d => d.Round == documents[0].Round)];
            foreach (DeclaredDocument document in newest) document.Sendings++;
            (declaration.State, declaration.ChangedAt) = (DeclarationState.Sent, clock.GetUtcNow());
            declaration.Version++;
            await db.SaveChangesAsync(cancel);
            messages = [.. newest.Select(d => (sealing.Open(d.Xml), d.Id))];
        }

        foreach ((string xml, _) in messages)
            foreach (string answer in await port.Send(xml, cancel)) await receipts.Run(answer, port.IsSimulated, cancel);
        await using var after = await database.CreateDbContextAsync(cancel);
        return new(DeclarationCard.Of(await after.Set<Declaration>().AsNoTracking().SingleAsync(d => d.Id == id, cancel)), null);
    }

    internal static Refusal Unknown(Guid id) => Refusals.NotFound("declaration.unknown", "id", id.ToString());
}

/// <summary>Asks customs to cancel an inventory before its release, or to take goods back after it.</summary>
public sealed class WithdrawDeclaration(IDbContextFactory<DuoshouDb> database, SealedText sealing, SoftwareKey key, TakeReceipts receipts, TimeProvider clock)
{
    public async Task<Answered<DeclarationCard>> Run(Guid id, string reason, ICustomsPort port, UserId by, Scope scope, CancellationToken cancel)
    {
        string xml;
        await using (var db = await database.CreateDbContextAsync(cancel))
        {
            if (await db.Set<Declaration>().SingleOrDefaultAsync(d => d.Id == id && scope.Shops.Contains(d.ShopId), cancel) is not { } declaration) return new(null, SendDeclaration.Unknown(id));
            if (string.IsNullOrWhiteSpace(reason)) return new(null, Refusals.Missing("reason"));
            DeclarationCard card = DeclarationCard.Of(declaration);
            bool back = declaration.State is DeclarationState.Released or DeclarationState.Done;
            if (!card.MayCancel && !(back && declaration.IsImport))
                return new(null, new("declaration.not_withdrawable", new($"申报在 {card.State}，不能撤销或退货。", $"A declaration at {card.State} can be neither cancelled nor returned."),
                    new("草稿可以直接改；出口退货另行办理。", "A draft is simply corrected; an export return is handled outside."), "id", id.ToString()));
            ParcelDocument parcel = ParcelDocument.Read(sealing.Open(declaration.Parcel)).Value!;
            DateTimeOffset now = clock.GetUtcNow();
            DateTime at = now.UtcDateTime.AddHours(8);
            string guid = NewGuid();
            (string kind, CebDocument document) = (parcel.IsImport, back) switch
            {
                (true, true) => ("CEB625", parcel.Import().Return(guid, at, declaration.InvtNo, reason, parcel.Goods.Select((g, i) => (i + 1, g.Quantity)).ToDictionary(p => p.Item1, p => p.Quantity))),
                (true, false) => ("CEB623", parcel.Import().Cancellation(guid, at, declaration.InvtNo, reason)),
                _ => ("CEB605", parcel.Export().Cancellation(guid, at, declaration.InvtNo, reason)),
            };
            xml = Duoshou.Tax.Declarations.Signing.CebSignature.Sign(ImportDossier.Message(kind, NewGuid(), new(parcel.Agent!.Code, parcel.Agent.Name), parcel.Mailbox, document), key.Signer());
            int round = await db.Set<DeclaredDocument>().Where(d => d.DeclarationId == id).MaxAsync(d => d.Round, cancel);
            db.Add(new DeclaredDocument
            {
                Id = Guid.CreateVersion7(now), DeclarationId = id, Round = round + 1, Kind = kind, Guid = guid, Xml = sealing.Seal(xml),
                Digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(xml))), Why = reason, ByPerson = by.Value, MadeAt = now, Sendings = 1,
            });
            await db.SaveChangesAsync(cancel);
        }

        foreach (string answer in await port.Send(xml, cancel)) await receipts.Run(answer, port.IsSimulated, cancel);
        await using var after = await database.CreateDbContextAsync(cancel);
        return new(DeclarationCard.Of(await after.Set<Declaration>().AsNoTracking().SingleAsync(d => d.Id == id, cancel)), null);
    }

    string NewGuid() => Guid.CreateVersion7(clock.GetUtcNow()).ToString().ToUpperInvariant();
}
