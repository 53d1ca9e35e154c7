using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions;

/// <summary>One step from the price of a line or fee before promotions to what is paid.</summary>
/// <param name="Target">The id of the line or way of shipping.</param>
/// <param name="OnShipping">True if the target is a way of shipping.</param>
/// <param name="Promotion">The promotion's id.</param>
/// <param name="Version">The promotion's version.</param>
/// <param name="Before">What was to be paid before it, in minor units.</param>
/// <param name="Off">What it takes off.</param>
/// <param name="After">What is to be paid after it.</param>
public sealed record ProofStep(string Target, bool OnShipping, string Promotion, int Version, long Before, long Off, long After);

/// <summary>The proof of a price: how it came about, and whether it comes out the same again.</summary>
public static class PriceProof
{
    /// <summary>Every step of every line and fee, in the order of calculation.</summary>
    public static IEnumerable<ProofStep> Steps(CartPrice price)
    {
        Dictionary<(bool, string), long> running = [];
        foreach (LinePrice line in price.Lines) running[(false, line.Line.Id)] = line.Line.UnitPrice * line.Line.Quantity;
        foreach (ShippingPrice shipping in price.Shipping) running[(true, shipping.Choice.Id)] = shipping.Choice.Fee;
        foreach (var part in price.Ledger.GroupBy(e => (e.Promotion, e.Version, e.OnShipping, e.Target)))
        {
            (string promotion, int version, bool onShipping, string target) = part.Key;
            long before = running[(onShipping, target)], off = part.Sum(e => e.Amount);
            running[(onShipping, target)] = before - off;
            yield return new ProofStep(target, onShipping, promotion, version, before, off, before - off);
        }
    }

    /// <summary>
    /// Prices the stored cart again with the stored versions and compares every part of the discount. True if nothing differs; if
    /// something does, the stored price or the stored versions were changed.
    /// </summary>
    /// <exception cref="PromotionException">The stored cart contradicts itself.</exception>
    public static bool Holds(CartPrice stored, PromotionBook versions, PricingPolicy? policy = null)
    {
        CartPrice again = PromotionEngine.Price(stored.Cart, versions, policy);
        return again.Total == stored.Total && again.Ledger.SequenceEqual(stored.Ledger)
            && again.Gifts.SequenceEqual(stored.Gifts);
    }
}
