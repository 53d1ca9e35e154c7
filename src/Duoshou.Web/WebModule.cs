using System.Globalization;
using System.Threading.RateLimiting;
using Duoshou.App.Storage;
using Duoshou.Web.Ads;
using Duoshou.Web.Agency;
using Duoshou.Web.Api;
using Duoshou.Web.Audience;
using Duoshou.Web.Catalog;
using Duoshou.Web.Connectors;
using Duoshou.Web.Diagnosis;
using Duoshou.Web.Metrics;
using Duoshou.Web.Promotions;
using Duoshou.Web.Shell.Frame;
using Duoshou.Web.Shops;
using Duoshou.Web.Tax;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Duoshou.Web;

/// <summary>The pages and the API over the actions of Duoshou.App.</summary>
public static class WebModule
{
    /// <summary>Registers what pages need; keys that sign cookies stay in the home folder. Actions, storage and warehouse are registered by the caller.</summary>
    public static IServiceCollection AddDuoshouWeb(this IServiceCollection services, Home home)
    {
        services.AddRazorComponents();
        services.AddLocalization();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options => options.Cookie.Name = "duoshou.forgery");
        services.AddDataProtection().SetApplicationName("duoshou").PersistKeysToFileSystem(new DirectoryInfo(home.KeyFolder));
        services.AddScoped<Desk>();
        services.AddSingleton<RunningImports>();
        services.AddHostedService<Diagnosis.DailySearch>();
        services.AddHostedService<Diagnosis.SearchAfterImport>();
        services.AddHostedService<HourlyGuard>();
        services.AddAuthentication(options => (options.DefaultScheme, options.DefaultSignInScheme) = (ApiModule.Either, CookieAuthenticationDefaults.AuthenticationScheme))
            .AddTokens().AddCookie(options =>
        {
            options.Cookie.Name = "duoshou.person";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.HttpOnly = true;
            options.ExpireTimeSpan = TimeSpan.FromDays(14);
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "back";
            options.Events.OnRedirectToAccessDenied = context => Status(context.Response, StatusCodes.Status403Forbidden);
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddApi();
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy("sign-in", context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
        });
        return services;
    }

    /// <summary>Puts the pages on the application.</summary>
    public static WebApplication MapDuoshouWeb(this WebApplication app)
    {
        app.UseContentPolicy();
        app.UseFaultPages(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Duoshou.Web"));
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<OpenDesk>();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapDoors();
        app.MapSettings();
        app.MapMetricPages();
        app.MapDiagnosisPages();
        app.MapCatalogPages();
        app.MapAudiencePages();
        app.MapAdsPages();
        app.MapShopPages();
        app.MapDataPages();
        app.MapCampaignPages();
        app.MapTaxPages();
        app.MapApi();
        return app;
    }

    static Task Status(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
