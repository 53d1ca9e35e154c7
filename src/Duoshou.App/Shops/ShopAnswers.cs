using Duoshou.App.Agency.Model;
using Duoshou.App.Shops.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Shops;

/// <summary>Reads shops and rates once and keeps them until a change; they are asked for on every request.</summary>
sealed class ShopAnswers(IDbContextFactory<DuoshouDb> database) : IShops, IShopList
{
    volatile IReadOnlyList<ShopCard>? cards;
    volatile RateBook? book;
    readonly Lock gate = new();
    int changes;

    public async Task<ShopCard?> Find(ShopId shop, Scope scope, CancellationToken cancel) =>
        scope.Shops.Contains(shop) ? (await Every(cancel)).FirstOrDefault(card => card.Id == shop) : null;

    public async Task<ShopCard?> Named(string idOrName, Scope scope, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> seen = await All(scope, cancel);
        if (ShopId.TryParse(idOrName, null, out ShopId id)) return seen.FirstOrDefault(card => card.Id == id);
        ShopCard[] named = [.. seen.Where(card => card.Name == idOrName || $"{card.ClientName}/{card.Name}" == idOrName)];
        return named.Length == 1 ? named[0] : null;
    }

    public async Task<IReadOnlyList<ShopCard>> All(Scope scope, CancellationToken cancel) =>
        [.. (await Every(cancel)).Where(card => scope.Shops.Contains(card.Id))];

    public async Task<IReadOnlyList<ShopCard>> Every(CancellationToken cancel)
    {
        if (cards is { } known) return known;
        int before = Volatile.Read(ref changes);
        await using var db = await database.CreateDbContextAsync(cancel);
        var rows = await (from shop in db.Set<Shop>().AsNoTracking()
                          join client in db.Set<Client>() on shop.ClientId equals client.Id
                          where shop.LeftAt == null
                          orderby client.Name, shop.Name
                          select new { Shop = shop, Client = client.Name }).ToListAsync(cancel);
        IReadOnlyList<ShopCard> read = [.. rows.Select(row => new ShopCard(
            row.Shop.Id, row.Shop.Name, row.Shop.ClientId, row.Client, Platforms.Of(row.Shop.Platform), row.Shop.Country, row.Shop.Currency,
            new ShopZone(row.Shop.Zone, row.Shop.DayBeginsAtHour), row.Shop.MonthlyTarget))];
        // What was read before a change and arrives after it must not be kept, or the new shop would stay unseen.
        lock (gate) if (changes == before) cards = read;
        return read;
    }

    public async Task<RateBook> Rates(CancellationToken cancel)
    {
        if (book is { } known) return known;
        int before = Volatile.Read(ref changes);
        await using var db = await database.CreateDbContextAsync(cancel);
        List<DatedRate> rows = await db.Set<DatedRate>().AsNoTracking().OrderBy(rate => rate.Id).ToListAsync(cancel);
        RateBook read = BookOf(rows);
        lock (gate) if (changes == before) book = read;
        return read;
    }

    RateBook ReadRates()
    {
        using var db = database.CreateDbContext();
        return book = BookOf([.. db.Set<DatedRate>().AsNoTracking().OrderBy(rate => rate.Id)]);
    }

    static RateBook BookOf(List<DatedRate> rows) =>
        new(rows.Select(r => new ExchangeRate(r.From, r.To, r.On, r.Rate, r.Kind, r.Source)), Currency.Of("CNY"));

    /// <summary>The rates as last read; for the warehouse, which asks between two waits.</summary>
    public RateBook KnownRates => book ?? ReadRates();

    /// <summary>Called after a change to shops, clients or rates.</summary>
    public void Forget()
    {
        lock (gate)
        {
            changes++;
            (cards, book) = (null, null);
        }
    }
}
