using Duoshou.App.Agency;
using Duoshou.App.Promotions.Actions;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Promotions.Books;
using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Promotions.Jobs;
using Duoshou.App.Promotions.Orders;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.App.Tax;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Promotions;

/// <summary>Marketing strategies: books of promotions, prices and orders by them, checks, replays and campaigns.</summary>
public static class PromotionsModule
{
    public static IServiceCollection AddPromotions(this IServiceCollection services) => services
        .AddSingleton(all => new BookShelf(Database(all)))
        .AddSingleton(all => new Till(all.GetRequiredService<Home>()))
        .AddTransient(all => new CheckPromotions(Shops(all), Shelf(all), new ShopGoods(Facts(all)), Borne(all)))
        .AddTransient(all => new SimulatePromotions(Shops(all), Shelf(all), new PastBaskets(Facts(all)), Borne(all)))
        .AddTransient(all => new ExpectSales(Shops(all), Daily(all)))
        .AddTransient(all => new CampaignDrawer(Database(all), Shops(all), all.GetRequiredService<IAgency>(), Clock(all)))
        .AddTransient(all => new DraftCampaign(Drawer(all), Shops(all), new ShopGoods(Facts(all)), Daily(all)))
        .AddTransient(all => new SpreadCampaign(Database(all), Shops(all), Drawer(all), new ShopGoods(Facts(all))))
        .AddTransient(all => new ChangeCampaign(Drawer(all)))
        .AddTransient(all => new CheckCampaign(Drawer(all), all.GetRequiredService<CheckPromotions>()))
        .AddTransient(all => new SimulateCampaign(Drawer(all), all.GetRequiredService<SimulatePromotions>(), all.GetRequiredService<ExpectSales>()))
        .AddTransient(all => new ApproveCampaign(Drawer(all), all.GetRequiredService<IAgency>(), Clock(all)))
        .AddTransient(all => new LaunchCampaign(Drawer(all), all.GetRequiredService<PublishBook>(), Database(all), Clock(all)))
        .AddTransient(all => new JudgeCampaign(Drawer(all), Shops(all), Figures(all), Daily(all), Clock(all)))
        .AddTransient<ICampaignWatch>(all => new WatchGuards(Database(all), all.GetRequiredService<IShopList>(), Figures(all), all.GetRequiredService<LaunchCampaign>()))
        .AddTransient(all => new ReadCampaigns(Database(all), Shops(all), Drawer(all), new ShopGoods(Facts(all)), Figures(all)))
        .AddTransient(all => new ReadCalendar(Shops(all), Facts(all)))
        .AddTransient(all => new AdviseSignup(Shops(all), new ShopGoods(Facts(all)), Daily(all), Facts(all), new SlotHistory(Database(all), Shops(all), Facts(all)),
            Drawer(all), Borne(all)))
        .AddTransient(all => new AdoptOffers(Facts(all), Shops(all), all.GetRequiredService<PublishBook>(), Drawer(all), all.GetRequiredService<CheckPromotions>()))
        .AddSingleton(all => new KnownUses(all.GetRequiredService<Home>(), all.GetRequiredService<Till>(), Clock(all)))
        .AddTransient<ReadBook>().AddTransient<ShowOrder>()
        .AddTransient(all => new PublishBook(Database(all), Shops(all), Shelf(all), Clock(all)))
        .AddTransient(all => new PriceCart(Shops(all), Shelf(all), all.GetRequiredService<KnownUses>(), Clock(all)))
        .AddTransient(all => new PlaceOrder(Shops(all), Shelf(all), all.GetRequiredService<Till>(), Clock(all)))
        .AddTransient(all => new RefundOrder(Shops(all), Shelf(all), all.GetRequiredService<Till>(), Clock(all)))
        .AddTransient(all => new CancelOrder(Shops(all), Shelf(all), all.GetRequiredService<Till>(), Clock(all)));

    static IDbContextFactory<DuoshouDb> Database(IServiceProvider all) => all.GetRequiredService<IDbContextFactory<DuoshouDb>>();

    static CampaignDrawer Drawer(IServiceProvider all) => all.GetRequiredService<CampaignDrawer>();

    static CampaignFigures Figures(IServiceProvider all) => new(Facts(all), Daily(all), new ChannelFigures(Facts(all), Database(all)));

    static DailySales Daily(IServiceProvider all) => new(all.GetRequiredService<IMetricQuestions>());

    static BorneTaxes Borne(IServiceProvider all) => new(Facts(all), all.GetRequiredService<LandedCosts>());

    static IFactRows Facts(IServiceProvider all) => all.GetRequiredService<IFactRows>();

    static IShops Shops(IServiceProvider all) => all.GetRequiredService<IShops>();

    static BookShelf Shelf(IServiceProvider all) => all.GetRequiredService<BookShelf>();

    static TimeProvider Clock(IServiceProvider all) => all.GetRequiredService<TimeProvider>();
}
