using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Explanations;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;
using Duoshou.Promotions.Selection;

namespace Duoshou.Promotions;

/// <summary>
/// Prices carts. A price is a pure function of the cart, the promotions in their versions, the policy and the instant: the same
/// input gives the same answer to the byte, on any machine and thread.
/// </summary>
public static class PromotionEngine
{
    /// <summary>The price of a cart under the promotions of a book.</summary>
    /// <exception cref="PromotionException">The cart contradicts itself.</exception>
    public static CartPrice Price(Cart cart, PromotionBook book, PricingPolicy? policy = null) =>
        Calculate(cart, book, policy).Price();

    /// <summary>The price, with the reason for every promotion of the book that is not part of it.</summary>
    /// <exception cref="PromotionException">The cart contradicts itself.</exception>
    public static PricedWithReasons PriceWithReasons(Cart cart, PromotionBook book, PricingPolicy? policy = null)
    {
        Calculated calculated = Calculate(cart, book, policy);
        return new PricedWithReasons(calculated.Price(), Reasons.OfBook(calculated, book));
    }

    /// <summary>
    /// The price, with the explanation of every promotion of the book: for one that does not apply the reason and the distance,
    /// for every minor unit of discount where it came from, who pays and which units got it, and what adding goods would bring.
    /// </summary>
    /// <exception cref="PromotionException">The cart contradicts itself.</exception>
    public static ExplainedPrice Explain(Cart cart, PromotionBook book, PricingPolicy? policy = null) =>
        new Explainer(Calculate(cart, book, policy), book).Explain();

    internal static Calculated Calculate(Cart cart, PromotionBook book, PricingPolicy? policy)
    {
        PromotionFaults.Check(cart);
        Basket basket = new(cart, policy ?? PricingPolicy.Default);
        Running untouched = new(basket);
        StepBuilder builder = new(basket);
        List<Contender> contenders = [];
        foreach (RankedPromotion ranked in book.Candidates(cart))
            if (Gates.Check(ranked, cart) is null) contenders.Add(new Contender(ranked, contenders.Count, basket, builder));
        Turn turn = new(basket);
        if (basket.Policy.Selection == SelectionMode.Priority) return InOrder(basket, untouched, contenders, turn);
        Choice choice = basket.Policy.Selection switch
        {
            SelectionMode.ExclusiveFirst => Walk.ExclusiveFirst(contenders, turn, untouched),
            _ => Best.Of(contenders, basket, turn, untouched),
        };
        return Settle(basket, untouched, contenders, turn, choice);
    }

    /// <summary>Choosing by order and applying are one and the same walk.</summary>
    static Calculated InOrder(Basket basket, Running untouched, List<Contender> contenders, Turn turn)
    {
        Running running = untouched.Copy();
        List<Entry> ledger = [];
        turn.Ledger = ledger;
        Choice choice = Walk.Along(contenders, turn, running, new Company());
        turn.Ledger = null;
        Calculated calculated = new(basket, untouched, contenders, turn, choice, running, ledger);
        calculated.CheckInvariants();
        return calculated;
    }

    /// <summary>Applies what was chosen, this time writing down every part.</summary>
    static Calculated Settle(Basket basket, Running untouched, List<Contender> contenders, Turn turn, Choice choice)
    {
        Running running = untouched.Copy();
        List<Entry> ledger = [];
        turn.Ledger = ledger;
        foreach (Decision decision in choice.Decisions) decision.Contender.Apply(turn, running, decision.LeaveOut);
        turn.Ledger = null;
        Calculated calculated = new(basket, untouched, contenders, turn, choice, running, ledger);
        calculated.CheckInvariants();
        return calculated;
    }
}
