using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.Attribution.Telling;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis;

/// <summary>What changed and why, for a page, a program or an assistant. Drivers sum to the change exactly, and so do the causes with the unexplained rest.</summary>
public sealed record ChangeExplanation
{
    public required Metric Metric { get; init; }

    /// <summary>The shops of the selection that the person may see.</summary>
    public required IReadOnlyList<ShopCard> Shops { get; init; }
    public required Period Range { get; init; }
    public required Period Against { get; init; }

    /// <summary>The currency of money figures; null for other units.</summary>
    public required Currency? Currency { get; init; }

    /// <summary>Null is unknown.</summary>
    public required decimal? Before { get; init; }
    public required decimal? After { get; init; }
    public decimal? Change => After - Before;

    /// <summary>What drove it, in the order of the tree: the bars of the waterfall. Exchange rates are a driver of their own.</summary>
    public required IReadOnlyList<Driver> Drivers { get; init; }

    /// <summary>The metric and its parts with both values, parents first: the metric tree of the page.</summary>
    public required IReadOnlyList<TreeValue> Tree { get; init; }

    /// <summary>Where it happened and what fits, the likeliest first.</summary>
    public required IReadOnlyList<ExplainedPlace> Causes { get; init; }
    public required decimal? Unexplained { get; init; }

    /// <summary>For a ratio: how much is by shares shifting and how much by the parts' own ratios, by dimension.</summary>
    public required IReadOnlyList<(string Dimension, MixAndRate Split)> Mixes { get; init; }

    /// <summary>Everything dated in both ranges, oldest first: the lanes under the chart.</summary>
    public required IReadOnlyList<ExplainedEvent> Timeline { get; init; }

    /// <summary>What was looked at and put aside, with the reason.</summary>
    public required IReadOnlyList<(ExplainedEvent Event, Words Reason)> Rejected { get; init; }

    /// <summary>Days that are not all there; they are reported before anything else.</summary>
    public required IReadOnlyList<DataGap> Gaps { get; init; }

    /// <summary>The change is for the most part data that has not come.</summary>
    public required bool IsGap { get; init; }

    /// <summary>The day from which it was different; null when that cannot be told.</summary>
    public required ChangePoint? Onset { get; init; }

    /// <summary>The figure of each day from four weeks before the window, and of the comparison.</summary>
    public required IReadOnlyDictionary<DateOnly, decimal> Daily { get; init; }

    /// <summary>What the same weekdays of the four weeks before lead one to expect of each day.</summary>
    public required IReadOnlyDictionary<DateOnly, decimal> Expected { get; init; }

    /// <summary>Dimensions that were not searched because single cells would have been too many or too thin.</summary>
    public required IReadOnlyList<string> NotSearched { get; init; }

    /// <summary>The sentences, in the order in which to say them.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
    public required Passport Passport { get; init; }
}

/// <summary>A node of the metric tree.</summary>
/// <param name="Parent">The key of the node above; null for the root.</param>
public sealed record TreeValue(string Key, Words Name, string? Parent, decimal? Before, decimal? After);

/// <summary>A place that changed, with the events that fit it.</summary>
/// <param name="Where">Values of dimensions; none for the whole.</param>
/// <param name="Share">Amount over the whole change.</param>
public sealed record ExplainedPlace(IReadOnlyList<AttributeValue> Where, decimal Amount, decimal Share, Grade Grade, IReadOnlyList<ExplainedEvent> Events)
{
    /// <summary>The place as people call it.</summary>
    public required Words Name { get; init; }
}

/// <summary>Something dated.</summary>
/// <param name="At">Its first day in the shop's zone.</param>
/// <param name="Until">Its last day; null for something that stays.</param>
/// <param name="Kind">A key of the kinds of events.</param>
/// <param name="Grade">How sure it is a cause; null for one that is only there.</param>
/// <param name="DaysBefore">Days from it to the begin of the change; negative when after.</param>
public sealed record ExplainedEvent(
    string Id, ShopId Shop, DateOnly At, DateOnly? Until, string Kind, Words Name, IReadOnlyList<AttributeValue> Thing, Words Detail, Grade? Grade = null,
    Role? Role = null, int? DaysBefore = null)
{
    /// <summary>Who did it, where that is logged.</summary>
    public string? ByWhom { get; init; }

    /// <summary>It stands in the facts, not only in somebody's log.</summary>
    public bool IsFromFacts { get; init; }
}
