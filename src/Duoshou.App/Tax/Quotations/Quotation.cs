using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Duoshou.App.Tax.Actions;
using Duoshou.Kernel;
using Duoshou.Tax;

namespace Duoshou.App.Tax.Quotations;

/// <summary>One line of goods as it is offered.</summary>
public sealed record QuotedLine(string Name, string? Hs, string? Origin, decimal Quantity, decimal UnitPrice, decimal Amount);

/// <summary>Freight, insurance, a discount: in the total, or borne by the buyer and not offered.</summary>
public sealed record QuotedCharge(string Kind, decimal? Amount, bool InTotal);

/// <summary>One kind of import tax: in the currency of the law, and in that of the offer where the rate is known.</summary>
/// <param name="Formula">The computation, where it is one amount; empty where several lines make it.</param>
public sealed record QuotedTax(string Kind, decimal Amount, Currency Currency, decimal? Offered, string Formula);

/// <summary>Who pays the import's duties and taxes.</summary>
public enum TaxBearer
{
    /// <summary>The seller clears the import; they are in the total.</summary>
    Seller,

    /// <summary>The seller must collect them at the sale (IOSS and the like); they are in the total.</summary>
    AtSale,

    /// <summary>The buyer, at import; an estimate stands beside the total.</summary>
    Buyer,

    /// <summary>Nothing is due.</summary>
    Nobody,

    /// <summary>The buyer, and the amount cannot be computed.</summary>
    Unknown,
}

/// <summary>An offer to a buyer. Nothing of the seller's cost or margin is in it.</summary>
public sealed record Quotation
{
    public required string Number { get; init; }
    public required DateOnly Day { get; init; }
    public required DateOnly ValidUntil { get; init; }
    public required string Seller { get; init; }
    public string? Buyer { get; init; }
    public required SaleTerm Term { get; init; }
    public required string Place { get; init; }

    /// <summary>The country of import.</summary>
    public required string Country { get; init; }
    public required Words Destination { get; init; }
    public required Currency Currency { get; init; }
    public required IReadOnlyList<QuotedLine> Lines { get; init; }
    public required IReadOnlyList<QuotedCharge> Charges { get; init; }
    public required TaxBearer Bearer { get; init; }
    public IReadOnlyList<QuotedTax> Taxes { get; init; } = [];

    /// <summary>All import taxes in the currency of the offer; none where they or the rate are not known.</summary>
    public decimal? TaxTotal { get; init; }

    /// <summary>Why the taxes cannot be computed.</summary>
    public Words? CannotCompute { get; init; }

    /// <summary>The taxes were computed in another currency with this many of its units for one of the offer's.</summary>
    public decimal? Rate { get; init; }

    /// <summary>The day of that rate in the agency's book; none when it was told.</summary>
    public DateOnly? RateDay { get; init; }

    /// <summary>The currency of the law.</summary>
    public Currency LawCurrency { get; init; }

    /// <summary>The rows of law: source, days, certainty.</summary>
    public IReadOnlyList<Duoshou.Tax.Rates.Cited> Sources { get; init; } = [];
    public IReadOnlyList<Words> Assumptions { get; init; } = [];
    public string? Note { get; init; }
    public string BookVersion { get; init; } = "";

    /// <summary>Goods alone.</summary>
    public decimal Goods => Lines.Sum(l => l.Amount);

    /// <summary>What the buyer pays the seller.</summary>
    public decimal Total => Goods + Charges.Where(c => c.InTotal).Sum(c => c.Amount ?? 0m) + (Bearer is TaxBearer.Seller or TaxBearer.AtSale ? TaxTotal ?? 0m : 0m);

    /// <summary>What the goods cost the buyer on arrival, as far as it is known: with freight and taxes for the buyer's own account.</summary>
    public decimal? Arrived => Bearer == TaxBearer.Unknown || (Bearer != TaxBearer.Nobody && TaxTotal is null) ? null
        : Total + Charges.Where(c => !c.InTotal).Sum(c => c.Amount ?? 0m) + (Bearer == TaxBearer.Buyer ? TaxTotal!.Value : 0m);

    /// <summary>The number of the content: the same offer has the same number, and any change gives another.</summary>
    internal static string NumberOf(Quotation content)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{content.Day:O}|{content.ValidUntil:O}|{content.Seller}|{content.Buyer}|{content.Term.Code}|{content.Place}|{content.Country}|")
            .Append(CultureInfo.InvariantCulture, $"{content.Currency}|{content.Note}|{content.TaxTotal}|{content.Bearer}");
        foreach (QuotedLine l in content.Lines) text.Append(CultureInfo.InvariantCulture, $"|{l.Name}|{l.Hs}|{l.Origin}|{l.Quantity}|{l.UnitPrice}|{l.Amount}");
        foreach (QuotedCharge c in content.Charges) text.Append(CultureInfo.InvariantCulture, $"|{c.Kind}|{c.Amount}|{c.InTotal}");
        return string.Create(CultureInfo.InvariantCulture, $"Q{content.Day:yyyyMMdd}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..6]}");
    }
}
