using System.Collections.Concurrent;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Books;

/// <summary>
/// The current book of every shop, compiled once. A new version takes the old one's place in one step; a request in flight keeps the
/// one it began with.
/// </summary>
sealed class BookShelf(IDbContextFactory<DuoshouDb> database)
{
    const string Nothing = "{\"promotions\":[]}";
    readonly ConcurrentDictionary<ShopId, CompiledBook> current = new();
    readonly ConcurrentDictionary<(ShopId, int), CompiledBook> earlier = new();

    /// <summary>The book that prices now; without one, version 0 with no promotion in it.</summary>
    public async ValueTask<CompiledBook> Current(ShopId shop, CancellationToken cancel)
    {
        if (current.TryGetValue(shop, out CompiledBook? known)) return known;
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        PublishedBook? newest = await db.Set<PublishedBook>().AsNoTracking().Where(book => book.ShopId == shop)
            .OrderByDescending(book => book.Version).FirstOrDefaultAsync(cancel);
        return Put(newest is null ? CompiledBook.Of(shop, 0, Nothing) : CompiledBook.Of(shop, newest.Version, newest.Text));
    }

    /// <summary>The book of a version: what an order was priced with.</summary>
    public async ValueTask<CompiledBook> Version(ShopId shop, int version, CancellationToken cancel)
    {
        if (current.TryGetValue(shop, out CompiledBook? known) && known.Version == version) return known;
        if (version == 0) return CompiledBook.Of(shop, 0, Nothing);
        if (earlier.TryGetValue((shop, version), out CompiledBook? kept)) return kept;
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        PublishedBook book = await db.Set<PublishedBook>().AsNoTracking().SingleAsync(b => b.ShopId == shop && b.Version == version, cancel);
        if (earlier.Count > 64) earlier.Clear();
        return earlier[(shop, version)] = CompiledBook.Of(shop, version, book.Text);
    }

    /// <summary>Puts a published book into its place; an older one never takes the place of a newer.</summary>
    public CompiledBook Put(CompiledBook book) => current.AddOrUpdate(book.Shop, book, (_, there) => there.Version > book.Version ? there : book);
}
