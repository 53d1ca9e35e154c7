using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Refunds;

/// <summary>退款分摊: how much is given back when units of an order come back.</summary>
public enum RefundPolicy
{
    /// <summary>What was paid for the returned units; any sequence of partial refunds sums to the payment.</summary>
    Keep,

    /// <summary>
    /// The rest of the order is priced anew; given back is what that lowers the payment by. Against buying for a threshold and
    /// returning.
    /// </summary>
    Recalculate,
}

/// <summary>One request: units of lines, and ways of shipping whose fee is given back.</summary>
/// <param name="Lines">Units by line id.</param>
/// <param name="Shipping">Ids of ways of shipping.</param>
public sealed record RefundRequest(IReadOnlyList<ReturnedUnits> Lines, IReadOnlyList<string> Shipping);

/// <summary>Units of a line that come back.</summary>
/// <param name="Line">The line's id.</param>
/// <param name="Quantity">Units.</param>
public sealed record ReturnedUnits(string Line, int Quantity);

/// <summary>What happens to a gift whose condition no longer holds.</summary>
public enum GiftReturn
{
    /// <summary>The customer may keep it.</summary>
    NotExpected,

    /// <summary>It has to come back with the goods.</summary>
    Expected,

    /// <summary>Its value is deducted from the refund.</summary>
    ValueDeducted,
}

/// <summary>The choices a shop makes about refunds.</summary>
public sealed record RefundTerms
{
    /// <summary>How much is given back.</summary>
    public RefundPolicy Policy { get; init; }

    /// <summary>True where the law lets a customer have no more back than was paid for the returned units.</summary>
    public bool AtMostPaidShare { get; init; }

    /// <summary>Promotions whose sets come back whole or not at all.</summary>
    public IReadOnlyList<string> WholeSetsOnly { get; init; } = [];

    /// <summary>What happens to gifts whose condition no longer holds.</summary>
    public GiftReturn Gifts { get; init; }

    /// <summary>The value of a gift unit by SKU, where it is deducted.</summary>
    public IReadOnlyDictionary<string, long> GiftValues { get; init; } = new Dictionary<string, long>();
}

/// <summary>What one request gives back.</summary>
/// <param name="Amount">The refund, in minor units; never below zero.</param>
/// <param name="PaidShare">What was paid for exactly these units and fees.</param>
/// <param name="GiftsLost">Gifts whose condition no longer holds after it.</param>
/// <param name="Released">Discount by promotion that the returned units had used; its budget has it again.</param>
/// <param name="CouponsBack">Codes that may be used again: only when nothing of the order is left.</param>
public sealed record RefundAnswer(
    long Amount, long PaidShare, IReadOnlyList<GiftGiven> GiftsLost, IReadOnlyDictionary<string, long> Released,
        IReadOnlyList<string> CouponsBack);

/// <summary>
/// Answers refund requests of one order, one after the other. A share that was cancelled is never spread on the lines that stay.
/// </summary>
public sealed class RefundLedger
{
    readonly CartPrice order;
    readonly PromotionBook book;
    readonly PricingPolicy? policy;
    readonly RefundTerms terms;
    Back back = new([], []);
    CartPrice current;

    /// <summary>A ledger for an order, with the promotions in the versions by which it was priced.</summary>
    public RefundLedger(CartPrice order, PromotionBook book, PricingPolicy? policy = null, RefundTerms? terms = null)
    {
        (this.order, this.book, this.policy, this.terms) = (order, book, policy, terms ?? new RefundTerms());
        (current, StillPaid) = (order, order.Total);
    }

    /// <summary>What the customer has paid and not got back.</summary>
    public long StillPaid { get; private set; }

    /// <summary>Answers a request and remembers it. A request that is refused changes nothing.</summary>
    /// <exception cref="PromotionException">It names an unknown line or fee, more units than are left, or part of a set that
    /// comes back whole only.</exception>
    public RefundAnswer Refund(RefundRequest request)
    {
        Back then = new(new Dictionary<string, int>(back.Units), [.. back.Shipping]);
        Dictionary<string, long> released = [];
        long share = 0;
        foreach (ReturnedUnits units in request.Lines) share += Share(units, then, released);
        foreach (string id in request.Shipping) share += Fee(id, then, released);
        RequireWholeSets(then);

        CartPrice rest = PromotionEngine.Price(Rest(then), book, policy);
        GiftGiven[] lost = [.. GiftsLost(rest)];
        long amount = terms.Policy == RefundPolicy.Keep ? share : StillPaid - rest.Total;
        if (terms.AtMostPaidShare) amount = Math.Min(amount, share);
        if (terms.Gifts == GiftReturn.ValueDeducted) amount -= lost.Sum(g =>
            terms.GiftValues.GetValueOrDefault(g.Sku) * g.Quantity);
        amount = Math.Clamp(amount, 0, StillPaid);
        (back, current, StillPaid) = (then, rest, StillPaid - amount);
        bool nothingLeft = order.Lines.All(l => then.Units.GetValueOrDefault(l.Line.Id) == l.Line.Quantity);
        return new RefundAnswer(amount, share, lost, released, nothingLeft ? order.Cart.Coupons : []);
    }

    long Share(ReturnedUnits units, Back then, Dictionary<string, long> released)
    {
        LinePrice line = order.Lines.FirstOrDefault(l => l.Line.Id == units.Line)
            ?? throw new PromotionException("unknown_line", $"The order has no line {units.Line}.");
        int first = then.Units.GetValueOrDefault(units.Line), end = first + units.Quantity;
        if (units.Quantity < 1 || end > line.Line.Quantity)
        {
            throw new PromotionException(
                "refund_quantity",
                    $"Line {units.Line} has {line.Line.Quantity - first} units left, {units.Quantity} were asked back.");
        }

        then.Units[units.Line] = end;
        foreach (LedgerEntry entry in order.Ledger.Where(e => !e.OnShipping && e.Target == units.Line))
        {
            int overlap = Math.Min(end, entry.FirstUnit + entry.Units) - Math.Max(first, entry.FirstUnit);
            if (overlap > 0) released[entry.Promotion] = released.GetValueOrDefault(entry.Promotion) + overlap * entry.Each;
        }

        return line.PaidFor(first, units.Quantity);
    }

    long Fee(string id, Back then, Dictionary<string, long> released)
    {
        ShippingPrice shipping = order.Shipping.FirstOrDefault(s => s.Choice.Id == id)
            ?? throw new PromotionException("unknown_shipping", $"The order has no shipping {id}.");
        if (!then.Shipping.Add(id)) throw new PromotionException("refund_quantity", $"Shipping {id} was refunded already.");
        foreach (LedgerEntry entry in order.Ledger.Where(e => e.OnShipping && e.Target == id))
            released[entry.Promotion] = released.GetValueOrDefault(entry.Promotion) + entry.Amount;
        return shipping.Paid;
    }

    /// <summary>A promotion of which some units are back must have all of them back.</summary>
    void RequireWholeSets(Back then)
    {
        foreach (string promotion in terms.WholeSetsOnly)
        {
            var units = order.Ledger.Where(e => e.Promotion == promotion && !e.OnShipping)
                .SelectMany(e => Enumerable.Range(e.FirstUnit, e.Units).Select(u => u < then.Units.GetValueOrDefault(e.Target)))
                    .ToList();
            if (units.Contains(true) && units.Contains(false))
                throw new PromotionException("whole_set_only", $"The set of {promotion} comes back whole or not at all.");
        }
    }

    Cart Rest(Back then) => order.Cart with
    {
        Lines =
        [
            .. order.Lines.Select(l => l.Line with { Quantity = l.Line.Quantity - then.Units.GetValueOrDefault(l.Line.Id) })
                .Where(l => l.Quantity > 0),
        ],
        Shipping = [.. order.Cart.Shipping.Where(s => !then.Shipping.Contains(s.Id))],
    };

    IEnumerable<GiftGiven> GiftsLost(CartPrice rest)
    {
        foreach (GiftGiven gift in current.Gifts)
        {
            int kept = rest.Gifts.Where(g => g.Promotion == gift.Promotion && g.Sku == gift.Sku).Sum(g => g.Quantity);
            if (kept < gift.Quantity) yield return gift with { Quantity = gift.Quantity - kept };
        }
    }

    /// <summary>What has come back: units by line, and fees.</summary>
    sealed record Back(Dictionary<string, int> Units, HashSet<string> Shipping);
}
