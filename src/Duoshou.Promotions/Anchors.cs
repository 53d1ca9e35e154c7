using Duoshou.Promotions.Model;

namespace Duoshou.Promotions;

/// <summary>What a cart may have in common with a promotion.</summary>
enum AnchorKind
{
    Coupon,
    Sku,
    Product,
    Tag,
    Category,
    Brand,
    Shop,
    CustomerGroup,
    Place,
    Channel,
}

readonly record struct Anchor(AnchorKind Kind, string Key);

/// <summary>
/// Finds for a promotion sets of anchors, of each of which a cart must have at least one for the promotion to apply. The book
/// keeps the promotion under the set that others use least, since the cost of a cart grows with the promotions its anchors find.
/// </summary>
static class Anchors
{
    /// <summary>Every such set of a promotion; none: it must be looked at for every cart.</summary>
    internal static IReadOnlyList<IReadOnlyList<Anchor>> Of(Promotion promotion)
    {
        IEnumerable<IReadOnlyList<Anchor>?> possible = promotion.When.Select(Of).Append(OfAll(promotion.Actions));
        if (promotion.Coupon is { } coupon) possible = possible.Append([new Anchor(AnchorKind.Coupon, coupon)]);
        if (promotion.Channels is { } channels) possible = possible.Append(Keys(AnchorKind.Channel, channels));
        return [.. possible.OfType<IReadOnlyList<Anchor>>()];
    }

    /// <summary>Every anchor of a cart.</summary>
    internal static IEnumerable<Anchor> Of(Cart cart)
    {
        HashSet<Anchor> found = [];
        foreach (string coupon in cart.Coupons) found.Add(new(AnchorKind.Coupon, coupon));
        if (cart.Channel is { } channel) found.Add(new(AnchorKind.Channel, channel));
        if (cart.ShipTo?.Country is { } country) found.Add(new(AnchorKind.Place, country));
        if (cart.ShipTo?.Region is { } region) found.Add(new(AnchorKind.Place, region));
        foreach (string group in cart.Customer?.Groups ?? []) found.Add(new(AnchorKind.CustomerGroup, group));
        foreach (CartLine line in cart.Lines)
        {
            if (!line.Selected || line.Gift) continue;
            found.Add(new(AnchorKind.Sku, line.Sku));
            if (line.Product is { } product) found.Add(new(AnchorKind.Product, product));
            if (line.Shop is { } shop) found.Add(new(AnchorKind.Shop, shop));
            if (line.Brand is { } brand) found.Add(new(AnchorKind.Brand, brand));
            foreach (string category in line.Categories) found.Add(new(AnchorKind.Category, category));
            foreach (string tag in line.Tags) found.Add(new(AnchorKind.Tag, tag));
        }

        return found;
    }

    static IReadOnlyList<Anchor>? Of(Condition condition) => condition switch
    {
        Condition.Contains c => Of(c.Of),
        Condition.Subtotal { AtLeast: not null } s => Positive(s.AtLeast) ? Of(s.Of) : null,
        Condition.Quantity { AtLeast: > 0 } q => Of(q.Of),
        Condition.CustomerGroup g => Keys(AnchorKind.CustomerGroup, g.In),
        Condition.Region { In: { } places } => Keys(AnchorKind.Place, places),
        Condition.All a => a.Of.Select(Of).OfType<IReadOnlyList<Anchor>>().FirstOrDefault(),
        Condition.Any a => Union(a.Of.Select(Of)),
        _ => null,
    };

    /// <summary>A threshold of zero, in some currency, holds for a cart without the goods.</summary>
    static bool Positive(PromotionAmount amount) => amount.Everywhere(a => a > 0);

    /// <summary>Actions need goods only if each of them does.</summary>
    static List<Anchor>? OfAll(IReadOnlyList<PromotionAction> actions) => Union(actions.Select(Of));

    static IReadOnlyList<Anchor>? Of(PromotionAction action) => action switch
    {
        PromotionAction.PercentOff { Scope: ActionScope.Shipping } or PromotionAction.AmountOff { Scope: ActionScope.Shipping }
            or PromotionAction.FixedPrice { Scope: ActionScope.Shipping } or PromotionAction.FreeShipping => null,
        PromotionAction.BuyGet b => Of(b.Get.Of),
        PromotionAction.Bundle b => b.Parts.Select(p => Of(p.Of)).OfType<IReadOnlyList<Anchor>>().FirstOrDefault(),
        PromotionAction.Gift { EverySubtotal: null } => null,
        PromotionAction.Tiers { Of: null } t => Union(t.Steps.SelectMany(s => s.Do).Select(Of)),
        _ => action.Of is { } of ? Of(of) : null,
    };

    static IReadOnlyList<Anchor>? Of(ItemSelector s)
    {
        if (s.Skus is { } skus) return Keys(AnchorKind.Sku, skus);
        if (s.Products is { } products) return Keys(AnchorKind.Product, products);
        if (s.Tags is { } tags) return Keys(AnchorKind.Tag, tags);
        if (s.Categories is { } categories) return Keys(AnchorKind.Category, categories);
        if (s.Brands is { } brands) return Keys(AnchorKind.Brand, brands);
        if (s.Shops is { } shops) return Keys(AnchorKind.Shop, shops);
        return s.Any is { } any ? Union(any.Select(Of)) : null;
    }

    static List<Anchor>? Union(IEnumerable<IReadOnlyList<Anchor>?> sets)
    {
        List<Anchor> all = [];
        foreach (IReadOnlyList<Anchor>? set in sets)
        {
            if (set is null) return null;
            all.AddRange(set);
        }

        return all.Count == 0 ? null : all;
    }

    static Anchor[] Keys(AnchorKind kind, IReadOnlyList<string> keys) => [.. keys.Select(k => new Anchor(kind, k))];
}
