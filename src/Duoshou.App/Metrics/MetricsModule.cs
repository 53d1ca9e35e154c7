using Duoshou.App.Metrics.Actions;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Metrics;

/// <summary>Numbers: questions, the facts behind them, and saved views.</summary>
public static class MetricsModule
{
    public static IServiceCollection AddMetrics(this IServiceCollection services) => services
        .AddTransient<AskMetrics>().AddTransient<ShowRows>().AddTransient<ListValues>().AddTransient<FindThings>().AddTransient<ReadCockpit>()
        .AddTransient<JudgeChange>().AddTransient<ListChanges>().AddTransient<ReadTraffic>()
        .AddTransient<SaveView>().AddTransient<ListViews>().AddTransient<DropView>();
}
