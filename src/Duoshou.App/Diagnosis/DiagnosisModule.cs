using Duoshou.App.Diagnosis.Actions;
using Duoshou.App.Diagnosis.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Diagnosis;

/// <summary>What changed and why, and what needs a hand.</summary>
public static class DiagnosisModule
{
    public static IServiceCollection AddDiagnosis(this IServiceCollection services) => services
        .AddTransient<ExplainChange>().AddTransient<IProblemSearch, FindAll>().AddSingleton<IDiagnosis, DiagnosisAnswers>();
}
