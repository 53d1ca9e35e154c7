using Duoshou.Kernel;
using Duoshou.Promotions.Model;

namespace Duoshou.Libraries.Tests.Promotions;

/// <summary>
/// Small carts and promotions from a seed, of every kind the engine knows, with small numbers so that ties and floors are
/// common.
/// </summary>
sealed class RandomCarts(int seed)
{
    readonly Random random = new(seed);

    internal Cart Cart(int mostLines, bool floors = true) => new()
    {
        Currency = Currency.Of("CNY"),
        At = new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero),
        Lines = [.. Enumerable.Range(0, random.Next(1, mostLines + 1)).Select(i => Line(i, floors))],
        Shipping = random.Next(3) == 0 ? [] : [new ShippingChoice("S", "express", random.Next(0, 1500))],
        Coupons = ["C"],
    };

    internal PricingPolicy Policy(SelectionMode mode) => new()
    {
        Selection = mode,
        Rounding = (RoundingRule)random.Next(3),
        RoundPrice = random.Next(2) == 0,
        RoundAtUnit = random.Next(3) == 0,
        Remainder = (RemainderRule)random.Next(3),
        ThresholdBasis = (AmountBasis)random.Next(2),
        ClipToBudget = random.Next(2) == 0,
    };

    internal IReadOnlyList<Promotion> Promotions(int count, bool lineGroups = true) =>
        [.. Enumerable.Range(0, count).Select(i => Promotion("p" + i, i, lineGroups))];

    Promotion Promotion(string id, int index, bool lineGroups) => new()
    {
        Id = id,
        Actions = [.. Enumerable.Range(0, random.Next(5) == 0 ? 2 : 1).Select(_ => Action(nested: false))],
        Stage = random.Next(3) == 0 ? (Stage)random.Next(6) : null,
        Priority = random.Next(3),
        Coupon = random.Next(6) == 0 ? "C" : null,
        When = random.Next(2) == 0 ? [Condition()] : [],
        Exclusive = random.Next(8) == 0,
        Excludes = index > 0 && random.Next(5) == 0 ? ["p" + random.Next(index)] : [],
        Group = random.Next(3) == 0 ? "g" + random.Next(2) : null,
        GroupScope = lineGroups && random.Next(2) == 0 ? GroupScope.Line : GroupScope.Order,
        Limits = random.Next(6) == 0 ? new PromotionLimits { Budget = random.Next(1, 3000) } : new PromotionLimits(),
    };

    CartLine Line(int index, bool floors)
    {
        long price = random.Next(1, 40) * (random.Next(2) == 0 ? 100 : 37);
        return new CartLine
        {
            Id = "l" + index,
            Sku = "s" + random.Next(4),
            Quantity = random.Next(1, 5),
            UnitPrice = price,
            Categories = ["c" + random.Next(3)],
            FloorPrice = floors && random.Next(3) == 0 ? price * random.Next(0, 12) / 10 : null,
            Discountable = random.Next(10) != 0,
            Gift = random.Next(15) == 0,
        };
    }

    Condition Condition() => random.Next(6) switch
    {
        0 => new Condition.Quantity(random.Next(1, 6), null, Selector()),
        1 => new Condition.Contains(Selector()),
        2 => new Condition.Subtotal(null, random.Next(1000, 9000), Selector(), null),
        3 => new Condition.Not(new Condition.Subtotal(random.Next(1000, 9000), null, Selector(), null)),
        _ => new Condition.Subtotal(random.Next(500, 7000), null, Selector(), random.Next(3) == 0 ? AmountBasis.List : null),
    };

    ItemSelector Selector() => random.Next(6) switch
    {
        0 or 1 => ItemSelector.Everything,
        2 => new ItemSelector { Skus = ["s" + random.Next(4), "s0"] },
        3 => new ItemSelector { Categories = ["c" + random.Next(3)], ExcludeDiscounted = random.Next(4) == 0 },
        4 => new ItemSelector { Exclude = new ItemSelector { Skus = ["s1"] } },
        _ => new ItemSelector { Categories = ["c0", "c" + random.Next(3)] },
    };

    PromotionAction Action(bool nested)
    {
        int rate = random.Next(1, 20) * 500;
        PromotionAction action = random.Next(nested ? 7 : 14) switch
        {
            0 or 1 => new PromotionAction.PercentOff(ActionScope.Line, rate, random.Next(4) == 0),
            2 => new PromotionAction.PercentOff(ActionScope.Order, rate),
            3 => new PromotionAction.AmountOff(ActionScope.Order, random.Next(1, 3000)),
            4 => new PromotionAction.AmountOff(random.Next(2) == 0 ? ActionScope.Unit : ActionScope.Line, random.Next(1, 900)),
            5 => new PromotionAction.FixedPrice(random.Next(2) == 0 ? ActionScope.Unit : ActionScope.Order, random.Next(1, 3000)),
            6 => random.Next(2) == 0 ? new PromotionAction.FreeShipping()
                : new PromotionAction.PercentOff(ActionScope.Shipping, rate),
            7 => new PromotionAction.Tiers(Measure.Subtotal, [Tier(500), Tier(3000)]),
            8 => new PromotionAction.Every(Measure.Subtotal, random.Next(500, 4000), random.Next(1, 900), random.Next(2) == 0 ? 2
                : null),
            9 => new PromotionAction.NthUnit(random.Next(2, 4), rate, random.Next(2) == 0),
            10 => new PromotionAction.BuyGet(Demand(), Demand(), rate, null, random.Next(2) == 0 ? 1 : null, random.Next(2) == 0),
            11 => new PromotionAction.Groups(random.Next(2, 4), random.Next(2) == 0,
                new GroupDeal { Price = random.Next(500, 5000) }, 2),
            12 => new PromotionAction.Bundle([Demand(), Demand()], random.Next(100, 4000), null, null, 3),
            _ => new PromotionAction.Gift("G", 1, random.Next(2) == 0 ? random.Next(1000, 5000) : null, 3),
        };
        return action with
        {
            Of = random.Next(2) == 0 ? Selector() : null,
            MaxAmount = random.Next(5) == 0 ? random.Next(50, 1500) : null,
            MaxUnits = random.Next(6) == 0 ? random.Next(1, 4) : null,
            MaxUnitsTotal = random.Next(6) == 0 ? random.Next(1, 5) : null,
            Pick = random.Next(3) == 0 ? UnitPick.Dearest : null,
        };
    }

    Tier Tier(int least) => new(random.Next(least, least + 3000), [Action(nested: true)]);

    UnitDemand Demand() => new(Selector(), random.Next(1, 3), random.Next(2) == 0 ? UnitPick.Dearest : null);
}
