using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Telling;

/// <summary>All that is known about a change. Only the tree, its values and the two ranges must be there.</summary>
public sealed record ExplanationInput
{
    /// <summary>The metric that changed, and how it is made.</summary>
    public required MetricNode Tree { get; init; }

    /// <summary>Values of the tree's nodes in the period compared with, by key; left out or null is unknown.</summary>
    public required IReadOnlyDictionary<string, decimal?> Before { get; init; }

    /// <summary>Values of the tree's nodes in the period in question.</summary>
    public required IReadOnlyDictionary<string, decimal?> After { get; init; }

    /// <summary>The days in question.</summary>
    public required Period Window { get; init; }

    /// <summary>The days compared with.</summary>
    public required Period Against { get; init; }

    /// <summary>Decimals of the metric: the currency's for money, 0 for counts, ten for ratios.</summary>
    public int Decimals { get; init; } = 2;

    /// <summary>
    /// The metric by all dimensions, for the window and as expected for it. Their difference should be the change; what
    /// it falls short
    /// is in the unexplained rest.
    /// </summary>
    public LeafTable? Leaves { get; init; }

    /// <summary>
    /// Places that known events touch. They are tested first and stand before what the search finds, because there are few of them and
    /// each has a reason.
    /// </summary>
    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    /// <summary>
    /// Something that touches everything at once stands in the facts, such as a counter that lost its visitors. Unless a suspect carries most
    /// of the change, everything is the place, and no narrower one is searched for.
    /// </summary>
    public bool SuspectsEverything { get; init; }

    /// <summary>The metric by day, some weeks before the window included.</summary>
    public IReadOnlyList<DayValue> Daily { get; init; } = [];

    /// <summary>Events of both periods and some days around.</summary>
    public IReadOnlyList<DatedEvent> Events { get; init; } = [];

    /// <summary>Rows by day (or hour) of the feeds on which the metric rests, some weeks before included.</summary>
    public IReadOnlyList<FeedRows> Feeds { get; init; } = [];
}
