using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Telling;

/// <summary>A localised cause with the events that fit it.</summary>
public sealed record ExplainedCause(RootCause Cause, IReadOnlyList<EventMatch> Events);

/// <summary>One sentence of an explanation.</summary>
/// <param name="Code">Stable, such as change.main_driver; what a program may rely on.</param>
/// <param name="Grade">How strong the claim is.</param>
/// <param name="Text">The claim in both languages.</param>
public sealed record Finding(string Code, Grade Grade, Words Text);

/// <summary>
/// What changed and why: arithmetic first, dated events second, words last. Drivers sum to the change exactly, and so do
/// the causes
/// with the unexplained rest.
/// </summary>
public sealed record Explanation
{
    /// <summary>The change split along the metric tree.</summary>
    public required Decomposition Split { get; init; }

    /// <summary>Where it happened, with the events that fit each place.</summary>
    public required IReadOnlyList<ExplainedCause> Causes { get; init; }

    /// <summary>For a ratio: mix and rate by every dimension.</summary>
    public required IReadOnlyList<(string Dimension, MixAndRate Split)> Mixes { get; init; }

    /// <summary>What no place explains; null when the change itself is unknown.</summary>
    public required decimal? Unexplained { get; init; }

    /// <summary>Events that fit the change as a whole.</summary>
    public required IReadOnlyList<EventMatch> Events { get; init; }

    /// <summary>Events that do not fit, with reasons.</summary>
    public required IReadOnlyList<RejectedEvent> Rejected { get; init; }

    /// <summary>When the change began, if that can be told.</summary>
    public required ChangePoint? Onset { get; init; }

    /// <summary>Days of the window and of the comparison that are not all there.</summary>
    public required IReadOnlyList<DataGap> Gaps { get; init; }

    /// <summary>Whether the change is, for the most part, data that has not come.</summary>
    public required bool IsGap { get; init; }

    /// <summary>The sentences, in the order in which to say them.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
