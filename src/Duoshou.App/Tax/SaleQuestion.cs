using Duoshou.App.Tax.Actions;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Rates;

namespace Duoshou.App.Tax;

/// <summary>What a shop's sale asks the engine: by the shop's way of shipping, with a price that holds the tax taken apart.</summary>
static class SaleQuestion
{
    const int MostRounds = 12;

    public static TaxRequest Of(SetShopTax.Setting set, string country, DateOnly day, Currency currency, decimal freight, IReadOnlyList<TaxLine> lines) => new()
    {
        Country = country, Day = day, Currency = currency, From = set.From, ByPost = false, SellerRegistered = set.Registered, Freight = freight, Lines = lines,
        Regime = country != "CN" ? TaxRegime.Border : set.Route == ParcelRoute.RetailImport ? TaxRegime.RetailImport : TaxRegime.GeneralTrade,
        YearUsed = country == "CN" ? 0m : null,
    };

    /// <summary>
    /// The quote on the value for which goods, freight and taxes together make what the buyer paid. Started from the standard rate; a price
    /// that lies in the jump of a limit has no such value, and the nearest is taken and said.
    /// </summary>
    public static QuoteTax.Quoted Apart(RatesInUse use, RateBook exchange, TaxRequest held)
    {
        decimal gross = held.Freight + held.Lines.Sum(l => l.Value ?? 0m);
        decimal within = 1m + (use.Book.StandardVat(held.Country, held.Day)?.Rate ?? 0m), unit = new(1, 0, 0, false, (byte)held.Currency.MinorUnits);
        decimal net = gross / within, smallest = decimal.MaxValue;
        QuoteTax.Quoted? nearest = null;
        for (int round = 0; round < MostRounds; round++)
        {
            QuoteTax.Quoted quoted = QuoteTax.Quote(use, Scaled(held, gross == 0m ? 0m : net / gross, unit), exchange);
            if (quoted.Asked(quoted.Quote?.TotalTax) is not { } tax) return nearest ?? quoted;
            decimal rest = gross - (quoted.Request.Freight + quoted.Request.Lines.Sum(l => l.Value ?? 0m)) - tax;
            if (Math.Abs(rest) < smallest) (nearest, smallest) = (quoted, Math.Abs(rest));
            if (smallest <= unit * (held.Lines.Count + 1)) return nearest!;
            net = Math.Max(0m, net + rest / within);
        }

        TaxQuote found = nearest!.Quote!;
        return nearest with
        {
            Answer = found with
            {
                Assumptions = [.. found.Assumptions, new("价格正好落在某个限额的跳变处，含税价拆不平，取最接近的货价。",
                    "The price lies in the jump of a limit: no value makes it whole with its taxes, and the nearest was taken.")],
            },
        };
    }

    static TaxRequest Scaled(TaxRequest held, decimal share, decimal unit)
    {
        decimal Part(decimal amount) => decimal.Round(amount * share / unit, MidpointRounding.AwayFromZero) * unit;
        return held with { Freight = Part(held.Freight), Lines = [.. held.Lines.Select(l => l with { Value = Part(l.Value ?? 0m) })] };
    }
}
