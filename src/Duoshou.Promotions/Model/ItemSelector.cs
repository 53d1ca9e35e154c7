namespace Duoshou.Promotions.Model;

/// <summary>
/// Which lines of a cart are meant. Every member that is given must hold; inside a list one match is enough. Without any member
/// it means every line. A line that matches twice is selected once.
/// </summary>
public sealed record ItemSelector
{
    /// <summary>Every line.</summary>
    public static ItemSelector Everything { get; } = new();

    /// <summary>Products, of which a line's SKU is a variant.</summary>
    public IReadOnlyList<string>? Products { get; init; }

    /// <summary>SKUs.</summary>
    public IReadOnlyList<string>? Skus { get; init; }

    /// <summary>Shops.</summary>
    public IReadOnlyList<string>? Shops { get; init; }

    /// <summary>Categories. A line names its category and all those above it, so a parent selects its descendants.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Brands.</summary>
    public IReadOnlyList<string>? Brands { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Single lines, by their id in the cart.</summary>
    public IReadOnlyList<string>? Lines { get; init; }

    /// <summary>The unit price before promotions is at least this.</summary>
    public PromotionAmount? UnitPriceAtLeast { get; init; }

    /// <summary>The unit price before promotions is at most this.</summary>
    public PromotionAmount? UnitPriceAtMost { get; init; }

    /// <summary>
    /// Leaves out lines that a catalogue promotion has made cheaper, or whose price is below their strike-through price.
    /// </summary>
    public bool ExcludeDiscounted { get; init; }

    /// <summary>上新: listed for at most this many days.</summary>
    public int? ListedWithinDays { get; init; }

    /// <summary>清仓: in stock for at least this many days.</summary>
    public int? StockAgeAtLeastDays { get; init; }

    /// <summary>清仓: stock for at least this many days of sales.</summary>
    public int? StockCoverAtLeastDays { get; init; }

    /// <summary>Lines that are left out although all else holds.</summary>
    public ItemSelector? Exclude { get; init; }

    /// <summary>At least one of these selects the line.</summary>
    public IReadOnlyList<ItemSelector>? Any { get; init; }

    /// <summary>True if what is selected depends on discounts given before.</summary>
    internal bool ReadsDiscounts =>
        ExcludeDiscounted || Exclude is { ReadsDiscounts: true } || Any is { } any && any.Any(s => s.ReadsDiscounts);

    /// <summary>Every amount stated in the selector, to know whether a currency is missing.</summary>
    internal IEnumerable<PromotionAmount?> Amounts() =>
        [UnitPriceAtLeast, UnitPriceAtMost, .. Exclude?.Amounts() ?? [], .. (Any ?? []).SelectMany(s => s.Amounts())];
}
