using Duoshou.App.Tax.Actions;
using Duoshou.App.Tax.Actions.Declarations;
using Duoshou.App.Tax.Port;
using Duoshou.App.Tax.Quotations;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Tax;

/// <summary>Landed cost, commodity codes, declarations and the tax book.</summary>
public static class TaxModule
{
    /// <summary>Registers the module.</summary>
    public static IServiceCollection AddTax(this IServiceCollection services) => services
        .AddSingleton<ActiveRates>().AddTransient<LandedCosts>()
        .AddTransient<QuoteTax>().AddTransient<WriteQuotation>().AddTransient<FindCode>().AddTransient<ImportTariff>().AddTransient<ListTables>()
        .AddTransient<ChooseCode>().AddTransient<ListCodes>().AddTransient<SetShopTax>().AddTransient<ReadTaxBook>()
        .AddSingleton<SealedText>().AddSingleton<SoftwareKey>().AddTransient<PortSimulator>()
        .AddTransient<SeedDemoTax>().AddTransient<PrepareDeclaration>().AddTransient<HandOver>().AddTransient<SendDeclaration>()
            .AddTransient<WithdrawDeclaration>().AddTransient<TakeReceipts>()
            .AddTransient<ReadDeclarations>();
}
