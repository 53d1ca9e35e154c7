using Duoshou.App.Tax;
using Duoshou.App.Tax.Papers;
using Duoshou.App.Tax.Quotations;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Tax;

/// <summary>Offers to buyers: the page on which one is made, and its paper. Nothing is stored; the address holds the whole offer.</summary>
static class QuotationPages
{
    public static void MapQuotationPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tax/quotation", (HttpRequest request, Desk desk) => new RazorComponentResult<QuotationPage>(new { Form = Read(request, desk) }));
        routes.MapGet("/tax/quotation/paper", Paper);
    }

    static QuotationForm Read(HttpRequest request, Desk desk) =>
        QuotationForm.Read(request.Query, desk.LastDay.AddDays(1), desk.Language, desk.Agency?.Name ?? "");

    static async Task<IResult> Paper(HttpRequest request, string? format, Desk desk, WriteQuotation write, ActiveRates rates, CancellationToken cancel)
    {
        QuotationForm form = Read(request, desk);
        var (made, _) = await Make(form, desk, write, rates, cancel);
        if (made is null) return new RazorComponentResult<QuotationPage>(new { Form = form }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
        if (format != "pdf") return Results.Content(QuotationPaper.Html(made, form.Paper, "/tax/papers.css"), "text/html; charset=utf-8");
        return await PdfPrinter.Print(QuotationPaper.Html(made, form.Paper), cancel) is { } pdf ? Results.File(pdf, "application/pdf", $"{made.Number}.pdf")
            : new RazorComponentResult<QuotationPage>(new { Form = form, NoPdf = true }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    internal static async Task<Answered<Quotation>> Make(QuotationForm form, Desk desk, WriteQuotation write, ActiveRates rates, CancellationToken cancel)
    {
        var book = (await rates.Now(cancel)).Book;
        var (ask, unread) = form.Ask(country => book.KnownPlaces.FirstOrDefault(p => p.Country == country)?.Currency ?? Currency.None);
        return ask is null ? new(null, unread) : await write.Run(ask, desk.LastDay.AddDays(1), cancel);
    }
}
