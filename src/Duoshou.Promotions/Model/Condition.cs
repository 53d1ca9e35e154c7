namespace Duoshou.Promotions.Model;

/// <summary>Whether amounts are read after the promotions applied so far, or before all of them.</summary>
public enum AmountBasis
{
    /// <summary>按折后价: after the promotions applied before.</summary>
    Running,

    /// <summary>按原价: before every promotion.</summary>
    List,
}

/// <summary>Something that must hold when a promotion's turn comes.</summary>
public abstract record Condition
{
    Condition()
    {
    }

    /// <summary>The amount of the matching lines lies within limits, in minor units, both inclusive.</summary>
    public sealed record Subtotal(PromotionAmount? AtLeast, PromotionAmount? AtMost, ItemSelector Of,
        AmountBasis? Basis) : Condition;

    /// <summary>The units of the matching lines lie within limits, both inclusive.</summary>
    public sealed record Quantity(int? AtLeast, int? AtMost, ItemSelector Of) : Condition;

    /// <summary>At least one unit matches.</summary>
    public sealed record Contains(ItemSelector Of) : Condition;

    /// <summary>The customer is in one of the groups.</summary>
    public sealed record CustomerGroup(IReadOnlyList<string> In) : Condition;

    /// <summary>The customer has one of the levels.</summary>
    public sealed record CustomerLevel(IReadOnlyList<string> In) : Condition;

    /// <summary>This would be the customer's order of that number, the first being 1.</summary>
    public sealed record NthOrder(int Number) : Condition;

    /// <summary>Another customer brought this one.</summary>
    public sealed record Referral : Condition;

    /// <summary>One of the chosen ways of shipping is in the list.</summary>
    public sealed record ShippingMethod(IReadOnlyList<string> In) : Condition;

    /// <summary>The payment method is in the list.</summary>
    public sealed record Payment(IReadOnlyList<string> In) : Condition;

    /// <summary>The country or province is in the first list, if there is one, and not in the second.</summary>
    public sealed record Region(IReadOnlyList<string>? In, IReadOnlyList<string>? NotIn) : Condition;

    /// <summary>All hold.</summary>
    public sealed record All(IReadOnlyList<Condition> Of) : Condition;

    /// <summary>At least one holds.</summary>
    public sealed record Any(IReadOnlyList<Condition> Of) : Condition;

    /// <summary>It does not hold.</summary>
    public sealed record Not(Condition Of) : Condition;

    /// <summary>Every amount stated in the condition, to know whether a currency is missing.</summary>
    internal IEnumerable<PromotionAmount?> Amounts() => this switch
    {
        Subtotal s => [s.AtLeast, s.AtMost, .. s.Of.Amounts()],
        Quantity q => q.Of.Amounts(),
        Contains c => c.Of.Amounts(),
        All a => a.Of.SelectMany(c => c.Amounts()),
        Any a => a.Of.SelectMany(c => c.Amounts()),
        Not n => n.Of.Amounts(),
        _ => [],
    };
}
