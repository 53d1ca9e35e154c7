using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Promotions;

/// <summary>What to do with a slot of a platform's sale.</summary>
public enum SignupAdvice
{
    SignUp, Leave, CannotTell,
}

/// <summary>On what an expected growth stands, the surest first.</summary>
public enum LiftBasis
{
    /// <summary>Earlier campaigns in the same slot.</summary>
    SameSlot,

    /// <summary>Campaigns of the shop that gave about as much.</summary>
    LikeOffers,

    /// <summary>Nothing was measured: depth times an assumed elasticity.</summary>
    Assumed,
}

/// <summary>Whether signing up for a slot pays, from what the goods sold and what the slot brought before. Money in the shop's currency.</summary>
public sealed record SignupReport
{
    public required ShopCard Shop { get; init; }
    public required PlatformSlot Slot { get; init; }
    public required Period Days { get; init; }

    /// <summary>The last day of facts that was looked at.</summary>
    public required DateOnly KnownUntil { get; init; }
    public required IReadOnlyList<SlotGood> Goods { get; init; }

    /// <summary>Growth of the goods' pieces on the days of the slot, as ratios.</summary>
    public required Band Lift { get; init; }

    /// <summary>Pieces missing in the seven days after, as ratios of what those days would sell; null: not known.</summary>
    public required Band? Hangover { get; init; }
    public required LiftBasis Basis { get; init; }

    /// <summary>What these goods are of the shop's usual sales on these days, as a ratio.</summary>
    public decimal ShareOfShop { get; init; }

    /// <summary>Growth at which the slot pays for itself; null: at no growth, or costs are not known or not to be seen.</summary>
    public required decimal? BreakEven { get; init; }

    /// <summary>What the goods sell on the days at the slot's price.</summary>
    public required Band Sales { get; init; }

    /// <summary>What is earned above what these days would bring anyway, after fee and hangover; null where costs are not known or not to be seen.</summary>
    public required Band? Profit { get; init; }

    /// <summary>The last three results of the slot, the newest first.</summary>
    public required IReadOnlyList<SlotResult> Past { get; init; }
    public required SignupAdvice Advice { get; init; }
    public required IReadOnlyList<Assumption> Reasons { get; init; }
    public required IReadOnlyList<Assumption> Assumptions { get; init; }
}

/// <summary>One product in a slot. Money for one piece.</summary>
/// <param name="PriceNow">What a piece was paid with of late.</param>
/// <param name="PriceAsked">What the slot asks.</param>
/// <param name="Floor">The price at which a piece leaves nothing after fees, tax, returns and goods.</param>
/// <param name="Left">What a piece leaves at the slot's price.</param>
/// <param name="Usual">Pieces that these days would sell anyway.</param>
/// <param name="Pieces">Pieces with the slot, never more than are kept for it.</param>
/// <param name="OnHand">Null where stock is not known.</param>
/// <param name="CoverAfter">Days that what is left lasts at the usual pace.</param>
public sealed record SlotGood(string Sku, string Name, decimal PriceNow, decimal PriceAsked, decimal? Floor, decimal? Left, Band Usual, Band Pieces, int? OnHand,
    int? CoverAfter, Band? Profit);

/// <summary>A campaign that was in a slot, or like it.</summary>
/// <param name="Lift">Growth of its goods' pieces over the same weekdays of the four weeks before; null: too little was sold to tell.</param>
/// <param name="Hangover">Pieces missing in the week after, as a ratio of that week; null: not known yet.</param>
/// <param name="Sales">From its result, once it was judged.</param>
/// <param name="Profit">From its result; null where it was not judged, or costs are not known or not to be seen.</param>
public sealed record SlotResult(Guid Campaign, string Name, string Shop, Period Days, decimal? Lift, decimal? Hangover, decimal? Sales, decimal? Profit);
