using Duoshou.App.Ads;
using Duoshou.App.Agency;
using Duoshou.App.Audience;
using Duoshou.App.Catalog;
using Duoshou.App.Connectors;
using Duoshou.App.Diagnosis;
using Duoshou.App.Metrics;
using Duoshou.App.Orders;
using Duoshou.App.Promotions;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.App.Storage.Checks;
using Duoshou.App.Tax;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App;

/// <summary>Everything that an operator can do, for one home folder.</summary>
public static class AppModules
{
    /// <summary>Registers storage, the embedded ledger of facts, and every module.</summary>
    public static IServiceCollection AddDuoshou(this IServiceCollection services, Home home)
    {
        services.AddSingleton(home).AddSingleton(TimeProvider.System).AddSingleton<OperationsVersion>();
        services.AddDbContextFactory<DuoshouDb>(options => options.UseSqlite($"Data Source={home.OperationsFile};Foreign Keys=True"));
        services.AddEmbeddedFacts(home);
        services.AddTransient(all => new CheckHome(home, all.GetRequiredService<IDbContextFactory<DuoshouDb>>(), all.GetRequiredService<FactStore>));
        return MetricsModule.AddMetrics(services.AddShops().AddAgency().AddConnectors().AddDiagnosis()
            .AddPromotions().AddTax().AddOrders().AddAudience().AddCatalog().AddAds());
    }
}
