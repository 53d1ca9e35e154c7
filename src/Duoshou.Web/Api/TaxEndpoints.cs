using System.Text.Json.Nodes;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Actions;
using Duoshou.App.Tax.Quotations;
using Duoshou.Tax;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Duoshou.Web.Api;

/// <summary>Landed cost and commodity codes for programs.</summary>
static class TaxEndpoints
{
    public static void MapTaxes(this RouteGroupBuilder api)
    {
        RouteGroupBuilder tax = api.MapGroup("").RequireAuthorization("tax").WithTags("Tax");
        tax.MapPost("/tax/quote", Quote)
            .WithSummary("Landed cost of one item or a basket: every tax with base, rate, formula, rounding, law, certainty, and what would change it.");
        tax.MapPost("/tax/quotation", Offer)
            .WithSummary("An offer to a buyer out of a landed-cost question: term, place, lines, freight, import taxes inside or for the buyer's account. Nothing is stored.");
        tax.MapGet("/hs", Find).WithSummary("Commodity codes for words in Chinese or English, with the duty of a country and what already uses them.");
    }

    /// <summary>A proposed code.</summary>
    public sealed record CodeEntry(string Code, string NameZh, string NameEn, IReadOnlyList<string> Path, IReadOnlyList<CodeDuty> Duties, string? VatClass, string? Consumption,
        IReadOnlyList<string> UsedBy);

    /// <summary>A duty on a code, with its days, source and certainty.</summary>
    public sealed record CodeDuty(string Layer, string Origins, string Rate, DateOnly From, DateOnly? To, string Source, string Certainty);

    static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Quote(TaxQuestion question, Desk desk, QuoteTax quote, HttpContext context, CancellationToken cancel)
    {
        var (quoted, refusal) = await quote.Run(question, desk.LastDay.AddDays(1), cancel);
        if (quoted is null) return Problems.Of(refusal!, context);
        return quoted.Answer is CannotCompute cannot ? Problems.Of(QuoteDocument.Refused(cannot), context) : TypedResults.Ok(QuoteDocument.Of(quoted, desk.Language));
    }

    static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> Offer(QuotationAsk ask, Desk desk, WriteQuotation write, HttpContext context, CancellationToken cancel)
    {
        var (made, refusal) = await write.Run(ask, desk.LastDay.AddDays(1), cancel);
        return made is null ? Problems.Of(refusal!, context) : TypedResults.Ok(QuotationDocument.Of(made, desk.Language));
    }

    /// <param name="words">Chinese or English words, or the first digits of a code.</param>
    /// <param name="country">Whose duty to show; China's without it.</param>
    /// <param name="limit">The most candidates.</param>
    static async Task<Ok<CodeEntry[]>> Find(string words, string? country, int? limit, Desk desk, FindCode find, CancellationToken cancel)
    {
        FindCode.Found found = await find.Run(words, (country ?? "CN").ToUpperInvariant(), desk.LastDay.AddDays(1), desk.Scope, desk.Language, limit ?? 10, cancel);
        return TypedResults.Ok(found.Candidates.Select(c => new CodeEntry(c.Hit.Entry.Code, c.Hit.Entry.NameZh, c.Hit.Entry.NameEn, c.Hit.Path,
            [.. c.Line?.Duties.Select(d => new CodeDuty(d.Layer, d.Origins, d.Text, d.Law.From, d.Law.To, d.Law.Source, d.Law.Certainty.ToString().ToLowerInvariant())) ?? []],
            c.Line?.VatClass, c.Line?.Consumption, c.UsedBy)).ToArray());
    }
}
