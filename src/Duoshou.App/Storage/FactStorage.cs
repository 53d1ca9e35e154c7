using Duoshou.App.Shops;
using Duoshou.Warehouse;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Storage;

/// <summary>The embedded ledger of facts of a home folder. It is opened at its first use and closed with the services.</summary>
static class FactStorage
{
    public static IServiceCollection AddEmbeddedFacts(this IServiceCollection services, Home home) => services
        .AddSingleton(all => FactStore.Open(new FactStoreOptions
        {
            Path = home.FactsFile,
            Rates = () => all.GetRequiredService<ShopAnswers>().KnownRates,
            Clock = all.GetRequiredService<TimeProvider>(),
        }))
        .AddSingleton<IFactLedger>(all => all.GetRequiredService<FactStore>())
        .AddSingleton<IMetricQuestions>(all => all.GetRequiredService<FactStore>())
        .AddSingleton<IFactRows>(all => all.GetRequiredService<FactStore>());
}
