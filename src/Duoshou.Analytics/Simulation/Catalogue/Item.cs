namespace Duoshou.Analytics.Simulation.Catalogue;

/// <summary>One thing on a shop's shelf. Money is in the smallest unit of the shop's currency.</summary>
sealed record Item
{
    public required int Rank { get; init; }
    public required string Sku { get; init; }
    public required string Product { get; init; }
    public required string Category { get; init; }
    public required string Brand { get; init; }
    public required string PriceBand { get; init; }
    public required string Color { get; init; }
    public required string Size { get; init; }
    public required string[] Keywords { get; init; }

    /// <summary>Its share of the shop's visitors.</summary>
    public required double Share { get; init; }
    public required double Conversion { get; init; }

    /// <summary>Below zero: one percent of price moves conversion by so many percent.</summary>
    public required double Elasticity { get; init; }
    public required double RefundRate { get; init; }
    public required double BadReviewRate { get; init; }
    public required long Price { get; init; }
    public required long ListPrice { get; init; }
    public required long Cost { get; init; }
    public required long RivalPrice { get; init; }
    public required decimal WeightGrams { get; init; }
}
