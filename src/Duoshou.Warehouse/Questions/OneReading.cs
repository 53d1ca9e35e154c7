using Duoshou.Kernel;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>
/// Measures that are dated by different moments, as money by its payment and refunds by their order, can share one reading of the facts when
/// no time is asked for: all their rows lie in a stretch of the moment that dates the fact, not much longer than the range. How long it is the
/// ledger says (<see cref="EntrySpans"/>), so that nothing is assumed about how late people pay.
/// </summary>
sealed class OneReading(CheckedQuestion question, Availability there, Period range)
{
    /// <summary>A reading of this many more days than the range is still cheaper than two.</summary>
    double MostDays => range.Days * 1.25 + 7;

    /// <summary>With the groups that can be read together made one.</summary>
    /// <param name="groups">The groups of the plan.</param>
    /// <param name="by">The dimensions of the rows.</param>
    /// <param name="perDay">Whether a group has to be told apart by days.</param>
    public IReadOnlyList<MeasureGroup> Of(IReadOnlyList<MeasureGroup> groups, IReadOnlyList<Dimension> by, Func<MeasureGroup, bool> perDay)
    {
        if (by.Any(dimension => dimension.IsTime) || question.Where.Any(condition => DimensionCatalogue.Find(condition.Dimension)!.IsTime)) return groups;
        MeasureGroup[][] apart = [.. groups.Where(group => group is { FromFacts: true, Sums: true } && !perDay(group))
            .GroupBy(group => (group.Kind, string.Join(",", group.Shops))).Where(same => same.Count() > 1).Select(same => same.ToArray())];
        return apart.Aggregate(groups, (all, some) => Window(some) is { } window
            ? [.. all.Except(some), some[0] with { Moment = LedgerTable.Of(some[0].Kind).Moment.Name, Uses = [.. some.SelectMany(group => group.Uses)], Window = window }]
            : all);
    }

    /// <summary>The stretch in which all rows lie that any of the groups asks for; null when that is far longer than the range.</summary>
    (DateTime From, DateTime Until)? Window(MeasureGroup[] groups)
    {
        string dates = LedgerTable.Of(groups[0].Kind).Moment.Name;
        DateTime first = range.First.ToDateTime(default), after = range.Last.AddDays(1).ToDateTime(default), from = first, until = after;
        foreach (string moment in groups.Select(group => group.Moment).Where(moment => moment != dates))
        {
            if (there.After(groups[0].Shops, groups[0].Kind, moment) is not { } lag) continue;
            if (Moved(first, lag.Most) < from) from = Moved(first, lag.Most);
            if (Moved(after, lag.Least) > until) until = Moved(after, lag.Least);
        }

        return (until - from).TotalDays <= MostDays ? (from, until) : null;
    }

    /// <summary>So much earlier, as far as the calendar goes.</summary>
    static DateTime Moved(DateTime moment, TimeSpan earlier) => new(Math.Clamp(moment.Ticks - earlier.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks));
}
