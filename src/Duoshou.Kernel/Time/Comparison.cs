namespace Duoshou.Kernel;

/// <summary>How a range finds the range that it is held against.</summary>
public enum ComparisonKind
{
    /// <summary>The equally long stretch just before.</summary>
    Previous,

    /// <summary>Fifty-two weeks earlier, so that every day meets its own weekday.</summary>
    SameWeekdaysLastYear,

    /// <summary>The same dates a year earlier; 29 February meets 28 February.</summary>
    LastYear,

    /// <summary>The same distance from the same festival a year earlier.</summary>
    Festival,

    /// <summary>Days that the caller names.</summary>
    Custom,
}

/// <summary>What a range is held against.</summary>
/// <param name="Kind">How the days are found.</param>
/// <param name="Festival">For <see cref="ComparisonKind.Festival"/>: the key of the festival, or null for the one nearest to the range.</param>
/// <param name="Range">For <see cref="ComparisonKind.Custom"/>: the days.</param>
public sealed record Comparison(ComparisonKind Kind, string? Festival = null, Period? Range = null)
{
    /// <summary>The equally long stretch just before.</summary>
    public static Comparison Previous { get; } = new(ComparisonKind.Previous);

    /// <summary>Fifty-two weeks earlier.</summary>
    public static Comparison SameWeekdaysLastYear { get; } = new(ComparisonKind.SameWeekdaysLastYear);

    /// <summary>Named days.</summary>
    public static Comparison With(Period range) => new(ComparisonKind.Custom, Range: range);

    /// <summary>The days that stand against a range.</summary>
    /// <exception cref="InvalidOperationException">A festival was asked for and none is known near the range, or custom days were not named.</exception>
    public Period Against(Period range) => Kind switch
    {
        ComparisonKind.Previous => range.Previous(),
        ComparisonKind.SameWeekdaysLastYear => range.Moved(-364),
        ComparisonKind.LastYear => Period.Ending(range.Last.AddYears(-1), range.Days),
        ComparisonKind.Festival => Festivals.Aligned(range, Festival),
        ComparisonKind.Custom => Range ?? throw new InvalidOperationException("A custom comparison names its days."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
