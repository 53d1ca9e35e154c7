using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;
using Duoshou.Promotions.Selection;

namespace Duoshou.Promotions.Explanations;

/// <summary>
/// Makes the explanation of a finished calculation: the chosen set is walked once more, this time asking at every turn.
/// </summary>
sealed class Explainer(Calculated done, PromotionBook book)
{
    readonly CartPrice price = done.Price();
    readonly List<TopUp> topUps = [];
    readonly Dictionary<Contender, Refusal> refusals = Reasons.Of(done);

    internal ExplainedPrice Explain()
    {
        ILookup<string, FundedPart> funding = PromotionFunding.Parts(price).ToLookup(f => f.Promotion);
        Dictionary<Promotion, PromotionExplanation> tried = [];
        Running running = done.Untouched.Copy();
        int next = 0;
        foreach (Contender one in done.Contenders)
        {
            bool applies = next < done.Choice.Decisions.Count && done.Choice.Decisions[next].Contender == one;
            tried[one.Promotion] = applies ? Applied(one, running, funding) : NotApplied(one, running, refusals[one]);
            if (applies) one.Apply(done.Turn, running, done.Choice.Decisions[next++].LeaveOut);
        }

        IEnumerable<RefusedPromotion> refused = Reasons.OfBook(done, book).Where(r => !tried.ContainsKey(r.Promotion));
        foreach (RefusedPromotion one in refused) tried[one.Promotion] = Filtered(one);
        return new ExplainedPrice(price, [.. book.Ranked.Select(r => tried[r.Promotion])],
            [.. topUps.OrderBy(t => t.Units).ThenBy(t => t.Amount)]);
    }

    PromotionExplanation Applied(Contender one, Running running, ILookup<string, FundedPart> funding)
    {
        long given = price.Applied.First(a => a.Promotion == one.Promotion).Discount;
        (long computed, string[] caps) = Caps.Of(one, done, running, given);
        return new PromotionExplanation
        {
            Promotion = one.Promotion,
            Outcome = caps.Length > 0 ? Outcome.Partly : Outcome.Applied,
            Conditions = Readings.Of(one, running),
            Computed = computed,
            CapsHit = caps,
            Allocation = [.. price.Ledger.Where(e => e.Promotion == one.Promotion.Id)],
            Funding = [.. funding[one.Promotion.Id]],
            WouldApplyIf = TopUp(one, running),
            Sentence = Sentences.Applied(one.Promotion, given, computed, caps, price),
        };
    }

    PromotionExplanation NotApplied(Contender one, Running running, Refusal refusal)
    {
        IReadOnlyList<ConditionReading> readings = Readings.Of(one, running);
        TopUp? topUp = refusal is Refusal.SubtotalBelow or Refusal.QuantityBelow ? TopUp(one, running) : null;
        LostTo? lost = refusal == Refusal.Excluded ? Lost(one) : null;
        return new PromotionExplanation
        {
            Promotion = one.Promotion,
            Outcome = Outcome.NotApplied,
            Refusal = refusal,
            Conditions = readings,
            LostTo = lost,
            WouldApplyIf = topUp,
            Sentence = Sentences.NotApplied(one.Promotion, refusal, readings, lost, done.Basket.Cart),
        };
    }

    PromotionExplanation Filtered(RefusedPromotion one) => new()
    {
        Promotion = one.Promotion,
        Outcome = Outcome.NotApplied,
        Refusal = one.Refusal,
        Sentence = Sentences.NotApplied(one.Promotion, one.Refusal, [], null, done.Basket.Cart),
    };

    /// <summary>The chosen set, with this promotion put in and those that exclude it taken out.</summary>
    LostTo Lost(Contender one)
    {
        Contender[] applied = [.. done.Choice.Decisions.Select(d => d.Contender)];
        HashSet<Contender> changed = [.. applied.Where(other => !Company.Conflict(one, other)), one];
        Choice choice = Walk.Along(done.Contenders.Where(changed.Contains), done.Turn, done.Untouched.Copy(), new Company());
        string[] winners = [.. applied.Where(other => Company.Conflict(one, other)).Select(c => c.Promotion.Id)];
        return new LostTo(winners.Length > 0 ? winners
            : [.. applied.Select(c => c.Promotion.Id)], done.Running.Saved, choice.Score.Saved);
    }

    /// <summary>Tries the cart with more of a line that counts, and says what that changes.</summary>
    TopUp? TopUp(Contender one, Running running)
    {
        if (Readings.Next(one, running) is not { } next) return null;
        bool amount = next.Gauge.Measure == Measure.Subtotal;
        CartLine? like = done.Basket.Now(next.Gauge.Of, running).Select(i => done.Basket.Lines[i]).FirstOrDefault();
        TopUp topUp = new(one.Promotion.Id, amount ? next.Missing : 0, amount ? 0 : (int)next.Missing, like?.Id, null, null);
        if (like is not null) topUp = Tried(topUp, like, amount);
        topUps.Add(topUp);
        return topUp;
    }

    TopUp Tried(TopUp topUp, CartLine like, bool amount)
    {
        CartLine more = like with { Id = like.Id + "+", Quantity = amount ? 1 : topUp.Units, UnitPrice = amount ? topUp.Amount
            : like.UnitPrice, ListPrice = null, FloorPrice = null };
        CartPrice then = PromotionEngine.Price(done.Basket.Cart with { Lines = [.. done.Basket.Cart.Lines, more] }, book,
            done.Basket.Policy);
        long saved = then.GoodsDiscount + then.ShippingDiscount - price.GoodsDiscount - price.ShippingDiscount;
        return topUp with { ExtraSaving = saved, ExtraToPay = then.Total - price.Total };
    }
}
