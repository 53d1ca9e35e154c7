using Duoshou.Kernel;
using Duoshou.Promotions.Model;

namespace Duoshou.Benchmarks.Promotions;

/// <summary>
/// Carts and promotions from a seed. The promotions are those of a shop with a catalogue of 200 000 SKUs in 2 000 categories: a
/// few for the whole shop (thresholds, free shipping, a gift), some for a category, most for single SKUs, a part of them with a
/// code.
/// </summary>
static class PromotionLoads
{
    internal const int Skus = 200_000, Categories = 2_000;

    internal static Cart Cart(int seed, int lines, int mostUnits = 3)
    {
        Random random = new(seed);
        return new Cart
        {
            Currency = Currency.Of("CNY"),
            At = new DateTimeOffset(2026, 11, 11, 12, 0, 0, TimeSpan.Zero),
            Lines = [.. Enumerable.Range(0, lines).Select(i => Line(i, random, mostUnits))],
            Shipping = [new ShippingChoice("S", "express", 1_200)],
            Coupons = ["CODE" + random.Next(50)],
            ShipTo = new Destination("CN", "广东"),
        };
    }

    static CartLine Line(int index, Random random, int mostUnits)
    {
        int sku = random.Next(Skus);
        return new CartLine
        {
            Id = "l" + index,
            Sku = "sku" + sku,
            Product = "product" + (sku / 4),
            Categories = ["cat" + (sku % Categories)],
            Quantity = random.Next(1, mostUnits + 1),
            UnitPrice = random.Next(500, 30_000),
        };
    }

    /// <summary>A shop's own mix: about one in forty is for the whole shop, at most twelve of them.</summary>
    internal static IReadOnlyList<Promotion> Shop(int count)
    {
        Random random = new(count);
        int wide = Math.Min(12, Math.Max(4, count / 40)), byCategory = Math.Min(count / 4, 2_000);
        return
        [
            .. Enumerable.Range(0, wide).Select(i => Wide(i, random)),
            .. Enumerable.Range(wide, byCategory)
                .Select(i => Narrow(i, random, new ItemSelector { Categories = ["cat" + random.Next(Categories)] })),
            .. Enumerable.Range(wide + byCategory, Math.Max(0, count - wide - byCategory))
                .Select(i => Narrow(i, random, new ItemSelector { Skus = ["sku" + random.Next(Skus)] })),
        ];
    }

    /// <summary>Every promotion is for the whole shop and stacks with every other, as in the peer's own benchmark.</summary>
    internal static IReadOnlyList<Promotion> Everywhere(int count) =>
        [.. Enumerable.Range(0, count)
            .Select(i => new Promotion { Id = "e"
            + i, Actions = [new PromotionAction.PercentOff(ActionScope.Line, 1 + (i % 50))] })];

    /// <summary>
    /// Twenty promotions that all touch one another: thresholds that discounts before them can destroy, groups and exclusions.
    /// </summary>
    internal static IReadOnlyList<Promotion> Tangled(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, 20).Select(i => Tangled(i, random))];
    }

    static Promotion Tangled(int i, Random random) => new()
    {
        Id = "t" + i,
        Stage = i < 8 ? Stage.Item : null,
        When = i >= 8 ? [new Condition.Subtotal(random.Next(20, 200) * 1_000, null, ItemSelector.Everything, null)] : [],
        Group = i % 4 == 0 ? "g" + (i % 3) : null,
        Excludes = i > 3 && i % 5 == 0 ? ["t" + random.Next(i)] : [],
        Actions = [i < 8
            ? new PromotionAction.PercentOff(ActionScope.Line,
                random.Next(2, 25) * 100) { Of = new ItemSelector { Lines = ["l" + random.Next(10), "l" + random.Next(10)] } }
            : new PromotionAction.AmountOff(ActionScope.Order, random.Next(5, 90) * 100)],
    };

    static Promotion Wide(int i, Random random) => new()
    {
        Id = "w" + i,
        Group = i % 4 == 0 ? "threshold" : null,
        When = i % 4 == 3 ? [] : [new Condition.Subtotal(random.Next(50, 600) * 100, null, ItemSelector.Everything, null)],
        Actions = [(i % 4) switch
        {
            0 => new PromotionAction.AmountOff(ActionScope.Order, random.Next(5, 50) * 100),
            1 => new PromotionAction.FreeShipping(),
            2 => new PromotionAction.Gift("gift" + i, 1),
            _ => new PromotionAction.PercentOff(ActionScope.Order, random.Next(1, 10) * 100) { MaxAmount = 5_000 },
        }],
    };

    static Promotion Narrow(int i, Random random, ItemSelector of) => new()
    {
        Id = "n" + i,
        Coupon = i % 5 == 0 ? "CODE" + random.Next(50) : null,
        Group = i % 3 == 0 ? "item" : null,
        GroupScope = GroupScope.Line,
        Actions = [(i % 3) switch
        {
            0 => new PromotionAction.PercentOff(ActionScope.Line, random.Next(5, 40) * 100) { Of = of },
            1 => new PromotionAction.AmountOff(ActionScope.Unit, random.Next(1, 30) * 100) { Of = of },
            _ => new PromotionAction.NthUnit(2, 5_000, PerLine: true) { Of = of },
        }],
    };
}
