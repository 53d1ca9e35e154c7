using System.Collections.Concurrent;
using Duoshou.App.Promotions.Books;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Promotions.Model;
using Microsoft.Data.Sqlite;

namespace Duoshou.App.Promotions.Orders;

/// <summary>
/// Uses for prices that count nothing: read once after the till has committed, and again after a second in case another process did. An
/// order never asks here.
/// </summary>
sealed class KnownUses(Home home, Till till, TimeProvider clock)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    readonly ConcurrentDictionary<(ShopId, Currency), Known> known = new();

    sealed record Known(long Commits, int Version, DateOnly Day, long ReadAt, Dictionary<string, PromotionUse> Uses);

    public async ValueTask<IReadOnlyDictionary<string, PromotionUse>> Read(CompiledBook book, Cart cart, DateOnly day, CancellationToken cancel)
    {
        long commits = till.Commits;
        bool asksCustomer = book.LimitsCustomers && cart.Customer?.Id is not null;
        if (known.TryGetValue((book.Shop, cart.Currency), out Known? kept) && kept.Commits == commits && kept.Version == book.Version && kept.Day == day
            && clock.GetElapsedTime(kept.ReadAt) < Longest && !asksCustomer) return kept.Uses;
        await using SqliteConnection db = new($"Data Source={home.OperationsFile};Mode=ReadOnly");
        await db.OpenAsync(cancel);
        if (asksCustomer) return UseLedger.Read(db, book, cart, day);
        Dictionary<string, PromotionUse> uses = UseLedger.Read(db, book, cart, day);
        known[(book.Shop, cart.Currency)] = new(commits, book.Version, day, clock.GetTimestamp(), uses);
        return uses;
    }
}
