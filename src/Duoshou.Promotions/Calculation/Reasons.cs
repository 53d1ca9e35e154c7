using Duoshou.Promotions.Results;
using Duoshou.Promotions.Selection;

namespace Duoshou.Promotions.Calculation;

/// <summary>Why each promotion of the book is not part of a price.</summary>
static class Reasons
{
    /// <summary>
    /// The chosen set is walked once more. A promotion that is not in it is tried when its turn comes: if it would act, the
    /// others beat it; if it would not, but would on the untouched cart and may not be combined with one that applied, that one
    /// is the reason.
    /// </summary>
    internal static Dictionary<Contender, Refusal> Of(Calculated done)
    {
        Dictionary<Contender, Refusal> reasons = [];
        Contender[] applied = [.. done.Choice.Decisions.Select(d => d.Contender)];
        Running running = done.Untouched.Copy();
        int next = 0;
        foreach (Contender one in done.Contenders)
        {
            if (next < applied.Length && applied[next] == one)
            {
                one.Apply(done.Turn, running, done.Choice.Decisions[next++].LeaveOut);
                continue;
            }

            Refusal refusal = one.Apply(done.Turn, running.Copy()) ?? Refusal.Excluded;
            bool beaten = refusal != Refusal.Excluded && Array.Exists(applied, other => Company.Conflict(one, other))
                && one.Apply(done.Turn, done.Untouched.Copy()) is null;
            reasons[one] = beaten ? Refusal.Excluded : refusal;
        }

        return reasons;
    }

    /// <summary>Every promotion of the book that is not part of the price, also those the index never looked at.</summary>
    internal static IReadOnlyList<RefusedPromotion> OfBook(Calculated done, PromotionBook book)
    {
        Dictionary<Contender, Refusal> tried = Of(done);
        Dictionary<RankedPromotion, Contender> contenders = done.Contenders.ToDictionary(c => c.Ranked);
        StepBuilder builder = new(done.Basket);
        List<RefusedPromotion> refused = [];
        foreach (RankedPromotion ranked in book.Ranked)
        {
            if (contenders.TryGetValue(ranked, out Contender? contender))
            {
                if (tried.TryGetValue(contender, out Refusal refusal)) refused.Add(
                    new RefusedPromotion(ranked.Promotion, refusal));
                continue;
            }

            refused.Add(new RefusedPromotion(ranked.Promotion,
                Gates.Check(ranked, done.Basket.Cart) ?? Unlooked(ranked, done, builder)));
        }

        return refused;
    }

    static Refusal Unlooked(RankedPromotion ranked, Calculated done, StepBuilder builder) =>
        new Contender(ranked, 0, done.Basket, builder).Apply(done.Turn, done.Running.Copy()) ?? Refusal.NoMatchingLines;
}
