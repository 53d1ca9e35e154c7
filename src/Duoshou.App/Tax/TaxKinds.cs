namespace Duoshou.App.Tax;

/// <summary>What a table that is brought in holds.</summary>
public enum TableKind
{
    /// <summary>Codes with names, and rates where it has them: a national tariff or the Harmonized System.</summary>
    Tariff,

    /// <summary>The list of goods that may enter China by retail import.</summary>
    PositiveList,

    /// <summary>One table of the rate book under its own name and columns, such as vat.csv.</summary>
    RateBook,
}

/// <summary>How a shop's parcels reach their buyers.</summary>
public enum ParcelRoute
{
    /// <summary>Each parcel crosses the border by itself after the sale.</summary>
    Direct,

    /// <summary>Goods are already in the market when they are sold; import tax was paid before, in bulk.</summary>
    LocalStock,

    /// <summary>Cross-border retail import into China, direct or bonded.</summary>
    RetailImport,

    /// <summary>Sold and sent inside one country: no border.</summary>
    Domestic,
}
