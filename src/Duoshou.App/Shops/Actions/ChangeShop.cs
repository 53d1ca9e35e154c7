using Duoshou.App.Shops.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Shops.Actions;

/// <summary>A shop's name, market or target changes. Platform, currency and zone stay: its facts were read with them.</summary>
public sealed class ChangeShop
{
    readonly IDbContextFactory<DuoshouDb> database;
    readonly IFactLedger ledger;
    readonly ShopAnswers shops;

    internal ChangeShop(IDbContextFactory<DuoshouDb> database, IFactLedger ledger, ShopAnswers shops) =>
        (this.database, this.ledger, this.shops) = (database, ledger, shops);

    public sealed record Request(ShopId Shop, string Name, string Country, decimal? MonthlyTarget);

    public async Task<Answered<ShopCard>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (!scope.Shops.Contains(request.Shop)) return new(null, Refusals.NotFound("shop.unknown", "shop", request.Shop.ToString()));
        if (string.IsNullOrWhiteSpace(request.Name)) return new(null, Refusals.Missing("name"));
        if (request.Country.Trim().Length != 2) return new(null, Refusals.NotFound("country.unknown", "country", request.Country));
        await using var db = await database.CreateDbContextAsync(cancel);
        Shop shop = await db.Set<Shop>().SingleAsync(s => s.Id == request.Shop, cancel);
        string name = request.Name.Trim();
        if (await db.Set<Shop>().AnyAsync(s => s.ClientId == shop.ClientId && s.Name == name && s.Id != shop.Id, cancel))
            return new(null, Refusals.Taken("shop.exists", "name", name));
        (shop.Name, shop.Country, shop.MonthlyTarget) = (name, request.Country.Trim().ToUpperInvariant(), request.MonthlyTarget);
        await db.SaveChangesAsync(cancel);
        shops.Forget();
        IReadOnlyList<ShopCard> every = await shops.Every(cancel);
        await ledger.SaveShops([.. every.Select(ShopsModule.FactsOf)], cancel);
        return new(every.Single(card => card.Id == shop.Id), null);
    }
}
