using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.App.Tax.Port;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions.Declarations;

/// <summary>
/// Hands signed documents to a port one by one and keeps how each attempt went. What the port has is not sent again; what it may not have is
/// sent again with the same bytes and guid, so that nothing is declared twice.
/// </summary>
public sealed class HandOver(IDbContextFactory<DuoshouDb> database, SealedText sealing, TakeReceipts receipts, TimeProvider clock)
{
    /// <summary>An attempt that neither ended nor failed counts as running for so long; after it, as cut off.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Notes, inside the caller's change, that documents are about to go. A refusal when another attempt is still running.</summary>
    internal async Task<Refusal?> Begin(DuoshouDb db, IReadOnlyCollection<DeclaredDocument> documents, CancellationToken cancel)
    {
        Guid[] ids = [.. documents.Select(d => d.Id)];
        DateTimeOffset now = clock.GetUtcNow();
        Dictionary<Guid, DocumentDelivery> known = await db.Set<DocumentDelivery>().Where(d => ids.Contains(d.DocumentId)).ToDictionaryAsync(d => d.DocumentId, cancel);
        if (known.Values.Any(d => d is { DeliveredAt: null, Failure: "" } && now - d.StartedAt < Patience))
            return new("declaration.being_sent", new("正在发送，还没有结果。", "It is being sent and has not ended yet."),
                new("等两分钟；中断的发送到时可以重发同样的报文。", "Wait two minutes; an attempt that was cut off can then be repeated with the same bytes."), "id");
        foreach (DeclaredDocument document in documents)
        {
            document.Sendings++;
            if (known.TryGetValue(document.Id, out DocumentDelivery? before)) (before.StartedAt, before.DeliveredAt, before.Failure) = (now, null, "");
            else db.Add(new DocumentDelivery { DocumentId = document.Id, DeclarationId = document.DeclarationId, StartedAt = now, Failure = "" });
        }

        return null;
    }

    /// <summary>Sends them; the first failure ends it, is kept, and is the answer.</summary>
    internal async Task<Refusal?> Send(IReadOnlyList<DeclaredDocument> documents, ICustomsPort port, CancellationToken cancel)
    {
        foreach (DeclaredDocument document in documents)
        {
            IReadOnlyList<string> answers;
            try
            {
                answers = await port.Send(sealing.Open(document.Xml), cancel);
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                await Failed(documents, document, failed.Message);
                if (failed is OperationCanceledException && cancel.IsCancellationRequested) throw;
                return new("declaration.delivery_failed", new($"口岸没有收下 {document.Kind}：{failed.Message}", $"The port did not take {document.Kind}: {failed.Message}"),
                    new("已记为待重发；重发时用同样的报文和编号，不会重复申报。", "It is kept as to be sent again; the same bytes and guid go then, so nothing is declared twice."), "id",
                    document.DeclarationId.ToString());
            }

            await Delivered(document.Id);
            foreach (string answer in answers) await receipts.Run(answer, port.IsSimulated, cancel);
        }

        return null;
    }

    async Task Delivered(Guid id)
    {
        await using var db = await database.CreateDbContextAsync(CancellationToken.None);
        await db.Set<DocumentDelivery>().Where(d => d.DocumentId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.DeliveredAt, clock.GetUtcNow()).SetProperty(d => d.Failure, ""), CancellationToken.None);
    }

    /// <summary>The one that failed, and those behind it that were not tried.</summary>
    async Task Failed(IReadOnlyList<DeclaredDocument> documents, DeclaredDocument at, string why)
    {
        string told = why.Length > 400 ? why[..400] : why.Length == 0 ? "?" : why;
        Guid[] waiting = [.. documents.SkipWhile(d => d != at).Select(d => d.Id)];
        await using var db = await database.CreateDbContextAsync(CancellationToken.None);
        await db.Set<DocumentDelivery>().Where(d => waiting.Contains(d.DocumentId))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Failure, told), CancellationToken.None);
    }
}
