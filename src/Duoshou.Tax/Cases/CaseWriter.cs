using System.Globalization;
using System.Text.Json;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Cases;

/// <summary>Writes an answer with the keys that the cases of its regime have.</summary>
static class CaseWriter
{
    public static void Write(Utf8JsonWriter json, TaxRequest request, TaxQuote quote, LegalRates book)
    {
        json.WriteString("treatment", quote.Treatment);
        switch (request.Regime)
        {
            case TaxRegime.PersonalParcel: Parcel(json, quote); break;
            case TaxRegime.Border: Border(json, quote, book.Place(request.Country)!); break;
            default: China(json, request, quote); break;
        }
    }

    static void China(Utf8JsonWriter json, TaxRequest request, TaxQuote quote)
    {
        Amount(json, "customs_value", quote.CustomsValue, quote.Currency);
        if (quote.TotalTax is null) return;
        if (quote.DutyBasis is { } basis) json.WriteString("duty_basis", basis);
        Amount(json, "duty", quote.Sum("duty") + quote.Sum("additional"), quote.Currency);
        Amount(json, "consumption_tax", quote.Sum("consumption_tax"), quote.Currency);
        Amount(json, "vat", quote.Sum("vat"), quote.Currency);
        Amount(json, "total_tax", quote.TotalTax, quote.Currency);
        Amount(json, "computed_tax", quote.WaivedTax, quote.Currency);
        if (quote.Lines.Count > 1)
            Lines(json, quote, request.Regime == TaxRegime.RetailImport
                || quote.Lines.Any(l => l.ConsumptionTax != 0));
        Amount(json, "annual_used_after", quote.YearUsedAfter, quote.Currency);
    }

    static void Lines(Utf8JsonWriter json, TaxQuote quote, bool consumption)
    {
        json.WriteStartArray("lines");
        foreach (LineTax line in quote.Lines)
        {
            json.WriteStartObject();
            json.WriteString("id", line.Id);
            Amount(json, "customs_value", line.CustomsValue, quote.Currency);
            Amount(json, "duty", line.Duty, quote.Currency);
            if (consumption) Amount(json, "consumption_tax", line.ConsumptionTax, quote.Currency);
            Amount(json, "vat", line.Vat, quote.Currency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Parcel(Utf8JsonWriter json, TaxQuote quote)
    {
        Amount(json, "value", quote.CustomsValue, quote.Currency);
        if (quote.TotalTax is null) return;
        Amount(json, "computed_tax", quote.WaivedTax, quote.Currency);
        Amount(json, "parcel_tax", quote.Sum("parcel_tax"), quote.Currency);
        Amount(json, "total_tax", quote.TotalTax, quote.Currency);
    }

    static void Border(Utf8JsonWriter json, TaxQuote quote, Place place)
    {
        if (quote.TotalTax is null) return;
        if (place.Shown.Contains("value")) Amount(json, "customs_value", quote.CustomsValue, quote.Currency);
        if (place.Shown.Contains("layers") && quote.Treatment == "dutiable") Layers(json, quote);
        if (place.Shown.Contains("duty") || quote.Sum("duty") != 0 && !place.Shown.Contains("layers"))
            Amount(json,
                place.DutyKey, quote.Sum("duty"), quote.Currency);
        if (place.Shown.Contains("tax") || quote.Sum("vat") != 0) Amount(json, place.TaxKey, quote.Sum("vat"), quote.Currency);
        Amount(json, "computed_tax", quote.WaivedTax, quote.Currency);
        Amount(json, "total_tax", quote.TotalTax, quote.Currency);
        if (place.Shown.Contains("landed")) Amount(json, "landed", quote.Landed, quote.Currency);
    }

    static void Layers(Utf8JsonWriter json, TaxQuote quote)
    {
        json.WriteStartObject("duty_by_layer");
        foreach (IGrouping<string, TaxAmount> layer in quote.Taxes.Where(t => t.Kind == "duty").GroupBy(t => t.Layer))
            Amount(json, layer.Key, layer.Sum(t => t.Amount), quote.Currency);
        json.WriteEndObject();
    }

    static void Amount(Utf8JsonWriter json, string key, decimal? amount, Currency currency)
    {
        if (amount is not { } value) return;
        int digits = currency.Code == "NOK" ? 0 : currency.MinorUnits;
        json.WriteString(key, value.ToString("F" + digits, CultureInfo.InvariantCulture));
    }
}
