using Duoshou.App;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.Web.Api;

/// <summary>The interface for programs under /api, and its description at /openapi/v1.json.</summary>
static class ApiModule
{
    /// <summary>The scheme that sends a request to tokens or to the sign-in cookie, by its path.</summary>
    public const string Either = "either";

    public static AuthenticationBuilder AddTokens(this AuthenticationBuilder authentication) => authentication
        .AddScheme<AuthenticationSchemeOptions, BearerTokens>(BearerTokens.Name, null)
        .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
            context.Request.Path.StartsWithSegments("/api") ? BearerTokens.Name : CookieAuthenticationDefaults.AuthenticationScheme);

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        AuthorizationBuilder authorization = services.AddAuthorizationBuilder();
        foreach (string right in App.Agency.Actions.IssueToken.Rights)
            authorization.AddPolicy(right, policy => policy.RequireAuthenticatedUser().RequireClaim(BearerTokens.Right, right == "tax" ? ["tax", "read"] : [right]));
        services.ConfigureHttpJsonOptions(options =>
        {
            foreach (var converter in WireFormat.Json.Converters) options.SerializerOptions.Converters.Add(converter);
            options.SerializerOptions.DefaultIgnoreCondition = WireFormat.Json.DefaultIgnoreCondition;
            options.SerializerOptions.Encoder = WireFormat.Json.Encoder;
        });
        return services.AddOpenApi("v1", options => options.ShouldInclude = described => described.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true);
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api");
        api.MapNumbers();
        api.MapSetUp();
        api.MapFiles();
        api.MapPromotions();
        api.MapTaxes();
        routes.MapOpenApi().AllowAnonymous();
    }
}
