using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Events;

/// <summary>Which way an event should move the metric.</summary>
public enum Push
{
    /// <summary>Not known beforehand.</summary>
    Unknown,

    /// <summary>Up while it lasts.</summary>
    Up,

    /// <summary>Down while it lasts.</summary>
    Down,
}

/// <summary>Something dated that may be a cause.</summary>
/// <param name="Id">The caller's name for it.</param>
/// <param name="At">When it happened or began, in the shop's zone.</param>
/// <param name="Until">When it ended; null for something that stays, such as a new image.</param>
/// <param name="Kind">What it is, see <see cref="EventKinds"/>.</param>
/// <param name="Thing">What it touched and no more, such as sku = A-1; empty for the whole shop.</param>
/// <param name="Detail">What happened, in the words of its source.</param>
/// <param name="Push">Which way it should move the metric.</param>
/// <param name="IsFromData">It is itself in the data (stock at zero, ad clicks gone), not only noted by somebody.</param>
/// <param name="Within">What the thing is part of, such as category = shoes.</param>
public sealed record DatedEvent(
    string Id, DateTimeOffset At, DateTimeOffset? Until, string Kind, IReadOnlyList<AttributeValue> Thing, string Detail,
    Push Push = Push.Unknown, bool IsFromData = false,
    IReadOnlyList<AttributeValue>? Within = null)
{
    /// <summary>The day it began, in the shop's zone.</summary>
    public DateOnly First => DateOnly.FromDateTime(At.DateTime);

    /// <summary>The last day it lasted; without an end, for ever.</summary>
    public DateOnly Last => Until is { } end ? DateOnly.FromDateTime(end.DateTime) : DateOnly.MaxValue;

    /// <summary>Whether it was on at any time of a range.</summary>
    public bool Touches(Period range) => First <= range.Last && Last >= range.First;
}
