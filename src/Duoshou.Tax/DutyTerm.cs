namespace Duoshou.Tax;

/// <summary>
/// How a duty is formed from value and quantity. Rates are ratios; amounts are in the currency of the place of import per unit:
/// kg, t, L, m2, unit, carton or ml.
/// </summary>
public abstract record DutyTerm
{
    /// <summary>Value times rate.</summary>
    public sealed record AdValorem(decimal Rate) : DutyTerm;

    /// <summary>Quantity times amount.</summary>
    public sealed record Specific(decimal Amount, string Per) : DutyTerm;

    /// <summary>Value times rate and quantity times amount, added.</summary>
    public sealed record Compound(decimal Rate, decimal Amount, string Per) : DutyTerm;

    /// <summary>Value times rate or quantity times amount: the lower, or the higher where the line says so.</summary>
    public sealed record Alternative(decimal Rate, decimal Amount, string Per, bool Higher) : DutyTerm;

    /// <summary>A rate that falls as the price rises, by a named scheme of the rate book.</summary>
    public sealed record Sliding(string Scheme) : DutyTerm;

    /// <summary>Another term on each side of a price per piece in a currency.</summary>
    public sealed record Tiered(string Currency, IReadOnlyList<DutyTier> Tiers) : DutyTerm;

    /// <summary>As the tariff of the place says for the commodity code, the origin and the day.</summary>
    public sealed record Lookup : DutyTerm;
}

/// <summary>One step of a tiered duty: for prices above one amount (outside) and up to another (inside).</summary>
public sealed record DutyTier(decimal? Above, decimal? UpTo, DutyTerm Term);

/// <summary>How Chinese consumption tax is formed. It stands inside its own base.</summary>
public abstract record Consumption
{
    /// <summary>The goods bear none; said by the asker.</summary>
    public sealed record None : Consumption;

    /// <summary>(value + duty) / (1 - rate) x rate.</summary>
    public sealed record AdValorem(decimal Rate) : Consumption;

    /// <summary>Quantity times amount.</summary>
    public sealed record Specific(decimal Amount, string Per) : Consumption
    {
        /// <summary>Litres of one tonne, where the law turns one into the other.</summary>
        public decimal? LitresPerTonne { get; init; }
    }

    /// <summary>(value + duty + quantity x amount) / (1 - rate) x rate, and quantity times amount.</summary>
    public sealed record Compound(decimal Rate, decimal Amount, string Per) : Consumption
    {
        /// <summary>Kilograms of one litre, where the law turns one into the other.</summary>
        public decimal? KilogramsPerLitre { get; init; }
    }

    /// <summary>
    /// As the rate book says for a code, or for its family by the price: cosmetics, cigarettes, watch, beer and the like.
    /// </summary>
    public sealed record Lookup(string Code) : Consumption;
}
