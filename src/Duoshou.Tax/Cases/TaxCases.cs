using System.Text.Json;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Cases;

/// <summary>
/// Answers files of worked cases (schema duoshou-tax-cases/1), as `duoshou tax quote --cases FILE --json` does.
/// </summary>
public static class TaxCases
{
    /// <summary>
    /// {"results":[{"id", "expect"}]} in the order of the file, with the keys of each case's regime; what the file itself expects
    /// is not read. A case that cannot be computed has {"id", "error":{"code", "detail"}} instead.
    /// </summary>
    /// <exception cref="FormatException">The text is not JSON, or has no list of cases.</exception>
    public static string Answer(Stream casesJson) => Answer(casesJson, LegalRates.Current);

    /// <summary>The same with a given rate book and language of the error texts.</summary>
    public static string Answer(Stream casesJson, LegalRates book, Language language = Language.English)
    {
        using JsonDocument document = Read(casesJson);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("cases", out JsonElement cases) ||
            cases.ValueKind != JsonValueKind.Array)
            throw new FormatException("The file has no list 'cases' at its top level (schema duoshou-tax-cases/1).");
        TaxEngine engine = new(book);
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes,
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("results");
            foreach (JsonElement one in cases.EnumerateArray()) Case(json, engine, one, language);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The question and the full answer of one case, for showing the reasons.</summary>
    public static (TaxRequest? Request, TaxAnswer Answer) Explain(JsonElement one, TaxEngine engine)
    {
        try
        {
            TaxRequest request = new CaseReader(one, engine.Book).Request();
            return (request, engine.Quote(request));
        }
        catch (Refusal refusal)
        {
            return (null, new CannotCompute(refusal.Code, refusal.Detail));
        }
        catch (OverflowException)
        {
            return (null,
                new CannotCompute("bad_input.size",
                new("数量或金额超出可计算的范围。", "An amount or quantity is beyond what can be computed.")));
        }
    }

    static JsonDocument Read(Stream casesJson)
    {
        try
        {
            return JsonDocument.Parse(casesJson);
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"The file is not JSON: {wrong.Message}", wrong);
        }
    }

    static void Case(Utf8JsonWriter json, TaxEngine engine, JsonElement one, Language language)
    {
        json.WriteStartObject();
        string id = one.ValueKind == JsonValueKind.Object && one.TryGetProperty("id", out JsonElement name) ? name.ToString()
            : "";
        json.WriteString("id", id);
        (TaxRequest? request, TaxAnswer answer) = Explain(one, engine);
        if (answer is TaxQuote quote && request is not null)
        {
            json.WriteStartObject("expect");
            CaseWriter.Write(json, request, quote, engine.Book);
            json.WriteEndObject();
        }
        else if (answer is CannotCompute refused)
        {
            json.WriteStartObject("error");
            json.WriteString("code", refused.Code);
            json.WriteString("detail", refused.Detail.In(language));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
