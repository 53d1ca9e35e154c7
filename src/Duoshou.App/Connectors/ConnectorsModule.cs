using Duoshou.App.Connectors.Actions;
using Duoshou.App.Connectors.Model;
using Duoshou.App.Diagnosis;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Connectors;

/// <summary>Data in: files of any platform, recognised, mapped, checked and loaded.</summary>
public static class ConnectorsModule
{
    /// <summary>Registers the module.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services) => services
        .AddSingleton<IRawFiles>(all => new RawFiles(all.GetRequiredService<Home>(), all.GetRequiredService<TimeProvider>()))
        .AddSingleton<ISavedMappings>(all => new SavedMappings(all.GetRequiredService<IDbContextFactory<DuoshouDb>>(), all.GetRequiredService<TimeProvider>()))
        .AddTransient(all => new RecogniseFiles(all.GetRequiredService<ISavedMappings>(), all.GetRequiredService<TimeProvider>()))
        .AddTransient(all => new ImportFiles(all.GetRequiredService<IFactLedger>(), all.GetRequiredService<IRawFiles>(),
            all.GetRequiredService<TimeProvider>(), all.GetRequiredService<IDueSearches>()))
        .AddTransient(all => new MendRows(all.GetRequiredService<ImportFiles>()))
        .AddSingleton<ImportInbox>().AddTransient<DownloadTemplate>().AddTransient<ReadTrust>().AddTransient<UndoBatch>();

    /// <summary>The target of imports into a shop. Its buyers are hashed under a key of this installation.</summary>
    public static ImportTarget TargetOf(ShopCard shop, Home home) => new(shop.Id, shop.Currency, shop.Zone, home.Secret("buyers"));
}
