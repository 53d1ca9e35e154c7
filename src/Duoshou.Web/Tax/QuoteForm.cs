using System.Globalization;
using Duoshou.App.Tax;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Tax;

/// <summary>A landed-cost question as it stands in the address: places side by side, and one row per item.</summary>
public sealed record QuoteForm
{
    /// <summary>The most items of one basket on the page; a program may ask with more.</summary>
    public const int MostRows = 20;

    static readonly string[] Fields = ["hs", "origin", "qty", "price", "kg", "ml", "litres", "duty", "class", "name", "cost"];

    /// <summary>Countries, each with a regime after a colon where China has several.</summary>
    public IReadOnlyList<string> To { get; init; } = ["DE", "FR", "SG", "JP", "US", "CN:cbec_retail_import"];
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows { get; init; } = [];
    public string Day { get; init; } = "";
    public string Cur { get; init; } = "CNY";
    public string Freight { get; init; } = "";
    public string Channel { get; init; } = "courier";
    public string From { get; init; } = "CN";
    public string YearUsed { get; init; } = "0";
    public string Province { get; init; } = "";

    /// <summary>Rates that the agency's own book lacks, "GBP=9.1": units of the prices' currency for one of another.</summary>
    public string Fx { get; init; } = "";
    public string Insurance { get; init; } = "";
    public bool Registered { get; init; } = true;
    public bool Business { get; init; }

    /// <summary>Nobody asked yet: an example stands in the form and says that it is one.</summary>
    public bool IsExample { get; init; }

    /// <summary>Reads the address.</summary>
    public static QuoteForm Read(IQueryCollection query, DateOnly today)
    {
        string day = query["day"].ToString() is { Length: > 0 } told ? told : today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!query.ContainsKey("price"))
            return new() { Day = day, IsExample = true, Freight = "40",
                Rows = [Row(("hs", "611020"), ("origin", "CN"), ("qty", "2"), ("price", "180"), ("kg", "0.9"), ("duty", "12"), ("class", "standard"))] };
        int rows = Math.Clamp(Fields.Max(f => query[f].Count), 1, MostRows);
        return new()
        {
            To = [.. query["to"].OfType<string>().SelectMany(t => t.Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct().Take(12)],
            Rows = [.. Enumerable.Range(0, rows).Select(i => Row([.. Fields.Select(f => (f, i < query[f].Count ? query[f][i] ?? "" : ""))]))],
            Day = day, Cur = query["cur"].ToString() is { Length: 3 } cur ? cur : "CNY", Freight = query["freight"].ToString(),
                Channel = query["channel"].ToString() == "post" ? "post" : "courier",
            From = query["from"].ToString() is { Length: > 0 } from ? from : "CN", YearUsed = query["used"].ToString(), Province = query["province"].ToString(),
                Fx = query["fx"].ToString(), Insurance = query["insurance"].ToString(),
            Registered = query["registered"] == "true", Business = query["business"] == "true",
        };
    }

    /// <summary>The question, or the field whose number cannot be read.</summary>
    public (TaxQuestion? Question, string? Wrong) Question()
    {
        try
        {
            return (new TaxQuestion
            {
                Date = Day, Currency = Cur, Freight = Number("freight", Freight), Insurance = Number("insurance", Insurance), Channel = Channel, From = From,
                    YearUsed = Number("used", YearUsed),
                    SellerRegistered = Registered,
                BusinessBuyer = Business, Province = Province.Length > 0 ? Province : null, Kg = Rows.Sum(r => (Number("kg", r["kg"]) ?? 0m)) is > 0m and var kg ? kg : null,
                Items = [.. Rows.Where(r => r.Any(v => v.Key is not ("class" or "name" or "cost") && v.Value.Length > 0)).Select(Item)],
            }, null);
        }
        catch (FormatException wrong)
        {
            return (null, wrong.Message);
        }
    }

    /// <summary>The question as it stands in an address, for one place; empty fields too, since rows are told apart by their order.</summary>
    public IReadOnlyList<(string Key, string Value)> Address(string to) =>
    [
        ("to", to), ("cur", Cur), ("freight", Freight), ("insurance", Insurance), ("day", Day), ("channel", Channel), ("from", From), ("used", YearUsed), ("province", Province),
        ("fx", Fx), ("registered", Registered ? "true" : "false"), ("business", Business ? "true" : "false"),
        .. Rows.SelectMany(row => Fields.Select(field => (field, row[field]))),
    ];

    internal static string Written(IEnumerable<(string Key, string Value)> address) =>
        string.Concat(address.Select(pair => $"&{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>The told rates for a place: units of its currency for one of the prices'.</summary>
    public IReadOnlyDictionary<string, decimal>? Exchange(string placeCurrency)
    {
        foreach (string[] pair in Fx.Split([' ', ',', ';', '，'], StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)))
            if (pair.Length == 2 && pair[0].Trim().Equals(placeCurrency, StringComparison.OrdinalIgnoreCase) && Number("fx", pair[1]) is > 0m and var rate)
                return new Dictionary<string, decimal> { [Cur] = 1m / rate };
        return null;
    }

    static TaxItem Item(IReadOnlyDictionary<string, string> row) => new()
    {
        Name = row["name"].Length > 0 ? row["name"] : null, Hs = row["hs"], Origin = row["origin"], Quantity = Number("qty", row["qty"]) ?? 1m,
            UnitPrice = Number("price", row["price"]), Kg = Number("kg", row["kg"]),
            Ml = Number("ml", row["ml"]),
        Litres = Number("litres", row["litres"]), DutyRate = Number("duty", row["duty"].TrimEnd('%')) / 100m, VatClass = row["class"] is "standard" or "reduced"
            ? row["class"] : null,
    };

    static IReadOnlyDictionary<string, string> Row(params (string Field, string Value)[] told)
    {
        Dictionary<string, string> row = Fields.ToDictionary(f => f, _ => "");
        foreach ((string field, string value) in told) row[field] = value.Trim();
        return row;
    }

    internal static decimal? Number(string field, string text) => text.Trim() is not { Length: > 0 } written ? null
        : decimal.TryParse(written, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) ? value
        : throw new FormatException($"{field}: {text}");
}
