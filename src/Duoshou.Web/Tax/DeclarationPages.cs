using Duoshou.App.Agency;
using Duoshou.App.Tax.Actions.Declarations;
using Duoshou.App.Tax.Papers;
using Duoshou.App.Tax.Parcels;
using Duoshou.App.Tax.Port;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Tax;

/// <summary>The declarations desk: parcels, what blocks them, receipts, retry, correction, withdrawal.</summary>
static class DeclarationPages
{
    public static void MapDeclarationPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tax/declarations", (string? state) => new RazorComponentResult<DeclarationsPage>(new { State = state ?? "" }));
        routes.MapGet("/tax/declarations/{id:guid}", async (Guid id, Desk desk, ReadDeclarations read, CancellationToken cancel) =>
            await read.One(id, desk.Scope, cancel) is { } file ? new RazorComponentResult<DeclarationPage>(new { Of = file }) : Results.NotFound());
        routes.MapGet("/tax/declarations/documents/{id:guid}", async (Guid id, Desk desk, ReadDeclarations read, CancellationToken cancel) =>
            desk.Person?.Role.Imports is true && await read.Document(id, desk.Scope, cancel) is { } found
                ? Results.File(System.Text.Encoding.UTF8.GetBytes(found.Xml), "application/xml", found.Name) : Results.NotFound());
        routes.MapGet("/tax/papers.css", () => Results.Text(ShippingPapers.Style, "text/css; charset=utf-8"));
        RouteGroupBuilder papers = routes.MapGroup("/tax/declarations/{id:guid}/papers").AddEndpointFilter(TaxPages.OnlyImporters);
        papers.MapGet("/", async (Guid id, Desk desk, ReadDeclarations read, CancellationToken cancel) =>
            await read.One(id, desk.Scope, cancel) is { } file ? new RazorComponentResult<PapersPage>(new { Of = file }) : Results.NotFound());
        papers.MapGet("/{kind}", Paper);
        RouteGroupBuilder changes = routes.MapGroup("/tax/declarations").AddEndpointFilter(TaxPages.OnlyImporters);
        changes.MapPost("/", Add);
        changes.MapPost("/{id:guid}/send", Send);
        changes.MapPost("/{id:guid}/correct", Correct);
        changes.MapPost("/{id:guid}/withdraw", Withdraw);
        changes.MapPost("/receipts", Receive);
    }

    /// <summary>A paper as a page for print, or as PDF where a browser is installed.</summary>
    static async Task<IResult> Paper(Guid id, PaperKind kind, string? format, Desk desk, ReadDeclarations read, CancellationToken cancel)
    {
        if (await read.One(id, desk.Scope, cancel) is not { } file) return Results.NotFound();
        if (format != "pdf") return Results.Content(ShippingPapers.Html(file.Parcel, kind, file.Card.Day, "/tax/papers.css"), "text/html; charset=utf-8");
        return await PdfPrinter.Print(ShippingPapers.Html(file.Parcel, kind, file.Card.Day), cancel) is { } pdf
            ? Results.File(pdf, "application/pdf", $"{file.Card.OrderNo}-{kind}.pdf")
            : new RazorComponentResult<PapersPage>(new { Of = file, NoPdf = true }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    static async Task<IResult> Add([FromForm] string shop, [FromForm] string parcel, Desk desk, PrepareDeclaration prepare, CancellationToken cancel)
    {
        if (!ShopId.TryParse(shop, null, out ShopId id)) return Results.BadRequest();
        var (read, unread) = ParcelDocument.Read(parcel);
        if (read is null) return Desk(unread!, parcel);
        var (card, refusal) = await prepare.Run(new(id, read, "", desk.Scope.User), desk.Scope, cancel);
        return card is null ? Desk(refusal!, parcel) : Results.LocalRedirect(desk.To($"/tax/declarations/{card.Id}"));
    }

    static RazorComponentResult<DeclarationsPage> Desk(Refusal refusal, string parcel) =>
        new(new { State = "", Refusal = refusal, Parcel = parcel }) { StatusCode = StatusCodes.Status422UnprocessableEntity };

    static async Task<IResult> Send(Guid id, Desk desk, SendDeclaration send, PortSimulator port, ReadDeclarations read, CancellationToken cancel) =>
        await Shown(id, (await send.Run(id, port, desk.Scope, cancel)).Refusal, desk, read, cancel);

    static async Task<IResult> Withdraw(Guid id, [FromForm] string? reason, Desk desk, WithdrawDeclaration withdraw, PortSimulator port, ReadDeclarations read,
        CancellationToken cancel) =>
        await Shown(id, (await withdraw.Run(id, reason ?? "", port, desk.Scope.User, desk.Scope, cancel)).Refusal, desk, read, cancel);

    /// <summary>The fields that are most often wrong, changed on the parcel that is kept; the whole parcel may also come as JSON.</summary>
    static async Task<IResult> Correct(Guid id, IFormCollection form, Desk desk, PrepareDeclaration prepare, ReadDeclarations read, CancellationToken cancel)
    {
        if (await read.One(id, desk.Scope, cancel) is not { } file) return Results.NotFound();
        ParcelDocument parcel = file.Parcel;
        if (form["parcel"].ToString() is { Length: > 0 } json)
        {
            var (told, unread) = ParcelDocument.Read(json);
            if (told is null) return await Shown(id, unread, desk, read, cancel);
            parcel = told with { OrderNo = file.Card.OrderNo };
        }

        string Field(string name) => form[name].ToString().Trim();
        if (parcel.Buyer is { } buyer)
            parcel = parcel with
            {
                Buyer = new(Field("buyerName") is { Length: > 0 } name ? name : buyer.Name, Field("idNumber") is { Length: > 0 } number ? number : buyer.IdNumber,
                    Field("telephone") is { Length: > 0 } phone ? phone : buyer.Telephone),
            };
        if (Field("payer") == "buyer") parcel = parcel with { Payer = null, AmountPaid = null };
        if (Field("waybillNo") is { Length: > 0 } waybill) parcel = parcel with { WaybillNo = waybill };
        if (int.TryParse(Field("pieces"), out int pieces) && pieces > 0 && parcel.Goods is [{ } only])
            parcel = parcel with { Goods = [only with { Quantity = pieces, StatutoryQuantity = only.StatutoryQuantity / only.Quantity * pieces }] };
        var (_, refusal) = await prepare.Run(new(file.Card.Shop, parcel, Field("why"), desk.Scope.User), desk.Scope, cancel);
        return await Shown(id, refusal, desk, read, cancel);
    }

    static async Task<IResult> Receive(IFormFile file, Desk desk, TakeReceipts take, CancellationToken cancel)
    {
        using StreamReader reader = new(file.OpenReadStream());
        try
        {
            TakeReceipts.Taken taken = await take.Run(await reader.ReadToEndAsync(cancel), simulated: false, cancel);
            return Results.LocalRedirect(desk.To("/tax/declarations", ("taken", $"{taken.New}")));
        }
        catch (FormatException wrong)
        {
            return Desk(new("receipt.unreadable", new($"{file.FileName}：{wrong.Message}", $"{file.FileName}: {wrong.Message}"),
                new("要的是回执报文（CEB312、622 等）。", "A receipt message is wanted (CEB312, 622 and the like)."), "file", file.FileName), "");
        }
    }

    static async Task<IResult> Shown(Guid id, Refusal? refusal, Desk desk, ReadDeclarations read, CancellationToken cancel)
    {
        if (refusal is null) return Results.LocalRedirect(desk.To($"/tax/declarations/{id}"));
        return await read.One(id, desk.Scope, cancel) is { } file
            ? new RazorComponentResult<DeclarationPage>(new { Of = file, Refusal = refusal }) { StatusCode = StatusCodes.Status422UnprocessableEntity } : Results.NotFound();
    }
}
