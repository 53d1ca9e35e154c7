using Duoshou.Kernel;
using Duoshou.Tax;

namespace Duoshou.Libraries.Tests.Tax;

/// <summary>Short questions for the tests.</summary>
static class Ask
{
    public static readonly TaxEngine Engine = new();

    public static TaxRequest General(string day, decimal value, DutyTerm? duty = null, Consumption? consumption = null,
        string vat = "standard") => new()
    {
        Country = "CN", Regime = TaxRegime.GeneralTrade, Day = Day(day), Currency = Currency.Of("CNY"),
        Lines =
        [
            new() { Id = "1", Value = value, Pieces = 1m, Duty = duty ?? new DutyTerm.AdValorem(0m), Consumption = consumption
                ?? new Consumption.None(), VatClass = vat },
        ],
    };

    public static TaxRequest Retail(string day, decimal value, decimal used = 0m, Consumption? consumption = null) =>
        General(day, value, new DutyTerm.AdValorem(0.1m), consumption) with { Regime = TaxRegime.RetailImport, YearUsed = used };

    public static TaxRequest Parcel(string country, string day, string currency, decimal value, decimal freight = 0m,
        decimal duty = 0.1m) => new()
    {
        Country = country, Regime = TaxRegime.Border, Day = Day(day), Currency = Currency.Of(currency), Freight = freight,
        From = "CN", ByPost = false,
        GrossKilograms = 2m, TaxRate = country is "CA" or "BR" ? 0.05m : null,
        Lines =
        [
            new()
            {
                Id = "1", Value = value, Pieces = 1m, Hs = "611020", Origin = "CN", Duty = country == "US" ? null
                    : new DutyTerm.AdValorem(duty),
                Layers = country == "US" ? new Dictionary<string, decimal?> { ["mfn"] = duty } : new Dictionary<string,
                    decimal?>(),
            },
        ],
    };

    public static TaxQuote Quote(TaxRequest request) => Engine.Quote(request) switch
    {
        TaxQuote quote => quote,
        CannotCompute refused => throw new InvalidOperationException($"{refused.Code}: {refused.Detail.En}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static CannotCompute Refused(TaxRequest request) => Engine.Quote(request).ShouldBeOfType<CannotCompute>();

    public static DateOnly Day(string day) =>
        DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
