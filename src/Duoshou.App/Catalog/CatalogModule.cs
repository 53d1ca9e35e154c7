using Duoshou.App.Catalog.Actions;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Catalog;

/// <summary>Products and their market: places, companions, forecasts, prices, words, claims, positions.</summary>
public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services.AddTransient<ReadProducts>().AddTransient<ReadMarket>()
        .AddTransient<ReadWords>()
        .AddTransient<CostOfItems>().AddTransient<Claims>().AddTransient<MarketBets>();
}
