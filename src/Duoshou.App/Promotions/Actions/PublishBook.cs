using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Books;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Actions;

/// <summary>The promotions of a shop change: a new version of its book, with which every request from now on is priced.</summary>
public sealed class PublishBook
{
    readonly IDbContextFactory<DuoshouDb> database;
    readonly IShops shops;
    readonly BookShelf shelf;
    readonly TimeProvider clock;

    internal PublishBook(IDbContextFactory<DuoshouDb> database, IShops shops, BookShelf shelf, TimeProvider clock) =>
        (this.database, this.shops, this.shelf, this.clock) = (database, shops, shelf, clock);

    /// <param name="Shop">Id or name.</param>
    /// <param name="Book">{"policy": …, "promotions": […]}.</param>
    public sealed record Request(string Shop, JsonElement Book, string Note);

    public async Task<Answered<BookCard>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (await shops.Named(request.Shop, scope, cancel) is not { } shop) return new(null, Faults.Shop(request.Shop));
        if (request.Book.ValueKind != JsonValueKind.Object) return new(null, Refusals.Missing("promotions"));
        JsonObject wanted = JsonObject.Create(request.Book.Clone())!;
        return await Change(shop.Id, request.Note, scope.User, _ => wanted, cancel);
    }

    /// <summary>Publishes what becomes of the book that stands.</summary>
    internal async Task<Answered<BookCard>> Change(ShopId shop, string note, UserId by, Func<JsonObject, JsonObject> change, CancellationToken cancel)
    {
        for (int attempt = 0; ; attempt++)
        {
            await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
            PublishedBook? last = await db.Set<PublishedBook>().AsNoTracking().Where(book => book.ShopId == shop)
                .OrderByDescending(book => book.Version).FirstOrDefaultAsync(cancel);
            JsonObject before = last is null ? new() { ["promotions"] = new JsonArray() } : JsonNode.Parse(last.Text)!.AsObject();
            JsonObject after = change(JsonNode.Parse(before.ToJsonString())!.AsObject());
            Number(before, after);
            int version = (last?.Version ?? 0) + 1;
            CompiledBook compiled;
            try
            {
                compiled = CompiledBook.Of(shop, version, after.ToJsonString());
            }
            catch (PromotionException fault)
            {
                return new(null, Faults.Of(fault, "promotions"));
            }

            PublishedBook made = new()
            {
                ShopId = shop, Version = version, Text = after.ToJsonString(), Note = note.Length > 200 ? note[..200] : note,
                PublishedBy = by == default ? null : by.Value, PublishedAt = clock.GetUtcNow(),
            };
            db.Add(made);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // Somebody else published in between: the change is made to what they left.
                continue;
            }

            shelf.Put(compiled);
            return new(new(shop, version, made.PublishedAt, made.Note, compiled.Book.Promotions.Count, after), null);
        }
    }

    /// <summary>A promotion that was changed gets the next number; one that stands as it stood keeps its own.</summary>
    static void Number(JsonObject before, JsonObject after)
    {
        Dictionary<string, JsonObject> old = Promotions(before).Where(p => p["id"] is JsonValue).GroupBy(p => $"{p["id"]}").ToDictionary(g => g.Key, g => g.First());
        foreach (JsonObject promotion in Promotions(after))
        {
            if (!old.TryGetValue($"{promotion["id"]}", out JsonObject? was))
            {
                promotion["version"] ??= 1;
                continue;
            }

            int number = was["version"] is JsonValue given && given.TryGetValue(out int version) ? version : 1;
            promotion["version"] = JsonNode.DeepEquals(Bare(was), Bare(promotion)) ? number : number + 1;
        }
    }

    static IEnumerable<JsonObject> Promotions(JsonObject book) => book["promotions"] is JsonArray list ? list.OfType<JsonObject>() : [];

    static JsonNode Bare(JsonObject promotion)
    {
        JsonObject bare = promotion.DeepClone().AsObject();
        bare.Remove("version");
        return bare;
    }
}
