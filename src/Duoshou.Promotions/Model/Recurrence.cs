namespace Duoshou.Promotions.Model;

/// <summary>
/// Hours of certain weekdays by the wall clock of a zone, such as every Tuesday from 20:00 to 22:00 in Asia/Shanghai. Half open.
/// An end not after the start is on the next day. A wall time that daylight saving leaves out moves forward; one that occurs
/// twice means the first.
/// </summary>
public sealed record Recurrence(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>True if the instant lies inside one of the windows.</summary>
    public bool Contains(DateTimeOffset instant)
    {
        DateOnly day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
        return Covers(day, instant) || Covers(day.AddDays(-1), instant);
    }

    bool Covers(DateOnly day, DateTimeOffset instant)
    {
        if (!Days.Contains(day.DayOfWeek)) return false;
        DateOnly endDay = To > From ? day : day.AddDays(1);
        return instant >= Instant(day.ToDateTime(From)) && instant < Instant(endDay.ToDateTime(To));
    }

    DateTimeOffset Instant(DateTime wall)
    {
        if (Zone.IsInvalidTime(wall))
        {
            // The offset before the gap, read after it, is the wall time moved forward by the gap.
            TimeSpan before = Zone.GetUtcOffset(wall.AddDays(-1));
            return new DateTimeOffset(wall, before);
        }

        TimeSpan offset = Zone.IsAmbiguousTime(wall) ? Zone.GetAmbiguousTimeOffsets(wall).Max() : Zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset);
    }
}
