using Duoshou.Promotions.Calculation.Steps;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation;

/// <summary>A condition made ready for one basket.</summary>
abstract class Requirement
{
    /// <summary>Null if it holds, else why not.</summary>
    internal abstract Refusal? Check(Basket basket, Running running);

    /// <summary>False if it can never hold again, however amounts fall from here.</summary>
    internal virtual bool MayHold(Basket basket, Running running) => true;

    /// <summary>
    /// Lines whose amounts it reads, as long as the answer is not certain. Amounts will not fall by more than the most given.
    /// </summary>
    internal virtual int[] Reads(Basket basket, Running untouched, long most) => [];

    internal static Requirement Of(Condition condition, Basket basket) => condition switch
    {
        Condition.Subtotal s => new Within(
            new Gauge(basket.Select(s.Of), Measure.Subtotal, s.Basis ?? basket.Policy.ThresholdBasis),
            s.AtLeast?.In(basket.Currency), s.AtMost?.In(basket.Currency)),
        Condition.Quantity q =>
            new Within(new Gauge(basket.Select(q.Of), Measure.Quantity, AmountBasis.List), q.AtLeast, q.AtMost),
        Condition.Contains c => new Has(basket.Select(c.Of)),
        Condition.All a => new Combined([.. a.Of.Select(c => Of(c, basket))], every: true),
        Condition.Any a => new Combined([.. a.Of.Select(c => Of(c, basket))], every: false),
        Condition.Not n => new Opposite(Of(n.Of, basket)),
        _ => new Settled(Facts(condition, basket.Cart)),
    };

    /// <summary>Conditions on facts that no discount changes.</summary>
    static Refusal? Facts(Condition condition, Cart cart) => condition switch
    {
        Condition.CustomerGroup g => Unless(cart.Customer?.Groups.Any(g.In.Contains) == true, Refusal.CustomerGroup),
        Condition.CustomerLevel l => Unless(cart.Customer?.Level is { } level && l.In.Contains(level), Refusal.CustomerGroup),
        Condition.Referral => Unless(cart.Customer?.Referred == true, Refusal.CustomerGroup),
        Condition.NthOrder n => Unless((cart.Customer?.OrdersPlaced ?? 0) + 1 == n.Number, Refusal.NthOrder),
        Condition.ShippingMethod m => Unless(cart.Shipping.Any(s => m.In.Contains(s.Method)), Refusal.ShippingMethod),
        Condition.Payment p => Unless(cart.Payment is { } payment && p.In.Contains(payment), Refusal.PaymentMethod),
        Condition.Region r =>
            Unless((r.In is null || Lies(cart, r.In)) && (r.NotIn is null || !Lies(cart, r.NotIn)), Refusal.RegionExcluded),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static bool Lies(Cart cart, IReadOnlyList<string> places) =>
        cart.ShipTo is { } to
            && (to.Region is not null && places.Contains(to.Region) || to.Country is not null && places.Contains(to.Country));

    static Refusal? Unless(bool holds, Refusal refusal) => holds ? null : refusal;
}

/// <summary>Known once and for all.</summary>
sealed class Settled(Refusal? refusal) : Requirement
{
    internal override Refusal? Check(Basket basket, Running running) => refusal;

    internal override bool MayHold(Basket basket, Running running) => refusal is null;
}

/// <summary>An amount or a number of units within limits.</summary>
sealed class Within(Gauge gauge, long? atLeast, long? atMost) : Requirement
{
    internal Gauge Gauge => gauge;

    internal long? AtLeast => atLeast;

    internal long? AtMost => atMost;

    internal override Refusal? Check(Basket basket, Running running)
    {
        long reading = gauge.Read(basket, running);
        bool amount = gauge.Measure == Measure.Subtotal;
        if (reading < atLeast) return gauge.Below;
        return reading > atMost ? amount ? Refusal.SubtotalAbove : Refusal.QuantityAbove : null;
    }

    internal override bool MayHold(Basket basket, Running running)
    {
        if (gauge.Highest(basket, running) < atLeast) return false;
        return gauge.Moves || !(gauge.Read(basket, running) > atMost);
    }

    internal override int[] Reads(Basket basket, Running untouched, long most)
    {
        if (!gauge.Moves) return [];
        long reading = gauge.Read(basket, untouched);
        bool certain = gauge.Of.Reading is null && !(reading - most < atLeast) && !(reading > atMost);
        return certain ? [] : gauge.Of.Widest;
    }
}

/// <summary>At least one unit is there.</summary>
sealed class Has(LineSet of) : Requirement
{
    internal override Refusal? Check(Basket basket, Running running) =>
        basket.Now(of, running).Length > 0 ? null : Refusal.NoMatchingLines;

    internal override bool MayHold(Basket basket, Running running) => of.Widest.Length > 0;

    internal override int[] Reads(Basket basket, Running untouched, long most) => of.Reading is null ? [] : of.Widest;
}

/// <summary>All of several, or at least one of them.</summary>
sealed class Combined(Requirement[] parts, bool every) : Requirement
{
    internal Requirement[] Parts => parts;

    internal override Refusal? Check(Basket basket, Running running)
    {
        foreach (Requirement part in parts)
        {
            Refusal? refusal = part.Check(basket, running);
            if (every && refusal is not null) return refusal;
            if (!every && refusal is null) return null;
        }

        return every ? null : Refusal.ConditionFalse;
    }

    internal override bool MayHold(Basket basket, Running running) =>
        every ? parts.All(p => p.MayHold(basket, running)) : parts.Any(p => p.MayHold(basket, running));

    internal override int[] Reads(Basket basket, Running untouched, long most) =>
        [.. parts.SelectMany(p => p.Reads(basket, untouched, most)).Distinct()];
}

/// <summary>The contrary of another.</summary>
sealed class Opposite(Requirement part) : Requirement
{
    internal Requirement Part => part;

    internal override Refusal? Check(Basket basket, Running running) =>
        part.Check(basket, running) is null ? Refusal.ConditionFalse : null;

    internal override int[] Reads(Basket basket, Running untouched, long most) =>
        part.Reads(basket, untouched, long.MaxValue / 2);
}
