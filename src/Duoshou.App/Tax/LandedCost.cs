using System.Text.Json.Serialization;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.App.Tax;

/// <summary>Why the import tax of a product is not known, and where to mend it.</summary>
/// <param name="Code">not_set, no_code, no_rate, missing or no_exchange.</param>
/// <param name="Detail">What is missing, in words.</param>
public sealed record UnknownTax(string Code, Words Detail);

/// <summary>The taxes of one piece at a price, in the currency that was asked for.</summary>
/// <param name="Duty">Duty and additional duties.</param>
/// <param name="ImportTax">VAT, GST, consumption and parcel tax at import or at sale.</param>
/// <param name="InPrice">The buyer's price holds them: they come out of the seller's money. Otherwise the buyer pays them on top.</param>
/// <param name="Rule">The treatment of the quote.</param>
public sealed record PieceTax(decimal Duty, decimal ImportTax, bool InPrice, string Rule, string Payer, Certainty Certainty)
{
    /// <summary>The value of the goods that was quoted, in the orders' currency: the price, or what is left of it without the taxes.</summary>
    public decimal Goods { get; init; }

    /// <summary>The freight of a piece that was quoted.</summary>
    public decimal Freight { get; init; }

    /// <summary>Both.</summary>
    public decimal Total => Duty + ImportTax;

    /// <summary>What the seller bears.</summary>
    public decimal Borne => InPrice ? Total : 0m;
}

/// <summary>A product in one market: what it sells for there and what it bears on the way in.</summary>
/// <param name="Price">Price of a piece without freight, in <paramref name="Currency"/>, the orders' own.</param>
/// <param name="Now">The taxes at that price; null where they are not known.</param>
/// <param name="Unknown">Why not.</param>
public sealed record MarketTax(
    ShopId Shop, string Product, string Country, Currency Currency, decimal Pieces, decimal Price, decimal Freight, string? Hs, string Origin, string From, bool Registered,
    DateOnly Day, PieceTax? Now, UnknownTax? Unknown)
{
    /// <summary>What buyers pay holds the tax; otherwise they pay it on top and the seller's money does not change.</summary>
    public bool PricesHoldTax { get; init; }

    /// <summary>The taxes at another price, in the currency of the analysis; asked by the price floor.</summary>
    internal Func<decimal, PieceTax?> At { get; init; } = _ => null;
}

/// <summary>The import taxes of one item over the markets it sells in, by the law of a day.</summary>
public sealed record LandedCost(string Item, IReadOnlyList<MarketTax> Markets)
{
    /// <summary>The market with the most pieces.</summary>
    [JsonIgnore]
    public MarketTax Main => Markets[0];

    /// <summary>Every market's buyers pay the tax on top: whatever it is, it is not the seller's.</summary>
    [JsonIgnore]
    public bool IsOnTop => Markets.All(market => market is { PricesHoldTax: false, Unknown.Code: not "not_set" });

    /// <summary>What is not known, of the largest market that lacks something.</summary>
    [JsonIgnore]
    public MarketTax? Lacking => Markets.FirstOrDefault(market => market.Unknown is not null);

    /// <summary>Taxes of a mean piece; null unless every market's are known.</summary>
    public PieceTax? Mean => Over(market => market.Now);

    /// <summary>Taxes of a mean piece if every market sold at one price of the analysis' currency.</summary>
    internal PieceTax? MeanAt(decimal price) => Over(market => market.At(price));

    PieceTax? Over(Func<MarketTax, PieceTax?> of)
    {
        decimal pieces = 0m, duty = 0m, tax = 0m, borneDuty = 0m, borneTax = 0m;
        PieceTax? main = null;
        foreach (MarketTax market in Markets)
        {
            if (of(market) is not { } one) return null;
            main ??= one;
            (pieces, duty, tax) = (pieces + market.Pieces, duty + one.Duty * market.Pieces, tax + one.ImportTax * market.Pieces);
            if (one.InPrice) (borneDuty, borneTax) = (borneDuty + one.Duty * market.Pieces, borneTax + one.ImportTax * market.Pieces);
        }

        if (main is null || pieces <= 0m) return null;
        // Where some markets' prices hold the tax and others' do not, only what the seller bears is money of the product.
        bool any = Markets.Any(market => of(market) is { InPrice: true });
        return main with { Duty = (any ? borneDuty : duty) / pieces, ImportTax = (any ? borneTax : tax) / pieces, InPrice = any };
    }
}
