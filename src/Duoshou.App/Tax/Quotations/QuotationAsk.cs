using System.Text.Json;
using System.Text.Json.Serialization;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tax.Quotations;

/// <summary>What a quotation needs beside the landed-cost question: who offers to whom, on which terms, how long.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record QuotationAsk
{
    const int LongestName = 200, LongestNote = 1000;

    /// <summary>The goods, the destination and the day: the same question as for a tax quote.</summary>
    public TaxQuestion? Question { get; init; }

    /// <summary>The seller's own number; without it one is made of the content, the same for the same content.</summary>
    public string? Number { get; init; }
    public string? Seller { get; init; }
    public string? Buyer { get; init; }

    /// <summary>A term of Incoterms 2020, three letters.</summary>
    public string? Incoterm { get; init; }

    /// <summary>The named place of the term: Ningbo for FOB, Hamburg for DAP.</summary>
    public string? Place { get; init; }

    /// <summary>The last day of the offer; thirty days after its day without it.</summary>
    public string? ValidUntil { get; init; }
    public string? Note { get; init; }

    /// <summary>Reads one from JSON.</summary>
    public static Answered<QuotationAsk> Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<QuotationAsk>(json, WireFormat.Json) is { } read ? new(read, null) : new(null, Refusals.Missing("question"));
        }
        catch (JsonException wrong)
        {
            return new(null, UnreadableJson.Of("question.unreadable", new("报价单", "the quotation"), wrong, new("字段名见 /openapi/v1.json。",
                "The field names stand in /openapi/v1.json.")));
        }
    }

    /// <summary>What is missing or cannot be used before anything is computed.</summary>
    internal Refusal? Fault()
    {
        if (string.IsNullOrWhiteSpace(Seller)) return Refusals.Missing("seller");
        if (SaleTerm.Of(Incoterm) is null)
            return new("bad_input.incoterm", new($"「incoterm」读不懂：{Incoterm}", $"“incoterm” cannot be used: {Incoterm}"),
                new($"可选（Incoterms 2020）：{string.Join("、", SaleTerm.All.Select(t => t.Code))}。",
                    $"One of Incoterms 2020: {string.Join(", ", SaleTerm.All.Select(t => t.Code))}."), "incoterm", Incoterm);
        if (string.IsNullOrWhiteSpace(Place))
            return new("field.missing", new("贸易术语没有写指定地点。", "The term lacks its named place."),
                new("写上地点，例如 FOB 宁波、DAP 汉堡。", "Write the place, such as Ningbo for FOB or Hamburg for DAP."), "place");
        return Refusals.TooLong(("seller", Seller, LongestName), ("buyer", Buyer ?? "", LongestName), ("place", Place, LongestName), ("number", Number ?? "", 40),
            ("note", Note ?? "", LongestNote));
    }
}
