using Duoshou.Kernel;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Results;

/// <summary>What became of a promotion.</summary>
public enum Outcome
{
    /// <summary>It applies as it stands.</summary>
    Applied,

    /// <summary>It applies, but a floor, a maximum, a budget or the room left gave it less than it computes to.</summary>
    Partly,

    /// <summary>It does not apply.</summary>
    NotApplied,
}

/// <summary>为什么: everything there is to know about one promotion and one cart, for operator and customer alike.</summary>
public sealed record PromotionExplanation
{
    /// <summary>The promotion, in the version that was used.</summary>
    public required Promotion Promotion { get; init; }

    /// <summary>What became of it.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why it does not apply; null if it does.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Its conditions and thresholds with required and actual figures, read when its turn came.</summary>
    public IReadOnlyList<ConditionReading> Conditions { get; init; } = [];

    /// <summary>The amount before floors, maximum and budget, in minor units; null if it does not apply.</summary>
    public long? Computed { get; init; }

    /// <summary>What held it down: floor, maxAmount, budget, room.</summary>
    public IReadOnlyList<string> CapsHit { get; init; } = [];

    /// <summary>Each part of its discount: which units, which way of shipping.</summary>
    public IReadOnlyList<LedgerEntry> Allocation { get; init; } = [];

    /// <summary>Who pays how much of it, on which line or way of shipping.</summary>
    public IReadOnlyList<FundedPart> Funding { get; init; } = [];

    /// <summary>If it could apply but others were chosen: which, and by how much they save more.</summary>
    public LostTo? LostTo { get; init; }

    /// <summary>凑单: what would have to be added; null where adding goods does not help.</summary>
    public TopUp? WouldApplyIf { get; init; }

    /// <summary>All this in a sentence.</summary>
    public required Words Sentence { get; init; }
}

/// <summary>A condition with its figures.</summary>
/// <param name="Type">subtotal, quantity, contains, fact, any, not, tier or every.</param>
/// <param name="Required">The figure it asks for: minor units or units; null if it asks for none.</param>
/// <param name="Actual">The figure found.</param>
/// <param name="Met">Whether it holds.</param>
/// <param name="Gap">What is missing; zero if it holds or nothing could be added.</param>
/// <param name="Basis">For amounts: read before or after the promotions applied before.</param>
/// <param name="Before">For amounts: what it was before every promotion.</param>
/// <param name="Lines">The lines that count.</param>
public sealed record ConditionReading(
    string Type, long? Required, long? Actual, bool Met, long Gap, AmountBasis? Basis, long? Before, IReadOnlyList<string> Lines);

/// <summary>A promotion that could apply lost to others.</summary>
/// <param name="Promotions">Those that apply instead.</param>
/// <param name="TheirSaving">What the chosen set saves, in minor units.</param>
/// <param name="ItsSaving">What the best change of that set with this promotion in it would save.</param>
public sealed record LostTo(IReadOnlyList<string> Promotions, long TheirSaving, long ItsSaving);

/// <summary>凑单: what to add to the cart to reach the next threshold.</summary>
/// <param name="Promotion">The promotion's id.</param>
/// <param name="Amount">Goods to add, in minor units before promotions; zero where units are missing.</param>
/// <param name="Units">Units to add; zero where an amount is missing.</param>
/// <param name="Like">A line of the cart whose like would count; null: none is in the cart.</param>
/// <param name="ExtraSaving">What the whole cart then saves more, in minor units; null if it cannot be known without such a
/// line.</param>
/// <param name="ExtraToPay">What the customer then pays more; below zero if adding makes the cart cheaper.</param>
public sealed record TopUp(string Promotion, long Amount, int Units, string? Like, long? ExtraSaving, long? ExtraToPay);

/// <summary>A part of a discount that one payer carries.</summary>
/// <param name="Promotion">The promotion's id.</param>
/// <param name="Payer">Who pays.</param>
/// <param name="Target">The id of the line or way of shipping.</param>
/// <param name="OnShipping">True if the target is a way of shipping.</param>
/// <param name="Amount">The part, in minor units.</param>
public sealed record FundedPart(string Promotion, string Payer, string Target, bool OnShipping, long Amount);

/// <summary>A price with the explanation of every promotion of the book.</summary>
/// <param name="Price">The price.</param>
/// <param name="Promotions">Every promotion, applied or not, in calculation order.</param>
/// <param name="TopUps">What adding goods would bring, the nearest first, also for promotions that apply and have a next
/// step.</param>
public sealed record ExplainedPrice(CartPrice Price, IReadOnlyList<PromotionExplanation> Promotions, IReadOnlyList<TopUp> TopUps);
