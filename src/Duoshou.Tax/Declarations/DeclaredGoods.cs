namespace Duoshou.Tax.Declarations;

/// <summary>A company by its customs number (10 characters) or credit code (18), and its registered name.</summary>
public sealed record CebParty(string Code, string Name);

/// <summary>A real person: name, identity card number, telephone.</summary>
public sealed record CebPerson(string Name, string IdNumber, string Telephone);

/// <summary>One thing sold, with what the declaration needs to know of it.</summary>
public sealed record DeclaredGoods
{
    /// <summary>The merchant's number.</summary>
    public required string ItemNo { get; init; }

    /// <summary>The name on the platform, in Chinese.</summary>
    public required string Name { get; init; }

    /// <summary>Name, brand, model, composition and grade, as the declaration elements of the code demand.</summary>
    public required string Model { get; init; }

    /// <summary>The ten-digit commodity code.</summary>
    public required string Code { get; init; }

    /// <summary>The unit sold in, by the customs list: 011 is a piece.</summary>
    public required string Unit { get; init; }

    /// <summary>The quantity in that unit.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>The price of one unit.</summary>
    public required decimal Price { get; init; }

    /// <summary>The origin by the old three-digit list (export: the destination).</summary>
    public required string Country { get; init; }

    /// <summary>The first statutory unit of the tariff line.</summary>
    public required string StatutoryUnit { get; init; }

    /// <summary>The quantity in it.</summary>
    public required decimal StatutoryQuantity { get; init; }

    /// <summary>The second statutory unit, where the line has one.</summary>
    public string? SecondUnit { get; init; }

    /// <summary>The quantity in it.</summary>
    public decimal? SecondQuantity { get; init; }

    /// <summary>The bar code, or 无.</summary>
    public string BarCode { get; init; } = "无";

    /// <summary>The record number in the bonded account book.</summary>
    public string? RecordNo { get; init; }

    /// <summary>Quantity times price.</summary>
    public decimal Total => decimal.Round(Quantity * Price, 5, MidpointRounding.AwayFromZero);
}

/// <summary>How a bonded or direct parcel travels: what the inventory needs beside order and waybill.</summary>
public sealed record ImportWay
{
    /// <summary>9610 direct mail, 1210 or 1239 bonded.</summary>
    public required string TradeMode { get; init; }

    /// <summary>Transport mode by the customs list.</summary>
    public required string TrafficMode { get; init; }

    /// <summary>District of declaration.</summary>
    public required string CustomsCode { get; init; }

    /// <summary>District of entry.</summary>
    public required string PortCode { get; init; }

    /// <summary>Country of dispatch; bonded goods: 142.</summary>
    public required string Country { get; init; }

    /// <summary>Conveyance, voyage or flight and master bill, for direct mail.</summary>
    public (string Conveyance, string Voyage, string Bill)? Direct { get; init; }

    /// <summary>Account book and area company, for bonded goods.</summary>
    public (string AccountBook, CebParty Area)? Bonded { get; init; }
}
