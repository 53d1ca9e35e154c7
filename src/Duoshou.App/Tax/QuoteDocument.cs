using System.Globalization;
using System.Text.Json.Nodes;
using Duoshou.App.Tax.Actions;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Cases;
using Duoshou.Warehouse;

namespace Duoshou.App.Tax;

/// <summary>A quote as programs read it, the same from the command line and the API.</summary>
public static class QuoteDocument
{
    /// <summary>The whole answer with the place, the day and the rates of exchange that were used.</summary>
    public static JsonObject Of(QuoteTax.Quoted quoted, Language language)
    {
        JsonObject document = new()
        {
            ["country"] = quoted.Request.Country, ["date"] = quoted.Request.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        foreach ((string key, JsonNode? value) in JsonNode.Parse(QuoteJson.Write(quoted.Answer, language))!.AsObject().ToArray())
            document[key] = value?.DeepClone();
        if (quoted.Quote is { } quote && quoted.Request.Currency != quote.Currency && quoted.Request.Exchange.TryGetValue(quoted.Request.Currency.Code, out decimal rate))
            document["exchange"] = new JsonObject { [quoted.Request.Currency.Code] = WireFormat.Text(rate) };
        return document;
    }

    /// <summary>What cannot be computed, as a refusal.</summary>
    public static Refusal Refused(CannotCompute cannot) => new(cannot.Code, cannot.Detail, cannot.Code.Split('.')[0] switch
    {
        "bad_input" => new("改正这个值再算。", "Correct this value and ask again."),
        "no_rule" => new("换一个表里有的日期，或导入当日的表（「税率」页，或 duoshou hs import FILE）；没有把它当作零。",
            "Ask for a day that the tables cover, or import the tables of that day (page of rates, or duoshou hs import FILE); it was not taken for zero."),
        _ => new("补上缺少的内容再算；没有把它当作零。", "Give what is missing and ask again; it was not taken for zero."),
    }, cannot.Code.IndexOf('.', StringComparison.Ordinal) is > 0 and var point ? cannot.Code[(point + 1)..] : "date");

    /// <summary>A kind of tax in words.</summary>
    public static Words NameOf(string kind) => kind switch
    {
        "duty" => new("关税", "Duty"),
        "additional" => new("附加关税", "Additional duty"),
        "consumption_tax" => new("消费税", "Consumption tax"),
        "vat" => new("增值税", "VAT or GST"),
        "parcel_tax" => new("行邮税", "Parcel tax"),
        _ => new(kind, kind),
    };

    /// <summary>How sure a row is, in words.</summary>
    public static Words NameOf(Duoshou.Tax.Rates.Certainty certainty) => certainty switch
    {
        Duoshou.Tax.Rates.Certainty.Seen => new("已见公开文本", "Seen in a public text"),
        Duoshou.Tax.Rates.Certainty.Given => new("由提问者给出", "Given by who asks"),
        Duoshou.Tax.Rates.Certainty.Recalled => new("凭记忆，未核对", "Recalled, not confirmed"),
        _ => new("来源不一致", "Sources disagree"),
    };

    /// <summary>Who hands the tax over, in words.</summary>
    public static Words PayerOf(string payer) => payer switch
    {
        "buyer" => new("买家（进口时）", "the buyer, at import"),
        "seller" => new("卖家或平台（销售时）", "the seller or platform, at sale"),
        _ => new("无需缴纳", "nobody"),
    };
}
