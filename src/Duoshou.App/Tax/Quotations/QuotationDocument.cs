using System.Globalization;
using System.Text.Json.Nodes;
using Duoshou.Kernel;

namespace Duoshou.App.Tax.Quotations;

/// <summary>An offer as programs read it, the same from the command line and the API.</summary>
public static class QuotationDocument
{
    public static JsonObject Of(Quotation of, Language language) => new()
    {
        ["number"] = of.Number, ["day"] = Day(of.Day), ["validUntil"] = Day(of.ValidUntil), ["seller"] = of.Seller, ["buyer"] = of.Buyer, ["incoterm"] = of.Term.Code,
        ["place"] = of.Place, ["country"] = of.Country, ["currency"] = of.Currency.Code,
        ["lines"] = new JsonArray([.. of.Lines.Select(l => new JsonObject
        {
            ["name"] = l.Name, ["hs"] = l.Hs, ["origin"] = l.Origin, ["quantity"] = WireFormat.Text(l.Quantity), ["unitPrice"] = WireFormat.Text(l.UnitPrice),
            ["amount"] = WireFormat.Text(l.Amount),
        })]),
        ["charges"] = new JsonArray([.. of.Charges.Select(c => new JsonObject
            { ["kind"] = c.Kind, ["amount"] = c.Amount is { } amount ? WireFormat.Text(amount) : null, ["inTotal"] = c.InTotal })]),
        ["taxesBorneBy"] = of.Bearer switch
        {
            TaxBearer.Seller => "seller", TaxBearer.AtSale => "seller_at_sale", TaxBearer.Buyer => "buyer", TaxBearer.Nobody => "nobody", _ => "buyer_amount_unknown",
        },
        ["taxes"] = new JsonArray([.. of.Taxes.Select(t => new JsonObject
        {
            ["kind"] = t.Kind, ["amount"] = WireFormat.Text(t.Amount), ["currency"] = t.Currency.Code, ["offered"] = t.Offered is { } offered ? WireFormat.Text(offered) : null,
            ["formula"] = t.Formula,
        })]),
        ["taxTotal"] = of.TaxTotal is { } total ? WireFormat.Text(total) : null, ["cannotCompute"] = of.CannotCompute?.In(language),
        ["total"] = WireFormat.Text(of.Total), ["arrived"] = of.Arrived is { } arrived ? WireFormat.Text(arrived) : null,
        ["rate"] = of.Rate is { } rate ? WireFormat.Text(rate) : null, ["rateDay"] = of.RateDay is { } day ? Day(day) : null,
        ["sources"] = new JsonArray([.. of.Sources.Select(s => (JsonNode)s.Source)]), ["assumptions"] = new JsonArray([.. of.Assumptions.Select(a => (JsonNode)a.In(language))]),
        ["note"] = of.Note, ["bookVersion"] = of.BookVersion,
    };

    static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
