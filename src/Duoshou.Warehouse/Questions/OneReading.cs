using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>
/// Measures of order lines that are dated by different moments, as money by its payment and refunds by their order, can share one reading of
/// the facts when no time is asked for: all their rows lie in a stretch of ordering that is not much longer than the range. How long it is
/// the facts say, so that nothing is assumed about how late people pay.
/// </summary>
sealed class OneReading(IFactSession session, CheckedQuestion question, Period range, CancellationToken cancel)
{
    const string Anchor = "ordered_at";

    /// <summary>With the groups that can be read together made one.</summary>
    /// <param name="groups">The groups of the plan.</param>
    /// <param name="by">The dimensions of the rows.</param>
    /// <param name="perDay">Whether a group has to be told apart by days.</param>
    public IReadOnlyList<MeasureGroup> Of(IReadOnlyList<MeasureGroup> groups, IReadOnlyList<Dimension> by, Func<MeasureGroup, bool> perDay)
    {
        if (by.Any(dimension => dimension.IsTime) || question.Where.Any(condition => DimensionCatalogue.Find(condition.Dimension)!.IsTime)) return groups;
        MeasureGroup[][] apart = [.. groups.Where(group => group is { FromFacts: true, Sums: true, Kind: FactKind.OrderLine } && !perDay(group))
            .GroupBy(group => string.Join(",", group.Shops)).Where(same => same.Count() > 1).Select(same => same.ToArray())];
        return apart.Aggregate(groups, (all, some) => Window(some) is { } window
            ? [.. all.Except(some), some[0] with { Moment = Anchor, Uses = [.. some.SelectMany(group => group.Uses)], Window = window }]
            : all);
    }

    /// <summary>From the first to the last moment of ordering of all rows that any of the groups asks for; null when that is far longer than the range.</summary>
    (DateTime From, DateTime Until)? Window(MeasureGroup[] groups)
    {
        DateTime first = range.First.ToDateTime(default), after = range.Last.AddDays(1).ToDateTime(default), from = first, until = after.AddTicks(-10);
        foreach (string moment in groups.Select(group => group.Moment).Where(moment => moment != Anchor))
        {
            using IFactReader rows = session.Query($"""
                select min(f.{Anchor}), max(f.{Anchor}) from order_line f where {ShopFilter.Sql(groups[0].Shops)} and f."{moment}" >= $1 and f."{moment}" < $2
                """, [first, after], cancel);
            if (!rows.Next() || rows.IsNull(0, 0)) continue;
            if (rows.Moment(0, 0) < from) from = rows.Moment(0, 0);
            if (rows.Moment(1, 0) > until) until = rows.Moment(1, 0);
        }

        return (until - from).TotalDays <= range.Days * 1.25 + 7 ? (from, until) : null;
    }
}
