using Duoshou.Kernel;

namespace Duoshou.Promotions.Model;

/// <summary>
/// An amount a promotion states, in the smallest unit of a currency: one number for whatever the cart is paid in, or one per
/// currency. There is no conversion: a currency without an entry has no amount, and the promotion does not apply to such a cart.
/// </summary>
public sealed class PromotionAmount
{
    readonly long? everywhere;
    readonly IReadOnlyDictionary<Currency, long>? byCurrency;

    PromotionAmount(long? everywhere, IReadOnlyDictionary<Currency, long>? byCurrency) =>
        (this.everywhere, this.byCurrency) = (everywhere, byCurrency);

    /// <summary>The same number of minor units in any currency.</summary>
    public static PromotionAmount Of(long minorUnits) => new(minorUnits, null);

    /// <summary>One amount of minor units for each currency in which the promotion runs.</summary>
    public static PromotionAmount Per(IReadOnlyDictionary<Currency, long> minorUnits) => new(null, minorUnits);

    /// <summary>The amount in a currency, or null where the promotion states none.</summary>
    public long? In(Currency currency) =>
        everywhere ?? (byCurrency!.TryGetValue(currency, out long minorUnits) ? minorUnits : null);

    /// <summary>Whether something holds for the amount in every currency in which it is stated.</summary>
    internal bool Everywhere(Predicate<long> holds) =>
        everywhere is { } amount ? holds(amount) : byCurrency!.Values.All(a => holds(a));

    /// <summary>Whether something holds for this amount and another wherever both are stated.</summary>
    internal bool Everywhere(PromotionAmount other, Func<long, long, bool> holds)
    {
        if (everywhere is { } here) return other.Everywhere(there => holds(here, there));
        return byCurrency!.All(amount => other.In(amount.Key) is not { } there || holds(amount.Value, there));
    }

    /// <summary>A plain number stands for every currency.</summary>
    public static implicit operator PromotionAmount(long minorUnits) => Of(minorUnits);
}
