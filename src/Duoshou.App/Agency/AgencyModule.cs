using Duoshou.App.Agency.Actions;
using Duoshou.App.Agency.Model;
using Duoshou.App.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Agency;

/// <summary>The agency, its clients and its people.</summary>
public static class AgencyModule
{
    public static IServiceCollection AddAgency(this IServiceCollection services)
    {
        services.AddIdentityCore<Person>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 10;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddEntityFrameworkStores<DuoshouDb>()
            .AddTokenProvider<AuthenticatorTokenProvider<Person>>(TokenOptions.DefaultAuthenticatorProvider);
        return services
            .AddSingleton<KnownRights>().AddSingleton<IAgency, AgencyAnswers>()
            .AddTransient<FoundAgency>().AddTransient<OpenClient>().AddTransient<AddPerson>().AddTransient<ListPeople>()
            .AddTransient<IssueSignInLink>().AddTransient<UseSignInLink>()
            .AddTransient<IssueToken>()
            .AddTransient(all => new UseToken(all.GetRequiredService<IDbContextFactory<DuoshouDb>>(), all.GetRequiredService<KnownRights>(),
                all.GetRequiredService<TimeProvider>()))
            .AddTransient<ListTokens>().AddTransient<RevokeToken>()
            .AddTransient<ChangeSettings>().AddTransient<LoadDemo>()
            .AddTransient<SignIn>().AddTransient<SetAuthenticator>();
    }
}
