using Duoshou.App.Shops.Actions;
using Duoshou.App.Storage;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Shops;

/// <summary>Shops, their platforms, and the exchange rates between their currencies.</summary>
public static class ShopsModule
{
    public static IServiceCollection AddShops(this IServiceCollection services) => services
        .AddSingleton<ShopAnswers>()
        .AddSingleton<IShops>(all => all.GetRequiredService<ShopAnswers>())
        .AddSingleton<IShopList>(all => all.GetRequiredService<ShopAnswers>())
        .AddTransient(all => new OpenShop(Database(all), Ledger(all), all.GetRequiredService<ShopAnswers>(), all.GetRequiredService<TimeProvider>()))
        .AddTransient(all => new ChangeShop(Database(all), Ledger(all), all.GetRequiredService<ShopAnswers>()))
        .AddTransient(all => new RecordRates(Database(all), all.GetRequiredService<ShopAnswers>(), all.GetRequiredService<TimeProvider>()));

    internal static ShopFacts FactsOf(ShopCard card) =>
        new(card.Id, card.Name, card.Client, card.ClientName, card.Platform.Key, card.Country, card.Currency, card.Zone.Name);

    static IDbContextFactory<DuoshouDb> Database(IServiceProvider all) => all.GetRequiredService<IDbContextFactory<DuoshouDb>>();

    static IFactLedger Ledger(IServiceProvider all) => all.GetRequiredService<IFactLedger>();
}
