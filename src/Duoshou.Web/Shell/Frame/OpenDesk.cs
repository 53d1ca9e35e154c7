using System.Globalization;
using System.Security.Claims;
using Duoshou.App.Agency;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Web.Shell.Selecting;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Shell.Frame;

/// <summary>Fills the desk of a request and sets the language of its texts. Numbers never follow the culture: <see cref="Numbers.Shown"/> writes them.</summary>
sealed class OpenDesk(RequestDelegate next)
{
    public const string LanguageCookie = "duoshou.language";

    public async Task Invoke(HttpContext context, Desk desk, IAgency agency, IShops shops, TimeProvider clock)
    {
        desk.Now = clock.GetUtcNow();
        desk.Path = context.Request.Path;
        if (PersonOf(context.User) is { } id) desk.Person = await agency.Person(id, context.RequestAborted);
        desk.Language = desk.Person?.Language ?? Asked(context.Request);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(desk.IsChinese ? "zh" : "en");
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (desk.Person is { } person) await Fill(desk, person, context, agency, shops);
        await next(context);
    }

    /// <summary>The signed-in person of a request, or null.</summary>
    public static UserId? PersonOf(ClaimsPrincipal user) =>
        UserId.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), null, out UserId id) ? id : null;

    static async Task Fill(Desk desk, PersonCard person, HttpContext context, IAgency agency, IShops shops)
    {
        CancellationToken cancel = context.RequestAborted;
        desk.Agency = await agency.Agency(cancel);
        desk.Scope = await agency.ScopeOf(person.Id, cancel);
        desk.Shops = await shops.All(desk.Scope, cancel);
        ShopZone zone = new(desk.Agency?.Zone ?? person.Zone);
        desk.LastDay = desk.Agency?.DemoLastDay ?? zone.Day(desk.Now).AddDays(-1);
        desk.Selection = Selection.From(context.Request.Query, desk.LastDay, person.Currency);
    }

    static Language Asked(HttpRequest request)
    {
        if (request.Cookies[LanguageCookie] is { } chosen) return chosen == "en" ? Language.English : Language.Chinese;
        string accepted = request.Headers.AcceptLanguage.ToString();
        int zh = accepted.IndexOf("zh", StringComparison.OrdinalIgnoreCase), en = accepted.IndexOf("en", StringComparison.OrdinalIgnoreCase);
        return en >= 0 && (zh < 0 || en < zh) ? Language.English : Language.Chinese;
    }
}
