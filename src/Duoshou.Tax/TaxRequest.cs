using Duoshou.Kernel;

namespace Duoshou.Tax;

/// <summary>The set of rules by which goods enter a place.</summary>
public enum TaxRegime
{
    /// <summary>China: ordinary declaration as goods.</summary>
    GeneralTrade,

    /// <summary>China: retail import through cross-border platforms, with personal limits.</summary>
    RetailImport,

    /// <summary>China: parcels for personal use, under the tax on luggage and postal articles.</summary>
    PersonalParcel,

    /// <summary>Any other place: a parcel sold to a buyer there.</summary>
    Border,
}

/// <summary>What the seller's price already holds. Only what is missing is added.</summary>
public enum Incoterm
{
    /// <summary>At the works: freight and insurance come on top.</summary>
    Exw,

    /// <summary>On board: freight and insurance come on top.</summary>
    Fob,

    /// <summary>Freight is in the price, insurance is not.</summary>
    Cfr,

    /// <summary>Freight and insurance are in the price.</summary>
    Cif,

    /// <summary>Delivered, duty unpaid: freight and insurance are in the price, taxes are not.</summary>
    Dap,

    /// <summary>Delivered, duty paid: the taxes are in the price too, and the value cannot be known from it alone.</summary>
    Ddp,
}

/// <summary>
/// Everything a landed-cost question may tell. What is not told stays empty and is never taken for zero where a rule needs it.
/// </summary>
public sealed record TaxRequest
{
    /// <summary>The country of import, ISO 3166 two letters.</summary>
    public required string Country { get; init; }

    /// <summary>The set of rules.</summary>
    public required TaxRegime Regime { get; init; }

    /// <summary>The day on which the declaration is accepted, or the sale where tax is charged at sale.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The currency of every amount in this question.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The goods, one per line of the order.</summary>
    public required IReadOnlyList<TaxLine> Lines { get; init; }

    /// <summary>Units of the currency of the place of import for one unit of another currency.</summary>
    public IReadOnlyDictionary<string, decimal> Exchange { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Freight for the whole order.</summary>
    public decimal Freight { get; init; }

    /// <summary>Insurance for the whole order; none when it is not known and the law's share is to be used.</summary>
    public decimal? Insurance { get; init; } = 0m;

    /// <summary>What the price holds already.</summary>
    public Incoterm Term { get; init; } = Incoterm.Fob;

    /// <summary>A price cut open to everyone; it reduces the taxable price.</summary>
    public decimal OpenDiscount { get; init; }

    /// <summary>Paid by coupon, voucher or points; it does not reduce the taxable price.</summary>
    public decimal Voucher { get; init; }

    /// <summary>The value with freight and insurance where only that is known.</summary>
    public decimal? KnownCif { get; init; }

    /// <summary>The same value in another currency, for a limit that is written in it.</summary>
    public IReadOnlyDictionary<string, decimal> KnownCifIn { get; init; } = new Dictionary<string, decimal>();

    /// <summary>The country from which the parcel is sent.</summary>
    public string? From { get; init; }

    /// <summary>By post (true) or by courier (false); none when not told.</summary>
    public bool? ByPost { get; init; }

    /// <summary>The seller is registered for the place's tax at sale: IOSS, VOEC, GST, low-value goods tax.</summary>
    public bool SellerRegistered { get; init; }

    /// <summary>The buyer is a business with a VAT number.</summary>
    public bool BusinessBuyer { get; init; }

    /// <summary>A gift between private persons.</summary>
    public bool Gift { get; init; }

    /// <summary>Goods of Turkey's luxury list IV.</summary>
    public bool Luxury { get; init; }

    /// <summary>The parcel is one thing that cannot be split.</summary>
    public bool SingleIndivisible { get; init; }

    /// <summary>What the buyer has already used of this calendar year's retail-import limit.</summary>
    public decimal? YearUsed { get; init; }

    /// <summary>Gross weight of the parcel.</summary>
    public decimal? GrossKilograms { get; init; }

    /// <summary>The postal method chosen in the USA: "specific" or "ad_valorem".</summary>
    public string? PostalMethod { get; init; }

    /// <summary>Retail price abroad of a private import into Japan.</summary>
    public decimal? RetailPrice { get; init; }

    /// <summary>A rate of the final tax given by the asker instead of the table's.</summary>
    public decimal? TaxRate { get; init; }

    /// <summary>State or province, where rates differ inside the country.</summary>
    public string? Province { get; init; }
}

/// <summary>One line of goods.</summary>
public sealed record TaxLine
{
    /// <summary>The line's own name, kept in the answer.</summary>
    public required string Id { get; init; }

    /// <summary>Commodity code, as many digits as known.</summary>
    public string? Hs { get; init; }

    /// <summary>Country of origin.</summary>
    public string? Origin { get; init; }

    /// <summary>Number of pieces.</summary>
    public decimal? Pieces { get; init; }

    /// <summary>Price of the whole line before freight and insurance.</summary>
    public decimal? Value { get; init; }

    /// <summary>Customs value of the line, freight and insurance inside, where that is what is known.</summary>
    public decimal? CustomsValue { get; init; }

    /// <summary>Net weight of the line.</summary>
    public decimal? Kilograms { get; init; }

    /// <summary>Net weight of the line in tonnes.</summary>
    public decimal? Tonnes { get; init; }

    /// <summary>Litres of the line.</summary>
    public decimal? Litres { get; init; }

    /// <summary>Millilitres (or grams) in one piece.</summary>
    public decimal? MillilitresEach { get; init; }

    /// <summary>Square metres of one piece.</summary>
    public decimal? SquareMetresEach { get; init; }

    /// <summary>Cartons of 200 cigarettes.</summary>
    public decimal? Cartons { get; init; }

    /// <summary>The duty; none when not told.</summary>
    public DutyTerm? Duty { get; init; }

    /// <summary>Anti-dumping, countervailing and like duties told by the asker: name to rate on the customs value.</summary>
    public IReadOnlyDictionary<string, decimal?> Layers { get; init; } = new Dictionary<string, decimal?>();

    /// <summary>Chinese consumption tax; when not told, the tariff line says.</summary>
    public Consumption? Consumption { get; init; }

    /// <summary>"standard" or "reduced"; none when not told.</summary>
    public string? VatClass { get; init; }

    /// <summary>Category of the parcel tax.</summary>
    public string? Category { get; init; }

    /// <summary>The origin's emergency rate, for the postal methods of the USA.</summary>
    public decimal? PostalRate { get; init; }

    /// <summary>The goods name, for showing.</summary>
    public string? Name { get; init; }
}
