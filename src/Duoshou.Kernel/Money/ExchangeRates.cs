namespace Duoshou.Kernel;

/// <summary>The three rates at which money is turned into another currency; they are never exchanged for one another in silence.</summary>
public enum RateKind
{
    /// <summary>The market or central-bank rate of the day of the event.</summary>
    Day,

    /// <summary>The rate at which a platform or bank really paid out.</summary>
    Settlement,

    /// <summary>The rate that the plan or budget fixed for a stretch of time.</summary>
    Plan,
}

/// <summary>One dated rate: one unit of <paramref name="From"/> is <paramref name="Rate"/> units of <paramref name="To"/>.</summary>
/// <param name="From">The currency that is turned.</param>
/// <param name="To">The currency it becomes.</param>
/// <param name="On">The first day on which the rate holds; it holds until the next one of its pair and kind.</param>
/// <param name="Rate">Units of To per unit of From; above zero.</param>
/// <param name="Kind">Which of the three rates it is.</param>
/// <param name="Source">Where the rate was read: an institution and document, or the person who set it.</param>
public sealed record ExchangeRate(Currency From, Currency To, DateOnly On, decimal Rate, RateKind Kind, string Source);

/// <summary>An amount in another currency, with the rates that turned it.</summary>
/// <param name="Amount">The amount, unrounded.</param>
/// <param name="Rate">The factor used; 1 within one currency.</param>
/// <param name="On">The date of the oldest rate used.</param>
/// <param name="Source">Where the rate or rates were read.</param>
public readonly record struct Converted(Money Amount, decimal Rate, DateOnly On, string Source);

/// <summary>Rates by pair, kind and day. Looks a rate up as it held on a day: the last one on or before it, never a later one.</summary>
public sealed class RateBook
{
    /// <summary>How many days a rate of the day may be carried forward before it is held to be missing.</summary>
    public const int LongestCarryDays = 10;

    readonly Dictionary<(Currency From, Currency To, RateKind Kind), SortedList<DateOnly, ExchangeRate>> rates = [];
    readonly Currency pivot;

    /// <summary>A book of rates; pairs that it lacks are crossed over the pivot currency.</summary>
    /// <exception cref="ArgumentException">A rate is zero or negative.</exception>
    public RateBook(IEnumerable<ExchangeRate> known, Currency pivot)
    {
        this.pivot = pivot;
        foreach (ExchangeRate rate in known)
        {
            if (rate.Rate <= 0)
                throw new ArgumentException(
                    FormattableString.Invariant($"The rate {rate.From}/{rate.To} of {rate.On:yyyy-MM-dd} is {rate.Rate}; a rate is above zero."), nameof(known));
            var key = (rate.From, rate.To, rate.Kind);
            if (!rates.TryGetValue(key, out var dated)) rates[key] = dated = [];
            dated[rate.On] = rate;
        }
    }

    /// <summary>The factor from one currency to another on a day, or null when no rate is known for it.</summary>
    public (decimal Rate, DateOnly On, string Source)? Find(Currency from, Currency to, DateOnly on, RateKind kind = RateKind.Day)
    {
        if (from == to) return (1m, on, "");
        if (Direct(from, to, on, kind) is { } direct) return direct;
        return Direct(from, pivot, on, kind) is { } first && Direct(pivot, to, on, kind) is { } second
            ? (first.Rate * second.Rate, first.On < second.On ? first.On : second.On, $"{first.Source}; {second.Source}")
            : null;
    }

    /// <summary>The amount in another currency at the rate of a day, or null when no rate is known.</summary>
    public Converted? Convert(Money amount, Currency to, DateOnly on, RateKind kind = RateKind.Day) =>
        Find(amount.Currency, to, on, kind) is { } found
            ? new Converted(new Money(amount.Amount * found.Rate, to), found.Rate, found.On, found.Source)
            : null;

    (decimal Rate, DateOnly On, string Source)? Direct(Currency from, Currency to, DateOnly on, RateKind kind)
    {
        if (from == to) return (1m, on, "");
        if (Dated(from, to, on, kind) is { } straight) return (straight.Rate, straight.On, straight.Source);
        return Dated(to, from, on, kind) is { } inverse ? (1m / inverse.Rate, inverse.On, inverse.Source) : null;
    }

    ExchangeRate? Dated(Currency from, Currency to, DateOnly on, RateKind kind)
    {
        if (!rates.TryGetValue((from, to, kind), out var dated)) return null;
        int low = 0, high = dated.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (dated.Keys[middle] <= on) low = middle + 1;
            else high = middle;
        }

        if (low == 0) return null;
        ExchangeRate last = dated.Values[low - 1];
        bool stale = kind == RateKind.Day && on.DayNumber - last.On.DayNumber > LongestCarryDays;
        return stale ? null : last;
    }
}
