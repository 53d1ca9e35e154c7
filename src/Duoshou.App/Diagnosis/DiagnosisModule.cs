using Duoshou.App.Agency;
using Duoshou.App.Diagnosis.Actions;
using Duoshou.App.Diagnosis.Health;
using Duoshou.App.Diagnosis.Jobs;
using Duoshou.App.Diagnosis.Kept;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Diagnosis;

/// <summary>What changed and why, what needs a hand, and how a shop is.</summary>
public static class DiagnosisModule
{
    public static IServiceCollection AddDiagnosis(this IServiceCollection services) => services
        .AddTransient<ExplainChange>().AddSingleton<IProblemSearch, FindAll>().AddSingleton<IDueSearches, DueSearches>().AddSingleton<IDiagnosis, DiagnosisAnswers>()
        .AddTransient(all => new DiagnosisArchive(Database(all), all.GetRequiredService<TimeProvider>()))
        .AddTransient(all => new Examination(all.GetRequiredService<IFactRows>(), all.GetRequiredService<IMetricQuestions>(),
            all.GetRequiredService<IFactLedger>()))
        .AddTransient(all => new DiagnoseShop(all.GetRequiredService<Examination>(), all.GetRequiredService<DiagnosisArchive>(),
            all.GetRequiredService<IFactLedger>(),
            all.GetRequiredService<IShopList>(), all.GetRequiredService<IShops>(), all.GetRequiredService<IAgency>(),
                all.GetRequiredService<TimeProvider>()))
        .AddTransient<IShopDiagnosis>(all => all.GetRequiredService<DiagnoseShop>())
        .AddTransient(all => new ReadDiagnoses(all.GetRequiredService<DiagnosisArchive>(), all.GetRequiredService<IShops>(),
            all.GetRequiredService<IAgency>()))
        .AddTransient(all => new MarkFinding(all.GetRequiredService<DiagnosisArchive>(), Database(all), all.GetRequiredService<IShops>(),
            all.GetRequiredService<IAgency>(),
            all.GetRequiredService<TimeProvider>()));

    static IDbContextFactory<DuoshouDb> Database(IServiceProvider all) => all.GetRequiredService<IDbContextFactory<DuoshouDb>>();
}
