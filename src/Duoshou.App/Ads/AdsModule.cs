using Duoshou.App.Ads.Actions;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Ads;

/// <summary>Paid search: the account looked through, and the auction played.</summary>
public static class AdsModule
{
    public static IServiceCollection AddAds(this IServiceCollection services) => services.AddTransient<ReviewAds>().AddTransient<ReadMix>();
}
