using Duoshou.App.Ads.Actions;
using Duoshou.Web.Shell.Analyses;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Ads;

/// <summary>Paid search and its auction.</summary>
static class AdsPages
{
    public static void MapAdsPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ads", (string? only, HttpRequest request) => new RazorComponentResult<AdsPage>(new { Only = only, Play = (object)AuctionWish.From(request.Query) }));
        routes.MapGet("/ads/auction", (HttpRequest request) => new RazorComponentResult<AuctionResult>(new { Of = (object)AuctionWish.From(request.Query) }));
        routes.MapGet("/ads/file", async (string? of, string? format, string? sheet, Desk desk, ReviewAds review, ReadMix mix, CancellationToken cancel) => of == "mix"
            ? AnalysedFile.Of(await mix.Run(MixFragment.Asked(desk), cancel), "media-mix", format, sheet, desk)
            : AnalysedFile.Of(await review.Run(AdsPage.Asked(desk), cancel), "ads", format, sheet, desk));
        routes.MapGet("/ads/mix", () => new RazorComponentResult<MixFragment>());
    }
}
