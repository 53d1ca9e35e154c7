using System.Threading.Channels;
using Duoshou.App.Diagnosis.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Duoshou.App.Diagnosis.Jobs;

/// <summary>Keeps in the operations database which shops are due, so that they outlive the process that imported.</summary>
sealed partial class DueSearches(IDbContextFactory<DuoshouDb> database, IProblemSearch search, TimeProvider clock, ILogger<DueSearches> log) : IDueSearches, IDisposable
{
    readonly SemaphoreSlim one = new(1);
    readonly Channel<bool> moved = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public async Task Expect(ShopId shop, CancellationToken cancel)
    {
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO due_search ("ShopId", "Since") VALUES ({shop.Value}, {clock.GetUtcNow().UtcTicks}) ON CONFLICT ("ShopId") DO UPDATE SET "Since" = excluded."Since"
            """, cancel);
    }

    public async Task Came(ShopId shop, CancellationToken cancel)
    {
        await Expect(shop, cancel);
        moved.Writer.TryWrite(true);
    }

    public async Task Settle(IReadOnlyCollection<ShopId>? only, CancellationToken cancel)
    {
        // One at a time: a page that comes while the search runs waits for it and finds nothing left to do.
        await one.WaitAsync(cancel);
        try
        {
            await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
            foreach (DueSearch due in await db.Set<DueSearch>().AsNoTracking().ToListAsync(cancel))
                if (only is null || only.Contains(due.ShopId)) await Settle(db, due, cancel);
        }
        finally
        {
            one.Release();
        }
    }

    public async Task Moved(CancellationToken cancel) => await moved.Reader.ReadAsync(cancel);

    public void Dispose() => one.Dispose();

    async Task Settle(DuoshouDb db, DueSearch due, CancellationToken cancel)
    {
        try
        {
            await search.Run([due.ShopId], cancel);
        }
        catch (Exception broke) when (broke is not OperationCanceledException)
        {
            // No page may stay away because a search breaks; the clock tries again.
            Broke(log, due.ShopId, broke);
        }

        await db.Set<DueSearch>().Where(still => still.ShopId == due.ShopId && still.Since == due.Since).ExecuteDeleteAsync(cancel);
    }

    [LoggerMessage(LogLevel.Error, "The search for problems broke in shop {Shop}")]
    static partial void Broke(ILogger log, ShopId shop, Exception broke);
}
