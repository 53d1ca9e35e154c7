namespace Duoshou.Kernel;

/// <summary>Whole business days, first and last included.</summary>
public readonly record struct Period
{
    /// <summary>The days from the first to the last, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The last day is before the first.</exception>
    public Period(DateOnly first, DateOnly last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        (First, Last) = (first, last);
    }

    /// <summary>The first day.</summary>
    public DateOnly First { get; }

    /// <summary>The last day, included.</summary>
    public DateOnly Last { get; }

    /// <summary>How many days, at least one.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>One day.</summary>
    public static Period Of(DateOnly day) => new(day, day);

    /// <summary>The given number of days that ends on a day.</summary>
    public static Period Ending(DateOnly last, int days) => new(last.AddDays(1 - days), last);

    /// <summary>The equally long stretch just before.</summary>
    public Period Previous() => new(First.AddDays(-Days), First.AddDays(-1));

    /// <summary>The equally long stretch just after.</summary>
    public Period Next() => new(Last.AddDays(1), Last.AddDays(Days));

    /// <summary>The same length, moved by days.</summary>
    public Period Moved(int days) => new(First.AddDays(days), Last.AddDays(days));

    /// <summary>Whether the day is one of these.</summary>
    public bool Contains(DateOnly day) => day >= First && day <= Last;

    /// <summary>Whether the two share a day.</summary>
    public bool Overlaps(Period other) => First <= other.Last && other.First <= Last;

    /// <summary>Each day in order.</summary>
    public IEnumerable<DateOnly> Each()
    {
        for (DateOnly day = First; day <= Last; day = day.AddDays(1)) yield return day;
    }

    /// <summary>The two dates in ISO 8601, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{First:yyyy-MM-dd}/{Last:yyyy-MM-dd}");
}
