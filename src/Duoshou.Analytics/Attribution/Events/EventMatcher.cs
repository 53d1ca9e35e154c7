using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Events;

/// <summary>What events are matched with: the change, when and where it happened.</summary>
/// <param name="Window">The days in question.</param>
/// <param name="Against">The days compared with.</param>
/// <param name="Change">How much the metric changed; its sign is what counts.</param>
/// <param name="Causes">Where it changed.</param>
/// <param name="Onset">When it began, if that can be told.</param>
public sealed record MatchedChange(
    Period Window, Period Against, decimal Change, IReadOnlyList<RootCause> Causes, ChangePoint? Onset);

/// <summary>Tells dated events that fit a change in time and thing from those that do not, and says why not.</summary>
public static class EventMatcher
{
    /// <summary>An event may precede its effect by so many days.</summary>
    const int LongestLead = 3;

    const decimal SmallestShare = 0.05m;

    /// <summary>Two events whose scores are nearer than this cannot be told apart.</summary>
    const double Distinct = 0.25;

    const double ShownFrom = 0.75;

    /// <summary>Accepted events, the best first, and rejected ones in the order given.</summary>
    public static (IReadOnlyList<EventMatch> Accepted, IReadOnlyList<RejectedEvent> Rejected) Match(
        MatchedChange change, IReadOnlyList<DatedEvent> events)
    {
        List<EventMatch> accepted = [];
        List<RejectedEvent> rejected = [];
        foreach (DatedEvent happened in events)
        {
            object judged = Judge(change, happened, events);
            if (judged is EventMatch match) accepted.Add(match);
            else rejected.Add(new(happened, (Rejection)judged));
        }

        return ([.. accepted.GroupBy(m => m.Cause).SelectMany(g => Graded([.. g], change)).OrderByDescending(m => m.Score)
            .ThenBy(m => m.Event.At).ThenBy(m => m.Event.Id, StringComparer.Ordinal)], rejected);
    }

    static object Judge(MatchedChange change, DatedEvent happened, IReadOnlyList<DatedEvent> events)
    {
        if ((Timing(change, happened) ?? AtTheWindow(change, happened)) is not { } timing) return Late(change, happened) ? Rejection.TooLate : Rejection.TooEarly;
        if (timing.Role != Role.Ended && SameBefore(change, happened, events)) return Rejection.SameInComparison;
        if (EventThing.Fit(change.Causes, happened) is not { } thing) return Rejection.OtherThing;
        decimal amount = thing.Cause is { } c ? change.Causes[c].Amount : change.Change;
        if (thing.Cause is { } small && Math.Abs(change.Causes[small].Share) < SmallestShare) return Rejection.TooSmall;
        if (!Agrees(happened.Push, timing.Role, amount)) return Rejection.WrongDirection;
        double score = thing.Exactness * (1 - (0.12 * Math.Min(4, Math.Abs(timing.Days))));
        return new EventMatch(happened, thing.Cause, timing.Role, Grade.Fits, timing.Days, score);
    }

    /// <summary>How the event stands to the begin of the change; null when it does not.</summary>
    static (Role Role, int Days)? Timing(MatchedChange change, DatedEvent happened)
    {
        DateOnly earliest = change.Onset?.Earliest ?? change.Window.First, latest = change.Onset?.Latest ?? change.Window.Last;
        DateOnly likely = change.Onset?.Day ?? change.Window.First;
        bool inComparisonOnly = happened.Touches(change.Against) && !happened.Touches(change.Window);
        if (happened.First >= earliest.AddDays(-LongestLead) && happened.First <= latest && !inComparisonOnly)
            return (Role.Began, likely.DayNumber - happened.First.DayNumber);
        if (happened.Until is null) return null;
        DateOnly after = happened.Last.AddDays(1);
        if (after >= earliest.AddDays(-1) && after <= latest.AddDays(1)) return (Role.Ended, likely.DayNumber - after.DayNumber);
        return inComparisonOnly ? (Role.InComparison, 0) : null;
    }

    /// <summary>
    /// An event of one place that began when the days in question do fits, even where the whole had begun to move before: the place's own
    /// change is reckoned from there.
    /// </summary>
    static (Role Role, int Days)? AtTheWindow(MatchedChange change, DatedEvent happened) =>
        Math.Abs(happened.First.DayNumber - change.Window.First.DayNumber) <= 1
        && EventThing.Fit(change.Causes, happened) is { Cause: { } place } && change.Causes[place].Where.Count > 0
            ? (Role.Began, change.Window.First.DayNumber - happened.First.DayNumber)
            : null;

    static bool Late(MatchedChange change, DatedEvent happened) => happened.First > (change.Onset?.Latest ?? change.Window.Last);

    /// <summary>
    /// Another event of the same kind and thing was on in the period compared with: then it cannot make a difference.
    /// </summary>
    static bool SameBefore(MatchedChange change, DatedEvent happened, IReadOnlyList<DatedEvent> events)
    {
        bool now = happened.Touches(change.Window), then = happened.Touches(change.Against);
        if (now && then && happened.First < change.Window.First && happened.First <= change.Against.First) return true;
        Period mine = now ? change.Window : change.Against, other = now ? change.Against : change.Window;
        return events.Any(e => !ReferenceEquals(e, happened) && e.Kind == happened.Kind && e.Until is not null
            && e.Touches(other) && !e.Touches(mine) && EventThing.Same(e.Thing, happened.Thing));
    }

    static bool Agrees(Push push, Role role, decimal amount)
    {
        if (push == Push.Unknown || amount == 0) return true;
        bool up = (push == Push.Up) == (role == Role.Began);
        return up == amount > 0;
    }

    /// <summary>
    /// An event from the data itself that touches the very thing is shown; rivals of nearly its score make it doubtful.
    /// </summary>
    static IEnumerable<EventMatch> Graded(List<EventMatch> matches, MatchedChange change)
    {
        bool noisy = change.Onset is null && change.Causes.Count == 0;
        EventMatch[] shown = [.. matches.Where(m => m.Event.IsFromData && m.Score >= ShownFrom && m.Cause is { } c
            && change.Causes[c].Grade == Grade.Shown)];
        double best = matches.Max(m => m.Score);
        bool unclear = shown.Length == 0 && matches.Count(m => m.Score > best - Distinct) > 1;
        return matches.Select(m => m with
        {
            Grade = shown.Contains(m) ? Grade.Shown
                : noisy || (unclear && m.Score > best - Distinct) || m.Score < best - Distinct ? Grade.CannotTell
                : Grade.Fits,
        });
    }
}
