using Duoshou.App.Audience.Actions;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Audience;

/// <summary>Customers: segments, worth, returns, and the audience that a shop means to reach.</summary>
public static class AudienceModule
{
    public static IServiceCollection AddAudience(this IServiceCollection services) => services.AddTransient<ReadCustomers>()
        .AddTransient<ReadAudience>().AddTransient<DeclareAudience>();
}
