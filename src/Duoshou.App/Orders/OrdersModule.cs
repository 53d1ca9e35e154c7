using Duoshou.App.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Orders;

/// <summary>What was sold, line by line, for the modules that analyse it.</summary>
public static class OrdersModule
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services.AddSingleton<Remembered>().AddSingleton<Sales>();
}
