using Duoshou.Analytics.Attribution;
using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Promotions;

/// <summary>A campaign in the list and the calendar.</summary>
/// <param name="Blocked">Its last check found something that should keep it from going live.</param>
public sealed record CampaignCard(Guid Id, ShopCard Shop, string Name, Strategy Strategy, DateOnly First, DateOnly Last, CampaignState State, bool Blocked,
    string? Clash, string? Verdict)
{
    /// <summary>What there is to say of it now; null where it was not asked for.</summary>
    public CampaignStanding? Standing { get; init; }

    public bool Over(DateOnly today) => Last < today || State is CampaignState.Stopped or CampaignState.Judged;
}

/// <summary>How much a standing asks of its reader.</summary>
public enum StandingWeight
{
    Plain, Good, Attention, Bad,
}

/// <summary>What a campaign lacks before launch, how its guard-rails stand while it runs, how it came out against its range.</summary>
public sealed record CampaignStanding(StandingWeight Weight, string Zh, string En);

/// <summary>Everything about one campaign, within what its reader may see.</summary>
public sealed record CampaignSheet
{
    public required Guid Id { get; init; }
    public required ShopCard Shop { get; init; }
    public required CampaignPlan Plan { get; init; }
    public required CampaignState State { get; init; }
    public required CheckReport? Check { get; init; }

    /// <summary>The check and the replay are of the plan as it stands now.</summary>
    public required bool CheckIsCurrent { get; init; }
    public required ReplayAnswer? Replay { get; init; }
    public required SalesRange? Expected { get; init; }
    public required bool ReplayIsCurrent { get; init; }

    /// <summary>When the range was frozen; null before launch.</summary>
    public required DateTimeOffset? FrozenAt { get; init; }

    /// <summary>The range was written after the first day: from facts before it, but not before it.</summary>
    public required bool FrozenLate { get; init; }
    public required string? ApprovedBy { get; init; }
    public required DateTimeOffset? ApprovedAt { get; init; }
    public required DateOnly? StoppedOn { get; init; }
    public required CampaignResult? Result { get; init; }
    public required DateTimeOffset? JudgedAt { get; init; }

    /// <summary>The campaign whose lessons began this plan.</summary>
    public required Guid? BasedOn { get; init; }
    public required IReadOnlyList<CampaignStepCard> Steps { get; init; }

    /// <summary>Who drafted the plan or changed it.</summary>
    public required IReadOnlyList<UserId> WrittenBy { get; init; }

    /// <summary>The step of a plan that its own writer approved, because nobody else could.</summary>
    public const string ApprovedAlone = "approved_alone";

    /// <summary>The approval that stands was given by who wrote the plan.</summary>
    public bool IsApprovedAlone => ApprovedBy is not null && Steps.LastOrDefault(step => step.What is "approved" or ApprovedAlone)?.What == ApprovedAlone;
    public required long Revision { get; init; }
    public Period Days => new(Plan.First, StoppedOn is { } stop && stop >= Plan.First && stop < Plan.Last ? stop : Plan.Last);
}

/// <summary>Something that was done to a campaign.</summary>
public sealed record CampaignStepCard(string What, string? Who, DateTimeOffset At);

/// <summary>Where a figure came out against its range or line.</summary>
public enum Verdict
{
    Inside, Below, Above, Held, Broken, Unknown,
}

/// <summary>A figure held against what was written before.</summary>
/// <param name="Key">sales, profit, new_buyers, refund_rate, subsidy, stock.</param>
/// <param name="Low">The lower end, or the line below which it must not fall.</param>
/// <param name="High">The upper end, or the line above which it must not rise.</param>
public sealed record JudgedFigure(string Key, bool IsGuard, decimal? Low, decimal? High, decimal? Actual, Verdict Verdict);

/// <summary>What a day has to do with the campaign.</summary>
public enum DayPhase
{
    Before, Waiting, During, After,
}

/// <summary>One day: what was sold, and what would have been.</summary>
public sealed record ResultDay(DateOnly Day, DayPhase Phase, decimal Actual, decimal Expected);

/// <summary>Something learned, with how sure it is.</summary>
public sealed record Lesson(string Zh, string En, Grade Grade);

/// <summary>What came of a channel, by its codes. Null is unknown, not zero.</summary>
/// <param name="Sales">What its orders came to.</param>
/// <param name="Discount">Given away on them by the shop.</param>
/// <param name="Cost">Pieces and commission.</param>
public sealed record ChannelResult(string Key, string Name, ChannelKind Kind, IReadOnlyList<string> Codes, int? Orders, decimal? Sales, decimal? Discount, decimal? Cost);

/// <summary>A campaign after its end, held against what would have happened without it. Money in the shop's currency.</summary>
public sealed record CampaignResult
{
    public required IReadOnlyList<JudgedFigure> Figures { get; init; }
    public required IReadOnlyList<ResultDay> Days { get; init; }
    public required string MethodZh { get; init; }
    public required string MethodEn { get; init; }

    /// <summary>Days after the end of which facts were known; the hangover is counted over seven.</summary>
    public required int DaysKnownAfter { get; init; }
    public required decimal Sales { get; init; }
    public required decimal Lift { get; init; }
    public required decimal LiftLow { get; init; }
    public required decimal LiftHigh { get; init; }
    public required decimal Waiting { get; init; }
    public required decimal Hangover { get; init; }

    /// <summary>Lift with waiting and hangover, never more than the orders were worth.</summary>
    public required decimal Net { get; init; }

    /// <summary>What the orders with these offers came to; the most that can be credited.</summary>
    public required decimal OrderValue { get; init; }
    public required bool Capped { get; init; }

    /// <summary>Margin after estimated fees in ordinary days; null where costs are not known or not to be seen.</summary>
    public required decimal? UsualMarginRate { get; init; }
    public required decimal? MarginRateChange { get; init; }
    public required decimal Subsidy { get; init; }
    public required int SubsidisedOrders { get; init; }
    public required decimal ExtraAds { get; init; }
    public required decimal? Profit { get; init; }

    /// <summary>Orders, sales and cost of each channel of the plan.</summary>
    public IReadOnlyList<ChannelResult> Channels { get; init; } = [];

    /// <summary>Known costs of the channels; the profit is after them.</summary>
    public decimal ChannelCost { get; init; }

    /// <summary>What the platform took for the slot; the profit is after it. Null where no slot was taken or its fee is not known.</summary>
    public decimal? SlotCost { get; init; }

    /// <summary>Growth of sales that was measured, as a ratio of what would have been; it begins the next plan.</summary>
    public required Band Growth { get; init; }
    public required IReadOnlyList<Lesson> Lessons { get; init; }
}
