using Duoshou.Kernel;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Calculation;

/// <summary>A cart made ready for calculation: the lines that belong to the order, in columns.</summary>
sealed class Basket
{
    internal Basket(Cart cart, PricingPolicy policy)
    {
        Cart = cart;
        Policy = policy;
        Lines = cart.Lines.All(l => l.Selected) ? [.. cart.Lines] : [.. cart.Lines.Where(l => l.Selected)];
        Goods = [.. Enumerable.Range(0, Lines.Length).Where(i => !Lines[i].Gift)];
        ListTotals = [.. Lines.Select(l => checked(l.UnitPrice * l.Quantity))];
    }

    internal Cart Cart { get; }

    internal PricingPolicy Policy { get; }

    internal Currency Currency => Cart.Currency;

    internal CartLine[] Lines { get; }

    /// <summary>Every line that is no gift: what conditions look at.</summary>
    internal int[] Goods { get; }

    internal long[] ListTotals { get; }

    /// <summary>The lowest price of a unit of the line for a promotion that respects floors, or waives them.</summary>
    internal long Floor(int line, bool waived) => waived ? Lines[line].ClearanceFloorPrice ?? 0 : Lines[line].FloorPrice ?? 0;

    /// <summary>What a selector means in this cart.</summary>
    internal LineSet Select(ItemSelector? selector)
    {
        if (selector is null || selector == ItemSelector.Everything) return new LineSet(Goods, null);
        if (selector.ReadsDiscounts) return new LineSet([.. Goods.Where(i => Matches(selector, i, null))], selector);
        int count = 0;
        Span<int> found = Goods.Length <= 256 ? stackalloc int[Goods.Length] : new int[Goods.Length];
        foreach (int line in Goods)
            if (Matches(selector, line, null)) found[count++] = line;
        return new LineSet(count == Goods.Length ? Goods : found[..count].ToArray(), null);
    }

    /// <summary>The lines of a set as discounts stand now.</summary>
    internal int[] Now(LineSet set, Running running) =>
        set.Reading is null ? set.Widest : [.. set.Widest.Where(i => Matches(set.Reading, i, running))];

    /// <summary>Without a state, a line counts as matching if it may match in some state.</summary>
    bool Matches(ItemSelector s, int index, Running? running)
    {
        CartLine line = Lines[index];
        return In(s.Skus, line.Sku) && In(s.Products, line.Product) && In(s.Shops, line.Shop) && In(s.Brands, line.Brand)
            && In(s.Lines, line.Id)
            && AnyIn(s.Categories, line.Categories) && AnyIn(s.Tags, line.Tags)
            && (s.UnitPriceAtLeast is null || line.UnitPrice >= s.UnitPriceAtLeast.In(Currency))
            && (s.UnitPriceAtMost is null || line.UnitPrice <= s.UnitPriceAtMost.In(Currency))
            && (s.ListedWithinDays is null || line.ListedDays <= s.ListedWithinDays)
            && (s.StockAgeAtLeastDays is null || line.StockAgeDays >= s.StockAgeAtLeastDays)
            && (s.StockCoverAtLeastDays is null || line.StockCoverDays >= s.StockCoverAtLeastDays)
            && (!s.ExcludeDiscounted || !Discounted(index, running))
            && (s.Exclude is null || !Excluded(s.Exclude, index, running))
            && (s.Any is null || s.Any.Any(inner => Matches(inner, index, running)));
    }

    bool Excluded(ItemSelector exclude, int index, Running? running) =>
        (running is not null || !exclude.ReadsDiscounts) && Matches(exclude, index, running);

    bool Discounted(int index, Running? running) =>
        running is not null && running.OnSale[index] || Lines[index].UnitPrice < Lines[index].ListPrice;

    static bool In(IReadOnlyList<string>? wanted, string? actual)
    {
        if (wanted is null) return true;
        for (int i = 0; i < wanted.Count; i++)
            if (string.Equals(wanted[i], actual, StringComparison.Ordinal)) return true;
        return false;
    }

    static bool AnyIn(IReadOnlyList<string>? wanted, IReadOnlyList<string> actual)
    {
        if (wanted is null) return true;
        for (int i = 0; i < actual.Count; i++)
            if (In(wanted, actual[i])) return true;
        return false;
    }
}

/// <summary>
/// Lines of a basket. Where the selection reads discounts, the widest set it can be, and the selector to narrow it.
/// </summary>
readonly record struct LineSet(int[] Widest, ItemSelector? Reading);
