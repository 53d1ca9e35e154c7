using Duoshou.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Diagnosis;

/// <summary>Why a number changed.</summary>
static class DiagnosisPages
{
    public static void MapDiagnosisPages(this IEndpointRouteBuilder routes) => routes.MapGet("/why", IResult (string? metric) =>
        MetricCatalogue.Find(metric ?? "paid_sales") is { } known ? new RazorComponentResult<WhyPage>(new { Metric = known.Key }) : Results.NotFound());
}
