using Duoshou.App.Tax.Actions;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Tax;

/// <summary>Landed cost, commodity codes, declarations and the tax book.</summary>
public static class TaxModule
{
    /// <summary>Registers the module.</summary>
    public static IServiceCollection AddTax(this IServiceCollection services) => services
        .AddSingleton<ActiveRates>()
        .AddTransient<QuoteTax>().AddTransient<FindCode>().AddTransient<ImportTariff>().AddTransient<ListTables>()
        .AddTransient<ChooseCode>().AddTransient<ListCodes>().AddTransient<SetShopTax>();
}
