using Duoshou.Kernel;

namespace Duoshou.App.Orders;

/// <summary>What one buyer bought of one item in one order, as analyses read it.</summary>
/// <param name="Order">The order.</param>
/// <param name="Buyer">The buyer; null when the source does not say.</param>
/// <param name="Day">The day of the order on the shop's clock.</param>
/// <param name="Item">The SKU, or the product where there is no SKU.</param>
/// <param name="Product">The product's name.</param>
/// <param name="Quantity">Pieces kept: bought less refunded.</param>
/// <param name="Amount">Money kept: paid less refunded, in the currency of the analysis.</param>
/// <param name="Cost">Cost of the goods, in the currency of the analysis; null when unknown.</param>
public readonly record struct SoldLine(
    string Order, string? Buyer, DateOnly Day, string? Item, string? Product, string? Category, decimal Quantity, decimal Amount, decimal? Cost);

/// <summary>Lines of sales of one shop, several shops or a file, in one currency.</summary>
public sealed record SoldLines
{
    /// <summary>The most lines an analysis takes; more are refused rather than cut off.</summary>
    public const int Most = 5_000_000;

    public required IReadOnlyList<SoldLine> Lines { get; init; }

    /// <summary>The currency of all amounts; <see cref="Currency.None"/> for a file that names none.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The last day that is looked at: for a shop the end of the range, for a file its last order.</summary>
    public DateOnly End { get; init; }

    /// <summary>What was left out or taken for granted.</summary>
    public IReadOnlyList<Words> Limits { get; init; } = [];

    /// <summary>First and last day with a sale; null without any.</summary>
    public Period? Span => Lines.Count == 0 ? null : new(Lines.Min(line => line.Day), Lines.Max(line => line.Day));
}
