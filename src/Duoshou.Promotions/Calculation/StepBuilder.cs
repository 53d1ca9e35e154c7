using Duoshou.Promotions.Calculation.Steps;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Calculation;

/// <summary>Makes the actions of a promotion ready for one basket: amounts in its currency, selectors as lines.</summary>
sealed class StepBuilder(Basket basket)
{
    internal Step[] Build(Promotion promotion) => [.. promotion.Actions.Select(a => Build(a, null))];

    Step Build(PromotionAction action, ItemSelector? around) => action switch
    {
        PromotionAction.PercentOff p => Percent(p, p.Of ?? around),
        PromotionAction.AmountOff a => Amount(a, a.Of ?? around),
        PromotionAction.FixedPrice f => Price(f, f.Of ?? around),
        PromotionAction.FreeShipping f => new ShippingStep(Choices(f), FeeDeal.Percent, Rounding.Whole) { MaxAmount = Max(f) },
        PromotionAction.Tiers t => Tiers(t, t.Of ?? around),
        PromotionAction.Every e => Every(e, e.Of ?? around),
        PromotionAction.NthUnit n => Nth(n, n.Of ?? around),
        PromotionAction.BuyGet b => BuyGet(b),
        PromotionAction.Groups g => Groups(g, g.Of ?? around),
        PromotionAction.Bundle b => Bundle(b),
        PromotionAction.Gift g => new GiftStep(g, Gauge(g.Of ?? around, Measure.Subtotal, null), In(g.EverySubtotal)),
        PromotionAction.Deposit d => Deposit(d, d.Of ?? around),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    Step Percent(PromotionAction.PercentOff p, ItemSelector? of) => p.Scope switch
    {
        ActionScope.Shipping => new ShippingStep(Choices(p), FeeDeal.Percent, p.BasisPoints) { MaxAmount = Max(p) },
        ActionScope.Order => new PercentOfOrder(Targets(of), p.BasisPoints) { MaxAmount = Max(p) },
        _ => new PercentOfLines(Targets(of), p.BasisPoints, UnitLimits.Of(p), p.OfUnitPrice) { MaxAmount = Max(p) },
    };

    Step Amount(PromotionAction.AmountOff a, ItemSelector? of)
    {
        long amount = In(a.Amount)!.Value;
        return a.Scope switch
        {
            ActionScope.Shipping =>
                new ShippingStep(Choices(a), a.Spread ? FeeDeal.Spread : FeeDeal.Amount, amount) { MaxAmount = Max(a) },
            ActionScope.Order => new AmountOfOrder(Targets(of), amount, isPrice: false) { MaxAmount = Max(a) },
            ActionScope.Line => new AmountOfLines(Targets(of), UnitLimits.Of(a), amount) { MaxAmount = Max(a) },
            _ => new EachUnit(Targets(of), UnitLimits.Of(a), amount, isPrice: false) { MaxAmount = Max(a) },
        };
    }

    Step Price(PromotionAction.FixedPrice f, ItemSelector? of)
    {
        long price = In(f.Amount)!.Value;
        return f.Scope switch
        {
            ActionScope.Shipping => new ShippingStep(Choices(f), FeeDeal.Price, price) { MaxAmount = Max(f) },
            ActionScope.Order => new AmountOfOrder(Targets(of), price, isPrice: true) { MaxAmount = Max(f) },
            _ => new EachUnit(Targets(of), UnitLimits.Of(f), price, isPrice: true) { MaxAmount = Max(f) },
        };
    }

    TierStep Tiers(PromotionAction.Tiers t, ItemSelector? of) => new(
        Gauge(of, t.Measure, t.Basis),
        [.. t.Steps.Select(s => (In(s.At)!.Value, s.Do.Select(a => Build(Capped(a, t.MaxAmount), of)).ToArray()))]);

    /// <summary>A maximum of the tiers as a whole holds for what the reached step does.</summary>
    static PromotionAction Capped(PromotionAction action, PromotionAmount? most) =>
        most is null || action.MaxAmount is not null ? action : action with { MaxAmount = most };

    EveryStep Every(PromotionAction.Every e, ItemSelector? of)
    {
        (long step, long amount) = (In(e.Step)!.Value, In(e.Amount)!.Value);
        return new EveryStep(Gauge(of, e.Measure, e.Basis), Targets(of), step, amount, e.MaxTimes) { MaxAmount = Max(e) };
    }

    NthUnitStep Nth(PromotionAction.NthUnit n, ItemSelector? of)
    {
        UnitPick pick = n.Pick ?? UnitPick.Cheapest;
        return new NthUnitStep(Targets(of), n.N, n.BasisPoints, n.PerLine, pick, UnitLimits.Of(n)) { MaxAmount = Max(n) };
    }

    BuyGetStep BuyGet(PromotionAction.BuyGet b)
    {
        (Demand buy, Demand get) = (Bought(b.Buy), Given(b.Get));
        return new BuyGetStep(buy, get, b.BasisPoints, In(b.Amount), b.MaxTimes, b.Partial) { MaxAmount = Max(b) };
    }

    BundleStep Bundle(PromotionAction.Bundle b)
    {
        Demand[] parts = [.. b.Parts.Select(Given)];
        return new BundleStep(parts, In(b.Price), In(b.Amount), b.BasisPoints, b.MaxTimes) { MaxAmount = Max(b) };
    }

    DepositStep Deposit(PromotionAction.Deposit d, ItemSelector? of)
    {
        (long paid, long worth) = (In(d.Paid)!.Value, In(d.Worth)!.Value);
        return new DepositStep(Targets(of), UnitLimits.Of(d), paid, worth) { MaxAmount = Max(d) };
    }

    GroupsStep Groups(PromotionAction.Groups g, ItemSelector? of)
    {
        GroupAmounts amounts = new(In(g.Deal.Price), In(g.Deal.UnitPrice), In(g.Deal.Amount), In(g.Deal.UnitAmount), g.Deal);
        UnitPick form = g.DearestFirst ? UnitPick.Dearest : UnitPick.Cheapest;
        return new GroupsStep(Targets(of), g.Size, form, amounts, g.MaxGroups) { MaxAmount = Max(g) };
    }

    Gauge Gauge(ItemSelector? of, Measure measure, AmountBasis? basis) =>
        new(basket.Select(of), measure, basis ?? basket.Policy.ThresholdBasis);

    /// <summary>Bought units keep their price, so goods that may not be discounted count.</summary>
    Demand Bought(UnitDemand demand) => new(basket.Select(demand.Of), demand.Quantity, UnitPick.Dearest);

    Demand Given(UnitDemand demand) => new(Targets(demand.Of), demand.Quantity, demand.Pick ?? UnitPick.Cheapest);

    LineSet Targets(ItemSelector? of)
    {
        LineSet all = basket.Select(of);
        return all.Widest.All(i => basket.Lines[i].Discountable) ? all
            : all with { Widest = [.. all.Widest.Where(i => basket.Lines[i].Discountable)] };
    }

    int[] Choices(PromotionAction action)
    {
        IReadOnlyList<ShippingChoice> all = basket.Cart.Shipping;
        return [.. Enumerable.Range(0, all.Count)
            .Where(i => action.Methods is null || action.Methods.Contains(all[i].Method) || action.Methods.Contains(all[i].Id))];
    }

    long? Max(PromotionAction action) => In(action.MaxAmount);

    long? In(PromotionAmount? amount) => amount?.In(basket.Currency);
}
