namespace Duoshou.Kernel;

/// <summary>The zone and the hour at which a shop's business day begins. A day with a clock change has 23 or 25 hours.</summary>
public sealed record ShopZone
{
    /// <summary>A zone by its IANA name, such as Asia/Shanghai, and the local hour at which the business day begins.</summary>
    /// <exception cref="FormatException">The zone is not in the machine's zone table.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The hour is not from 0 to 23.</exception>
    public ShopZone(string name, int dayBeginsAtHour = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dayBeginsAtHour);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dayBeginsAtHour, 23);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone))
            throw new FormatException($"'{name}' is not a time zone; write an IANA name such as Asia/Shanghai or Europe/Berlin.");
        (Name, Zone, DayBeginsAtHour) = (name, zone, dayBeginsAtHour);
    }

    /// <summary>The IANA name.</summary>
    public string Name { get; }

    /// <summary>The local hour at which the business day begins; 0 is midnight.</summary>
    public int DayBeginsAtHour { get; }

    TimeZoneInfo Zone { get; }

    /// <summary>The wall clock in the shop at a moment.</summary>
    public DateTime Local(DateTimeOffset moment) => DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(moment, Zone).DateTime, DateTimeKind.Unspecified);

    /// <summary>The business day on which a moment falls.</summary>
    public DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).AddHours(-DayBeginsAtHour));

    /// <summary>The moment at which a business day begins. Where the clock skips that hour, the first moment after the skip.</summary>
    public DateTimeOffset Begins(DateOnly day)
    {
        DateTime local = day.ToDateTime(new TimeOnly(DayBeginsAtHour, 0));
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(30);
        TimeSpan offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new(local, offset);
    }

    /// <summary>The offset from UTC at a moment.</summary>
    public TimeSpan Offset(DateTimeOffset moment) => Zone.GetUtcOffset(moment);

    /// <inheritdoc />
    public bool Equals(ShopZone? other) => other is not null && Name == other.Name && DayBeginsAtHour == other.DayBeginsAtHour;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, DayBeginsAtHour);
}
