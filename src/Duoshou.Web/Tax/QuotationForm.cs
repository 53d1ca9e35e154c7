using Duoshou.App.Tax;
using Duoshou.App.Tax.Quotations;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Tax;

/// <summary>An offer as it stands in the address: the question of a quote for one place, and the terms of the offer.</summary>
public sealed record QuotationForm(QuoteForm Quote, string To, string Number, string Seller, string Buyer, string Term, string Place, string Until, string Note, Language Paper)
{
    /// <summary>Reads the address.</summary>
    public static QuotationForm Read(IQueryCollection query, DateOnly today, Language language, string seller)
    {
        QuoteForm quote = QuoteForm.Read(query, today);
        string Told(string key) => query[key].ToString().Trim();
        return new(quote, quote.To.Count > 0 ? quote.To[0] : "", Told("number"), query.ContainsKey("seller") ? Told("seller") : seller, Told("buyer"),
            Told("term") is { Length: > 0 } term ? term : "DAP", Told("place"), Told("until"), query["note"].ToString(),
            Told("paper") switch { "zh" => Language.Chinese, "en" => Language.English, _ => language });
    }

    /// <summary>The rest of the address: what the paper needs to be made again.</summary>
    public string Address => QuoteForm.Written([.. Quote.Address(To), ("number", Number), ("seller", Seller), ("buyer", Buyer), ("term", Term), ("place", Place), ("until", Until),
        ("note", Note), ("paper", Paper == Language.Chinese ? "zh" : "en")]);

    /// <summary>What the offer is made of, or what cannot be read.</summary>
    /// <param name="currencyOf">The currency of a country; none for one without rules.</param>
    public Answered<QuotationAsk> Ask(Func<string, Currency> currencyOf)
    {
        (TaxQuestion? question, string? wrong) = Quote.Question();
        if (question is null) return Unreadable(wrong!);
        string[] to = To.Split(':', 2);
        try
        {
            return new(new QuotationAsk
            {
                Question = question with { Country = to[0], Regime = to.Length > 1 ? to[1] : null, Exchange = Quote.Exchange(currencyOf(to[0]).Code) }, Number = Number,
                    Seller = Seller,
                Buyer = Buyer, Incoterm = Term, Place = Place, ValidUntil = Until, Note = Note,
            }, null);
        }
        catch (FormatException unreadable)
        {
            return Unreadable(unreadable.Message);
        }
    }

    /// <summary>Cost of one piece per line as it was written; none where nothing was.</summary>
    public IReadOnlyList<decimal?> Costs()
    {
        try
        {
            return [.. Quote.Rows.Select(row => QuoteForm.Number("cost", row["cost"]))];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    static Answered<QuotationAsk> Unreadable(string what) =>
        new(null, new("number.unreadable", new($"数字读不懂：{what}", $"Not a number: {what}"), new("写 12.50，小数点用“.”。", "Write 12.50 with a point."), null));
}
