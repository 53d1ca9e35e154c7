using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Events;

/// <summary>How an event is thought to have worked.</summary>
public enum Role
{
    /// <summary>It began when the change did.</summary>
    Began,

    /// <summary>It ended when the change began: what it had pushed came back.</summary>
    Ended,

    /// <summary>It was on in the period compared with and is not now: the comparison is high or low, not the present.</summary>
    InComparison,
}

/// <summary>Why an event is not a cause.</summary>
public enum Rejection
{
    /// <summary>It was over, or had begun, long before the change.</summary>
    TooEarly,

    /// <summary>It came after the change.</summary>
    TooLate,

    /// <summary>It touched something else than what changed.</summary>
    OtherThing,

    /// <summary>It should have moved the metric the other way.</summary>
    WrongDirection,

    /// <summary>What it touched carries too little of the change.</summary>
    TooSmall,

    /// <summary>It was the same in the period compared with.</summary>
    SameInComparison,
}

/// <summary>An event that fits.</summary>
/// <param name="Event">The event.</param>
/// <param name="Cause">The number of the localised cause it fits, or null for the change as a whole.</param>
/// <param name="Role">How it worked.</param>
/// <param name="Grade">How sure that is.</param>
/// <param name="DaysBefore">Days from its begin (or end) to the begin of the change; negative when after.</param>
/// <param name="Score">For the order of events; 1 is the same day and the same thing.</param>
public sealed record EventMatch(DatedEvent Event, int? Cause, Role Role, Grade Grade, int DaysBefore, double Score);

/// <summary>An event that does not fit, with the reason.</summary>
public sealed record RejectedEvent(DatedEvent Event, Rejection Reason);

/// <summary>The words for a reason.</summary>
public static class Rejections
{
    /// <summary>Why an event was put aside.</summary>
    public static Words NameOf(Rejection reason) => reason switch
    {
        Rejection.TooEarly => new("早了，变化那时还没开始", "too early: the change had not begun"),
        Rejection.TooLate => new("晚了，变化在它之前就开始了", "too late: the change began before it"),
        Rejection.OtherThing => new("对象不同", "it touched something else"),
        Rejection.WrongDirection => new("方向相反", "it pushes the other way"),
        Rejection.TooSmall => new("它碰到的部分太小", "what it touched is too small a part"),
        _ => new("对比期也有", "the same in the period compared with"),
    };
}
