using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Explanations;

/// <summary>What held a promotion down: it is tried again without one cap at a time, and without all of them.</summary>
static class Caps
{
    internal static (long Computed, string[] Hit) Of(Contender one, Calculated done, Running running, long given)
    {
        Promotion p = one.Promotion;
        Promotion unlimited = p with { Limits = new PromotionLimits() };
        Promotion waived = p with { FloorWaiver = "explanation" };
        Promotion uncapped = p with { Actions = [.. p.Actions.Select(a => Uncapped(a))] };
        Cart bare = done.Basket.Cart with { Lines = [
            .. done.Basket.Cart.Lines.Select(l => l with { ClearanceFloorPrice = null })] };
        List<string> hit = [];
        if (Saving(waived, bare, one, done, running) > given) hit.Add("floor");
        if (Saving(uncapped, done.Basket.Cart, one, done, running) > given) hit.Add("maxAmount");
        if (Saving(unlimited, done.Basket.Cart, one, done, running) > given) hit.Add("budget");
        Promotion free = uncapped with { Limits = new PromotionLimits(), FloorWaiver = "explanation" };
        long computed = Math.Max(given, Saving(free, bare, one, done, running));
        if (hit.Count == 0 && Stated(p, done.Basket.Cart) > given)
        {
            hit.Add("room");
            computed = Stated(p, done.Basket.Cart);
        }

        return (computed, [.. hit]);
    }

    static long Saving(Promotion changed, Cart cart, Contender one, Calculated done, Running running)
    {
        Basket basket = new(cart, done.Basket.Policy);
        Contender tried = new(new RankedPromotion(changed, one.Ranked.Created, -1, -1), 0, basket, new StepBuilder(basket));
        Running copy = running.Copy();
        long before = copy.Saved;
        tried.Apply(new Turn(basket), copy);
        return copy.Saved - before;
    }

    /// <summary>A plain amount off the order says itself what it would take if there were enough to take it from.</summary>
    static long Stated(Promotion p, Cart cart) =>
        p.Actions is [PromotionAction.AmountOff { Scope: ActionScope.Order } one] ? one.Amount.In(cart.Currency) ?? 0 : 0;

    static PromotionAction Uncapped(PromotionAction action) => action is PromotionAction.Tiers tiers
        ? tiers with { MaxAmount = null, Steps = [.. tiers.Steps.Select(s => s with { Do = [.. s.Do.Select(Uncapped)] })] }
        : action with { MaxAmount = null };
}
