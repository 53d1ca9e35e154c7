namespace Duoshou.Promotions.Model;

/// <summary>Which of the promotions that could apply do.</summary>
public enum SelectionMode
{
    /// <summary>The set that saves the customer most.</summary>
    Best,

    /// <summary>In their order; an exclusive one only if nothing applied before it, and nothing after it.</summary>
    Priority,

    /// <summary>If an exclusive one can apply, only the one of the highest priority does; else in their order.</summary>
    ExclusiveFirst,
}

/// <summary>How a percentage becomes whole minor units.</summary>
public enum RoundingRule
{
    /// <summary>Half up.</summary>
    HalfUp,

    /// <summary>Down.</summary>
    Down,

    /// <summary>Half to even.</summary>
    HalfEven,
}

/// <summary>Who gets the minor units that a division leaves over.</summary>
public enum RemainderRule
{
    /// <summary>One each to the largest remainders; ties to the larger weight, then to the earlier part.</summary>
    Largest,

    /// <summary>All to the first part.</summary>
    First,

    /// <summary>All to the last part.</summary>
    Last,
}

/// <summary>The choices a shop makes once, because platforms differ and totals must match theirs.</summary>
public sealed record PricingPolicy
{
    /// <summary>The default of every member.</summary>
    public static PricingPolicy Default { get; } = new();

    /// <summary>Which promotions apply.</summary>
    public SelectionMode Selection { get; init; }

    /// <summary>How percentages are rounded.</summary>
    public RoundingRule Rounding { get; init; }

    /// <summary>True: the price is rounded and the discount is the difference. False: the discount is rounded.</summary>
    public bool RoundPrice { get; init; }

    /// <summary>True: percentages on lines are rounded for each unit. False: for the line.</summary>
    public bool RoundAtUnit { get; init; }

    /// <summary>Who gets what a division leaves over.</summary>
    public RemainderRule Remainder { get; init; }

    /// <summary>What thresholds read if they do not say it themselves.</summary>
    public AmountBasis ThresholdBasis { get; init; }

    /// <summary>True: a promotion that would exceed its budget gives what is left. False: it does not apply.</summary>
    public bool ClipToBudget { get; init; }

    /// <summary>
    /// Steps the search for the best set may take before it answers with the best found. Counted, so the answer never depends on
    /// time.
    /// </summary>
    public int SearchNodes { get; init; } = 20_000;
}
