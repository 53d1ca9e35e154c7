using Duoshou.App.Promotions.Actions;
using Duoshou.App.Promotions.Books;
using Duoshou.App.Promotions.Orders;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Promotions;

/// <summary>Marketing strategies: books of promotions, prices and orders by them, checks, replays and campaigns.</summary>
public static class PromotionsModule
{
    public static IServiceCollection AddPromotions(this IServiceCollection services) => services
        .AddSingleton(all => new BookShelf(Database(all)))
        .AddSingleton(all => new Till(all.GetRequiredService<Home>()))
        .AddTransient<ReadBook>().AddTransient<ShowOrder>()
        .AddTransient(all => new PublishBook(Database(all), Shops(all), Shelf(all), Clock(all)))
        .AddTransient(all => new PriceCart(Shops(all), Shelf(all), all.GetRequiredService<Home>(), Clock(all)))
        .AddTransient(all => new PlaceOrder(Shops(all), Shelf(all), all.GetRequiredService<Till>(), Clock(all)))
        .AddTransient(all => new RefundOrder(Shops(all), Shelf(all), all.GetRequiredService<Till>(), Clock(all)))
        .AddTransient(all => new CancelOrder(Shops(all), Shelf(all), all.GetRequiredService<Till>(), Clock(all)));

    static IDbContextFactory<DuoshouDb> Database(IServiceProvider all) => all.GetRequiredService<IDbContextFactory<DuoshouDb>>();

    static IShops Shops(IServiceProvider all) => all.GetRequiredService<IShops>();

    static BookShelf Shelf(IServiceProvider all) => all.GetRequiredService<BookShelf>();

    static TimeProvider Clock(IServiceProvider all) => all.GetRequiredService<TimeProvider>();
}
