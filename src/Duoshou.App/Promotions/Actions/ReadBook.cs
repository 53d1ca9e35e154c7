using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Actions;

/// <summary>The promotions of a shop as they stand, or as they stood in an earlier version.</summary>
public sealed class ReadBook(IDbContextFactory<DuoshouDb> database, IShops shops)
{
    public async Task<Answered<BookCard>> Run(string shop, int? version, Scope scope, CancellationToken cancel)
    {
        if (await shops.Named(shop, scope, cancel) is not { } found) return new(null, Faults.Shop(shop));
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        PublishedBook? book = await db.Set<PublishedBook>().AsNoTracking()
            .Where(b => b.ShopId == found.Id && (version == null || b.Version == version)).OrderByDescending(b => b.Version).FirstOrDefaultAsync(cancel);
        if (book is null && version is not null) return new(null, Refusals.NotFound("book.unknown", "version", $"{version}"));
        JsonObject text = book is null ? new() { ["promotions"] = new JsonArray() } : JsonNode.Parse(book.Text)!.AsObject();
        int count = text["promotions"] is JsonArray list ? list.Count : 0;
        return new(new(found.Id, book?.Version ?? 0, book?.PublishedAt ?? default, book?.Note ?? "", count, text), null);
    }
}
