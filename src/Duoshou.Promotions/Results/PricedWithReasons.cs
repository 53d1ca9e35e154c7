using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Results;

/// <summary>A price with the reason for every promotion of the book that is not part of it.</summary>
/// <param name="Price">The price.</param>
/// <param name="NotApplied">The others, in calculation order.</param>
public sealed record PricedWithReasons(CartPrice Price, IReadOnlyList<RefusedPromotion> NotApplied);

/// <summary>A promotion that does not apply.</summary>
/// <param name="Promotion">The promotion.</param>
/// <param name="Refusal">Why not.</param>
public sealed record RefusedPromotion(Promotion Promotion, Refusal Refusal);
