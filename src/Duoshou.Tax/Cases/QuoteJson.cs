using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Cases;

/// <summary>A whole answer as JSON: every amount with its reasons. Decimals are strings, dates ISO.</summary>
public static class QuoteJson
{
    /// <summary>The answer in one language; a refusal has "error" with code and detail.</summary>
    public static string Write(TaxAnswer answer, Language language)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (answer is TaxQuote quote) Quote(json, quote, language);
            if (answer is CannotCompute refused)
            {
                json.WriteStartObject("error");
                json.WriteString("code", refused.Code);
                json.WriteString("detail", refused.Detail.In(language));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    static void Quote(Utf8JsonWriter json, TaxQuote quote, Language language)
    {
        json.WriteString("treatment", quote.Treatment);
        json.WriteString("currency", quote.Currency.Code);
        Number(json, "customsValue", quote.CustomsValue);
        Number(json, "totalTax", quote.TotalTax);
        Number(json, "waivedTax", quote.WaivedTax);
        Number(json, "landed", quote.Landed);
        Number(json, "yearUsedAfter", quote.YearUsedAfter);
        if (quote.DutyBasis is { } basis) json.WriteString("dutyBasis", basis);
        json.WriteString("payer", quote.Payer);
        json.WriteString("certainty", Name(quote.Certainty));
        json.WriteString("bookVersion", quote.BookVersion);
        json.WriteString("notice", TaxQuote.Notice.In(language));
        json.WriteStartArray("taxes");
        foreach (TaxAmount tax in quote.Taxes) Tax(json, tax);
        json.WriteEndArray();
        json.WriteStartArray("lines");
        foreach (LineTax line in quote.Lines) Line(json, line);
        json.WriteEndArray();
        json.WriteStartArray("sources");
        foreach (Cited source in quote.Sources) Source(json, source);
        json.WriteEndArray();
        Texts(json, "assumptions", quote.Assumptions, language);
        Texts(json, "wouldChange", quote.WouldChange, language);
    }

    static void Tax(Utf8JsonWriter json, TaxAmount tax)
    {
        json.WriteStartObject();
        json.WriteString("kind", tax.Kind);
        if (tax.Layer.Length > 0) json.WriteString("layer", tax.Layer);
        if (tax.LineId.Length > 0) json.WriteString("line", tax.LineId);
        Number(json, "base", tax.Base);
        Number(json, "rate", tax.Rate);
        json.WriteString("formula", tax.Formula);
        json.WriteString("rounding", tax.Rounding);
        Number(json, "amount", tax.Amount);
        if (tax.Law is { } law) json.WriteString("law", $"{law.Source} ({law.File} {law.Version}:{law.Line})");
        json.WriteEndObject();
    }

    static void Line(Utf8JsonWriter json, LineTax line)
    {
        json.WriteStartObject();
        json.WriteString("id", line.Id);
        Number(json, "customsValue", line.CustomsValue);
        Number(json, "duty", line.Duty);
        Number(json, "consumptionTax", line.ConsumptionTax);
        Number(json, "vat", line.Vat);
        Number(json, "total", line.Total);
        json.WriteEndObject();
    }

    static void Source(Utf8JsonWriter json, Cited source)
    {
        json.WriteStartObject();
        json.WriteString("table", source.File);
        json.WriteString("version", source.Version);
        json.WriteNumber("line", source.Line);
        json.WriteString("from", Inquiry.Show(source.From));
        if (source.To is { } to) json.WriteString("to", Inquiry.Show(to));
        json.WriteString("source", source.Source);
        json.WriteString("certainty", Name(source.Certainty));
        json.WriteEndObject();
    }

    static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<Words> texts, Language language)
    {
        json.WriteStartArray(name);
        foreach (string text in texts.Select(t => t.In(language)).Distinct()) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static string Name(Certainty certainty) => certainty switch
    {
        Certainty.Seen => "seen", Certainty.Given => "given", Certainty.Recalled => "recalled", _ => "disputed",
    };

    static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
    }
}
