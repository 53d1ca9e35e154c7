using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax;

/// <summary>An answer: a quote with all its reasons, or a refusal that names what is missing.</summary>
public abstract record TaxAnswer;

/// <summary>No amount can be given. Never a zero, never a guess.</summary>
/// <param name="Code">Stable: missing.X, no_rule, bad_input.X.</param>
/// <param name="Detail">What is missing and what to do.</param>
public sealed record CannotCompute(string Code, Words Detail) : TaxAnswer;

/// <summary>
/// What is due, and why. The rates are facts of law on the day given and not tax advice: <see cref="Notice"/> stands beside
/// every quote.
/// </summary>
public sealed record TaxQuote : TaxAnswer
{
    /// <summary>The decision, as a stable code such as cbec_preferential or vat_at_sale.</summary>
    public required string Treatment { get; init; }

    /// <summary>The currency of every amount below.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The value on which the first tax stands; none where the treatment ends before a value is needed.</summary>
    public decimal? CustomsValue { get; init; }

    /// <summary>Every amount with its base, rate and source. Their sum is <see cref="TotalTax"/>.</summary>
    public IReadOnlyList<TaxAmount> Taxes { get; init; } = [];

    /// <summary>The same per line of goods.</summary>
    public IReadOnlyList<LineTax> Lines { get; init; } = [];

    /// <summary>All taxes together; none where the treatment says that this channel is closed and nothing is computed.</summary>
    public decimal? TotalTax { get; init; }

    /// <summary>Tax computed but not collected, where the law waives small sums.</summary>
    public decimal? WaivedTax { get; init; }

    /// <summary>Value, taxes and freight together: what the goods cost on arrival.</summary>
    public decimal? Landed { get; init; }

    /// <summary>The buyer's retail-import total of the year after this order.</summary>
    public decimal? YearUsedAfter { get; init; }

    /// <summary>The computed sliding rate, or which side of an alternative duty won.</summary>
    public string? DutyBasis { get; init; }

    /// <summary>Who hands the tax over: buyer, seller, nobody.</summary>
    public string Payer { get; init; } = "buyer";

    /// <summary>Rows of the tables that were used.</summary>
    public IReadOnlyList<Cited> Sources { get; init; } = [];

    /// <summary>What was taken for granted.</summary>
    public IReadOnlyList<Words> Assumptions { get; init; } = [];

    /// <summary>What would change the answer.</summary>
    public IReadOnlyList<Words> WouldChange { get; init; } = [];

    /// <summary>The least certain of everything used.</summary>
    public Certainty Certainty { get; init; }

    /// <summary>The version of the rate book: with it the quote can be recomputed years later.</summary>
    public required string BookVersion { get; init; }

    /// <summary>To be shown beside every quote.</summary>
    public static Words Notice { get; } = new("按所示日期的法定税率估算，不构成税务意见；以海关核定为准。",
        "An estimate by the law of the day shown, not tax advice; the customs assessment is what binds.");

    /// <summary>The sum of one kind of tax over all lines.</summary>
    public decimal Sum(string kind) => Taxes.Where(t => t.Kind == kind).Sum(t => t.Amount);
}

/// <summary>One amount of tax.</summary>
/// <param name="Kind">duty, additional, consumption_tax, vat or parcel_tax.</param>
/// <param name="Layer">The layer of duty, such as mfn or section_122; empty for other taxes.</param>
/// <param name="LineId">The line of goods; empty for a tax on the whole parcel.</param>
/// <param name="Base">What the rate is applied to; for a specific tax the quantity.</param>
/// <param name="Rate">A ratio, or the amount per unit of a specific tax.</param>
/// <param name="Spelt">The computation with its numbers; none where it is the base times the rate and nothing else.</param>
/// <param name="Amount">Rounded as the law of the place says.</param>
/// <param name="Rounding">How it was rounded.</param>
/// <param name="Law">The row of the table; none when the asker gave the rate.</param>
public sealed record TaxAmount(string Kind, string Layer, string LineId, decimal Base, decimal Rate, Spelling? Spelt,
    decimal Amount, string Rounding, Cited? Law)
{
    /// <summary>The computation with its numbers, as text.</summary>
    public string Formula => Spelt is null ? Spelling.Product(Base, Rate).ToString() : Spelt.ToString();
}

/// <summary>The taxes of one line.</summary>
public sealed record LineTax(string Id, decimal CustomsValue, decimal Duty, decimal ConsumptionTax, decimal Vat)
{
    /// <summary>All taxes of the line.</summary>
    public decimal Total => Duty + ConsumptionTax + Vat;
}
