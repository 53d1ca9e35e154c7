using System.Security.Claims;
using System.Text.Encodings.Web;
using Duoshou.App.Agency.Actions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Duoshou.Web.Api;

/// <summary>A program shows a token; it acts for the token's person, within the token's rights.</summary>
sealed class BearerTokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, UseToken tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "Bearer", Right = "right";
    const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        if (await tokens.Run(header[Prefix.Length..].Trim(), Context.RequestAborted) is not { } bearer) return AuthenticateResult.Fail("token");
        ClaimsIdentity identity = new([new(ClaimTypes.NameIdentifier, bearer.Person.ToString()), .. bearer.Rights.Select(right => new Claim(Right, right))], Name);
        return AuthenticateResult.Success(new(new(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Name;
        return Problems.Of("token.missing", 401, new("没有可用的令牌。", "There is no valid token."),
            new("在设置页生成令牌，放进 Authorization: Bearer 头。", "Make one in settings and send it as Authorization: Bearer."), Context).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of("token.right_missing", 403, new("这个令牌没有这项权限。", "This token does not carry that right."),
            new("生成一个带有所需权限（read、import、sell、manage、tax）的令牌。", "Make a token with the right that is needed: read, import, sell, manage or tax."), Context).ExecuteAsync(Context);
}
