using Duoshou.App.Agency;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Shell.Analyses;

/// <summary>Forms that write down what a shop means to do are for those whose role plans; everyone may read.</summary>
static class Planners
{
    public static RouteGroupBuilder MapPlans(this IEndpointRouteBuilder routes) => routes.MapGroup("").AddEndpointFilter(async (call, next) =>
        ((Desk)call.HttpContext.RequestServices.GetService(typeof(Desk))!).Person?.Role.Declares is true ? await next(call) : Results.StatusCode(StatusCodes.Status403Forbidden));
}
