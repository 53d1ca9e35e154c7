using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Metrics;

/// <summary>A question as people write it on a command line or in an address.</summary>
/// <param name="Where">Filters such as country=DE,FR or country!=DE.</param>
/// <param name="From">The first day, ISO; null for seven days that end on <paramref name="To"/>.</param>
/// <param name="To">The last day, ISO; null for the given default.</param>
/// <param name="Compare">previous, weekdays, year, festival, festival:KEY, D..D, or null for none.</param>
/// <param name="OrderBy">A metric (largest first) or dimension; -metric turns it round, metric:change goes by how much it moved.</param>
/// <param name="AsKnown">A date (its end, UTC) or an instant with offset.</param>
public sealed record QuestionText(
    IReadOnlyList<string> Metrics, IReadOnlyList<string>? By = null, IReadOnlyList<string>? Where = null, string? From = null, string? To = null,
    string? Compare = null, string? Currency = null, string? Rate = null, string? AsKnown = null, string? OrderBy = null, int? Limit = null)
{
    /// <summary>After a metric in <see cref="OrderBy"/>: by its change.</summary>
    public const string Moved = ":change";

    /// <summary>The question, or why it cannot be read.</summary>
    /// <param name="lastDay">The day to end on when none is named.</param>
    public Answered<MetricQuestion> Read(DateOnly lastDay)
    {
        if (!string.IsNullOrEmpty(From) && Day(From) is null) return Unreadable("from", From, "2026-10-26");
        if (!string.IsNullOrEmpty(To) && Day(To) is null) return Unreadable("to", To, "2026-10-26");
        if (Range(From, To, lastDay) is not { } range)
        {
            DateOnly last = string.IsNullOrEmpty(To) ? lastDay : Day(To)!.Value;
            return !string.IsNullOrEmpty(From) && Day(From) is { } first && first > last ? new(null, Refusals.Backwards(first, last))
                : Unreadable("from", $"{From}..{To}", "2026-10-26");
        }

        Comparison? against = null;
        if (!string.IsNullOrEmpty(Compare) && Compare != "none" && (against = Comparing(Compare)) is null)
            return Unreadable("compare", Compare, "previous, weekdays, year, festival, 2026-10-01..2026-10-07");
        Currency? currency = null;
        if (!string.IsNullOrEmpty(Currency))
        {
            if (!Kernel.Currency.TryParse(Currency, null, out Currency found)) return new(null, Refusals.Currency("currency", Currency));
            currency = found;
        }

        RateKind rate = RateKind.Day;
        if (!string.IsNullOrEmpty(Rate) && !Enum.TryParse(Rate, true, out rate)) return Unreadable("rate", Rate, "day, settlement, plan");
        DateTimeOffset? known = null;
        if (!string.IsNullOrEmpty(AsKnown) && (known = Instant(AsKnown)) is null) return Unreadable("asKnown", AsKnown, "2026-10-26, 2026-10-26T08:00:00+08:00");
        List<Condition> where = [];
        foreach (string filter in Where ?? [])
        {
            if (Filter(filter) is not { } condition) return Unreadable("where", filter, "country=DE,FR, country!=DE");
            where.Add(condition);
        }

        return new(new MetricQuestion
        {
            Metrics = Metrics,
            By = By ?? [],
            Where = where,
            Range = range,
            Against = against,
            Currency = currency,
            Rate = rate,
            AsKnownOn = known,
            OrderBy = Ordering.Key,
            OrderByChange = Ordering.Change,
            Reversed = Ordering.Reversed,
            Limit = Limit ?? 10_000,
        }, null);
    }

    (string? Key, bool Change, bool Reversed) Ordering
    {
        get
        {
            if (string.IsNullOrEmpty(OrderBy)) return (null, false, false);
            string key = OrderBy.TrimStart('-');
            bool change = key.EndsWith(Moved, StringComparison.Ordinal);
            return (change ? key[..^Moved.Length] : key, change, OrderBy.StartsWith('-'));
        }
    }

    /// <summary>Two ISO dates as a period, with the defaults of a question; null when they cannot be read or stand the wrong way round.</summary>
    public static Period? Range(string? from, string? to, DateOnly lastDay)
    {
        DateOnly? last = string.IsNullOrEmpty(to) ? lastDay : Day(to);
        DateOnly? first = string.IsNullOrEmpty(from) ? last?.AddDays(-6) : Day(from);
        return first is { } f && last is { } l && f <= l && l.DayNumber - f.DayNumber < 36_600 ? new Period(f, l) : null;
    }

    /// <summary>A comparison as written, or null when it cannot be read.</summary>
    public static Comparison? Comparing(string text)
    {
        string[] days = text.Split("..");
        if (days.Length == 2) return Day(days[0]) is { } first && Day(days[1]) is { } last && first <= last ? Comparison.With(new(first, last)) : null;
        return text switch
        {
            "previous" => Comparison.Previous,
            "weekdays" => Comparison.SameWeekdaysLastYear,
            "year" => new(ComparisonKind.LastYear),
            "festival" => new(ComparisonKind.Festival),
            _ when text.StartsWith("festival:", StringComparison.Ordinal) => new(ComparisonKind.Festival, text["festival:".Length..]),
            _ => null,
        };
    }

    /// <summary>A comparison as it is written in an address; the opposite of <see cref="Comparing"/>.</summary>
    public static string Written(Comparison comparison) => comparison.Kind switch
    {
        ComparisonKind.Previous => "previous",
        ComparisonKind.SameWeekdaysLastYear => "weekdays",
        ComparisonKind.LastYear => "year",
        ComparisonKind.Festival => comparison.Festival is null ? "festival" : $"festival:{comparison.Festival}",
        ComparisonKind.Custom => FormattableString.Invariant($"{comparison.Range!.Value.First:yyyy-MM-dd}..{comparison.Range!.Value.Last:yyyy-MM-dd}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static Condition? Filter(string text)
    {
        int sign = text.IndexOf('=', StringComparison.Ordinal);
        if (sign < 1) return null;
        bool not = text[sign - 1] == '!';
        string dimension = text[..(not ? sign - 1 : sign)].Trim();
        return dimension.Length == 0 ? null : new(dimension, text[(sign + 1)..].Split(','), not);
    }

    static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    static DateTimeOffset? Instant(string text)
    {
        if (Day(text) is { } day) return new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddTicks(-1);
        bool zoned = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;
        return zoned && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset at) ? at : null;
    }

    static Answered<MetricQuestion> Unreadable(string field, string value, string examples) => new(null, new("question.unreadable",
        new($"读不懂 {field} 的「{value}」。", $"“{value}” cannot be read as {field}."), new($"例如：{examples}。", $"Write for example: {examples}."), field, value));
}
